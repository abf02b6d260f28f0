"""Every constraint below an input, with values at, below and above each bound.

A `Site` is a place inside an input; a `Case` puts one value there into an otherwise
least input, and says whether a constraint of the site holds for it. Strings are made
of the letter a, which the patterns of the model have to allow.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TypeAlias, cast

from smithy_parser import (
    EnumShape,
    ListShape,
    MapShape,
    Member,
    Model,
    Shape,
    ShapeType,
    StructureShape,
)
from tests.support.values import (
    ENUM_VALUE,
    EXCLUSIVE_MEMBERS,
    LENGTH,
    RANGE,
    REQUIRED,
    REQUIRED_ELEMENTS,
    TOTAL_SIZE,
    byte_size,
    integer_bounds,
    texts,
    trait,
)

Steps: TypeAlias = tuple[Member, ...]


@dataclass(frozen=True)
class Site:
    """A place inside an input."""

    model: Model
    root: Shape
    """The input."""
    steps: Steps
    """The members that lead there."""

    @property
    def place(self) -> Shape:
        """The last member, or the input itself."""
        return self.steps[-1] if self.steps else self.root

    @property
    def shape(self) -> Shape:
        """What is there."""
        return target(self.model, self.place)

    @property
    def path(self) -> str:
        """The place in Python's names."""
        path = "".join(_python(step) for step in self.steps)
        return path.removeprefix(".")

    def input_with(self, value: object) -> dict[str, object]:
        """Returns the least valid input but for `value` at this place."""
        made = placed(self.model, self.root, self.steps, value)
        return cast("dict[str, object]", made)


@dataclass(frozen=True)
class Case:
    """A value at a site, to hold one constraint against."""

    site: Site
    path: str
    """Where the problem is reported, in Python's names."""
    constraint: str
    value: object
    valid: bool
    name: str
    """What is special about the value."""

    @property
    def params(self) -> dict[str, object]:
        """The whole input."""
        return self.site.input_with(self.value)

    def __str__(self) -> str:
        return f"{self.path}-{self.constraint}-{self.name}"


def target(model: Model, place: Shape) -> Shape:
    """Returns what a member targets; another shape is its own."""
    return model[place.target] if isinstance(place, Member) else place


def snake_case(name: str) -> str:
    """`ContactFlowId` is `contact_flow_id`."""
    return re.sub(r"(?<=[a-z])(?=[A-Z])", "_", name).lower()


def sites(model: Model, root: Shape, steps: Steps = ()) -> Iterator[Site]:
    """Yields all places inside an input; no shape is entered inside of itself."""
    site = Site(model, root, steps)
    yield site
    entered = {step.container for step in steps}
    if site.shape.id in entered or isinstance(site.shape, EnumShape):
        return
    for member in site.shape.members.values():
        yield from sites(model, root, (*steps, member))


def minimal(model: Model, place: Shape) -> object:
    """Returns the least value that all constraints hold for."""
    shape = target(model, place)
    fewest = trait(model, place, LENGTH).get("min")
    match shape:
        case StructureShape():
            return {
                name: minimal(model, member)
                for name, member in shape.members.items()
                if REQUIRED in member.traits
            }
        case EnumShape():
            return next(iter(shape.members.values())).traits[ENUM_VALUE]
        case ListShape():
            items = [minimal(model, shape.member)] * int(str(fewest or 0))
            return texts(model, place, REQUIRED_ELEMENTS) or items
        case MapShape():
            return {}
    if integer_bounds(shape.type) is not None:
        return int(str(trait(model, place, RANGE).get("min", 0)))
    if shape.type is ShapeType.STRING:
        return "a" * int(str(fewest or 1))
    raise NotImplementedError(shape.type)


def placed(model: Model, place: Shape, steps: Steps, value: object) -> object:
    """Returns the least valid value of `place` but for `value`, where steps lead."""
    if not steps:
        return value
    member, rest = steps[0], steps[1:]
    shape = target(model, place)
    if isinstance(shape, MapShape) and member.name == "key":
        return {str(value): minimal(model, shape.value)}
    inner = placed(model, member, rest, value)
    match shape:
        case ListShape():
            return [inner, *texts(model, place, REQUIRED_ELEMENTS)]
        case MapShape():
            return {"a": inner}
        case _:
            least = cast("dict[str, object]", minimal(model, shape))
            return {**least, member.name: inner}


