"""The keys of a configuration: what each may hold, and what it means.

`reading` checks files by this table and `schema` makes the JSON schema from it, so that
an editor and a run agree.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from keyword import kwlist
from typing import TYPE_CHECKING, Protocol, TypeAlias, cast

from smithwright.errors import did_you_mean
from smithwright.settings.package import FORMATTERS, VALIDATIONS, name_problem

if TYPE_CHECKING:
    from smithwright.settings.places import KeyPath

Problem: TypeAlias = "tuple[KeyPath, str]"
"""Where in a value, and what is wrong there."""


class Kind(Protocol):
    """The values that a key may have."""

    @property
    def schema(self) -> Mapping[str, object]:
        """The same as JSON schema."""
        ...

    def problems(self, value: object) -> Iterator[Problem]:
        """Yields what is wrong with a value."""
        ...


class String:
    """A string that says something."""

    @property
    def schema(self) -> Mapping[str, object]:
        """A string without the character that no file name may have."""
        return {"type": "string", "pattern": "^[^\\u0000]+$"}

    def problems(self, value: object) -> Iterator[Problem]:
        """Yields what is wrong with a value."""
        if not isinstance(value, str):
            yield (), f"must be a string, not {_type(value)}"
        elif not value:
            yield (), "must not be empty"
        elif "\0" in value:
            yield (), "must not hold the character U+0000"


class ImportName:
    """A name that Python can import."""

    @property
    def schema(self) -> Mapping[str, object]:
        """An identifier that is no keyword."""
        identifier = "^[A-Za-z_][A-Za-z0-9_]*$"
        return {"type": "string", "pattern": identifier, "not": {"enum": kwlist}}

    def problems(self, value: object) -> Iterator[Problem]:
        """Yields what is wrong with a value."""
        if not isinstance(value, str):
            yield (), f"must be a string, not {_type(value)}"
        elif (problem := name_problem(value)) is not None:
            yield (), problem


class Strings:
    """One string or more."""

    @property
    def schema(self) -> Mapping[str, object]:
        """An array of strings."""
        return {"type": "array", "items": String().schema, "minItems": 1}

    def problems(self, value: object) -> Iterator[Problem]:
        """Yields what is wrong with a value."""
        if not isinstance(value, list):
            yield (), f"must be a list of strings, not {_type(value)}"
            return
        if not value:
            yield (), "must not be empty"
        for index, item in enumerate(cast("list[object]", value)):
            for _, problem in String().problems(item):
                yield (index,), problem


class Switch:
    """On or off."""

    @property
    def schema(self) -> Mapping[str, object]:
        """A boolean."""
        return {"type": "boolean"}

    def problems(self, value: object) -> Iterator[Problem]:
        """Yields what is wrong with a value."""
        if not isinstance(value, bool):
            yield (), f"must be true or false, not {_type(value)}"


@dataclass(frozen=True, slots=True)
class Choice:
    """One of a few words."""

    words: tuple[str, ...]

    @property
    def schema(self) -> Mapping[str, object]:
        """The words."""
        return {"enum": list(self.words)}

    def problems(self, value: object) -> Iterator[Problem]:
        """Yields what is wrong with a value."""
        if value in self.words:
            return
        *others, last = (f'"{word}"' for word in self.words)
        found = f'"{value}"' if isinstance(value, str) else _type(value)
        yield (), f"must be {', '.join(others)} or {last}, not {found}"


@dataclass(frozen=True, slots=True)
class Key:
    """A key of a configuration."""

    name: str
    kind: Kind
    doc: str
    for_all: bool = False
    """Whether it may also stand once for all packages."""
    default: object = None
    """What holds if it is left out, where that is a value."""


KEYS = (
    Key(
        "name",
        ImportName(),
        "The import name of the package; also the name of its folder. Required.",
    ),
    Key(
        "source",
        String(),
        "The model: a file of Smithy's JSON AST or IDL, a folder of such files, "
        "`botocore:SERVICE`, or `-` for standard input. A path is relative to the "
        "configuration's folder. `source` or `sources` is required.",
    ),
    Key(
        "sources",
        Strings(),
        "Instead of `source`: several files or folders that make up the model.",
    ),
    Key(
        "overlays",
        Strings(),
        "Models that apply more traits to the shapes of the model.",
    ),
    Key(
        "service",
        String(),
        "The service, by name or shape id; needed where the model has several.",
    ),
    Key(
        "operations",
        Strings(),
        "Names of operations, or patterns such as `Describe*`; all operations if left "
        "out.",
    ),
    Key(
        "output",
        String(),
        "The folder that gets the package's folder, relative to the configuration's "
        "folder. Required.",
        for_all=True,
    ),
    Key(
        "protocol",
        String(),
        "The trait of the protocol, by name or shape id; the best that the service "
        "offers if left out.",
        for_all=True,
    ),
    Key(
        "validation",
        Choice(VALIDATIONS),
        "What `build()` and `make_operation()` check unless their caller says: all "
        "constraints, required members only, or nothing.",
        for_all=True,
        default="all",
    ),
    Key(
        "builders",
        Switch(),
        "Whether structures have builders.",
        for_all=True,
        default=True,
    ),
    Key(
        "client",
        Switch(),
        "Whether the package has clients that call its service.",
        for_all=True,
        default=False,
    ),
    Key(
        "templates",
        String(),
        "A folder of templates that change the look of the package, relative to the "
        "configuration's folder.",
        for_all=True,
    ),
    Key(
        "formatter",
        Choice(FORMATTERS),
        "What lays out the text; `none` leaves it as it is rendered.",
        for_all=True,
        default="black",
    ),
)
"""All keys, in the order of the reference."""


def unknown_key(name: str, known: Collection[str]) -> str:
    """Returns what to say about a key that is not `known` where it stands."""
    if any(key.name == name for key in KEYS):
        return f"{name!r} is a key of a package, not of all packages"
    return f"unknown key {name!r}{did_you_mean(name, known)}"


def _type(value: object) -> str:
    """Returns what TOML calls the type of a value."""
    match value:
        case bool():
            return "a boolean"
        case str():
            return "a string"
        case int():
            return "an integer"
        case float():
            return "a float"
        case list():
            return "an array"
        case dict():
            return "a table"
        case _:
            return "a date or time"
