"""What docstrings say beside the model's own documentation."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache
from html import escape
from json import dumps

from smithwright.plan.constraint_traits import constraints_of
from smithwright.plan.constraints import (
    LENGTH,
    PATTERN,
    RANGE,
    REQUIRED_ELEMENTS,
    TOTAL_SIZE,
    UNIQUE_ITEMS,
    Bounds,
)
from smithwright.plan.context import REQUIRED, Context
from smithwright.plan.docstrings import Docstring, own_words
from smithwright.plan.documentation import paragraph, quoted, split_words
from smithwright.plan.streaming import REQUIRES_LENGTH, is_event_stream
from smithy_parser import Member, Shape, ShapeType

DOCUMENTATION = "smithy.api#documentation"
_DEFAULT = "smithy.api#default"
_TOKEN = "smithy.api#idempotencyToken"

_EVENTS = own_words("A stream of events, which are neither encoded nor decoded yet.")
_FACTS = {
    REQUIRES_LENGTH: "bytes or a seekable file, as its length is sent",
    _TOKEN: "made up when unset, as the request's idempotency token",
}
_UNITS = {
    ShapeType.STRING: "character",
    ShapeType.ENUM: "character",
    ShapeType.BLOB: "byte",
    ShapeType.LIST: "item",
    ShapeType.MAP: "entry",
}
_PLURALS = {"entry": "entries"}


def documentation(context: Context, shape: Shape) -> str:
    """Returns the model's documentation of a shape, or nothing."""
    text = context.trait(shape, DOCUMENTATION)
    return text if isinstance(text, str) else ""


def deprecation(context: Context, shape: Shape) -> str:
    """Returns a note on a deprecated shape, or nothing.

    https://smithy.io/2.0/spec/documentation-traits.html#deprecated-trait
    """
    value = context.trait(shape, "smithy.api#deprecated")
    if value is None or not isinstance(value, Mapping):
        return ""
    since, message = value.get("since"), value.get("message")
    when = f" since {since}" if isinstance(since, str) else ""
    reason = f" {message}" if isinstance(message, str) else ""
    return f"<p><b>Deprecated{escape(when)}.</b>{escape(reason)}</p>"


def member_notes(context: Context, member: Member) -> Docstring:
    """Returns what is special about a member, and its constraints, or nothing."""
    notes = _EVENTS if is_event_stream(context, member) else Docstring(())
    facts = [fact for _, fact in constraint_facts(context, member, quoted)]
    return notes + _constraints("; ".join(facts)) if facts else notes


@lru_cache(maxsize=256)
def _constraints(facts: str) -> Docstring:
    # The code in it may hold spaces.
    return Docstring((paragraph(split_words(f"Constraints: {facts}.")),))


def constraint_facts(
    context: Context, member: Member, as_code: Callable[[str], str]
) -> Iterator[tuple[str, str]]:
    """Yields the constraints of a member: the trait, and what it asks for in words.

    Args:
        context: The closure that the member is of.
        member: The member.
        as_code: What shows a text of the model as code.
    """
    constraints = constraints_of(context, member)
    target = context.target(member)
    if REQUIRED in member.traits:
        yield REQUIRED, "required"
    if constraints.length:
        yield LENGTH, _counted(constraints.length, _UNITS.get(target.type, "unit"))
    if context.has_trait(member, RANGE):
        yield RANGE, _between(constraints.range)
    if constraints.total_size:
        yield TOTAL_SIZE, f"{_counted(constraints.total_size, 'UTF-8 byte')} in all"
    if constraints.pattern is not None:
        yield PATTERN, f"matches {as_code(constraints.pattern.text)}"
    if constraints.unique_items:
        yield UNIQUE_ITEMS, "no item twice"
    for element in constraints.required_elements:
        yield REQUIRED_ELEMENTS, f"contains {as_code(element)}"
    if (default := context.default(member)) is not None:
        yield _DEFAULT, f"{as_code(dumps(default))} by default"
    yield from (item for item in _FACTS.items() if context.has_trait(member, item[0]))


def _between(bounds: Bounds) -> str:
    if bounds.maximum is None:
        return f"at least {bounds.minimum:,}"
    if bounds.minimum is None:
        return f"at most {bounds.maximum:,}"
    if bounds.minimum == bounds.maximum:
        return f"exactly {bounds.minimum:,}"
    return f"{bounds.minimum:,} to {bounds.maximum:,}"


def _counted(bounds: Bounds, unit: str) -> str:
    last = bounds.minimum if bounds.maximum is None else bounds.maximum
    return f"{_between(bounds)} {unit if last == 1 else _PLURALS.get(unit, f'{unit}s')}"
