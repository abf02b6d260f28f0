"""Modules that are imported first, where shapes lead too deep to import from the top.

Python imports a module within the module that asks for it, several calls deep, and lets
calls be a thousand deep. A module that has a longer way below it than `_STEP` asks for
those in the middle of the way first, which do the same: no import is nested deeper.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from smithwright.models.selection import Closure
from smithwright.plan.symbols import Symbols

_STEP: Final = 50
"""How many modules deep an import may be; those of services are at most 17."""


def imported_first(closure: Closure, symbols: Symbols) -> Mapping[str, tuple[str, ...]]:
    """Returns which modules a module of shapes imports first, where it leads too deep.

    A module is called by the id of its first shape.
    """
    below = _modules_below(closure, symbols)
    heights: dict[str, int] = {}
    first: dict[str, set[str]] = {}
    for module in _upwards(below):
        height = 1 + max((heights[each] for each in below[module]), default=-1)
        heights[module] = height
        # The highest step below it: modules on that, and what those above it import.
        step = (height - 1) // _STEP * _STEP
        if step > 0:
            first[module] = set[str]()
            for each in below[module]:
                if heights[each] == step:
                    first[module].add(each)
                elif heights[each] > step:
                    first[module] |= first[each]
    return {module: tuple(sorted(modules)) for module, modules in first.items()}


def _modules_below(closure: Closure, symbols: Symbols) -> dict[str, set[str]]:
    """Returns the modules that each module imports, other than itself."""
    module_of = {shape.id: group[0].id for group in symbols.groups for shape in group}
    below: dict[str, set[str]] = {}
    for group in symbols.groups:
        found = below[group[0].id] = set[str]()
        waiting = [*group]
        while waiting:
            for member in waiting.pop().members.values():
                if (module := module_of.get(member.target)) is None:
                    waiting.append(closure.model[member.target])
                elif module != group[0].id:
                    found.add(module)
    return below


def _upwards(below: Mapping[str, set[str]]) -> Iterator[str]:
    """Yields modules, each one after all that it imports."""
    done: set[str] = set()
    waiting = [*below]
    while waiting:
        module = waiting[-1]
        if module not in done and (open_ := below[module] - done):
            waiting += open_
            continue
        waiting.pop()
        if module not in done:
            done.add(module)
            yield module
