"""The types of expressions, where it is known which values are there."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from smithwright.errors import did_you_mean
from smithwright.plan.endpoints.functions import ATTRIBUTES, GENERIC, SIGNATURES
from smithwright.plan.endpoints.places import RulesError
from smithwright.plan.endpoints.values import (
    Attribute,
    Call,
    Expression,
    Flag,
    Holds,
    IsSet,
    Item,
    Kind,
    Number,
    Reference,
    Template,
    Text,
    Type,
    Variable,
)
from smithwright.plan.identifiers import Identifier


class UnsetError(RulesError):
    """A value is used that may not be there."""

    def __init__(self, value: Variable, reason: str) -> None:
        super().__init__(reason)
        self.value = value


@dataclass(frozen=True, slots=True)
class Scope:
    """What is known at one place in the rules."""

    names: Mapping[str, Identifier]
    """The variables by what the rules call them."""
    types: Mapping[Identifier, Type]
    facts: Mapping[Holds | IsSet, bool] = field(
        default_factory=dict[Holds | IsSet, bool]
    )
    assignable: frozenset[str] = frozenset()
    """What is assigned elsewhere, and not set where no variable has it."""
    """Conditions, none of them negated, that have been asked on the way here."""

    def knowing(self, condition: Holds | IsSet, holds: bool) -> Scope:
        """Returns what is known once a condition has been asked."""
        plain = replace(condition, negated=False)
        return replace(
            self, facts={**self.facts, plain: holds is not condition.negated}
        )

    def naming(self, name: str, variable: Identifier, type: Type) -> Scope:
        """Returns what is known once a value has got a name."""
        return replace(
            self,
            names={**self.names, name: variable},
            types={**self.types, variable: type},
        )

    def truth(self, condition: Holds | IsSet) -> bool | None:
        """Returns whether a condition holds, None where that is not known."""
        plain = replace(condition, negated=False)
        known = self.facts.get(plain)
        if known is None and self._equals_another(plain):
            known = False
        return None if known is None else known is not condition.negated

    def _equals_another(self, condition: Holds | IsSet) -> bool:
        """Returns whether a text is known to be another than is asked for."""
        match condition:
            case Holds(Call("stringEquals", (asked, Text(text)))):
                return any(
                    holds and isinstance(other, Text) and other.value != text
                    for other, holds in self._compared_to(asked)
                )
            case _:
                return False

    def _compared_to(self, asked: Expression) -> Iterator[tuple[Expression, bool]]:
        for fact, holds in self.facts.items():
            match fact:
                case Holds(Call("stringEquals", (value, other))) if value == asked:
                    yield other, holds
                case _:
                    pass


def typed(value: Expression, scope: Scope) -> tuple[Expression, Type]:
    """Returns an expression in terms of variables, and its type.

    Raises:
        RulesError: Something in it does not exist, or is of another type than needed.
    """
    match value:
        case Text():
            return value, Type(Kind.TEXT)
        case Flag():
            return value, Type(Kind.FLAG)
        case Number():
            return value, Type(Kind.NUMBER)
        case Template(parts):
            return Template(tuple(_part(part, scope) for part in parts)), Type(
                Kind.TEXT
            )
        case Reference(name):
            return _referenced(name, scope)
        case Variable(name):
            return value, scope.types[name]
        case Attribute(of, name):
            return _attribute(of, name, scope)
        case Item(of, index):
            return Item(needed(of, Kind.TEXTS, scope), index), Type(Kind.TEXT, True)
        case Call():
            return _called(value, scope)


def needed(value: Expression, kind: Kind, scope: Scope) -> Expression:
    """Returns an expression that has to be there and of a kind.

    Raises:
        RulesError: It is of another kind, or may not be there.
    """
    found, type = typed(value, scope)
    if type.kind is not kind:
        raise RulesError(f"{_shown(value)} is a {type.kind.value}, no {kind.value}")
    if type.may_be_unset:
        reason = f"{_shown(value)} may not be set where it is used"
        if isinstance(found, Variable):
            raise UnsetError(found, reason)
        raise RulesError(reason)
    return found


def _part(part: str | Expression, scope: Scope) -> str | Expression:
    return part if isinstance(part, str) else needed(part, Kind.TEXT, scope)


def _referenced(name: str, scope: Scope) -> tuple[Expression, Type]:
    if name not in scope.names:
        hint = did_you_mean(name, scope.names)
        raise RulesError(f"{name!r} is no parameter and nothing assigned{hint}")
    variable = Variable(scope.names[name])
    type = scope.types[variable.name]
    is_set = scope.facts.get(IsSet(variable))
    return variable, type.present() if is_set else type


def _attribute(of: Expression, name: str, scope: Scope) -> tuple[Expression, Type]:
    _, type = typed(of, scope)
    kinds = ATTRIBUTES.get(type.kind, {})
    if name not in kinds:
        hint = did_you_mean(name, kinds)
        raise RulesError(f"{_shown(of)} has no attribute {name!r}{hint}")
    return Attribute(needed(of, type.kind, scope), name), Type(kinds[name])


def _called(call: Call, scope: Scope) -> tuple[Expression, Type]:
    if call.function in GENERIC:
        return _generic(call, scope)
    signature = SIGNATURES.get(call.function)
    if signature is None:
        hint = did_you_mean(call.function, [*SIGNATURES, *GENERIC, "getAttr"])
        raise RulesError(f"there is no function {call.function!r}{hint}")
    if len(call.arguments) != len(signature.parameters):
        count = len(signature.parameters)
        raise RulesError(f"{call.function} takes {count} arguments")
    pairs = zip(call.arguments, signature.parameters, strict=True)
    arguments = tuple(needed(value, kind, scope) for value, kind in pairs)
    if call.function == "stringEquals" and isinstance(arguments[0], Text):
        arguments = arguments[::-1]
    return Call(call.function, arguments), signature.result


def _generic(call: Call, scope: Scope) -> tuple[Expression, Type]:
    set_here = [each for each in call.arguments if not _is_unset(each, scope)]
    arguments = [typed(argument, scope) for argument in set_here]
    match call.function, arguments:
        case "isSet", [] if len(call.arguments) == 1:
            return Flag(False), Type(Kind.FLAG)
        case "coalesce", [only] if len(call.arguments) > 1:
            return only
        case "isSet", [(_, Type(may_be_unset=False))]:
            return Flag(True), Type(Kind.FLAG)
        case "isSet", [(value, _)]:
            return Call("isSet", (value,)), Type(Kind.FLAG)
        case "ite", [(flag, Type(Kind.FLAG, False)), (one, first), (other, second)] if (
            first.kind is second.kind
        ):
            unset = first.may_be_unset or second.may_be_unset
            return Call("ite", (flag, one, other)), Type(first.kind, unset)
        case "coalesce", [_, _, *_] if len({type.kind for _, type in arguments}) == 1:
            return _coalesced(arguments)
        case _:
            raise RulesError(f"{call.function} does not take these arguments")


def _is_unset(value: Expression, scope: Scope) -> bool:
    """Returns whether a value is one that other ways through the rules assign."""
    if not isinstance(value, Reference) or value.name in scope.names:
        return False
    return value.name in scope.assignable


def _coalesced(arguments: list[tuple[Expression, Type]]) -> tuple[Expression, Type]:
    """Returns the call with what comes up to the first value that is there."""
    values: list[Expression] = []
    for value, type in arguments:
        values.append(value)
        if not type.may_be_unset:
            break
    unset = all(type.may_be_unset for _, type in arguments)
    result = Type(arguments[0][1].kind, unset)
    return values[0] if len(values) == 1 else Call("coalesce", tuple(values)), result


def _shown(value: Expression) -> str:
    match value:
        case Reference(name):
            return name
        case Attribute(of, name):
            return f"{_shown(of)}#{name}"
        case Item(of, index):
            return f"{_shown(of)}[{index}]"
        case Call(function):
            return f"what {function} returns"
        case Text(text):
            return repr(text)
        case _:
            return "a value"
