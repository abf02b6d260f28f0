"""The report as text for terminals and logs: one difference a line."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from smithwright.changes.meaning.impact import Impact
from smithwright.changes.renderings.wording import (
    headline,
    subject,
    summary,
    word_changes,
)
from smithwright.changes.report import Entry, Report
from smithwright.errors import printable

_TITLES = {
    Impact.BREAKING: "Breaking",
    Impact.NEW: "New",
    Impact.COMPATIBLE: "Compatible",
    Impact.NONE: "Without effect on the package",
}
_LISTED = 20


def as_text(report: Report, with_documentation: bool) -> str:
    """Returns the report, with the texts that changed if they are asked for."""
    lines = list(_head(report))
    for impact, title in _TITLES.items():
        entries = report.of(impact)
        rest = [*(f"  {line}" for line in map(_line, entries))]
        if impact is Impact.BREAKING:
            rest += [f"  {line}" for line in _renames(report)]
        if rest:
            lines += ["", f"{title} ({len(rest)}):", *rest]
    if with_documentation and report.documentation:
        count = len(report.documentation)
        lines += ["", f"Documentation ({count}):"]
        lines += [f"  {_text_line(entry)}" for entry in report.documentation]
    return "".join(f"{line}\n" for line in lines)


def as_summary(report: Report, name: str) -> Iterator[str]:
    """Yields the report in a few lines: the breaking changes and new operations."""
    yield f"{printable(name)}: {summary(report)}"
    breaking = [*map(_line, report.of(Impact.BREAKING)), *_renames(report)]
    yield from (f"  breaking: {line}" for line in breaking[:_LISTED])
    if len(breaking) > _LISTED:
        yield f"  and {len(breaking) - _LISTED} more that are breaking"
    operations = [
        printable(entry.difference.shape_id.name)
        for entry in report.of(Impact.NEW)
        if entry.difference.shape_id and entry.is_added_operation
    ]
    if operations:
        more = f" and {len(operations) - _LISTED} more" * (len(operations) > _LISTED)
        yield f"  new operations: {', '.join(operations[:_LISTED])}{more}"


def _head(report: Report) -> Iterator[str]:
    yield f"From {printable(report.old)} to {printable(report.new)}: {summary(report)}."
    if advice := headline(report):
        yield advice


def _line(entry: Entry) -> str:
    words, reason = entry.words.render(_quoted), entry.meaning.reason.render(_quoted)
    return f"{printable(subject(entry))}: {words}; {reason}{_events([entry])}"


def _text_line(entry: Entry) -> str:
    change = word_changes(entry.difference.old, entry.difference.new)
    name = entry.difference.name.partition("#")[2]
    return f"{printable(subject(entry))}: {name} {printable(change)}{_events([entry])}"


def _renames(report: Report) -> Iterator[str]:
    for each in report.renames:
        of = printable(each.of.partition("#")[2])
        yield f"{of}: {each.old} is called {each.new} in Python"


def _events(entries: Iterable[Entry]) -> str:
    events = [event for entry in entries for event in entry.difference.events]
    shown = ", ".join(f"{event.severity} {printable(event.id)}" for event in events)
    return f" [{shown}]" if shown else ""


def _quoted(text: str) -> str:
    return f"`{printable(text)}`"