def cases(site: Site) -> Iterator[Case]:
    """Yields values around each bound of each constraint at a site."""
    yield from _bounded(site)
    yield from _required(site)
    yield from _required_elements(site)
    yield from _exclusive_members(site)


def _bounded(site: Site) -> Iterator[Case]:
    model, place, shape = site.model, site.place, site.shape
    bounds_of = {
        "length": trait(model, place, LENGTH),
        "totalSize": trait(model, place, TOTAL_SIZE),
        "range": trait(model, place, RANGE),
    }
    if (held := integer_bounds(shape.type)) is not None:
        bounds_of["range"] = {"min": held[0], "max": held[1], **bounds_of["range"]}
    for constraint, bounds in bounds_of.items():
        for size, valid in _around(bounds):
            if constraint == "range":
                value: object = size
            elif size < 0:
                continue
            elif constraint == "length":
                value = _of_length(model, shape, size)
            else:
                value = _of_bytes(shape, size)
            yield Case(site, site.path, constraint, value, valid, str(size))


def _around(bounds: Mapping[str, object]) -> Iterator[tuple[int, bool]]:
    """Yields the sizes at, below and above each bound, and whether they are in it."""
    given = {key: int(str(bound)) for key, bound in bounds.items()}
    sizes = {bound + step for bound in given.values() for step in (-1, 0, 1)}
    for size in sorted(sizes):
        yield size, given.get("min", size) <= size <= given.get("max", size)


def _of_length(model: Model, shape: Shape, size: int) -> object:
    match shape:
        case ListShape():
            return [minimal(model, shape.member)] * size
        case MapShape():
            item = minimal(model, shape.value)
            return {f"a{index}": item for index in range(size)}
        case _:
            return "a" * size


def _of_bytes(shape: Shape, size: int) -> object:
    """Characters of one to four bytes are in it, and no string is long."""
    texts = ["é€😀a" * 100] * (size // 1100)
    if isinstance(shape, ListShape):
        return [*texts, "a" * (size - byte_size(texts))]
    entries = {f"a{index}": text for index, text in enumerate(texts)}
    rest = size - byte_size(entries) - len("a")
    return {**entries, "a": "a" * rest}


def _required(site: Site) -> Iterator[Case]:
    if REQUIRED in site.place.traits:
        least = minimal(site.model, site.place)
        yield Case(site, site.path, "required", least, True, "set")
        yield Case(site, site.path, "required", None, False, "unset")


def _required_elements(site: Site) -> Iterator[Case]:
    for element in texts(site.model, site.place, REQUIRED_ELEMENTS):
        lists = {
            "alone": [element],
            "first": [element, "other"],
            "last": ["other", element],
            "twice": [element, element],
            "missing": ["other"],
            "similar": [f"{element}s", f" {element}", element.upper()],
            "none": [],
        }
        for name, items in lists.items():
            valid = element in items
            yield Case(site, site.path, "requiredElements", items, valid, name)


def _exclusive_members(site: Site) -> Iterator[Case]:
    groups = cast("list[list[str]]", texts(site.model, site.shape, EXCLUSIVE_MEMBERS))
    for group in groups:
        least = cast("dict[str, object]", minimal(site.model, site.shape))
        given = {name: minimal(site.model, site.shape.members[name]) for name in group}
        path = ".".join(part for part in (site.path, snake_case(group[-1])) if part)
        values = {name: {**least, name: value} for name, value in given.items()}
        for name, value in values.items():
            yield Case(site, path, "exclusiveMembers", value, True, name)
        both = {**least, **given}
        yield Case(site, path, "exclusiveMembers", both, False, "together")


def _python(step: Member) -> str:
    container_parts = {"member": "[0]", "key": ".keys()", "value": "['a']"}
    return container_parts.get(step.name, f".{snake_case(step.name)}")
