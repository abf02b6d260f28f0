"""Expressions of endpoint rules as Python has them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Final, LiteralString

from smithwright.plan.endpoints.values import (
    Attribute,
    Call,
    Condition,
    Expression,
    Flag,
    Holds,
    IsSet,
    Item,
    Kind,
    Number,
    Reference,
    Template,
    Text,
    Type,
    Variable,
)
from smithwright.plan.identifiers import Identifier
from smithwright.plan.naming import attribute_name
from smithwright.writing.code import Code, Literal, code, joined
from smithwright.writing.protocols.concatenation import formatted

FUNCTIONS: Final[Mapping[str, LiteralString]] = MappingProxyType(
    {
        "aws.isVirtualHostableS3Bucket": "is_virtual_hostable_s3_bucket",
        "aws.parseArn": "parse_arn",
        "aws.partition": "aws_partition",
        "isValidHostLabel": "is_valid_host_label",
        "parseURL": "parse_url",
        "split": "split",
        "substring": "substring",
        "uriEncode": "uri_encode",
    }
)
"""The runtime's functions, by what the rules call them."""

_ANNOTATIONS: Final[Mapping[Kind, LiteralString]] = MappingProxyType(
    {
        Kind.TEXT: "str",
        Kind.FLAG: "bool",
        Kind.NUMBER: "int",
        Kind.TEXTS: "Sequence[str]",
        Kind.URL: "Url",
        Kind.ARN: "Arn",
        Kind.PARTITION: "Partition",
    }
)


def annotation(type: Type) -> Code:
    """Returns the annotation of a value."""
    name = Code(_ANNOTATIONS[type.kind])
    return code("{} | None", name) if type.may_be_unset else name


def expression(value: Expression) -> Code:
    """Returns the expression of a value."""
    match value:
        case Text(text):
            return Literal.of(text)
        case Flag(plain) | Number(plain):
            return Literal.of(plain)
        case Variable(name):
            return code("{}", name)
        case Template(parts):
            return formatted(
                part if isinstance(part, str) else expression(part) for part in parts
            )
        case Attribute(of, name):
            return code("{}.{}", expression(of), Identifier(attribute_name(name)))
        case Item(of, index):
            return code("item({}, {})", expression(of), Literal.of(index))
        case Call():
            return _call(value)
        case Reference(name):
            raise ValueError(f"{name!r} has not been looked up")


def test(condition: Condition) -> Code:
    """Returns what is true if a condition holds; what it assigns is assigned in it."""
    match condition:
        case Holds(flag, negated):
            return _negated(flag) if negated else expression(flag)
        case IsSet(value, negated):
            return _set(value, negated=negated)
        case _:
            bound = code("({} := {})", condition.name, expression(condition.value))
            is_flag = condition.type.kind is Kind.FLAG
            return bound if is_flag else code("{} is not None", bound)


def _call(call: Call) -> Code:
    special = _SPECIAL.get(call.function)
    if special is not None:
        return special(call.arguments)
    arguments = joined(", ", map(expression, call.arguments))
    return code("{}({})", Code(FUNCTIONS[call.function]), arguments)


def _not(arguments: tuple[Expression, ...]) -> Code:
    return code("({})", _negated(arguments[0]))


def _equal(arguments: tuple[Expression, ...]) -> Code:
    return code("{} == {}", *_compared(arguments))


def _compared(arguments: tuple[Expression, ...]) -> tuple[Code, Code]:
    """Returns the sides of a comparison, a constant on the right."""
    left, right = arguments
    if isinstance(left, Text | Flag):
        left, right = right, left
    return expression(left), expression(right)


def _is_set(arguments: tuple[Expression, ...]) -> Code:
    return code("({})", _set(arguments[0], negated=False))


def _if_else(arguments: tuple[Expression, ...]) -> Code:
    flag, one, other = map(expression, arguments)
    return code("({} if {} else {})", one, flag, other)


def _coalesce(arguments: tuple[Expression, ...]) -> Code:
    *others, last = map(expression, arguments)
    for other in reversed(others):
        last = code("coalesce({}, {})", other, last)
    return last


_SPECIAL: Final[Mapping[str, Callable[[tuple[Expression, ...]], Code]]] = (
    MappingProxyType(
        {
            "booleanEquals": _equal,
            "coalesce": _coalesce,
            "isSet": _is_set,
            "ite": _if_else,
            "not": _not,
            "stringEquals": _equal,
        }
    )
)


def _negated(flag: Expression) -> Code:
    match flag:
        case Call("stringEquals" | "booleanEquals", arguments):
            return code("{} != {}", *_compared(arguments))
        case _:
            return code("not {}", expression(flag))


def _set(value: Expression, *, negated: bool) -> Code:
    if negated:
        return code("{} is None", expression(value))
    return code("{} is not None", expression(value))
