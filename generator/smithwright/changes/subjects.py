"""What renderings say alike: what an entry is about, and the report in one sentence."""

from __future__ import annotations

from smithwright.changes.impact import Bump, Impact
from smithwright.changes.report import Entry, Report
from smithy_parser.diff import Part

_ADVICE = {
    Bump.NONE: "The generated package stays as it is.",
    Bump.PATCH: "The generated package asks for a patch version.",
    Bump.MINOR: "The generated package asks for a minor version.",
    Bump.MAJOR: "The generated package asks for a major version.",
}


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
