"""What an operation says of the parameters of its endpoint.

https://smithy.io/2.0/additional-specs/rules-engine/parameters.html
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final, TypeAlias

from smithwright.errors import did_you_mean
from smithwright.plan.endpoints.paths import INPUT, Get, Path, kind_of, read_path
from smithwright.plan.endpoints.places import Place, RulesError
from smithwright.plan.endpoints.values import EndpointRules, Kind, Parameter
from smithwright.plan.identifiers import Identifier
from smithwright.plan.naming import member_names
from smithwright.plan.plan_error import PlanError
from smithy_parser import Model, OperationShape

CONTEXT: Final = "smithy.rules#contextParam"
STATIC: Final = "smithy.rules#staticContextParams"
OF_OPERATION: Final = "smithy.rules#operationContextParams"


@dataclass(frozen=True, slots=True)
class Constant:
    """A value that an operation has by itself."""

    value: str | bool | tuple[str, ...]


Source: TypeAlias = Constant | Path


@dataclass(frozen=True, slots=True)
class Binding:
    """A parameter that an operation sets, and to what."""

    parameter: Identifier
    source: Source


def plan_bindings(
    model: Model, operation: OperationShape, rules: EndpointRules
) -> tuple[Binding, ...]:
    """Returns the parameters that an operation sets, in the order of the rules.

    A constant wins over a member, and a member over a path.

    Raises:
        PlanError: A parameter does not exist, or is of another type than its source.
    """
    known = {each.name: each for each in rules.parameters}
    found: dict[str, Source] = {}
    for stating in (_by_paths, _by_members, _by_constants):
        try:
            for name, source, kind in stating(model, operation):
                _check(known, name, kind)
                found[name] = source
        except RulesError as error:
            raise PlanError(operation, str(error)) from error
    return tuple(
        Binding(each.variable, found[each.name])
        for each in rules.parameters
        if each.name in found
    )


def _check(known: Mapping[str, Parameter], name: str, kind: Kind | None) -> None:
    if name not in known:
        raise RulesError(
            f"{name!r} is no parameter of the service's endpoint rules"
            f"{did_you_mean(name, known)}"
        )
    wanted = known[name].type.kind
    if kind is not wanted:
        raise RulesError(f"{name!r} is set to something that is no {wanted.value}")


_Stated: TypeAlias = Iterator[tuple[str, Source, Kind | None]]


def _by_paths(model: Model, operation: OperationShape) -> _Stated:
    place = Place(operation.traits.get(OF_OPERATION, {}), OF_OPERATION)
    for name, entry in place.entries():
        text = entry.entry("path").text()
        path, found = read_path(text, model, model[operation.input])
        yield name, path, kind_of(found)


def _by_members(model: Model, operation: OperationShape) -> _Stated:
    members = model[operation.input].members
    for member, attribute in member_names(members).items():
        if CONTEXT in members[member].traits:
            place = Place(members[member].traits[CONTEXT], f"{member}: {CONTEXT}")
            target = model[members[member].target]
            yield place.entry("name").text(), Get(INPUT, attribute), kind_of(target)


def _by_constants(model: Model, operation: OperationShape) -> _Stated:
    del model
    place = Place(operation.traits.get(STATIC, {}), STATIC)
    for name, entry in place.entries():
        value = entry.entry("value")
        match value.node:
            case str():
                yield name, Constant(value.node), Kind.TEXT
            case bool():
                yield name, Constant(value.node), Kind.FLAG
            case _:
                texts = tuple(item.text() for item in value.items())
                yield name, Constant(texts), Kind.TEXTS
