"""What renderings say alike: subjects, the report in one sentence, changed words."""

from __future__ import annotations

import json
from collections.abc import Iterator
from difflib import SequenceMatcher

from smithwright.changes.meaning.impact import Bump, Impact
from smithwright.changes.report import Entry, Report
from smithy_parser import Node
from smithy_parser.diff import Part

_ADVICE = {
    Bump.NONE: "The generated package stays as it is.",
    Bump.PATCH: "The generated package asks for a patch version.",
    Bump.MINOR: "The generated package asks for a minor version.",
    Bump.MAJOR: "The generated package asks for a major version.",
}

_CONTEXT = 4
# Comparing takes time for each word of one text with each of the other.
_MOST_PAIRS = 20_000_000


def subject(entry: Entry) -> str:
    """Returns what an entry is about, without its namespace."""
    difference = entry.difference
    if difference.shape_id is None:
        return "metadata"
    name = difference.shape_id.partition("#")[2]
    return f"{difference.type} {name}" if difference.part is Part.SHAPE else name


def summary(report: Report) -> str:
    """Returns how many differences there are of each kind."""
    if not report.entries:
        return "no differences"
    counts = report.counts
    breaking = counts[Impact.BREAKING] + len(report.renames)
    return (
        f"{breaking} breaking, {counts[Impact.NEW]} new, "
        f"{counts[Impact.COMPATIBLE]} compatible, {counts[Impact.NONE]} without "
        f"effect, {len(report.documentation)} of documentation only"
    )


def headline(report: Report) -> str:
    """Returns what the package's version should do; nothing without differences."""
    return _ADVICE[report.bump] if report.entries else ""


def word_changes(old: Node, new: Node) -> str:
    """Returns the changed words with a few around them: `[-old-] {+new+}`.

    What is not a text is shown as JSON.
    """
    before, after = _words(old), _words(new)
    if len(before) * len(after) > _MOST_PAIRS:
        return f"{len(before)} words became {len(after)}"
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    return " ".join(_shown(matcher, before, after)) or "white space changed"


def _words(node: Node) -> list[str]:
    if node is None:
        return []
    text = node if isinstance(node, str) else json.dumps(node, ensure_ascii=False)
    return text.split()


def _shown(
    matcher: SequenceMatcher[str], old: list[str], new: list[str]
) -> Iterator[str]:
    for group in matcher.get_grouped_opcodes(_CONTEXT):
        first, last = group[0], group[-1]
        if first[1] > 0:
            yield "..."
        for kind, start, end, new_start, new_end in group:
            if kind == "equal":
                yield " ".join(old[start:end])
                continue
            if start < end:
                yield f"[-{' '.join(old[start:end])}-]"
            if new_start < new_end:
                yield f"{{+{' '.join(new[new_start:new_end])}+}}"
        if last[2] < len(old):
            yield "..."
