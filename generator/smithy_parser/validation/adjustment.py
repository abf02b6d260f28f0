"""Suppressions and severity overrides: what a model says about its own events.

Implements https://smithy.io/2.0/spec/model-validation.html#suppressions and
https://smithy.io/2.0/spec/model-validation.html#severity-overrides.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Final, TypeVar

from smithy_parser.events import Event, Refusal, Severity
from smithy_parser.model import Model
from smithy_parser.nodes import Node, is_list
from smithy_parser.validation.expect import (
    expect_array,
    expect_object,
    one_of,
    optional_string,
    required_string,
)

_SUPPRESS: Final = "smithy.api#suppress"
_ORDER: Final = tuple(Severity)
_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class EventPattern:
    """Which events an entry of the metadata is about."""

    id: str
    namespace: str

    def matches(self, event: Event) -> bool:
        """Whether the event is of this id, or below it, and in the namespace."""
        if not within(event.id, self.id):
            return False
        shape = event.shape_id
        return self.namespace == "*" or (
            shape is not None and shape.namespace == self.namespace
        )


@dataclass(frozen=True, slots=True)
class Suppression:
    """Events that the metadata calls intended, and why."""

    pattern: EventPattern
    reason: str


@dataclass(frozen=True, slots=True)
class SeverityOverride:
    """The severity that events get at least."""

    pattern: EventPattern
    severity: Severity


@dataclass(frozen=True, slots=True)
class Adjustments:
    """All that the metadata of a model says about events."""

    suppressions: tuple[Suppression, ...]
    overrides: tuple[SeverityOverride, ...]


def within(id: str, parent: str) -> bool:
    """Returns whether a dotted id is `parent` or stands below it."""
    return id == parent or id.startswith(f"{parent}.")


def read_adjustments(model: Model, events: list[Event]) -> Adjustments:
    """Reads the metadata of a model; what is wrong with it goes to `events`."""
    suppressions = _entries(model, "suppressions", _suppression, events)
    overrides = _entries(model, "severityOverrides", _override, events)
    return Adjustments(tuple(suppressions), tuple(overrides))


def adjust(event: Event, model: Model, adjustments: Adjustments) -> Event:
    """The event with the severity that the model gives it; errors stay errors."""
    if event.severity in (Severity.ERROR, Severity.SUPPRESSED):
        return event
    shape = model.get(event.shape_id) if event.shape_id else None
    ids = shape.traits.get(_SUPPRESS) if shape else None
    if is_list(ids) and any(within(event.id, str(id)) for id in ids):
        return replace(event, severity=Severity.SUPPRESSED)
    for suppression in adjustments.suppressions:
        if suppression.pattern.matches(event):
            reason = f" ({suppression.reason})" if suppression.reason else ""
            return replace(
                event, severity=Severity.SUPPRESSED, message=event.message + reason
            )
    fitting = [o.severity for o in adjustments.overrides if o.pattern.matches(event)]
    severity = max((event.severity, *fitting), key=_ORDER.index)
    return event if severity is event.severity else replace(event, severity=severity)


def _entries(
    model: Model, key: str, read: Callable[[Node], _T], events: list[Event]
) -> Iterator[_T]:
    if key not in model.metadata:
        return
    source = model.metadata_source(key)
    try:
        entries = expect_array(model.metadata[key])
    except Refusal as refusal:
        events.append(replace(refusal.event, source=source))
        return
    for entry in entries:
        try:
            yield read(entry)
        except Refusal as refusal:
            events.append(replace(refusal.event, source=source))


def _suppression(node: Node) -> Suppression:
    entry = expect_object(node)
    pattern = _pattern(entry)
    return Suppression(pattern, optional_string(entry, "reason") or "")


def _override(node: Node) -> SeverityOverride:
    entry = expect_object(node)
    pattern = _pattern(entry)
    name = required_string(entry, "severity")
    severity = one_of(name, (Severity.WARNING, Severity.DANGER))
    return SeverityOverride(pattern, Severity(severity))


def _pattern(entry: Mapping[str, Node]) -> EventPattern:
    id = required_string(entry, "id")
    return EventPattern(id, required_string(entry, "namespace"))
