"""The parameters of an operation's endpoint as an expression of its input."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from smithwright.plan.endpoints.bindings import Binding, Constant
from smithwright.plan.endpoints.paths import (
    INPUT,
    Each,
    Get,
    Joined,
    Keys,
    MapValues,
    Path,
    Several,
    Value,
)
from smithwright.plan.identifiers import SafeText
from smithwright.writing.code import Code, Literal, code, joined


def parameters_given(bindings: Iterable[Binding]) -> Code:
    """Returns the expression of the parameters that an input sets, by name.

    The input is `value`; a parameter that it leaves open is None.
    """
    entries = (
        code("{}: {}", Literal.of(each.parameter.text), _source(each))
        for each in bindings
    )
    return code("{{{}}}", joined(", ", entries))


def _source(binding: Binding) -> SafeText:
    if isinstance(binding.source, Constant):
        return Literal.of(binding.source.value)
    return _expression(binding.source)


def _expression(path: Path) -> SafeText:
    """Returns the expression of what a path leads to, or of None."""
    if isinstance(path, Value | Get):
        return _unless_unset(_guards(path), _plain(path))
    if isinstance(path, Keys):
        keys = code("list({})", _plain(path.of))
        return _unless_unset(_over(path.of, INPUT.name, keys).guards, keys)
    if isinstance(path, Several):
        return code("({},)", joined(", ", map(_expression, path.items)))
    loop = _loop(path)
    found = code("[{} {}]", loop.item, joined(" ", loop.clauses))
    return _unless_unset(loop.guards, found)


def _unless_unset(guards: tuple[Code, ...], found: SafeText) -> SafeText:
    if not guards:
        return found
    return code("{} if {} else None", found, joined(" and ", guards))


def _plain(path: Path) -> SafeText:
    """Returns the expression of members of members, where all are set."""
    match path:
        case Value(name):
            return name
        case Get(of, attribute):
            return code("{}.{}", _plain(of), attribute)
        case _:
            raise ValueError(f"{path} is no path of members")


def _guards(path: Path) -> tuple[Code, ...]:
    """Returns what has to hold for the last member to be reached."""
    match path:
        case Get(Get() as of, _):
            return (*_guards(of), code("{} is not None", _plain(of)))
        case _:
            return ()


@dataclass(frozen=True, slots=True)
class _Loop:
    """A comprehension in the making."""

    guards: tuple[Code, ...]
    """What has to hold for there to be anything to go through."""
    clauses: tuple[Code, ...]
    item: SafeText
    may_be_unset: bool = False


def _loop(path: Path) -> _Loop:
    match path:
        case Each(item, of, then):
            return _each(item, _loop_over(of, item), then)
        case Keys(of):
            return _over(of, Code("key"), _plain(of))
        case MapValues(of):
            return _over(of, Code("item"), code("{}.values()", _plain(of)))
        case _:
            return _over(path, Code("item"), _plain(path))


def _loop_over(path: Path, item: SafeText) -> _Loop:
    """Returns the loop over the items of a list, each of which is `item`."""
    match path:
        case Joined(of):
            lists = _loop(of)
            inner = code("for {} in {}", item, lists.item)
            unset = isinstance(of, Each) and isinstance(of.then, Several)
            return _Loop(lists.guards, (*lists.clauses, inner), item, unset)
        case Several():
            clause = code("for {} in {}", item, _expression(path))
            return _Loop((), (clause,), item, may_be_unset=True)
        case Each():
            inner_loop = _loop(path)
            clause = code("for {} in ({},)", item, inner_loop.item)
            return _Loop(inner_loop.guards, (*inner_loop.clauses, clause), item)
        case Keys(of):
            return _over(of, item, _plain(of))
        case MapValues(of):
            return _over(of, item, code("{}.values()", _plain(of)))
        case _:
            return _over(path, item, _plain(path))


def _over(of: Path, item: SafeText, items: SafeText) -> _Loop:
    guards = (*_guards(of), code("{} is not None", _plain(of)))
    unset = guards if isinstance(of, Get) else ()
    return _Loop(unset, (code("for {} in {}", item, items),), item)


def _each(item: SafeText, loop: _Loop, then: Path) -> _Loop:
    """Returns the loop that gathers what a path leads to from each item."""
    clauses = loop.clauses
    if loop.may_be_unset:
        clauses = (*clauses, code("if {} is not None", item))
    match then:
        case Value():
            return _Loop(loop.guards, clauses, item)
        case Get(_, attribute):
            name = code("{}_{}", item, attribute)
            tests = (*_guards(then), code("({} := {}) is not None", name, _plain(then)))
            found = code("if {}", joined(" and ", tests))
            return _Loop(loop.guards, (*clauses, found), name)
        case _:
            return _Loop(loop.guards, clauses, _expression(then))
