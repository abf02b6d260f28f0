"""What is known where several ways through a diagram meet."""

from __future__ import annotations

from collections.abc import Sequence

from smithwright.plan.endpoints.inference import Scope
from smithwright.plan.endpoints.places import RulesError
from smithwright.plan.endpoints.values import IsSet, Type, Variable
from smithwright.plan.identifiers import Identifier


def merged(ways: Sequence[Scope]) -> Scope:
    """Returns what is known on all ways.

    A value that has a name on some ways only may not be set.

    Raises:
        RulesError: A name stands for values of different kinds.
    """
    names: dict[str, Identifier] = {}
    types: dict[Identifier, Type] = {}
    for name in dict.fromkeys(name for way in ways for name in way.names):
        found = [known_type(way, name) for way in ways]
        kinds = {type.kind for type in found if type is not None}
        if len(kinds) > 1:
            raise RulesError(f"{name!r} is of several kinds where ways meet")
        is_open = any(type is None or type.may_be_unset for type in found)
        names[name] = next(way.names[name] for way in ways if name in way.names)
        types[names[name]] = Type(kinds.pop(), may_be_unset=is_open)
    first, *others = ways
    facts = {
        fact: holds
        for fact, holds in first.facts.items()
        if all(other.facts.get(fact) is holds for other in others)
    }
    return Scope(names, types, facts, first.assignable)


def known_type(scope: Scope, name: str) -> Type | None:
    """Returns the type of what the rules call `name`, None if it is not assigned."""
    if name not in scope.names:
        return None
    variable = scope.names[name]
    type = scope.types[variable]
    return type.present() if scope.facts.get(IsSet(Variable(variable))) else type
