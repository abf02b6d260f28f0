"""Base classes of the generated shapes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from enum import IntEnum, StrEnum
from typing import (
    TYPE_CHECKING,
    Annotated,
    Any,
    ClassVar,
    Self,
    TypeAlias,
    TypeVar,
    dataclass_transform,
)

from msgspec import Struct, field
from msgspec.structs import force_setattr, replace

from .plain import from_plain, to_plain
from .problems import Redacted

EnumT = TypeVar("EnumT", bound="OpenEnum")

if TYPE_CHECKING:
    EnumText: TypeAlias = Annotated[EnumT, "decoded as text"]
    """The type of a member whose enum has a value that the decoder takes for None."""
else:

    class EnumText:
        """Stands for the type that the decoder has to make: text."""

        def __class_getitem__(cls, enum: type[OpenEnum]) -> type[str]:
            return str


def hold_enums(value: Struct, **enums: type[OpenEnum]) -> None:
    """Makes enums of the members that were decoded as text."""
    for name, enum in enums.items():
        if type(text := getattr(value, name)) is str:
            force_setattr(value, name, enum(text))


# Any: a field specifier's result stands for a value of whatever type the field has.
def required() -> Any:
    """Declares a member that callers must give, though a response may lack it."""
    return field(default=None)


# Values are trees, so that the collector, which takes a quarter of the time in which a
# large response is read, need not look for circles in them:
# https://jcristharif.com/msgspec/structs.html#disabling-garbage-collection-advanced
@dataclass_transform(
    kw_only_default=True, frozen_default=True, field_specifiers=(required,)
)
class Structure(
    Struct,
    frozen=True,
    kw_only=True,
    omit_defaults=True,
    repr_omit_defaults=True,
    gc=False,
):
    """An immutable value with named members; None stands for an unset one."""

    MEMBER_NAMES: ClassVar[Mapping[str, str]] = {}
    """The model's member name by field, where the wire has another name."""

    def replace(self, **changes: object) -> Self:
        """Returns a copy with the named members changed.

        Raises:
            TypeError: A name is not a member.
        """
        return replace(self, **changes)

    def to_dict(self) -> dict[str, object]:
        """Returns the set members as boto3 takes them.

        Keys are the model's member names; timestamps stay `datetime`, blobs `bytes`.
        """
        return to_plain(self)

    @classmethod
    def from_dict(cls, data: Mapping[str, object]) -> Self:
        """Builds a value from what boto3 takes or returns.

        Raises:
            BuildError: A member is unknown or its value has the wrong type.
        """
        return from_plain(cls, data)


class SensitiveStructure(Structure):
    """A structure with members that must not be shown."""

    SENSITIVE: ClassVar[frozenset[str]] = frozenset()
    """The fields that `repr` redacts."""

    def __repr__(self) -> str:
        shown = (f"{name}={value!r}" for name, value in self._shown())
        return f"{type(self).__name__}({', '.join(shown)})"

    def __rich_repr__(self) -> list[tuple[str, object]]:
        """Shows `rich` no more than `repr` does."""
        return list(self._shown())

    def _shown(self) -> Iterator[tuple[str, object]]:
        for name in self.__struct_fields__:
            if (value := getattr(self, name)) is not None:
                yield name, Redacted() if name in self.SENSITIVE else value


class UnknownVariant(Struct, frozen=True):
    """A variant of a union that is newer than the model."""

    name: str
    """What the service calls it."""


# What boto3 calls it; no member of a model has such a name. Decoders know all variants,
# so that a value with another one, and no other value, takes longer to read.
_RENAMED = {"unknown_variant": "SDK_UNKNOWN_MEMBER"}


class OpenUnion(Structure, forbid_unknown_fields=True, rename=_RENAMED):
    """A structure of which one member is set; an unknown one is named."""

    unknown_variant: UnknownVariant | None = None
    """What a response holds in place of a member; never sent."""


class SensitiveUnion(SensitiveStructure, forbid_unknown_fields=True, rename=_RENAMED):
    """A union with members that must not be shown."""

    unknown_variant: UnknownVariant | None = None
    """What a response holds in place of a member; never sent."""


class OpenEnum(StrEnum):
    """Strings with known values; an unknown one is kept as it came.

    Calling the class with a string gives the known member, or a value that compares,
    prints and serialises as that string.
    """

    @classmethod
    def _missing_(cls, value: object) -> Self | None:
        if not isinstance(value, str):
            return None
        unknown = str.__new__(cls, value)
        unknown._name_ = value
        unknown._value_ = value
        return unknown


class OpenIntEnum(IntEnum):
    """Integers with known values; an unknown one is kept as it came."""

    @classmethod
    def _missing_(cls, value: object) -> Self | None:
        if not isinstance(value, int):
            return None
        unknown = int.__new__(cls, value)
        unknown._name_ = str(value)
        unknown._value_ = value
        return unknown
