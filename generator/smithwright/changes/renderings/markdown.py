"""The report as Markdown, for the text of a pull request.

All that a model says stands in code spans, which nothing in them can end.
"""

from __future__ import annotations

import re
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

_FOLDED = {
    Impact.NEW: "New",
    Impact.COMPATIBLE: "Compatible",
    Impact.NONE: "Without effect on the package",
}


def as_markdown(report: Report, with_documentation: bool) -> str:
    """Returns the report, with the texts that changed if they are asked for."""
    lines = [*_head(report)]
    breaking = [*map(_item, report.of(Impact.BREAKING)), *_renames(report)]
    if breaking:
        lines += [f"### Breaking ({len(breaking)})", "", *breaking, ""]
    for impact, title in _FOLDED.items():
        lines += _folded(title, [_item(entry) for entry in report.of(impact)])
    if with_documentation:
        lines += _folded("Documentation", map(_text_item, report.documentation))
    return "\n".join(lines)


def code_span(text: str) -> str:
    """Returns text as a code span on one line, whatever it is.

    https://spec.commonmark.org/0.31.2/#code-spans: it ends at as many backticks as it
    starts with, so it starts with more than are in it.
    """
    shown = printable(text)
    runs = [len(run) for run in re.findall("`+", shown)]
    fence = "`" * (max(runs, default=0) + 1)
    padding = " " if not shown or shown[0] in " `" or shown[-1] in " `" else ""
    return f"{fence}{padding}{shown}{padding}{fence}"


def _head(report: Report) -> Iterator[str]:
    yield f"## Model: from {code_span(report.old)} to {code_span(report.new)}"
    yield ""
    yield f"{summary(report).capitalize()}."
    if advice := headline(report):
        yield f"**{advice}**"
    yield ""


def _item(entry: Entry) -> str:
    words = entry.words.render(code_span)
    reason = entry.meaning.reason.render(code_span)
    return f"- {code_span(subject(entry))}: {words}; {reason}{_events(entry)}"


def _text_item(entry: Entry) -> str:
    change = word_changes(entry.difference.old, entry.difference.new)
    name = code_span(entry.difference.name.partition("#")[2])
    item = f"- {code_span(subject(entry))}: {name} {code_span(change)}"
    return f"{item}{_events(entry)}"


def _renames(report: Report) -> Iterator[str]:
    for each in report.renames:
        names = code_span(each.old), code_span(each.new)
        of = code_span(each.of.partition("#")[2])
        yield f"- {of}: {names[0]} is called {names[1]} in Python"


def _events(entry: Entry) -> str:
    shown = ", ".join(
        f"{event.severity} {code_span(event.id)}" for event in entry.difference.events
    )
    return f" ({shown})" if shown else ""


def _folded(title: str, items: Iterable[str]) -> Iterator[str]:
    listed = list(items)
    if listed:
        yield f"<details><summary>{title} ({len(listed)})</summary>"
        yield from ("", *listed, "", "</details>", "")
