"""The traits of endpoints, read strictly into what the rules say.

https://smithy.io/2.0/additional-specs/rules-engine/specification.html
"""

from __future__ import annotations

import binascii
import struct
from base64 import b64decode
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, TypeAlias

from smithwright.plan.endpoints.expressions import (
    is_object,
    read_call,
    read_expression,
    read_template,
)
from smithwright.plan.endpoints.places import Place
from smithwright.plan.endpoints.values import (
    AuthScheme,
    Endpoint,
    Expression,
    Failure,
    Flag,
    Kind,
    Listed,
    Mapped,
    PropertyValue,
    Type,
)
from smithy_parser import Node

RESULTS: Final = 100_000_000
"""What the references of a diagram to its results start from."""

_VERSIONS: Final = ("1.0", "1.1", "1.2", "1.3")
_DIAGRAM_VERSIONS: Final = ("1.1", "1.2", "1.3")
KINDS: Final = {
    "string": Kind.TEXT,
    "boolean": Kind.FLAG,
    "stringarray": Kind.TEXTS,
}
"""The kinds of parameters, by the names of their types in lower case."""

_NODE: Final = struct.Struct(">iii")


@dataclass(frozen=True, slots=True)
class StatedParameter:
    """A parameter as the rules declare it."""

    name: str
    type: Type
    default: str | bool | tuple[str, ...] | None
    is_required: bool
    built_in: str | None
    documentation: str


@dataclass(frozen=True, slots=True)
class StatedCondition:
    """A condition as the rules state it, with the name that its value gets."""

    value: Expression
    assign: str | None
    path: str
    """Where it stands, for messages."""


@dataclass(frozen=True, slots=True)
class StatedRule:
    """A rule as it is stated."""

    conditions: tuple[StatedCondition, ...]
    outcome: StatedOutcome
    path: str


StatedOutcome: TypeAlias = Endpoint | Failure | tuple[StatedRule, ...]


@dataclass(frozen=True, slots=True)
class RuleSet:
    """The value of `smithy.rules#endpointRuleSet`."""

    parameters: tuple[StatedParameter, ...]
    rules: tuple[StatedRule, ...]


@dataclass(frozen=True, slots=True)
class Junction:
    """A node of a diagram: a condition, and where to go on."""

    condition: int
    high: int
    """The reference to follow where the condition holds."""
    low: int


@dataclass(frozen=True, slots=True)
class Diagram:
    """The value of `smithy.rules#endpointBdd`."""

    parameters: tuple[StatedParameter, ...]
    conditions: tuple[StatedCondition, ...]
    results: tuple[StatedRule, ...]
    """From the second on: the first result is that nothing matches."""
    root: int
    junctions: tuple[Junction, ...]


def read_rule_set(node: Node) -> RuleSet:
    """Returns what a rule set says.

    Raises:
        RulesError: It is none.
    """
    place = Place(node)
    place.entry("version").one_of(_VERSIONS)
    return RuleSet(
        tuple(_parameters(place)), tuple(map(_rule, place.entry("rules").items()))
    )


def read_diagram(node: Node) -> Diagram:
    """Returns what a decision diagram says.

    Raises:
        RulesError: It is none.
    """
    place = Place(node)
    place.entry("version").one_of(_DIAGRAM_VERSIONS)
    conditions = tuple(map(_condition, place.entry("conditions").items()))
    results = tuple(map(_rule, place.entry("results").items()))
    junctions = tuple(_junctions(place))
    root = place.entry("root")
    read = Diagram(
        tuple(_parameters(place)), conditions, results, root.number(), junctions
    )
    if read.root < 0 and read.root != -1:
        root.refuse("has to be -1, or positive")
    _check_references(read, place)
    return read


def _parameters(place: Place) -> Iterator[StatedParameter]:
    for name, entry in place.entry("parameters").entries():
        yield _parameter(name, entry)


def _parameter(name: str, place: Place) -> StatedParameter:
    # Older rule sets write the names of types with capitals.
    stated = place.entry("type")
    kind = KINDS.get(stated.text().lower())
    if kind is None:
        stated.refuse(f"{stated.node!r} is none of string, boolean, stringArray")
    required, built_in = place.find("required"), place.find("builtIn")
    is_required = required is not None and required.flag()
    default = place.find("default")
    documentation = place.find("documentation")
    if default is not None and not is_required:
        place.refuse("has a default, so it has to be required")
    return StatedParameter(
        name,
        Type(kind, may_be_unset=not is_required),
        None if default is None else _default(default, kind),
        is_required,
        None if built_in is None else built_in.text(),
        "" if documentation is None else documentation.text(),
    )


