"""Validators that the metadata of a model names and sets up.

Implements https://smithy.io/2.0/spec/model-validation.html#validators.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Final, TypeAlias

from smithy_parser.events import NOWHERE, Event, Refusal, Severity
from smithy_parser.model import Model
from smithy_parser.nodes import Node
from smithy_parser.selectors.errors import SelectorError
from smithy_parser.selectors.selector import Selector, parse_selector
from smithy_parser.validation.expect import (
    expect_array,
    expect_object,
    expect_string,
    one_of,
    optional_string,
    required_string,
)
from smithy_parser.validation.findings import Validator
from smithy_parser.validation.selecting import emit_each, emit_none
from smithy_parser.validation.unreferenced import unreferenced_shapes

Configuration: TypeAlias = Mapping[str, Node]

_KEY: Final = "validators"
_SEVERITIES: Final = (Severity.DANGER, Severity.WARNING, Severity.NOTE)
_FACTORIES: Final[Mapping[str, Callable[[Configuration], Validator]]] = {
    "EmitEachSelector": emit_each,
    "EmitNoneSelector": emit_none,
    "UnreferencedShape": unreferenced_shapes,
}


@dataclass(frozen=True, slots=True)
class Definition:
    """An entry of the metadata ``validators``."""

    name: str
    id: str
    message: str | None
    severity: Severity | None
    namespaces: tuple[str, ...]
    selector: Selector | None
    configuration: Configuration


def configured_validators(model: Model, events: list[Event]) -> list[Validator]:
    """Makes the validators of a model; what is wrong with them goes to `events`."""
    if _KEY not in model.metadata:
        return []
    source = model.metadata_source(_KEY)
    try:
        problem = "validators must be an array. Found {}."
        entries = expect_array(model.metadata[_KEY], problem)
    except Refusal as refusal:
        events.append(replace(refusal.event, source=source))
        return []
    made: list[Validator] = []
    for entry in entries:
        try:
            definition = _read(entry)
            if definition.name in _FACTORIES:
                made.append(_make(definition))
            else:
                message = f"Unable to locate a validator named `{definition.name}`"
                id = f"UnknownValidator_{definition.name}"
                events.append(Event(Severity.WARNING, id, None, message, source))
        except Refusal as refusal:
            events.append(replace(refusal.event, source=source))
    return made


def _read(node: Node) -> Definition:
    problem = "Each element of `validators` must be an object. Found {}."
    entry = expect_object(node, problem)
    name = required_string(entry, "name")
    severity = optional_string(entry, "severity")
    selector = optional_string(entry, "selector")
    namespaces = expect_array(entry.get("namespaces", ()))
    try:
        return Definition(
            name,
            optional_string(entry, "id") or name,
            optional_string(entry, "message"),
            None if severity is None else Severity(one_of(severity, _SEVERITIES)),
            tuple(expect_string(each, "namespaces") for each in namespaces),
            None if selector is None else parse_selector(selector),
            expect_object(entry.get("configuration", {})),
        )
    except SelectorError as error:
        raise Refusal(str(error), NOWHERE) from None


def _make(definition: Definition) -> Validator:
    try:
        validator = _FACTORIES[definition.name](definition.configuration)
    except (Refusal, SelectorError) as error:
        message = f"Error creating `{definition.name}` validator: {error}"
        raise Refusal(message, NOWHERE) from None

    def validate(model: Model) -> Iterator[Event]:
        try:
            selected = _selected(definition, model)
            for event in validator(model):
                if not model.has_built_in(event.shape_id) and _concerns(
                    definition, event, selected
                ):
                    yield _renamed(definition, event)
        except SelectorError as error:
            message = f"Error evaluating `{definition.name}` validator: {error}"
            yield Refusal(message, model.metadata_source(_KEY)).event

    return validate


def _selected(definition: Definition, model: Model) -> frozenset[str] | None:
    if definition.selector is None:
        return None
    return frozenset(shape.id for shape in definition.selector.select(model.graph))


def _concerns(
    definition: Definition, event: Event, selected: frozenset[str] | None
) -> bool:
    shape = event.shape_id
    if shape is None:
        return True
    if definition.namespaces and shape.namespace not in definition.namespaces:
        return False
    return selected is None or shape in selected


def _renamed(definition: Definition, event: Event) -> Event:
    """The event under the id, severity and message that the definition gives it."""
    _, dot, rest = event.id.partition(".")
    message = event.message
    if definition.message is not None:
        message = definition.message.replace("{super}", event.message)
    severity = definition.severity or event.severity
    id = f"{definition.id}{dot}{rest}"
    return replace(event, id=id, severity=severity, message=message)
