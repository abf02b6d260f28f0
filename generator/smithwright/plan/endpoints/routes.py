"""Where the references of a diagram lead, from above to below."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from smithwright.plan.endpoints.reading import RESULTS, Diagram
from smithwright.plan.endpoints.values import (
    Endpoint,
    Failure,
    PropertyValue,
    Reference,
)
from smithwright.plan.endpoints.variables import leaves, values_of


@dataclass(frozen=True, slots=True)
class Step:
    """A junction as one reference sees it: a negative one turns the answer round."""

    condition: int
    then: int
    otherwise: int


@dataclass(frozen=True, slots=True)
class Routes:
    """What can be said of a diagram without asking anything."""

    shared: tuple[int, ...]
    """The references to junctions that several ways lead to, those above first."""
    read: Mapping[int, tuple[str, ...]]
    """The names that are read at a reference or below."""


def step_at(diagram: Diagram, reference: int) -> Step | None:
    """Returns the junction that a reference leads to, None if it is an outcome."""
    if not 1 < abs(reference) < RESULTS:
        return None
    junction = diagram.junctions[abs(reference) - 1]
    ways = (junction.high, junction.low)
    then, otherwise = ways if reference > 0 else reversed(ways)
    return Step(junction.condition, then, otherwise)


def routes_of(diagram: Diagram) -> Routes:
    """Returns the routes through a diagram."""
    below = list(_from_below(diagram))
    arriving = Counter([diagram.root])
    read: dict[int, tuple[str, ...]] = {}
    for reference in below:
        step = step_at(diagram, reference)
        if step is None:
            read[reference] = _read_by_result(diagram, reference)
            continue
        arriving.update((step.then, step.otherwise))
        own = _names([diagram.conditions[step.condition].value])
        names = (*own, *read[step.then], *read[step.otherwise])
        read[reference] = tuple(dict.fromkeys(names))
    shared = tuple(
        reference
        for reference in reversed(below)
        if arriving[reference] > 1 and step_at(diagram, reference) is not None
    )
    return Routes(shared, read)


def _from_below(diagram: Diagram) -> Iterator[int]:
    """Yields each reference once, after all that it leads to."""
    done: set[int] = set()
    pending = [(diagram.root, False)]
    while pending:
        reference, is_open = pending.pop()
        if reference in done:
            continue
        step = step_at(diagram, reference)
        if is_open or step is None:
            done.add(reference)
            yield reference
        else:
            pending += [(reference, True), (step.otherwise, False), (step.then, False)]


def _read_by_result(diagram: Diagram, reference: int) -> tuple[str, ...]:
    if reference <= RESULTS:
        return ()
    match diagram.results[reference - RESULTS - 1].outcome:
        case Endpoint() as endpoint:
            return _names(values_of(endpoint))
        case Failure(message):
            return _names([message])
        case _:
            return ()


def _names(values: Iterable[PropertyValue]) -> tuple[str, ...]:
    found = (leaf for value in values for leaf in leaves(value))
    names = (leaf.name for leaf in found if isinstance(leaf, Reference))
    return tuple(dict.fromkeys(names))
