"""What a part of the rules is called, and what is said about it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from smithwright.plan.endpoints.values import (
    Assigns,
    Attribute,
    Call,
    Condition,
    Expression,
    Holds,
    IsSet,
    Item,
    Reference,
    Text,
    Variable,
)
from smithwright.plan.identifiers import Identifier
from smithwright.plan.naming import snake_case, words

_MOST_WORDS: Final = 5
_PLAIN: Final = re.compile(r"[A-Za-z0-9._:/-]+")


def named_after(conditions: Sequence[Condition]) -> str:
    """Returns a name for what is decided where conditions hold."""
    if not conditions:
        return "otherwise"
    match conditions[-1]:
        case Holds(flag, negated):
            name = f"if_not_{_brief(flag)}" if negated else f"if_{_brief(flag)}"
        case IsSet(value, negated):
            name = f"{'without' if negated else 'with'}_{_brief(value)}"
        case Assigns(variable):
            name = f"with_{variable}"
    return "_".join(name.split("_")[: 1 + _MOST_WORDS]).rstrip("_")


def asking(value: Expression, assigned: str | None) -> str:
    """Returns a name for what a condition decides, however it turns out."""
    return f"by_{snake_case(assigned) if assigned else _brief(value)}"


def said_of(conditions: Sequence[Condition]) -> str:
    """Returns a sentence about what is decided where conditions hold."""
    if not conditions:
        return "Decides in all other cases."
    return f"Decides where {' and '.join(map(_said, conditions))}."


def _said(condition: Condition) -> str:
    match condition:
        case Holds(Call("stringEquals" | "booleanEquals", (left, right)), negated):
            return f"{_shown(left)} {'is not' if negated else 'is'} {_shown(right)}"
        case Holds(Call(function, (first, *_)), negated):
            asked = " ".join(words(function.rpartition(".")[2]))
            return f"{_shown(first)} {'fails' if negated else 'passes'} {asked}"
        case Holds(flag, negated):
            return f"{_shown(flag)} is {'false' if negated else 'true'}"
        case IsSet(value, negated):
            return f"{_shown(value)} is {'not set' if negated else 'set'}"
        case Assigns(name):
            return f"there is `{name}`"


def _shown(value: Expression) -> str:
    match value:
        case Variable(name):
            return f"`{name}`"
        case Attribute(of, name):
            return f"the {' '.join(words(name))} of {_shown(of)}"
        case Item(of, index):
            return f"item {index} of {_shown(of)}"
        case Call(function, (first, *_)):
            return f"{' '.join(words(function.rpartition('.')[2]))} of {_shown(first)}"
        case Text(text):
            return f"`{text}`" if _PLAIN.fullmatch(text) else "another text"
        case _:
            return "the value"


def _brief(value: Expression) -> str:
    match value:
        case Variable(Identifier(name)) | Reference(name):
            return snake_case(name)
        case Attribute(_, name):
            return snake_case(name)
        case Item(of, _):
            return _brief(of)
        case Call("stringEquals", (_, Text(text)) | (Text(text), _)) if words(text):
            return snake_case(text)
        case Call("stringEquals" | "booleanEquals" | "isSet" | "not", (first, *_)):
            return _brief(first)
        case Call(function):
            return snake_case(function.rpartition(".")[2])
        case _:
            return "value"
