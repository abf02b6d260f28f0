"""All services of the pinned botocore: they convert, and the result is a model."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, cast

import pytest

from smithwright.sources import Ast, as_json, resolve, services

_SAMPLE = [
    "botocore:cloudfront",
    "botocore:cloudwatch",
    "botocore:connect",
    "botocore:dynamodb",
    "botocore:lex-runtime",
    "botocore:medialive",
    "botocore:s3",
    "botocore:sdb",
]

# https://smithy.io/2.0/spec/model.html#shape-id-abnf
_IDENTIFIER = r"_*[A-Za-z][A-Za-z0-9_]*"
_NAMESPACE = r"com\.amazonaws\.[a-z0-9]+"
_SHAPE_ID = re.compile(f"{_NAMESPACE}#{_IDENTIFIER}", re.ASCII)
_LABEL = re.compile(r"\{([^}]+?)\+?\}")
_XML_NAME = re.compile(r"[a-zA-Z_][a-zA-Z_0-9-]*(:[a-zA-Z_][a-zA-Z_0-9-]*)?")
_PRELUDE = {"smithy.api#Unit", "smithy.api#String"}

# The unions of AWS's own models that C2J calls structures.
_UNIONS = [
    ("clouddirectory", "TypedAttributeValue"),
    ("dynamodb", "AttributeValue"),
    ("dynamodbstreams", "AttributeValue"),
    ("iot", "AssetPropertyVariant"),
    ("kendra", "DocumentAttributeValue"),
    ("quicksight", "DataSourceParameters"),
    ("quicksight", "PhysicalTable"),
    ("quicksight", "TransformOperation"),
    ("s3", "AnalyticsFilter"),
    ("s3", "MetricsFilter"),
    ("sagemaker", "TrialComponentParameterValue"),
    ("xray", "AnnotationValue"),
]

# Any: decoded JSON.
Shapes = dict[str, Any]


def _shapes(spec: str) -> Shapes:
    return cast("Shapes", _ast(spec)["shapes"])


def _ast(spec: str) -> Ast:
    data = resolve(spec, Path()).data
    assert not isinstance(data, bytes)
    return data


@pytest.mark.parametrize("spec", _SAMPLE)
def test_a_sample_of_services_makes_sense(spec: str) -> None:
    assert list(_problems(_shapes(spec))) == []


@pytest.mark.conformance
def test_every_service_makes_sense() -> None:
    problems: list[str] = []
    count = operations = 0
    for service in services():
        shapes = _shapes(f"botocore:{service}")
        count += 1
        operations += sum(shape["type"] == "operation" for shape in shapes.values())
        problems += [f"{service}: {problem}" for problem in _problems(shapes)]
    assert problems == []
    assert (count, operations) == (439, 19_796)


@pytest.mark.parametrize("spec", _SAMPLE)
def test_conversion_gives_the_same_bytes_each_time(spec: str) -> None:
    assert as_json(_ast(spec)) == as_json(_ast(spec))


@pytest.mark.parametrize(("service", "name"), _UNIONS)
def test_unions_that_c2j_calls_structures(service: str, name: str) -> None:
    shapes = _shapes(f"botocore:{service}")
    found = [
        shape["type"]
        for shape_id, shape in shapes.items()
        if shape_id.endswith(f"#{name}")
    ]
    assert found == ["union"]


def _problems(shapes: Shapes) -> Iterator[str]:
    """Say where a model breaks a rule of the specification."""
    for shape_id, shape in shapes.items():
        if not _SHAPE_ID.fullmatch(shape_id):
            yield f"{shape_id}: not a shape id"
        for name, member in _members(shape):
            if not re.fullmatch(_IDENTIFIER, name, re.ASCII):
                yield f"{shape_id}${name}: not an identifier"
            if member["target"] not in shapes.keys() | _PRELUDE:
                yield f"{shape_id}${name}: no target {member['target']}"
            xml_name = member.get("traits", {}).get("smithy.api#xmlName")
            if xml_name is not None and not _XML_NAME.fullmatch(xml_name):
                yield f"{shape_id}${name}: not an XML name: {xml_name}"
        if shape["type"] in ("union", "enum") and not shape["members"]:
            yield f"{shape_id}: no members"
        if shape["type"] == "enum":
            yield from _enum_problems(shape_id, shape)
        if shape["type"] == "operation":
            yield from _operation_problems(shapes, shape_id, shape)


def _members(shape: Shapes) -> Iterator[tuple[str, Any]]:
    yield from shape.get("members", {}).items()
    for name in ("member", "key", "value", "input", "output"):
        if name in shape:
            yield name, shape[name]
    for ref in (*shape.get("errors", ()), *shape.get("operations", ())):
        yield "ref", ref


def _enum_problems(shape_id: str, shape: Shapes) -> Iterator[str]:
    values = [
        member["traits"]["smithy.api#enumValue"] for member in shape["members"].values()
    ]
    if "" in values or len(values) != len(set(values)):
        yield f"{shape_id}: empty or equal values"


def _operation_problems(
    shapes: Shapes, shape_id: str, operation: Shapes
) -> Iterator[str]:
    """Check labels, and the paths of pagination, against input and output."""
    traits = operation["traits"]
    request = shapes.get(operation["input"]["target"], {}).get("members", {})
    labels = {
        name
        for name, member in request.items()
        if "smithy.api#httpLabel" in member.get("traits", {})
    }
    if "smithy.api#http" in traits:
        http = traits["smithy.api#http"]
        if set(_LABEL.findall(http["uri"])) != labels:
            yield f"{shape_id}: labels of {http['uri']} aren't {sorted(labels)}"
        if not http["uri"].startswith("/"):
            yield f"{shape_id}: not a URI: {http['uri']}"
    host_prefix = traits.get("smithy.api#endpoint", {}).get("hostPrefix", "")
    for label in _LABEL.findall(host_prefix):
        if "smithy.api#hostLabel" not in request[label]["traits"]:
            yield f"{shape_id}: {label} isn't a host label"
    if "smithy.api#paginated" in traits:
        paginated = traits["smithy.api#paginated"]
        if not request.keys() >= {
            paginated["inputToken"],
            paginated.get("pageSize", paginated["inputToken"]),
        }:
            yield f"{shape_id}: no such token or page size"
