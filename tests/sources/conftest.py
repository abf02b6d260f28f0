"""Conversion of small C2J models, for tests that show one construct each."""

import json
from collections.abc import Callable, Mapping
from typing import Any, cast

import pytest

from smithwright.sources import Json, as_json
from smithwright.sources.c2j import (
    Api,
    Paginators,
    ServiceFiles,
    Waiters,
    to_smithy,
)

_METADATA: dict[str, Json] = {
    "apiVersion": "2020-01-01",
    "endpointPrefix": "tiny",
    "protocol": "rest-json",
    "serviceFullName": "Tiny Service",
    "serviceId": "Tiny Thing",
}


# Any: tests index into freely shaped JSON.
def _convert(
    shapes: Mapping[str, Json] | None = None,
    operations: Mapping[str, Json] | None = None,
    paginators: Mapping[str, Json] | None = None,
    waiters: Mapping[str, Json] | None = None,
    **metadata: Json,
) -> dict[str, Any]:
    api = {
        "metadata": {**_METADATA, **metadata},
        "operations": operations or {},
        "shapes": shapes or {},
    }
    files = ServiceFiles(
        api=cast("Api", api),
        paginators=cast("Paginators", {"pagination": paginators or {}}),
        waiters=cast("Waiters", {"waiters": waiters or {}}),
        endpoint_rules=None,
    )
    converted = json.loads(as_json(to_smithy(files)))
    assert converted["smithy"] == "2.0"
    return {
        shape_id.removeprefix("com.amazonaws.tinything#"): shape
        for shape_id, shape in converted["shapes"].items()
    }


@pytest.fixture
def convert() -> Callable[..., dict[str, Any]]:
    """Convert shapes, operations and metadata; shapes are keyed by their names."""
    return _convert


@pytest.fixture
def convert_shape() -> Callable[..., Any]:
    """Convert one shape."""
    return lambda shape: _convert({"S": shape})["S"]


@pytest.fixture
def convert_member() -> Callable[..., Any]:
    """Convert a structure with one member `m` and return the member's traits.

    The arguments are the target, what else the structure says, what else the
    member says, and metadata.
    """

    def traits(
        target: Json,
        owner: Mapping[str, Json],
        member: Mapping[str, Json],
        **metadata: str,
    ) -> Any:
        members = {"m": {"shape": "T", **member}}
        structure = {"type": "structure", "members": members, **owner}
        converted = _convert(
            {"S": structure, "T": target}, None, None, None, **metadata
        )
        return converted["S"]["members"]["m"].get("traits", {})

    return traits
