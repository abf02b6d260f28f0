"""Events as validators make them: about a shape, at the shape or one of its traits."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TypeAlias

from smithy_parser.events import NOWHERE, Event, Severity
from smithy_parser.model import Model
from smithy_parser.shapes import Shape

Validator: TypeAlias = Callable[[Model], Iterable[Event]]
"""A rule: takes a model in which all references resolve, gives what breaks it."""


def error(shape: Shape | None, id: str, message: str, trait: str = "") -> Event:
    """Says that the model is wrong: `shape` breaks a rule of the specification.

    Args:
        shape: The shape or member concerned; None if it is the model as a whole.
        id: The event's id, as suppressions name it; dots make it hierarchical.
        message: What is wrong, in words.
        trait: The id of the trait at which the event points; the shape if left out.
    """
    return finding(Severity.ERROR, shape, id, message, trait)


def danger(shape: Shape | None, id: str, message: str, trait: str = "") -> Event:
    """Something is very likely wrong: the model is refused unless suppressed."""
    return finding(Severity.DANGER, shape, id, message, trait)


def warning(shape: Shape | None, id: str, message: str, trait: str = "") -> Event:
    """Something might be wrong."""
    return finding(Severity.WARNING, shape, id, message, trait)


def note(shape: Shape | None, id: str, message: str, trait: str = "") -> Event:
    """Something to know; nothing needs to be wrong."""
    return finding(Severity.NOTE, shape, id, message, trait)


def finding(
    severity: Severity, shape: Shape | None, id: str, message: str, trait: str = ""
) -> Event:
    """Returns an event of any severity; the arguments are those of `error`."""
    if shape is None:
        return Event(severity, id, None, message, NOWHERE)
    source = shape.trait_source(trait) if trait else shape.source
    return Event(severity, id, shape.id, message, source)


def shapes_and_members(shapes: Iterable[Shape]) -> Iterator[Shape]:
    """Yields all shapes in order, each followed by its members."""
    for shape in shapes:
        yield shape
        yield from shape.members.values()


def with_trait(model: Model, trait: str) -> Sequence[Shape]:
    """Returns all shapes and members that have `trait` themselves."""
    return model.graph.with_trait(trait)


def own_shapes(model: Model) -> Iterator[Shape]:
    """All shapes and members of the sources, without those that are built in."""
    return shapes_and_members(model.own)


def ticked(names: Iterable[str]) -> str:
    """Names as messages list them: in order, each between backticks."""
    return ", ".join(f"`{name}`" for name in sorted(names))
