"""The conversion against the ASTs that AWS publishes for the same services.

AWS's are of April 2025, botocore is newer: what both have must agree on the wire.
"""

import json
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple, cast

import pytest

from smithwright.sources import resolve

# Transcribe Streaming isn't in botocore.
_SERVICES = {
    "bedrock-runtime": "bedrock-runtime",
    "connect": "connect",
    "dynamodb": "dynamodb",
    "glacier": "glacier",
    "kms": "kms",
    "lambda": "lambda",
    "route-53": "route53",
    "s3": "s3",
    "sns": "sns",
    "sqs": "sqs",
    "sts": "sts",
}
_SPEAK_XML = ("route-53", "s3", "sns", "sts")

_SERVICE_TRAITS = (
    "aws.auth#sigv4",
    "aws.protocols#awsJson1_0",
    "aws.protocols#awsJson1_1",
    "aws.protocols#awsQuery",
    "aws.protocols#awsQueryCompatible",
    "aws.protocols#restJson1",
    "aws.protocols#restXml",
    "smithy.api#title",
)
_OPERATION_TRAITS = (
    "aws.api#clientDiscoveredEndpoint",
    "aws.auth#unsignedPayload",
    "aws.customizations#s3UnwrappedXmlOutput",
    "aws.protocols#httpChecksum",
    "smithy.api#endpoint",
    "smithy.api#http",
    "smithy.api#httpChecksumRequired",
    "smithy.api#requestCompression",
    "smithy.rules#operationContextParams",
    "smithy.rules#staticContextParams",
)
_SHAPE_TRAITS = (
    "smithy.api#error",
    "smithy.api#input",
    "smithy.api#output",
    "smithy.api#retryable",
    "smithy.api#sensitive",
    "smithy.api#sparse",
    "smithy.api#streaming",
)
_MEMBER_TRAITS = (
    "smithy.api#eventHeader",
    "smithy.api#eventPayload",
    "smithy.api#hostLabel",
    "smithy.api#httpHeader",
    "smithy.api#httpLabel",
    "smithy.api#httpPayload",
    "smithy.api#httpPrefixHeaders",
    "smithy.api#httpQuery",
    "smithy.api#httpQueryParams",
    "smithy.api#httpResponseCode",
    "smithy.api#idempotencyToken",
    "smithy.api#jsonName",
    "smithy.api#required",
    "smithy.rules#contextParam",
)
_XML_TRAITS = (
    "smithy.api#xmlAttribute",
    "smithy.api#xmlFlattened",
    "smithy.api#xmlName",
    "smithy.api#xmlNamespace",
)
# Of the target in one model and of the member in the other.
_VALUE_TRAITS = (
    "smithy.api#mediaType",
    "smithy.api#sensitive",
    "smithy.api#streaming",
    "smithy.api#timestampFormat",
)
_CONSTRAINTS = ("smithy.api#length", "smithy.api#pattern", "smithy.api#range")
_AGGREGATES = ("structure", "union", "enum")

# What differs, where, and why; each must match something.
_KNOWN = {
    # C2J keeps pagers that were once strings, and so does boto3.
    r"glacier (List\w+Input)\$limit value": "integer as string",
    r"route-53 List\w+\$Max(Items|Results) value": "integer as string",
    # C2J keeps page markers that were once integers.
    r"s3 (Next)?PartNumberMarker type": "string as integer",
    r"s3 \w+\$(Next)?PartNumberMarker value": "string as integer",
    # C2J ends it with a slash; the service takes both.
    r"route-53 ChangeResourceRecordSets http": "trailing slash",
    # awsJson ignores HTTP bindings, and C2J drops them.
    r"dynamodb PutResourcePolicyInput\$ConfirmRemove\w+ httpHeader": "not on the wire",
    # C2J still has a deprecated operation that shares it.
    r"s3 GetBucketNotificationConfigurationRequest input": "shared",
    # Changed since April 2025.
    r"bedrock-runtime AmazonBedrockFrontendService restJson1": "HTTP/2 added",
    r"bedrock-runtime (DocumentBlock|Guardrail\w+)\$\w+ required": "now optional",
    r"bedrock-runtime ImageSource sensitive": "added",
    r"connect ContactSearchSummarySegmentAttributes sensitive": "added",
    r"dynamodb ReplicatedWriteConflictException retryable": "added",
    r"(connect|dynamodb|kms) \w+\$\w+ required": "now optional",
    r"connect \w+\$(DeskPhoneNumber|SegmentAttributes) value": "now sensitive",
    r"kms DeleteImportedKeyMaterial output": "now has one",
    r"lambda DeleteFunction (output|http)": "now has one",
    r"s3 (GetObject|PutBucketOwnershipControls) httpChecksum": "more algorithms",
    r"s3 ListBucketMetricsConfigurations staticContextParams": "added",
    r"dynamodb TransactWriteItems operationContextParams": "added",
}

# Any: decoded JSON.
Shapes = dict[str, Any]


class _Fact(NamedTuple):
    """One thing that both models say."""

    what: str
    where: str
    theirs: Any
    ours: Any


@pytest.fixture(scope="module")
def facts(shared: Path) -> list[_Fact]:
    return [
        fact
        for name, service in _SERVICES.items()
        for fact in _facts(name, _theirs(shared, name), _ours(service))
    ]


def _theirs(shared: Path, name: str) -> Shapes:
    (path,) = (shared / "aws-models" / name).glob("service/*/*.json")
    return cast("Shapes", json.loads(path.read_text(encoding="utf-8"))["shapes"])


def _ours(service: str) -> Shapes:
    ast = cast("dict[str, Shapes]", resolve(f"botocore:{service}", Path()).data)
    return ast["shapes"]


