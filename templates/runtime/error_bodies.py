"""Errors whose members are those of a response's decoded body."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from .errors import ErrorDetails, ServiceError, read_modeled
from .http import HttpResponse

_REQUEST_ID_HEADERS = ("x-amzn-requestid", "x-amzn-request-id", "x-amz-request-id")


def error_named(
    code: str | None,
    members: Mapping[str, object],
    response: HttpResponse,
    modeled: Iterable[type[ServiceError]],
    base: type[ServiceError],
) -> ServiceError:
    """Returns an error, as `base` where it is not modeled.

    Args:
        code: What the response calls it, with or without namespace.
        members: The members of the body.
        response: What holds the error.
        modeled: The errors of the operation.
        base: The error of the package.
    """
    name = _without_namespace(code or "")
    details = _details(response, members, name)
    for error in modeled:
        if name == error.CODE:
            return read_modeled(error, response, details)
    return base.from_response(response, details)


def text_member(members: Mapping[str, object], *names: str) -> str | None:
    """Returns the first of the named members that is a string."""
    for name in names:
        if isinstance(value := members.get(name), str):
            return value
    return None


def _details(
    response: HttpResponse, members: Mapping[str, object], code: str
) -> ErrorDetails:
    # https://smithy.io/2.0/aws/protocols/aws-query-protocol.html#aws-protocols-awsquerycompatible-trait
    query_error = response.header("x-amzn-query-error") or ""
    request_ids = (response.header(name) for name in _REQUEST_ID_HEADERS)
    return ErrorDetails(
        code=query_error.partition(";")[0] or code,
        message=text_member(members, "message", "Message", "errorMessage"),
        request_id=next((value for value in request_ids if value), None),
    )


def _without_namespace(code: str) -> str:
    """`aws.protocoltests#FooError:http://…` is `FooError`."""
    return code.partition(":")[0].rpartition("#")[2]
