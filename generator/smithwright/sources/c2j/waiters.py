"""Waiters (https://smithy.io/2.0/additional-specs/waiters.html)."""

from collections.abc import Iterator

from smithwright.sources.c2j.schema import Acceptor, Operation, Waiter
from smithwright.sources.c2j.scope import Scope
from smithwright.sources.document import Json

_DEFAULT_MAX_DELAY = 120


def waitable(
    scope: Scope, operation: Operation, waiters: dict[str, Waiter]
) -> dict[str, Json]:
    """Returns the waitable trait with those of the waiters that Smithy can express."""
    trait: dict[str, Json] = {}
    for name, waiter in waiters.items():
        acceptors = list(_acceptors(scope, operation, waiter))
        if any(acceptor["state"] == "success" for acceptor in acceptors):
            trait[name] = _waiter(waiter, acceptors)
    return {"smithy.waiters#waitable": trait} if trait else {}


def _waiter(waiter: Waiter, acceptors: list[dict[str, Json]]) -> dict[str, Json]:
    content: dict[str, Json] = {}
    if description := waiter.get("description"):
        content["documentation"] = description
    content["acceptors"] = acceptors
    content["minDelay"] = waiter["delay"]
    if waiter["delay"] > _DEFAULT_MAX_DELAY:
        content["maxDelay"] = waiter["delay"]
    return content


def _acceptors(
    scope: Scope, operation: Operation, waiter: Waiter
) -> Iterator[dict[str, Json]]:
    for acceptor in waiter["acceptors"]:
        matcher = _matcher(scope, operation, acceptor)
        if matcher is not None:
            yield {"state": acceptor["state"], "matcher": matcher}


def _matcher(
    scope: Scope, operation: Operation, acceptor: Acceptor
) -> dict[str, Json] | None:
    """Converts a matcher, None for an HTTP status that no modeled outcome has."""
    expected = acceptor["expected"]
    match acceptor["matcher"], expected:
        case "path" | "pathAny" | "pathAll", str() | bool():
            return {"output": _path_matcher(acceptor, expected)}
        case "error", bool():
            return {"success": not expected}
        case "error", str():
            return {"errorType": _error_type(scope, expected)}
        case "status", int() if 200 <= expected < 300:
            return {"success": True}
        case "status", int():
            return _error_of_status(scope, operation, expected)
        case _:
            return None


def _path_matcher(acceptor: Acceptor, expected: str | bool) -> dict[str, Json]:
    comparator = {
        "path": "stringEquals",
        "pathAny": "anyStringEquals",
        "pathAll": "allStringEquals",
    }[acceptor["matcher"]]
    if isinstance(expected, bool):
        expected, comparator = str(expected).lower(), "booleanEquals"
    return {
        "path": acceptor.get("argument", ""),
        "expected": expected,
        "comparator": comparator,
    }


def _error_type(scope: Scope, code: str) -> str:
    """Names the shape of an error code; codes without a shape stand for themselves."""
    shapes = scope.api["shapes"]
    if code in shapes:
        return code
    for name, shape in shapes.items():
        if shape.get("error", {}).get("code") == code:
            return name
    return code


def _error_of_status(
    scope: Scope, operation: Operation, status: int
) -> dict[str, Json] | None:
    """Names the operation's error with this status, if that is one error."""
    errors = [
        error["shape"]
        for error in operation.get("errors", ())
        if scope.shape(error["shape"]).get("error", {}).get("httpStatusCode") == status
    ]
    return {"errorType": errors[0]} if len(errors) == 1 else None