def test_what_goes_over_the_wire_is_equal(facts: list[_Fact]) -> None:
    differences = {
        f"{fact.where} {fact.what}": (fact.theirs, fact.ours)
        for fact in facts
        if fact.what not in _CONSTRAINTS and fact.theirs != fact.ours
    }
    known = re.compile("|".join(_KNOWN))
    new = {
        place: values
        for place, values in differences.items()
        if not known.fullmatch(place)
    }
    assert new == {}, "\n".join(map(str, new.items()))
    unused = [
        pattern
        for pattern in _KNOWN
        if not any(re.fullmatch(pattern, place) for place in differences)
    ]
    assert unused == [], unused


def test_nearly_all_facts_are_equal(facts: list[_Fact]) -> None:
    """Below these, the conversion is at fault and not the months between."""
    total = Counter(fact.what for fact in facts)
    equal = Counter(fact.what for fact in facts if fact.theirs == fact.ours)
    shares = {what: equal[what] / count for what, count in total.items()}
    assert shares["enum values"] == shares["members"] == 1
    assert shares["smithy.api#length"] > 0.9
    assert shares["smithy.api#range"] > 0.9
    assert shares["smithy.api#pattern"] > 0.8
    assert sum(equal.values()) / sum(total.values()) > 0.99


def _facts(service: str, theirs: Shapes, ours: Shapes) -> Iterator[_Fact]:
    """Pair what the shapes say that both models have."""
    for shape_id in theirs:
        if shape_id in ours:
            where = f"{service} {shape_id.partition('#')[2]}"
            their, our = theirs[shape_id], ours[shape_id]
            yield _Fact("type", where, their["type"], our["type"])
            yield from _shape_facts(where, their, our)
            if their["type"] == our["type"] == "enum":
                values = _enum_values(their) - _enum_values(our)
                yield _Fact("enum values", where, set(), values)
            else:
                yield from _member_facts(service, where, (theirs, their), (ours, our))


def _shape_facts(where: str, their: Shapes, our: Shapes) -> Iterator[_Fact]:
    names = {"service": _SERVICE_TRAITS, "operation": _OPERATION_TRAITS}
    for name in names.get(their["type"], _SHAPE_TRAITS):
        pair = [_trait(shape, name) for shape in (their, our)]
        if pair != [None, None]:
            yield _Fact(name.partition("#")[2], where, *pair)
    for name in _CONSTRAINTS if their["type"] != "enum" else ():
        pair = [_constraint(shape, name) for shape in (their, our)]
        if pair != [None, None]:
            yield _Fact(name, where, *pair)
    for name in ("input", "output") if their["type"] == "operation" else ():
        yield _Fact(name, where, their[name], our[name])


def _member_facts(
    service: str, where: str, their: tuple[Shapes, Shapes], our: tuple[Shapes, Shapes]
) -> Iterator[_Fact]:
    traits = _MEMBER_TRAITS + (_XML_TRAITS if service in _SPEAK_XML else ())
    their_members, our_members = _members(their[1]), _members(our[1])
    missing = their_members.keys() - our_members.keys()
    yield _Fact("members", where, set(), missing)
    for member, their_member in their_members.items():
        place, our_member = f"{where}${member}", our_members[member]
        values = [
            _value(shapes, found)
            for shapes, found in ((their[0], their_member), (our[0], our_member))
        ]
        yield _Fact("value", place, *values)
        for name in traits:
            pair = [
                _member_trait(shapes, member, found, name)
                for shapes, found in ((their[0], their_member), (our[0], our_member))
            ]
            if pair != [None, None]:
                yield _Fact(name.partition("#")[2], place, *pair)


def _members(shape: Shapes) -> Shapes:
    aggregate = {
        name: shape[name] for name in ("member", "key", "value") if name in shape
    }
    return {**shape.get("members", {}), **aggregate}


def _enum_values(shape: Shapes) -> set[str]:
    return {
        _trait(member, "smithy.api#enumValue") for member in shape["members"].values()
    }


def _trait(shape: Shapes, name: str) -> Any:
    """Return a trait, but for the query that only AWS's own clients need in S3."""
    value = shape.get("traits", {}).get(name)
    if name == "smithy.api#http" and value is not None:
        return {**value, "uri": re.sub(r"[?&]x-id=\w+", "", value["uri"])}
    return value


def _member_trait(shapes: Shapes, member: str, found: Shapes, name: str) -> Any:
    """Return a trait, but for an XML name that would be the same without it."""
    value = _trait(found, name)
    if name == "smithy.api#xmlName":
        target = found["target"].partition("#")[2]
        payload = "smithy.api#httpPayload" in found.get("traits", {})
        return None if value == (target if payload else member) else value
    return value


def _constraint(shape: Shapes, name: str) -> Any:
    """Return a constraint, but for the minimum length that any value has."""
    value = _trait(shape, name)
    if name == "smithy.api#length" and value is not None:
        return {
            key: bound for key, bound in value.items() if (key, bound) != ("min", 0)
        } or None
    return value


def _value(shapes: Shapes, member: Shapes) -> Any:
    """Say what a member holds: an aggregate by name, another by type and traits."""
    name = member["target"].partition("#")[2]
    target = shapes.get(
        member["target"], {"type": name.removeprefix("Primitive").lower()}
    )
    if target["type"] in _AGGREGATES:
        return member["target"]
    own = {**target.get("traits", {}), **member.get("traits", {})}
    traits = {trait: own[trait] for trait in _VALUE_TRAITS if trait in own}
    parts = {
        part: _value(shapes, target[part])
        for part in ("member", "key", "value")
        if part in target
    }
    return target["type"], traits, parts
