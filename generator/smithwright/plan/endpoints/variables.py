"""Which variables a part of the rules needs from outside."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from smithwright.plan.endpoints.values import (
    Assigns,
    Attribute,
    Branch,
    Call,
    Condition,
    Continuation,
    Endpoint,
    EndpointOfKind,
    Expression,
    Failure,
    Holds,
    Item,
    Listed,
    Mapped,
    Outcome,
    PropertyValue,
    Reference,
    Rule,
    Template,
    Variable,
)
from smithwright.plan.identifiers import Identifier


def used_in(rules: Iterable[Rule]) -> tuple[Identifier, ...]:
    """Returns the variables that rules read and do not assign, as they come up."""
    return tuple(dict.fromkeys(_of_rules(rules)))


def used_by(endpoint: Endpoint) -> tuple[Identifier, ...]:
    """Returns the variables that an endpoint reads, as they come up."""
    return tuple(dict.fromkeys(_of_endpoint(endpoint)))


def _of_rules(rules: Iterable[Rule]) -> Iterator[Identifier]:
    for rule in rules:
        own: set[Identifier] = set()
        for condition in rule.conditions:
            yield from (n for n in _of(_value(condition)) if n not in own)
            if isinstance(condition, Assigns):
                own.add(condition.name)
        yield from (n for n in _of_outcome(rule.outcome) if n not in own)


def _value(condition: Condition) -> Expression:
    return condition.flag if isinstance(condition, Holds) else condition.value


def _of_outcome(outcome: Outcome) -> Iterator[Identifier]:
    match outcome:
        case Branch(rules):
            yield from _of_rules(rules)
        case Failure(message):
            yield from _of(message)
        case Continuation(_, arguments):
            yield from (name for name in arguments if name is not None)
        case EndpointOfKind(_, url, arguments):
            yield from _of(url)
            yield from arguments
        case Endpoint():
            yield from _of_endpoint(outcome)


def _of_endpoint(endpoint: Endpoint) -> Iterator[Identifier]:
    for value in values_of(endpoint):
        yield from _of(value)


def _of(value: PropertyValue) -> Iterator[Identifier]:
    for leaf in leaves(value):
        if isinstance(leaf, Variable):
            yield leaf.name


def values_of(endpoint: Endpoint) -> Iterator[PropertyValue]:
    """Yields everything that an endpoint is made of."""
    yield endpoint.url
    for _, values in endpoint.headers:
        yield from values
    for scheme in endpoint.auth_schemes:
        yield scheme.name
        yield Mapped(scheme.settings)
    yield Mapped(endpoint.properties)


def leaves(value: PropertyValue) -> Iterator[Variable | Reference]:
    """Yields what a value reads, as it comes up."""
    match value:
        case Variable() | Reference():
            yield value
        case Attribute(of) | Item(of):
            yield from leaves(of)
        case Template(parts):
            for part in parts:
                yield from () if isinstance(part, str) else leaves(part)
        case Call(_, values) | Listed(values):
            for each in values:
                yield from leaves(each)
        case Mapped(entries):
            for _, each in entries:
                yield from leaves(each)
        case _:
            pass
