"""The types of values, in the terms of a package.

A class is referred to by its symbol, never by value, so that types that lead to
themselves have an end.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType
from typing import TYPE_CHECKING, Final, TypeAlias

from smithwright.plan.symbols import Symbol

if TYPE_CHECKING:
    from smithwright.plan.fields import Field


class Kind(StrEnum):
    """What a value is.

    https://smithy.io/2.0/spec/simple-types.html and
    https://smithy.io/2.0/spec/aggregate-types.html
    """

    STRING = "string"
    ENUM = "enum"
    INT_ENUM = "intEnum"
    BLOB = "blob"
    BOOLEAN = "boolean"
    BYTE = "byte"
    SHORT = "short"
    INTEGER = "integer"
    LONG = "long"
    BIG_INTEGER = "bigInteger"
    FLOAT = "float"
    DOUBLE = "double"
    BIG_DECIMAL = "bigDecimal"
    TIMESTAMP = "timestamp"
    DOCUMENT = "document"
    LIST = "list"
    MAP = "map"
    STRUCTURE = "structure"
    UNION = "union"


TEXTS = frozenset({Kind.STRING, Kind.ENUM})
"""Kinds whose values are texts."""

FLOATS = frozenset({Kind.FLOAT, Kind.DOUBLE})
"""Kinds whose values are floats, which may be infinite or NaN."""

BIG_NUMBERS = frozenset({Kind.BIG_INTEGER, Kind.BIG_DECIMAL})
"""Kinds whose values are numbers of any size."""

RECORDS = frozenset({Kind.STRUCTURE, Kind.UNION})
"""Kinds whose values have members with names of their own."""

NAMES: Final[Mapping[Kind, str]] = MappingProxyType(
    {
        Kind.STRING: "str",
        Kind.BLOB: "bytes",
        Kind.BOOLEAN: "bool",
        Kind.BYTE: "int",
        Kind.SHORT: "int",
        Kind.INTEGER: "int",
        Kind.LONG: "int",
        Kind.BIG_INTEGER: "int",
        Kind.FLOAT: "float",
        Kind.DOUBLE: "float",
        Kind.BIG_DECIMAL: "Decimal",
        Kind.TIMESTAMP: "datetime",
        Kind.DOCUMENT: "Document",
    }
)
"""What Python, its standard library or the runtime calls the type of a kind."""

AGGREGATES = frozenset({Kind.LIST, Kind.MAP, *RECORDS})
"""Kinds whose values hold others."""


@dataclass(frozen=True, slots=True)
class Content:
    """What a value of a type may hold, however deep."""

    required: bool
    """Whether a required member may be missing in it."""
    converted: bool
    """Whether it holds what a payload's encoder does not take as it is.

    That is a timestamp, a float, or a member with a default, which an encoder that
    leaves out what is not set leaves out too.
    """
    endless: bool
    """Whether values can be nested in it to any depth."""
    big_numbers: bool
    """Whether it holds a big integer or decimal."""


@dataclass(frozen=True, slots=True)
class PlainType:
    """A built-in type of Python's, or one of the standard library."""

    id: str
    """The shape."""
    kind: Kind
    content: Content


@dataclass(frozen=True, slots=True)
class NamedType:
    """A class of the package: a structure, a union or an enum."""

    id: str
    kind: Kind
    content: Content
    symbol: Symbol
    is_null_text: bool = False
    """Whether it is an enum with a value that the decoder takes for null.

    https://jcristharif.com/msgspec/usage.html#strict-vs-lax-mode
    """


@dataclass(frozen=True, slots=True)
class ListType:
    """A tuple."""

    id: str
    content: Content
    item: Field
    is_sparse: bool
    """Whether items may be None."""

    @property
    def kind(self) -> Kind:
        """A list."""
        return Kind.LIST


@dataclass(frozen=True, slots=True)
class MapType:
    """A read-only mapping."""

    id: str
    content: Content
    key: Field
    value: Field
    is_sparse: bool
    """Whether values may be None."""

    @property
    def kind(self) -> Kind:
        """A map."""
        return Kind.MAP


Type: TypeAlias = PlainType | NamedType | ListType | MapType
"""The type of a value."""


def spelled(type: Type) -> str:
    """Returns a type as annotations spell it."""
    match type:
        case NamedType():
            return type.symbol.name.text
        case ListType():
            return f"tuple[{_held(type.item.type, type.is_sparse)}, ...]"
        case MapType():
            key, value = spelled(type.key.type), _held(type.value.type, type.is_sparse)
            return f"Mapping[{key}, {value}]"
        case _:
            return NAMES[type.kind]


def _held(type: Type, is_sparse: bool) -> str:
    return f"{spelled(type)} | None" if is_sparse else spelled(type)


def record_symbol(type: Type) -> Symbol | None:
    """Returns the name of a structure's or union's class; None for other types."""
    if isinstance(type, NamedType) and type.kind in RECORDS:
        return type.symbol
    return None
