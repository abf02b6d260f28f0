"""Inputs, outputs and errors."""

from collections.abc import Iterator

from smithy_parser.diff.changes import Changes, Finding
from smithy_parser.shapes import OperationShape, ServiceShape
from smithy_parser.validation.findings import error, warning


def changed_operation_input(changes: Changes) -> Iterator[Finding]:
    """ChangedOperationInput: another shape than before."""
    for old, new, pair in changes.of(OperationShape):
        if old.input != new.input:
            id = f"ChangedOperationInput.From.{old.input}.To.{new.input}"
            message = f"The input changed from `{old.input}` to `{new.input}`"
            yield Finding(error(new, id, message), (*pair.path, "input"))


def changed_operation_output(changes: Changes) -> Iterator[Finding]:
    """ChangedOperationOutput: another shape than before."""
    for old, new, pair in changes.of(OperationShape):
        if old.output != new.output:
            id = f"ChangedOperationOutput.From.{old.output}.To.{new.output}"
            message = f"The output changed from `{old.output}` to `{new.output}`"
            yield Finding(error(new, id, message), (*pair.path, "output"))


def added_operation_error(changes: Changes) -> Iterator[Finding]:
    """AddedOperationError: one that callers may not expect."""
    for old, new, pair in changes.of(OperationShape):
        for id in dict.fromkeys(new.errors):
            if id not in old.errors:
                message = (
                    f"The error `{id}` was added: compatible only if what clients send "
                    "today never causes it"
                )
                event = warning(new, f"AddedOperationError.{id.name}", message)
                yield Finding(event, (*pair.path, "errors", id))


def removed_operation_error(changes: Changes) -> Iterator[Finding]:
    """RemovedOperationError."""
    for old, new, pair in changes.of(OperationShape):
        for id in dict.fromkeys(old.errors):
            if id not in new.errors:
                message = f"The error `{id}` was removed"
                event = warning(new, f"RemovedOperationError.{id.name}", message)
                yield Finding(event, (*pair.path, "errors", id))


def added_service_error(changes: Changes) -> Iterator[Finding]:
    """AddedServiceError: one that every operation may return."""
    for old, new, pair in changes.of(ServiceShape):
        for id in dict.fromkeys(new.errors):
            if id not in old.errors:
                message = (
                    f"The error `{id}` was added to all operations: compatible only if "
                    "what clients send today never causes it"
                )
                event = warning(new, "AddedServiceError", message)
                yield Finding(event, (*pair.path, "errors", id))


def removed_service_error(changes: Changes) -> Iterator[Finding]:
    """RemovedServiceError."""
    for old, new, pair in changes.of(ServiceShape):
        for id in dict.fromkeys(old.errors):
            if id not in new.errors:
                message = f"The error `{id}` is no longer one of all operations"
                event = warning(new, "RemovedServiceError", message)
                yield Finding(event, (*pair.path, "errors", id))
