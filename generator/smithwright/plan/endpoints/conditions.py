"""Conditions in their simplest form: what is known already is asked no more."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TypeAlias

from smithwright.plan.endpoints.inference import Scope, UnsetError, typed
from smithwright.plan.endpoints.places import RulesError
from smithwright.plan.endpoints.reading import StatedCondition
from smithwright.plan.endpoints.values import (
    Assigns,
    Call,
    Condition,
    Expression,
    Flag,
    Holds,
    IsSet,
    Kind,
    Type,
)
from smithwright.plan.identifiers import Identifier

Naming: TypeAlias = Callable[[str, Type], Identifier]
"""Gives the variable for a name that the rules assign, and the type of its value."""


def narrowed(
    stated: Iterable[StatedCondition], scope: Scope, naming: Naming
) -> tuple[tuple[Condition, ...], Scope] | None:
    """Returns what has to be asked and what is known if all of it holds.

    None stands for conditions that cannot hold at once.

    Raises:
        RulesError: One of them means nothing.
    """
    conditions: list[Condition] = []
    for each in stated:
        try:
            added, scope = _asked_in_turn(each, scope, naming)
        except RulesError as error:
            raise RulesError(f"{each.path}: {error}") from None
        if added is None:
            return None
        for condition in added:
            if isinstance(condition, Holds) and not condition.negated:
                # A flag that is true is there.
                is_set = IsSet(condition.flag)
                conditions = [other for other in conditions if other != is_set]
            conditions.append(condition)
    return tuple(conditions), scope


def _asked_in_turn(
    stated: StatedCondition, scope: Scope, naming: Naming
) -> tuple[list[Condition] | None, Scope]:
    """Returns a condition after those that it takes for granted.

    Older rule sets call functions with parameters that may not be set; there they fail.
    """
    granted: list[Condition] = []
    while True:
        try:
            asked = _decided(stated, scope, naming)
        except UnsetError as error:
            if scope.truth(IsSet(error.value)) is False:
                return None, scope
            granted.append(IsSet(error.value))
            scope = scope.knowing(IsSet(error.value), True)
            continue
        if isinstance(asked, bool):
            return granted if asked else None, scope
        return [*granted, asked], _after(asked, stated.assign, scope)


def _decided(stated: StatedCondition, scope: Scope, naming: Naming) -> Condition | bool:
    """Returns a condition, or whether it holds where that is known."""
    value, type = typed(stated.value, scope)
    if stated.assign is not None:
        return Assigns(naming(stated.assign, type), value, type)
    if type.kind is not Kind.FLAG:
        return _asked(IsSet(value), scope) if type.may_be_unset else True
    asked = _plain(value, scope)
    return asked if isinstance(asked, bool) else _asked(asked, scope)


def _after(condition: Condition, assigned: str | None, scope: Scope) -> Scope:
    """Returns what is known where a condition has held."""
    if not isinstance(condition, Assigns):
        return scope.knowing(condition, True)
    name = assigned or condition.name.text
    return scope.naming(name, condition.name, condition.type.present())


def _asked(condition: Holds | IsSet, scope: Scope) -> Condition | bool:
    known = scope.truth(condition)
    return condition if known is None else known


def _plain(flag: Expression, scope: Scope) -> Holds | IsSet | bool:
    """Returns what is asked about a flag, without comparing it to true or false."""
    negated = False
    while True:
        match flag:
            case Flag(value):
                return value is not negated
            case Call("isSet", (value,)):
                return IsSet(value, negated)
            case Call("not", (inner,)):
                flag, negated = inner, not negated
            case Call("booleanEquals", (inner, Flag(value))):
                flag, negated = inner, negated is value
            case Call("booleanEquals", (Flag(value), inner)):
                flag, negated = inner, negated is value
            case _:
                return Holds(flag, negated)
