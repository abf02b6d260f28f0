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
        return [
            *_table(rows),
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
            *map(_ratio_text, ratios),
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


@dataclass(frozen=True, slots=True)
class Row:
    """What several contenders take for one thing."""

    title: str
    times: Times
    target: Target


@dataclass(frozen=True, slots=True)
class Comparison:
    """One table of several things that the same contenders do."""

    title: str
    rows: Sequence[Row]
    shown: Sequence[str]
    """The contenders whose times are shown."""
    ratios: Sequence[tuple[str, str]]
    """The slower and the faster contender of each ratio that is shown."""

    def lines(self) -> list[str]:
        """Returns the table as Markdown, with a verdict in each row."""
        names = [f"{slower} ÷ {faster}" for slower, faster in self.ratios]
        heads = [self.title, *self.shown, *names, "target", "verdict"]
        rule = ["---", *["---:"] * (len(heads) - 1)]
        return _table([heads, rule, *map(self._cells, self.rows)])

    def _cells(self, row: Row) -> list[str]:
        target = row.target
        reached = ratio(row.times, target.slower, target.faster)
        return [
            row.title,
            *(_duration(median(row.times[name])) for name in self.shown),
            *(_ratio_text(ratio(row.times, *pair)) for pair in self.ratios),
            target.bounds,
            "met" if target.is_met(reached) else "MISSED",
        ]


def _table(rows: Sequence[Sequence[str]]) -> list[str]:
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    return [_line(row, widths) for row in rows]


def _ratio_text(value: float) -> str:
    return f"{value:.2f}" if value < 10 else f"{value:.1f}"


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