def _default(place: Place, kind: Kind) -> str | bool | tuple[str, ...]:
    if kind is Kind.TEXT:
        return place.text()
    if kind is Kind.FLAG:
        return place.flag()
    return tuple(item.text() for item in place.items())


def _rule(place: Place) -> StatedRule:
    conditions = place.find("conditions")
    read = () if conditions is None else tuple(map(_condition, conditions.items()))
    kind = place.entry("type").one_of(("endpoint", "error", "tree"))
    outcome: StatedOutcome
    if kind == "endpoint":
        outcome = _endpoint(place.entry("endpoint"))
    elif kind == "error":
        outcome = Failure(read_expression(place.entry("error")))
    else:
        outcome = tuple(map(_rule, place.entry("rules").items()))
    return StatedRule(read, outcome, place.path)


def _condition(place: Place) -> StatedCondition:
    assign = place.find("assign")
    name = None if assign is None else assign.text()
    return StatedCondition(read_call(place), name, place.path)


def _endpoint(place: Place) -> Endpoint:
    headers, properties = place.find("headers"), place.find("properties")
    stated = [] if properties is None else list(properties.entries())
    schemes = [value for key, value in stated if key == "authSchemes"]
    return Endpoint(
        read_expression(place.entry("url")),
        tuple(
            (name, tuple(map(read_expression, values.items())))
            for name, values in (() if headers is None else headers.entries())
        ),
        tuple(_auth_scheme(scheme) for each in schemes for scheme in each.items()),
        tuple((key, _property(v)) for key, v in stated if key != "authSchemes"),
    )


def _auth_scheme(place: Place) -> AuthScheme:
    settings = [entry for entry in place.entries() if entry[0] != "name"]
    return AuthScheme(
        read_template(place.entry("name")),
        tuple((key, _property(value)) for key, value in settings),
    )


def _property(place: Place) -> PropertyValue:
    if isinstance(place.node, str):
        return read_template(place)
    if isinstance(place.node, bool):
        return Flag(place.node)
    if is_object(place):
        return Mapped(tuple((key, _property(v)) for key, v in place.entries()))
    return Listed(tuple(map(_property, place.items())))


def _junctions(place: Place) -> Iterator[Junction]:
    nodes = place.entry("nodes")
    try:
        content = b64decode(nodes.text(), validate=True)
    except binascii.Error as error:
        nodes.refuse(f"is no base64: {error}")
    count = place.entry("nodeCount").number()
    if len(content) != count * _NODE.size:
        nodes.refuse(f"has {len(content)} bytes, which are not {count} nodes")
    for condition, high, low in _NODE.iter_unpack(content):
        yield Junction(condition, high, low)


def _check_references(diagram: Diagram, place: Place) -> None:
    """Refuses what leads nowhere, or back to where it came from."""
    for number, junction in enumerate(diagram.junctions[1:], 1):
        path = f"nodes[{number}]"
        if not 0 <= junction.condition < len(diagram.conditions):
            Place(None, path).refuse("has a condition that does not exist")
        for reference in (junction.high, junction.low):
            _check_reference(diagram, reference, Place(None, path))
    _check_reference(diagram, diagram.root, place.entry("root"))
    _check_order(diagram)


def _check_reference(diagram: Diagram, reference: int, place: Place) -> None:
    if reference >= RESULTS:
        known = reference - RESULTS <= len(diagram.results)
    else:
        known = 1 <= abs(reference) <= max(len(diagram.junctions), 1)
    if not known:
        place.refuse(f"leads to {reference}, which does not exist")


def _check_order(diagram: Diagram) -> None:
    """Refuses circles: a path through a diagram asks each condition once at most."""
    done: set[int] = set()
    open_: set[int] = set()
    pending = [abs(diagram.root)]
    while pending:
        node = pending[-1]
        if node in done or not 1 < node < RESULTS:
            pending.pop()
        elif node in open_:
            open_.discard(node)
            done.add(node)
        else:
            open_.add(node)
            junction = diagram.junctions[node - 1]
            following = {abs(junction.high), abs(junction.low)}
            if following & open_:
                Place(None, f"nodes[{node - 1}]").refuse("leads back to itself")
            pending += following
