"""botocore's protocol suites: models, requests and responses that others wrote.

They are made from Smithy's own protocol tests and come with botocore's source
distribution, which is fetched once and kept outside of the checkout.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Literal

from tests.support.botocore_source import source_distribution

Direction = Literal["input", "output"]


@dataclass(frozen=True, slots=True)
class Suite:
    """A model with the cases that were written for it."""

    direction: Direction
    protocol: str
    number: int
    # Any: the suites are JSON of many forms.
    description: dict[str, Any]

    @property
    def cases(self) -> list[dict[str, Any]]:
        """The cases in order."""
        cases: list[dict[str, Any]] = self.description["cases"]
        return cases

    # Any: a C2J model is JSON of many forms.
    def api(self) -> dict[str, Any]:
        """Returns the model that the suite describes, as botocore ships models."""
        metadata = {
            "endpointPrefix": "suite",
            "serviceFullName": "Suite",
            "serviceId": "Suite",
            "signatureVersion": "v4",
            **self.description["metadata"],
        }
        operations = {
            case["given"]["name"]: {**case["given"], **_error_shapes(case)}
            for case in self.cases
        }
        shapes = {
            name: _without_payload_name(shape)
            for name, shape in self.description["shapes"].items()
        }
        return {
            "version": "2.0",
            "metadata": metadata,
            "operations": operations,
            "shapes": shapes,
        }


def _without_payload_name(shape: dict[str, Any]) -> dict[str, Any]:
    """Drops the `locationName` that repeats a payload's member name.

    Smithy's models of these cases have no xmlName there, and the cases expect the name
    of the structure; in the model of a service the `locationName` counts.
    """
    payload = shape.get("payload")
    if payload is None or shape["members"][payload].get("locationName") != payload:
        return shape
    member = {k: v for k, v in shape["members"][payload].items() if k != "locationName"}
    return {**shape, "members": {**shape["members"], payload: member}}


def _error_shapes(case: dict[str, Any]) -> dict[str, Any]:
    errors = case["given"].get("errors", [])
    return {"errors": [{"shape": error["shape"]} for error in errors]}


def suites(direction: Direction) -> Iterator[Suite]:
    """Yields all suites of one direction, in order."""
    folder = source_distribution() / "tests/unit/protocols" / direction
    for path in sorted(folder.glob("*.json")):
        for number, description in enumerate(json.loads(path.read_text("utf-8"))):
            yield Suite(direction, path.stem, number, description)
