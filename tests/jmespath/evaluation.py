"""What trees of JMESPath mean, written down to test the parser."""

from __future__ import annotations

from collections.abc import Callable
from operator import ge, gt, le, lt
from typing import Any

from smithwright.jmespath.syntax import (
    And,
    Chain,
    Comparison,
    Current,
    Expression,
    Filter,
    Flattened,
    Index,
    ListOf,
    Literal,
    Member,
    Not,
    ObjectOf,
    Or,
    Projection,
    Slice,
    Values,
)

_ORDERS: dict[str, Callable[[Any, Any], bool]] = {
    "<": lt,
    "<=": le,
    ">": gt,
    ">=": ge,
}


# Any: documents are JSON of any form.
def evaluate(tree: Expression, value: Any) -> Any:
    """Returns what an expression without functions finds in a document."""
    match tree:
        case Current():
            return value
        case Literal(found):
            return found
        case Chain(first, then):
            return evaluate(then, evaluate(first, value))
        case Not(of):
            return is_false(evaluate(of, value))
        case And(left, right):
            found = evaluate(left, value)
            return found if is_false(found) else evaluate(right, value)
        case Or(left, right):
            found = evaluate(left, value)
            return evaluate(right, value) if is_false(found) else found
        case Comparison(operator, left, right):
            return _compared(operator, evaluate(left, value), evaluate(right, value))
        case Projection(of, each):
            return _projected(evaluate(of, value), each)
        case ListOf() | ObjectOf():
            return _made(tree, value)
        case _:
            return _found(tree, value)


def is_false(value: Any) -> bool:
    """Returns whether JMESPath takes a value for false."""
    return value is False or value is None or value in ("", [], {})


def _compared(operator: str, left: Any, right: Any) -> Any:
    if operator in ("==", "!="):
        are_alike = type(left) is type(right) or (
            _is_number(left) and _is_number(right)
        )
        return (are_alike and left == right) is (operator == "==")
    if not (_is_number(left) and _is_number(right)):
        return None
    return _ORDERS[operator](left, right)


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _projected(values: Any, each: Expression) -> Any:
    if not isinstance(values, list):
        return None
    found = (evaluate(each, value) for value in values)
    return [value for value in found if value is not None]


def _made(tree: ListOf | ObjectOf, value: Any) -> Any:
    if value is None:
        return None
    if isinstance(tree, ListOf):
        return [evaluate(item, value) for item in tree.items]
    return {key: evaluate(item, value) for key, item in tree.entries}


def _found(tree: Expression, value: Any) -> Any:
    match tree, value:
        case Member(name), dict():
            return value.get(name)
        case Values(), dict():
            return list(value.values())
        case Index(number), list():
            return value[number] if -len(value) <= number < len(value) else None
        case Slice(start, stop, step), list():
            return value[start:stop:step]
        case Filter(condition), list():
            return [item for item in value if not is_false(evaluate(condition, item))]
        case Flattened(), list():
            return [
                inner
                for item in value
                for inner in (item if isinstance(item, list) else [item])
            ]
        case _:
            return None
