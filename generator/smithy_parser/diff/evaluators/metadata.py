"""Metadata."""

from collections.abc import Iterator

from smithy_parser.diff.changes import Changes, Finding
from smithy_parser.events import Event, Severity
from smithy_parser.model import Model
from smithy_parser.nodes import same


def added_metadata(changes: Changes) -> Iterator[Finding]:
    """AddedMetadata: a new key."""
    for key in changes.new.metadata:
        if key not in changes.old.metadata:
            message = f"The metadata `{key}` was added"
            yield _finding(Severity.NOTE, "AddedMetadata", message, changes.new, key)


def changed_metadata(changes: Changes) -> Iterator[Finding]:
    """ChangedMetadata: another value."""
    old, new = changes.old.metadata, changes.new.metadata
    for key in new:
        if key in old and not same(old[key], new[key]):
            message = f"The metadata `{key}` changed"
            severity = Severity.WARNING
            yield _finding(severity, "ChangedMetadata", message, changes.new, key)


def removed_metadata(changes: Changes) -> Iterator[Finding]:
    """RemovedMetadata: a key that is gone."""
    for key in changes.old.metadata:
        if key not in changes.new.metadata:
            id, message = f"RemovedMetadata.{key}", f"The metadata `{key}` was removed"
            yield _finding(Severity.DANGER, id, message, changes.old, key)


def _finding(
    severity: Severity, id: str, message: str, model: Model, key: str
) -> Finding:
    event = Event(severity, id, None, message, model.metadata_source(key))
    return Finding(event, ("metadata", key))
