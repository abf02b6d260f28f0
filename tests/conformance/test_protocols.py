"""Every case of botocore's protocol suites, run on a package made from its model."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any, cast
from urllib.parse import urlsplit

import pytest

from smithwright.plan.naming import snake_case
from smithwright.sources.c2j import Api, ServiceFiles, to_smithy
from smithy_parser import ListShape, MapShape, Model, Shape, ShapeType, load_model
from tests.conformance.bodies import body_of, meaning
from tests.conformance.suites import Direction, Suite, suites
from tests.support.folders import lasting_folder
from tests.support.inline import package_of

pytestmark = pytest.mark.conformance

PROTOCOLS = (
    "ec2",
    "json",
    "json_1_0",
    "json_1_0-query-compatible",
    "query",
    "rest-json",
    "rest-xml",
    "smithy-rpc-v2-cbor",
    "smithy-rpc-v2-cbor-non-query-compatible",
    "smithy-rpc-v2-cbor-query-compatible",
)
TOKEN = "00000000-0000-4000-8000-000000000000"


@cache
def _folder() -> Path:
    return lasting_folder()


@cache
def _suites(direction: Direction) -> tuple[Suite, ...]:
    return tuple(suite for suite in suites(direction) if suite.protocol in PROTOCOLS)


@cache
def _package(direction: Direction, index: int) -> tuple[Model, ModuleType]:
    api = cast("Api", _suites(direction)[index].api())
    model = load_model(to_smithy(ServiceFiles(api, None, None, None)))
    return model, package_of(model, _folder())


def _cases(direction: Direction) -> Iterator[Any]:
    for index, suite in enumerate(_suites(direction)):
        for number, case in enumerate(suite.cases):
            name = f"{suite.protocol}-{case.get('id', f'{suite.number}-{number}')}"
            yield pytest.param(index, number, id=name)


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    direction: Direction = (
        "input" if "input" in metafunc.function.__name__ else "output"
    )
    metafunc.parametrize(("suite", "case"), list(_cases(direction)))


def test_an_input_becomes_the_request_of_the_suite(suite: int, case: int) -> None:
    model, package = _package("input", suite)
    # Any: cases are JSON of many forms.
    given: dict[str, Any] = _suites("input")[suite].cases[case]
    expected = given["serialized"]
    operation = package.OPERATIONS[given["given"]["name"]]
    shape = model[_input_of(model, given["given"]["name"])]
    members = _python_value(model, shape, given.get("params", {}))
    value = operation.input_type.from_dict(members)
    config = package.Config(
        region="us-west-2", idempotency_token_provider=lambda: TOKEN
    )

    request = operation.serialize(value, config)

    headers = {name.lower(): text for name, text in request.headers.items()}
    if request.body:
        headers["content-length"] = str(len(request.body))
    endpoint = _suites("input")[suite].description.get("clientEndpoint")
    url = urlsplit(request.url(endpoint or "https://example.com"))
    assert request.method == expected.get("method", request.method)
    assert request.url(endpoint or "https://example.com").endswith(expected["uri"])
    # The suites count a client's own path as part of the host.
    assert url.netloc == expected.get("host", url.netloc).partition("/")[0]
    for name, text in expected.get("headers", {}).items():
        assert headers[name.lower()] == text
    for name in expected.get("forbidHeaders", ()):
        assert name.lower() not in headers
    for name in expected.get("requireHeaders", ()):
        assert name.lower() in headers
    if "body" in expected:
        protocol = _suites("input")[suite].protocol
        wanted = meaning(protocol, body_of(protocol, expected["body"]))
        assert meaning(protocol, request.body) == wanted


def test_a_response_becomes_the_output_of_the_suite(suite: int, case: int) -> None:
    _, package = _package("output", suite)
    # Any: cases are JSON of many forms.
    given: dict[str, Any] = _suites("output")[suite].cases[case]
    operation = package.OPERATIONS[given["given"]["name"]]
    response = package.HttpResponse(
        status=given["response"]["status_code"],
        headers=given["response"].get("headers", {}),
        body=body_of(
            _suites("output")[suite].protocol, given["response"].get("body", "")
        ),
    )
    if "error" not in given:
        assert _json_value(operation.parse(response).to_dict()) == given["result"]
        return
    with pytest.raises(package.ServiceError) as raised:
        operation.parse(response)
    assert raised.value.code == given.get("errorCode", "")
    if "errorMessage" in given:
        assert raised.value.message == given["errorMessage"]
    for name, expected in given["error"].items():
        if name.lower() != "message":
            found = getattr(raised.value, snake_case(name))
            plain = found.to_dict() if hasattr(found, "to_dict") else found
            assert _json_value(plain) == expected


def _input_of(model: Model, operation: str) -> str:
    service = model.services()[0].id
    found = [o for o in model.operations_of(service) if o.id.name == operation]
    return found[0].input


def _python_value(model: Model, shape: Shape, value: object) -> Any:
    """Returns what Python has for a value that a suite writes in JSON."""
    match value:
        case None:
            return None
        case int() if shape.type == ShapeType.TIMESTAMP:
            return datetime.fromtimestamp(value, UTC)
        case str() if shape.type == ShapeType.BLOB:
            return value.encode()
        case str() if shape.type in (ShapeType.FLOAT, ShapeType.DOUBLE):
            return float(value)
        case list() if isinstance(shape, ListShape):
            items = cast("list[object]", value)
            item_shape = model[shape.member.target]
            return [_python_value(model, item_shape, item) for item in items]
        case Mapping():
            entries = cast("Mapping[str, object]", value)
            return {
                key: _python_value(model, _entry_shape(model, shape, key), item)
                for key, item in entries.items()
            }
        case _:
            return value


def _entry_shape(model: Model, shape: Shape, key: str) -> Shape:
    if isinstance(shape, MapShape):
        return model[shape.value.target]
    return model[shape.members[key].target] if key in shape.members else shape


def _json_value(value: object) -> object:
    """Returns how a suite writes a value of Python's."""
    match value:
        case datetime():
            seconds = value.timestamp()
            return int(seconds) if seconds.is_integer() else seconds
        case bytes():
            return value.decode()
        case float() if math.isnan(value):
            return "NaN"
        case float() if math.isinf(value):
            return "Infinity" if value > 0 else "-Infinity"
        case list() | tuple():
            return [_json_value(item) for item in cast("list[object]", value)]
        case Mapping():
            entries = cast("Mapping[str, object]", value)
            return {key: _json_value(item) for key, item in entries.items()}
        case _:
            return value
