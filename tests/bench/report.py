"""Tables of what was measured, and whether the targets are met."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from statistics import median

from tests.bench.timing import Times, ratio


@dataclass(frozen=True, slots=True)
class Target:
    """How many times as long one must take as another, at least or at most."""

    slower: str
    faster: str
    least: float | None = None
    most: float | None = None

    def is_met(self, reached: float) -> bool:
        """Returns whether the ratio `reached` is within the bounds."""
        return (self.least is None or reached >= self.least) and (
            self.most is None or reached <= self.most
        )

    @property
    def bounds(self) -> str:
        """The bounds in words."""
        return (
            f"at least {self.least:g}"
            if self.most is None
            else f"at most {self.most:g}"
        )


@dataclass(frozen=True, slots=True)
class Result:
    """One table."""

    title: str
    times: Times
    ours: Sequence[str]
    """The contenders that all others are held against."""
    targets: Sequence[Target] = field(default=())

    def lines(self) -> list[str]:
        """Returns the table as Markdown, and a line per target."""
        heads = [self.title, "median", "best", *(f"÷ {name}" for name in self.ours)]
        rows = [heads, ["---", *["---:"] * (len(heads) - 1)]]
        rows += [self._row(name) for name in self.times]
        widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
        table = [_line(row, widths) for row in rows]
        return [
            *table,
            *([""] if self.targets else []),
            *map(self._verdict, self.targets),
        ]

    def _row(self, name: str) -> list[str]:
        times = self.times[name]
        ratios = (ratio(self.times, name, ours) for ours in self.ours)
        return [
            name,
            _duration(median(times)),
            _duration(min(times)),
            *(f"{value:.2f}" if value < 10 else f"{value:.1f}" for value in ratios),
        ]

    def _reached(self, target: Target) -> float:
        return ratio(self.times, target.slower, target.faster)

    def _verdict(self, target: Target) -> str:
        reached = self._reached(target)
        verdict = "met" if target.is_met(reached) else "MISSED"
        return (
            f"- {verdict}: {target.slower} takes {reached:.1f} times as long as "
            f"{target.faster} (target: {target.bounds})"
        )


def _line(cells: Sequence[str], widths: Sequence[int]) -> str:
    first = cells[0].ljust(widths[0], "-" if cells[0] == "---" else " ")
    others = (
        "-" * (width - 1) + ":" if cell == "---:" else cell.rjust(width)
        for cell, width in zip(cells[1:], widths[1:], strict=True)
    )
    return f"| {' | '.join([first, *others])} |"


def _duration(seconds: float) -> str:
    if seconds >= 1e-3:
        return f"{seconds * 1e3:.1f} ms"
    return f"{seconds * 1e6:.2f} µs"
