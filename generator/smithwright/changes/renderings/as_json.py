"""The report as JSON, for programs."""

from __future__ import annotations

import json

from smithwright.changes.report import Entry, Report


def as_json(report: Report, with_documentation: bool) -> str:
    """Returns the report, with the texts that changed if they are asked for."""
    entries = [
        entry
        for entry in report.entries
        if with_documentation or not entry.is_documentation
    ]
    whole = {
        "old": report.old,
        "new": report.new,
        "impact": report.impact,
        "bump": report.bump,
        "counts": {
            **{impact.value: count for impact, count in report.counts.items()},
            "renames": len(report.renames),
            "documentation": len(report.documentation),
        },
        "differences": [_difference(entry) for entry in entries],
        "renames": [
            {"shapeId": each.of, "old": each.old, "new": each.new}
            for each in report.renames
        ],
    }
    return f"{json.dumps(whole, indent=2, ensure_ascii=False)}\n"


def _difference(entry: Entry) -> dict[str, object]:
    found = entry.difference
    return {
        "path": found.path,
        "part": found.part,
        "change": found.change,
        "shapeId": found.shape_id,
        "shapeType": found.type,
        "name": found.name,
        "old": found.old,
        "new": found.new,
        "summary": str(entry.words),
        "impact": entry.meaning.impact,
        "reason": str(entry.meaning.reason),
        "isDocumentation": entry.is_documentation,
        "events": [
            {
                "id": event.id,
                "severity": event.severity,
                "shapeId": event.shape_id,
                "message": event.message,
                "filename": event.source.filename,
                "line": event.source.line,
                "column": event.source.column,
            }
            for event in found.events
        ],
    }
