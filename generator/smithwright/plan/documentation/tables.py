"""Tables, as https://github.github.com/gfm/#tables-extension- writes them."""

from __future__ import annotations

from dataclasses import dataclass, field

from smithwright.plan.documentation.inline import Inline
from smithwright.plan.documentation.words import Words


@dataclass(slots=True)
class Table:
    """Collects the cells of a table; a cell is one line, and the first row the head."""

    rows: list[list[str]] = field(default_factory=list[list[str]])
    cell: Inline = field(default_factory=Inline)

    def start(self, name: str) -> None:
        """Start a row or a cell."""
        if name in ("tr", "td", "th"):
            self._end_cell(empty=False)
        if name == "tr":
            self.rows.append([])

    def end(self, name: str) -> None:
        """End a cell or, without its end tag, the last cell of a row."""
        if name in ("tr", "table", "td", "th"):
            self._end_cell(empty=name in ("td", "th"))

    def _end_cell(self, *, empty: bool) -> None:
        atoms = self.cell.finished()
        if atoms or empty:
            text = " ".join(Words(atoms).words)
            self.rows = self.rows or [[]]
            self.rows[-1].append(text.replace("|", "\\|"))

    def lines(self) -> list[str]:
        """The finished rows; none if no cell holds anything."""
        rows = [row for row in self.rows if any(row)]
        columns = max(map(len, rows), default=0)
        rows = [row + [""] * (columns - len(row)) for row in rows]
        rows[1:1] = [["---"] * columns] if rows else []
        return [f"| {' | '.join(row)} |" for row in rows]
