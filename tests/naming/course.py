"""A model of names that are hard to keep apart: an obstacle course."""

from __future__ import annotations

import builtins
import re
from keyword import kwlist, softkwlist

from smithwright.plan import naming
from smithwright.plan.symbols import RESERVED_CLASSES

PROTOCOLS = {
    "restJson1": "aws.protocols#restJson1",
    "awsJson1_1": "aws.protocols#awsJson1_1",
    "restXml": "aws.protocols#restXml",
    "awsQuery": "aws.protocols#awsQuery",
    "ec2Query": "aws.protocols#ec2Query",
    "rpcv2Cbor": "smithy.protocols#rpcv2Cbor",
}

Node = dict[str, object]

# Names of generated code, of its libraries, and of what every value has.
_USED = (
    "self cls value item items key builder build replace to_dict from_dict to_builder "
    "make_operation config response problems wire serialize parse errors OPERATION "
    "OPERATIONS Self Any ClassVar Mapping Struct msgspec typing annotations cache "
    "datetime required MEMBER_NAMES SENSITIVE __struct_fields__ __init__ __slots__ "
    "__class__ __post_init__ __rich_repr__ mro name message code status "
    "request_id args details"
).split()

_SPELLINGS = (
    "DNSName IPv6Address IPv6 S3Uri ACLs DBInstanceARNs MD5OfBody EC2InstanceId "
    "_1 _1_2 _ __ Value someValue some_Value get_value set_value "
    "_value value_ value__"
).split()

_SHAPES = (
    "list dict str type object int Exception property _runtime errors shapes "
    "operations py typed __init__ _1 _2Things DNSName dnsName_ ACLs IPv6 S3Uri "
    "ThingInput ThingOutput ThingBuilder ThingInputBuilder Thing_ CourseError"
).split()


def member_names() -> tuple[str, ...]:
    """Returns names that are hard to have as members; Smithy lets these be."""
    wanted = [
        *kwlist,
        *softkwlist,
        *(name for name in dir(builtins) if name.islower()),
        *sorted(naming.RESERVED_MEMBERS),
        *sorted(naming._USED_IN_FUNCTIONS),  # what the course is about
        *_USED,
        *_SPELLINGS,
    ]
    # Members that differ in case only are another test's: Smithy forbids them.
    unique = {name.lower(): name for name in reversed(wanted) if _is_identifier(name)}
    return tuple(sorted(unique.values()))


def shape_names() -> tuple[str, ...]:
    """Returns names that are hard to have as classes and modules."""
    wanted = [
        *kwlist,
        *softkwlist,
        *sorted(RESERVED_CLASSES),
        *_SHAPES,
    ]
    unique = {name.lower(): name for name in reversed(wanted) if _is_identifier(name)}
    return tuple(sorted(unique.values()))


def model(protocol: str, unrelated: tuple[str, ...] = ()) -> Node:
    """Returns the course for a protocol.

    Args:
        protocol: A name of `PROTOCOLS`.
        unrelated: Names of more shapes, which one more operation takes.
    """
    names, shapes = member_names(), shape_names()
    # ec2Query has no maps.
    string_map = _list if protocol == "ec2Query" else _map
    wheel: Node = {}
    for name in shapes:
        wheel[f"a#{name}"] = _structure(
            {name: f"a#{name}", "next": "smithy.api#String"}
        )
    operations = ["Thing", "Import", "Class", "Print", "Lambda", "list", "async"]
    wheel |= {
        "a#StringList": _list("smithy.api#String"),
        "a#StringMap": string_map("smithy.api#String"),
        "a#TimeList": _list("smithy.api#Timestamp"),
        "a#OfText": _structure(dict.fromkeys(names, "smithy.api#String")),
        **_parts("OfLists", names, "a#StringList"),
        **_parts("OfMaps", names, "a#StringMap"),
        "a#OfTimes": _structure(dict.fromkeys(names, "smithy.api#Timestamp")),
        "a#Known": _enum(names),
        "a#Everything": _structure({f"all{name}": f"a#{name}" for name in shapes}),
        "a#Fault": _structure(dict.fromkeys(names, "smithy.api#String"))
        | {"traits": {"smithy.api#error": "client"}},
    }
    choice = _structure(dict.fromkeys(names[::8], "smithy.api#String"))
    wheel["a#Choice"] = choice | {"type": "union"}
    parts = [
        key
        for key in wheel
        if re.fullmatch(r"a#(Of\w+|Everything|String\w+|TimeList)", key)
    ]
    parts += ["a#Choice", "a#Known"]
    wheel["a#Whole"] = _structure({key.removeprefix("a#"): key for key in parts})
    for name in operations:
        wheel |= _operation(name, "a#Whole")
    if unrelated:
        operations.append("Unrelated")
        wheel |= {
            f"a#{name}": _structure({"a": "smithy.api#String"}) for name in unrelated
        }
        wheel["a#Others"] = _structure({f"m{name}": f"a#{name}" for name in unrelated})
        wheel |= _operation("Unrelated", "a#Others")
    service: Node = {
        "type": "service",
        "version": "1",
        "operations": [{"target": f"a#{name}Operation"} for name in operations],
        "traits": {
            PROTOCOLS[protocol]: {},
            "smithy.api#xmlNamespace": {"uri": "https://example.com/"},
            "smithy.api#title": "Course",
        },
    }
    return {"smithy": "2.0", "shapes": {"a#Course": service, **wheel}}


def _operation(name: str, holder: str) -> Node:
    return {
        f"a#{name}Operation": {
            "type": "operation",
            "input": {"target": f"a#{name}OperationRequest"},
            "output": {"target": f"a#{name}OperationResponse"},
            "errors": [{"target": "a#Fault"}],
            "traits": {
                "smithy.api#http": {"method": "POST", "uri": f"/{name}", "code": 200}
            },
        },
        f"a#{name}OperationRequest": _structure({"whole": holder}),
        f"a#{name}OperationResponse": _structure({"whole": holder}),
    }


def _structure(members: dict[str, str]) -> dict[str, object]:
    return {
        "type": "structure",
        "members": {name: {"target": target} for name, target in members.items()},
    }


def _parts(name: str, members: tuple[str, ...], target: str) -> Node:
    """Returns structures of not too many loops for basedpyright to follow."""
    return {
        f"a#{name}{part}": _structure(dict.fromkeys(members[part::5], target))
        for part in range(5)
    }


def _list(target: str) -> Node:
    return {"type": "list", "member": {"target": target}}


def _map(target: str) -> Node:
    return {
        "type": "map",
        "key": {"target": "smithy.api#String"},
        "value": {"target": target},
    }


def _enum(names: tuple[str, ...]) -> Node:
    return {
        "type": "enum",
        "members": {
            name: {
                "target": "smithy.api#Unit",
                "traits": {"smithy.api#enumValue": name},
            }
            for name in names
        },
    }


def _is_identifier(name: str) -> bool:
    # https://smithy.io/2.0/spec/model.html#shape-id-abnf
    return name.isidentifier() and name.strip("_") != ""
