"""What came out: a table for each protocol, and a file of differences."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from rich.table import Table

from tests.differential.explained import EXPLANATIONS, explanation_of
from tests.differential.service import Difference, Result

_NAMES = {
    "ec2": "ec2Query",
    "json": "awsJson",
    "query": "awsQuery",
    "rest-json": "restJson1",
    "rest-xml": "restXml",
    "smithy-rpc-v2-cbor": "rpcv2Cbor",
}

_SHOWN = 300
"""Characters of a value in the file of differences."""


@dataclass(slots=True)
class Line:
    """The figures of one protocol, or of all."""

    services: set[str] = field(default_factory=set[str])
    operations: int = 0
    compared: Counter[str] = field(default_factory=Counter[str])
    explained: int = 0
    different: int = 0

    @property
    def equal(self) -> int:
        """Comparisons without any difference."""
        return self.compared.total() - self.explained - self.different


@dataclass(slots=True)
class Summary:
    """The figures of a run."""

    protocols: dict[str, Line] = field(default_factory=dict[str, Line])
    explained: Counter[str] = field(default_factory=Counter[str])
    """Differences by the name of what explains them."""
    left_out: Counter[str] = field(default_factory=Counter[str])
    """Operations that are not compared, or not in full, by the reason."""
    differences: list[Difference] = field(default_factory=list[Difference])
    """What nothing explains."""
    dropped: int = 0

    def add(self, result: Result) -> None:
        """Counts the result of one unit."""
        name = _NAMES[result.protocol]
        line = self.protocols.setdefault(name, Line())
        if result.operations:
            line.services.add(result.service)
        line.operations += result.operations
        line.compared.update(result.compared)
        self.left_out.update(map(_reason, result.left_out.values()))
        self.dropped += result.dropped
        unexplained = set(self._unexplained(result))
        found = {difference.comparison for difference in result.differences}
        line.different += len(unexplained)
        line.explained += len(found - unexplained)

    def _unexplained(self, result: Result) -> Iterator[tuple[str, ...]]:
        for difference in result.differences:
            explanation = explanation_of(difference)
            if explanation is not None:
                self.explained[explanation.name] += 1
                continue
            self.differences.append(difference)
            yield difference.comparison

    def tables(self) -> Iterator[Table]:
        """Yields the tables to show."""
        yield self._by_protocol()
        if self.explained:
            yield self._explanations()
        if self.left_out:
            left_out = Table("operations", "of which", title="Left out")
            for reason, count in self.left_out.most_common():
                left_out.add_row(str(count), reason)
            yield left_out

    def _by_protocol(self) -> Table:
        table = Table(title="Compared with botocore")
        table.add_column("protocol")
        headings = "services operations inputs outputs errors equal explained different"
        for heading in headings.split():
            table.add_column(heading, justify="right")
        total = Line()
        for name, line in sorted(self.protocols.items()):
            table.add_row(name, *_cells(line))
            total.services |= line.services
            total.operations += line.operations
            total.compared.update(line.compared)
            total.explained += line.explained
            total.different += line.different
        table.add_section()
        table.add_row("all", *_cells(total))
        return table

    def _explanations(self) -> Table:
        table = Table(title="Explained")
        table.add_column("differences", justify="right")
        table.add_column("explanation")
        for explanation in EXPLANATIONS:
            if not (count := self.explained[explanation.name]):
                continue
            text = f"{explanation.name}: {explanation.reason}\n{explanation.reference}"
            table.add_row(str(count), text)
        return table


def write_differences(differences: Iterable[Difference], path: Path) -> None:
    """Writes what nothing explains, one block for each difference."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding="utf-8") as file:
        for found in differences:
            file.write(
                f"{found.service} {found.operation} ({found.protocol}) "
                f"{found.direction} {found.case}: {found.place}\n"
                f"  ours:   {found.ours[:_SHOWN]}\n"
                f"  theirs: {found.theirs[:_SHOWN]}\n"
                f"  given:  {found.given[:_SHOWN]}\n\n"
            )


def _cells(line: Line) -> list[str]:
    figures = (
        len(line.services),
        line.operations,
        *(line.compared[direction] for direction in ("input", "output", "error")),
        line.equal,
        line.explained,
        line.different,
    )
    return [f"{figure:,}" for figure in figures]


def _reason(message: str) -> str:
    """Returns a refusal without the place that it names first."""
    return message.rpartition(": ")[2]
