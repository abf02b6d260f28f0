"""Events onto the differences that they are about."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Final

from smithy_parser.diff.changes import Changes
from smithy_parser.diff.difference import Difference, Path
from smithy_parser.diff.evaluators import EVALUATORS
from smithy_parser.events import Event, Severity
from smithy_parser.validation.adjustment import adjust, read_adjustments

_ORDER: Final = tuple(reversed(Severity))


def with_events(
    differences: Iterable[Difference], changes: Changes
) -> list[Difference]:
    """The differences with their events, which the new model may suppress or raise.

    https://smithy.io/2.0/spec/model-validation.html#suppressions
    """
    listed = list(differences)
    by_path: dict[Path, list[Event]] = {each.path: [] for each in listed}
    nearest = _Nearest(by_path)
    adjustments = read_adjustments(changes.new, [])
    for evaluator in EVALUATORS:
        for event, path in evaluator(changes):
            known = by_path[nearest.to(path)]
            adjusted = adjust(event, changes.new, adjustments)
            if adjusted not in known:
                known.append(adjusted)
    return [
        replace(each, events=tuple(sorted(by_path[each.path], key=_rank)))
        for each in listed
    ]


def _rank(event: Event) -> int:
    return _ORDER.index(event.severity)


class _Nearest:
    """Finds the difference for a place at which there is none itself."""

    def __init__(self, known: Iterable[Path]) -> None:
        self._known = dict.fromkeys(known)

    def to(self, path: Path) -> Path:
        """The place itself, else the first below it, else the nearest above it."""
        if path in self._known:
            return path
        for end in range(len(path), 0, -1):
            start = path[:end]
            for each in self._known:
                if each[:end] == start:
                    return each
        return path
