"""What docstrings say beside the model's own documentation."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from html import escape
from json import dumps

from smithwright.plan.constraints import RANGE, Bounds, constraints_of
from smithwright.plan.context import REQUIRED, Context
from smithwright.plan.docstrings import UNDOCUMENTED
from smithy_parser import Member, Shape, ShapeType

DOCUMENTATION = "smithy.api#documentation"

_UNITS = {
    ShapeType.STRING: "character",
    ShapeType.ENUM: "character",
    ShapeType.BLOB: "byte",
    ShapeType.LIST: "item",
    ShapeType.MAP: "entry",
}
_PLURALS = {"entry": "entries"}


def documentation(context: Context, shape: Shape) -> str:
    """Returns the model's documentation of a shape, or says that there is none."""
    text = context.trait(shape, DOCUMENTATION)
    if isinstance(text, str) and text.strip():
        return text
    return UNDOCUMENTED


def deprecation(context: Context, shape: Shape) -> str:
    """Returns a note on a deprecated shape, or nothing.

    https://smithy.io/2.0/spec/documentation-traits.html#deprecated-trait
    """
    value = context.trait(shape, "smithy.api#deprecated")
    if not isinstance(value, Mapping):
        return ""
    since, message = value.get("since"), value.get("message")
    when = f" since {since}" if isinstance(since, str) else ""
    reason = f" {message}" if isinstance(message, str) else ""
    return f"<p><b>Deprecated{escape(when)}.</b>{escape(reason)}</p>"


def member_notes(context: Context, member: Member) -> str:
    """Returns one paragraph with the constraints of a member, or nothing."""
    facts = list(_facts(context, member))
    return f"<p>Constraints: {'; '.join(facts)}.</p>" if facts else ""


def _facts(context: Context, member: Member) -> Iterator[str]:
    constraints = constraints_of(context, member)
    target = context.target(member)
    if REQUIRED in member.traits:
        yield "required"
    if constraints.length:
        yield _counted(constraints.length, _UNITS.get(target.type, "unit"))
    if context.has_trait(member, RANGE):
        yield _between(constraints.range)
    if constraints.total_size:
        yield f"{_counted(constraints.total_size, 'UTF-8 byte')} in all"
    if constraints.pattern is not None:
        yield f"matches <code>{escape(constraints.pattern)}</code>"
    if constraints.unique_items:
        yield "no item twice"
    for element in constraints.required_elements:
        yield f"contains <code>{escape(element)}</code>"
    if (default := context.default(member)) is not None:
        yield f"<code>{escape(dumps(default))}</code> by default"
    if context.has_trait(member, "smithy.api#idempotencyToken"):
        yield "made up when unset, as the request's idempotency token"


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
