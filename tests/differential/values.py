"""Random values of botocore's shapes, as boto3 takes and returns them.

They keep to the lengths, ranges and enums of the model. Patterns are left aside: no
serialiser looks at them.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from random import Random
from typing import Any, Literal, TypeAlias

from botocore.utils import is_json_value_header

# Any: botocore has no types.
BotocoreShape: TypeAlias = Any
Text: TypeAlias = Literal["plain", "unicode"]
Size: TypeAlias = Literal["some", "empty", "least", "most"]
Members: TypeAlias = Literal["all", "required", "any"]
Service: TypeAlias = Literal["known", "newer"]
Place: TypeAlias = Literal[
    "body", "header", "headers", "uri", "querystring", "host", "statusCode"
]

_PLAIN = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"
_PUNCTUATION = " -_.~:/?#[]@!$&'()*+;=%<>^`{|}\\"
_UNICODE = f'{_PUNCTUATION},"\t\nÀéßñ€漢字\u200b\ufeff😀\U0001d4b3'
_IN_HEADERS = f'{_PLAIN}{_PUNCTUATION.strip()},"'
_LONGEST = 600
_LONGEST_LABEL = 63
_MOST_ITEMS = 6
_DEEPEST = 50
_TRIES = 5
_SPEND = 4000
"""How many values one input or output has at most, but for required ones."""

_UNKNOWN = {"OfTomorrow": {"list": [{"text": "unheard-of"}], "number": 1}}
"""What a newer service adds to each structure."""

_RANGES = {"integer": (-(2**31), 2**31 - 1), "long": (-(2**63), 2**63 - 1)}
# All of them are exact in single precision.
_FLOATS = (0.0, 0.5, -1.25, 1e10, -65536.5, 3.0, 2.0**-20, 2.0**100)
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_EARLIEST = datetime(1, 1, 1, tzinfo=UTC)
_LATEST = datetime(9999, 12, 31, 23, 59, 59, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Recipe:
    """What is special about the values of a case."""

    name: str
    members: Members = "all"
    text: Text = "plain"
    size: Size = "some"
    alone: str | None = None
    """The one member that is set besides the required ones."""
    service: Service = "known"
    """A newer service has members and values that the model lacks, and says null."""


@dataclass(slots=True)
class Values:
    """Makes the values of one case."""

    recipe: Recipe
    random: Random
    unions: Collection[str]
    """The shapes that are unions, though botocore may call them structures."""

    _open: list[str] = field(default_factory=list[str], init=False)
    """The shapes around the value that is made."""
    _left: int = field(default=_SPEND, init=False)

    def top(self, shape: BotocoreShape) -> dict[str, object]:
        """Returns the members of an input, an output or an error."""
        chosen: Callable[[str], bool] = self._is_chosen
        if self.recipe.alone is not None:
            chosen = self.recipe.alone.__eq__
        return self._members(shape, chosen)

    def _members(
        self, shape: BotocoreShape, chosen: Callable[[str], bool]
    ) -> dict[str, object]:
        made: dict[str, object] = {}
        with self._inside(shape):
            for name, member in shape.members.items():
                if name in shape.required_members or (
                    chosen(name) and self._may_enter(member)
                ):
                    made[name] = self._value(member, _place(member))
        if self.recipe.service == "newer":
            unset = [name for name in shape.members if name not in made]
            return {**made, **dict.fromkeys(unset), **_UNKNOWN}
        return made

    def _is_chosen(self, name: str) -> bool:
        match self.recipe.members:
            case "all":
                return True
            case "required":
                return False
            case "any":
                return self.random.random() < 0.5

    def _may_enter(self, shape: BotocoreShape) -> bool:
        """Whether an optional value is made: not without end."""
        return self._left > 0 and not any(name in self._open for name in _names(shape))

    @contextmanager
    def _inside(self, shape: BotocoreShape) -> Iterator[None]:
        self._open.append(shape.name)
        yield
        self._open.pop()

    def _value(self, shape: BotocoreShape, place: Place) -> object:
        self._left -= 1
        if place == "statusCode":
            return self.random.choice([200, 202, 299])
        if getattr(shape, "is_document_type", False) or is_json_value_header(shape):
            return self._document()
        match shape.type_name:
            case "structure":
                return self._structure(shape)
            case "list":
                items = range(self._count(shape, shape.member))
                with self._inside(shape):
                    return [self._value(shape.member, place) for _ in items]
            case "map":
                return self._map(shape, place)
            case _:
                return self._scalar(shape, place)

    def _scalar(self, shape: BotocoreShape, place: Place) -> object:
        match shape.type_name:
            case "blob":
                return self._text(shape, "body").encode()
            case "boolean":
                return self.random.random() < 0.5
            case "timestamp":
                return self._timestamp()
            case "float" | "double":
                return self._float(shape)
            case "integer" | "long":
                return self._integer(shape)
            case _:
                return self._string(shape, place)

    def _structure(self, shape: BotocoreShape) -> dict[str, object]:
        if not (shape.is_tagged_union or shape.name in self.unions):
            # In a member that stands alone all are set.
            chosen = (lambda _: True) if self.recipe.alone else self._is_chosen
            return self._members(shape, chosen)
        with self._inside(shape):
            names = [n for n, m in shape.members.items() if self._may_enter(m)]
            if not names:
                names = [n for n, m in shape.members.items() if not _names(m)]
            name = self.random.choice(names or list(shape.members))
            return {name: self._value(shape.members[name], "body")}

    def _map(self, shape: BotocoreShape, place: Place) -> dict[str, object]:
        with self._inside(shape):
            keys = self._keys(shape, place, self._count(shape, shape.value))
            inner: Place = "header" if place == "headers" else place
            return {key: self._value(shape.value, inner) for key in keys}

    def _keys(self, shape: BotocoreShape, place: Place, count: int) -> Collection[str]:
        keys: dict[str, None] = {}
        for _ in range(_TRIES * count):
            keys[str(self._string(shape.key, place)) or "key"] = None
            if len(keys) == count:
                break
        return keys

    def _count(self, shape: BotocoreShape, item: BotocoreShape) -> int:
        fewest, most = _bounds(shape, _MOST_ITEMS)
        if not self._may_enter(item):
            return fewest if len(self._open) < _DEEPEST else 0
        match self.recipe.size:
            case "empty" | "least":
                return fewest
            case "most":
                return most if self._left > 500 else max(fewest, 1)
            case "some":
                return max(fewest, min(most, self.random.randint(1, 2)))

    def _string(self, shape: BotocoreShape, place: Place) -> object:
        if self.recipe.service == "newer" and shape.enum:
            return "unheard-of"
        if shape.enum and place != "headers":
            return self.random.choice(shape.enum)
        return self._text(shape, place)

    def _text(self, shape: BotocoreShape, place: Place) -> str:
        fewest, most = _bounds(shape, _LONGEST_LABEL if place == "host" else _LONGEST)
        # Where the text is a part of the message's head, it must not be empty.
        if place in ("uri", "host", "headers", "header"):
            fewest, most = max(fewest, 1), max(most, 1)
        match self.recipe.size:
            case "empty" | "least":
                length = fewest
            case "most":
                length = most if self._left > 1000 else min(most, fewest + 10)
            case "some":
                length = self.random.randint(fewest, min(most, fewest + 12))
        alphabet = _PLAIN
        if self.recipe.text == "unicode" and place != "host":
            alphabet = _IN_HEADERS if place == "header" else _UNICODE
        if place == "headers":
            alphabet = _PLAIN.lower()
        return "".join(self.random.choices(alphabet, k=length))

    def _integer(self, shape: BotocoreShape) -> int:
        held = _RANGES[shape.type_name]
        low = max(held[0], int(shape.metadata.get("min", held[0])))
        high = min(held[1], int(shape.metadata.get("max", held[1])))
        match self.recipe.size:
            case "empty":
                return min(max(0, low), high)
            case "least":
                return low
            case "most":
                return high
            case "some":
                return self.random.randint(low, min(high, low + 10**9))

    def _float(self, shape: BotocoreShape) -> float:
        low = float(shape.metadata.get("min", -(2.0**127)))
        high = float(shape.metadata.get("max", 2.0**127))
        match self.recipe.size:
            case "empty":
                return min(max(0.0, low), high)
            case "least":
                return low
            case "most":
                return high
            case "some":
                fitting = [value for value in _FLOATS if low <= value <= high]
                return self.random.choice(fitting or [low])

    def _timestamp(self) -> datetime:
        match self.recipe.size:
            case "empty":
                return _EPOCH
            case "least":
                return _EARLIEST
            case "most":
                return _LATEST
            case "some":
                seconds = self.random.randint(-(10**9), 4 * 10**9)
                # Services keep milliseconds at best.
                milliseconds = self.random.choice([0, 0, 1, 120, 999])
                return _EPOCH + timedelta(seconds=seconds, milliseconds=milliseconds)

    def _document(self) -> object:
        word = "".join(self.random.choices(_UNICODE, k=5))
        return {"text": word, "list": [1, True, None, 0.5], "object": {word: {}}}


def _bounds(shape: BotocoreShape, cap: int) -> tuple[int, int]:
    fewest = int(shape.metadata.get("min", 0))
    most = int(shape.metadata.get("max", fewest + cap))
    return fewest, max(fewest, min(most, cap))


def _place(member: BotocoreShape) -> Place:
    if member.serialization.get("hostLabel"):
        return "host"
    place: Place = member.serialization.get("location", "body")
    return place


def _names(shape: BotocoreShape) -> Iterator[str]:
    """Yields the structures that a value of a shape always enters."""
    match shape.type_name:
        case "structure":
            yield shape.name
        case "list":
            yield from _names(shape.member)
        case "map":
            yield from _names(shape.value)
