"""The command `smithwright model validate`."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from smithwright.cli.messages import errors_reported, print_text
from smithwright.errors import printable

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from smithy_parser import Event


@click.command()
@click.argument("sources", nargs=-1, required=True)
@click.option(
    "--format",
    "output_format",
    type=click.Choice(["text", "json"]),
    default="text",
    help="One event a line, or all events, the suppressed ones too, as JSON.",
)
@errors_reported()
def validate(sources: tuple[str, ...], output_format: str) -> None:
    """Shows what is wrong with the model that SOURCES make up.

    Each is a model file, a folder, `-` for standard input, or botocore:SERVICE.

    Exits with 2 if the model has an ERROR, or a DANGER that is not suppressed.
    """
    from smithwright.models.loading import events_of
    from smithwright.sources import documents_of

    events = events_of(documents_of(sources, Path()))
    events.sort(key=lambda event: event.source)
    print_text(_as_json(events) if output_format == "json" else _as_text(events))
    sys.exit(2 if any(event.is_fatal for event in events) else 0)


def _as_text(events: Iterable[Event]) -> str:
    from smithy_parser import Severity

    shown = (event for event in events if event.severity is not Severity.SUPPRESSED)
    return "".join(f"{line}\n" for event in shown for line in _lines(event))


def _lines(event: Event) -> Iterator[str]:
    """Yields the lines about an event; nothing in them controls the terminal."""
    yield printable(str(event))
    if event.excerpt:
        before = printable(event.excerpt[: event.source.column - 1])
        yield f"    {printable(event.excerpt)}"
        yield f"    {' ' * len(before)}^"


def _as_json(events: Iterable[Event]) -> str:
    found = [
        {
            "severity": event.severity,
            "id": event.id,
            "shapeId": event.shape_id,
            "message": event.message,
            "filename": event.source.filename,
            "line": event.source.line,
            "column": event.source.column,
        }
        for event in events
    ]
    return f"{json.dumps(found, indent=2, ensure_ascii=False)}\n"
