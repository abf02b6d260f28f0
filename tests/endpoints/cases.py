"""Tests of endpoints that others wrote, as data."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from types import ModuleType
from typing import Any

from tests.support.botocore_source import source_distribution


@dataclass(frozen=True, slots=True)
class Case:
    """What parameters lead to."""

    service: str
    number: int
    documentation: str
    # Any: cases are JSON of many forms.
    parameters: Mapping[str, Any]
    expected: Mapping[str, Any]
    inputs: tuple[Mapping[str, Any], ...] = ()
    """Calls of operations that give these parameters."""

    def __str__(self) -> str:
        return f"{self.service} {self.number}: {self.documentation}"


def cases_of(service: str, tests: Mapping[str, Any]) -> Iterator[Case]:
    """Yields what the value of `smithy.rules#endpointTests` says."""
    for number, case in enumerate(tests.get("testCases", [])):
        yield Case(
            service,
            number,
            case.get("documentation", ""),
            case.get("params", {}),
            case["expect"],
            tuple(case.get("operationInputs", ())),
        )


def botocore_services() -> list[str]:
    """Returns the names of the services that have cases, in order."""
    return sorted(path.name for path in _folder().iterdir() if path.is_dir())


def botocore_cases(service: str) -> list[Case]:
    """Returns botocore's cases of a service."""
    text = (_folder() / service / "endpoint-tests-1.json").read_text("utf-8")
    return list(cases_of(service, json.loads(text)))


def botocore_rules(service: str) -> Any:
    """Returns the newest rule set that the installed botocore has of a service."""
    package = find_spec("botocore")
    assert package is not None
    assert package.submodule_search_locations
    data = Path(package.submodule_search_locations[0]) / "data" / service
    newest = max(path for path in data.iterdir() if path.is_dir())
    return json.loads(
        gzip.decompress((newest / "endpoint-rule-set-1.json.gz").read_bytes())
    )


@cache
def _folder() -> Path:
    return source_distribution() / "tests/functional/endpoint-rules"


def outcome(module: ModuleType, parameters: Mapping[str, Any]) -> Mapping[str, Any]:
    """Returns what a module decides, as cases put it.

    Args:
        module: The module of endpoints.
        parameters: By the names that the rules have for them.
    """
    return outcome_of(
        module, {module.PARAMETERS[name]: value for name, value in parameters.items()}
    )


def outcome_of(module: ModuleType, named: Mapping[str, Any]) -> Mapping[str, Any]:
    """Returns what a module decides about parameters by their names in Python."""
    try:
        endpoint = module.resolve_endpoint(**named)
    except ValueError as error:
        return {"error": str(error)}
    schemes = [_scheme(scheme) for scheme in endpoint.auth_schemes]
    properties = {"authSchemes": schemes} if schemes else {}
    properties |= {name: _plain(value) for name, value in endpoint.properties.items()}
    headers = {name: list(values) for name, values in endpoint.headers.items()}
    return {
        "endpoint": {"url": endpoint.url}
        | ({"properties": properties} if properties else {})
        | ({"headers": headers} if headers else {})
    }


def expected(case: Case) -> Mapping[str, Any]:
    """Returns what a case expects, without what is empty or false."""
    if "error" in case.expected:
        return case.expected
    endpoint = dict(case.expected["endpoint"])
    if schemes := endpoint.get("properties", {}).get("authSchemes"):
        stated = [{k: v for k, v in each.items() if v} for each in schemes]
        endpoint["properties"] = {**endpoint["properties"], "authSchemes": stated}
    return {"endpoint": {k: v for k, v in endpoint.items() if k == "url" or v}}


def _scheme(scheme: Any) -> dict[str, object]:
    stated = {
        "name": scheme.name,
        "signingName": scheme.signing_name,
        "signingRegion": scheme.signing_region,
        "signingRegionSet": list(scheme.signing_region_set),
        "disableDoubleEncoding": scheme.disable_double_encoding,
        "disableNormalizePath": scheme.disable_normalize_path,
    }
    return {key: value for key, value in stated.items() if value}


def _plain(value: Any) -> object:
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    if isinstance(value, dict):
        return {key: _plain(item) for key, item in value.items()}
    return value
