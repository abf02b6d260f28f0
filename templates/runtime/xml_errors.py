"""Errors in XML bodies, as restXml, awsQuery and ec2Query wrap them.

https://smithy.io/2.0/aws/protocols/aws-restxml-protocol.html#operation-error-serialization
https://smithy.io/2.0/aws/protocols/aws-query-protocol.html#operation-error-serialization
https://smithy.io/2.0/aws/protocols/aws-ec2-query-protocol.html#operation-error-serialization
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from http import HTTPStatus
from typing import TypeVar
from xml.etree.ElementTree import Element
from xml.parsers.expat import ExpatError

from .errors import ErrorDetails, ServiceError
from .http import HttpResponse
from .xml_bodies import parse_xml, read_body

T = TypeVar("T")

_ENVELOPES = ("Error", "ErrorResponse", "Response")
_REQUEST_IDS = ("RequestId", "RequestID", "requestId")
_REQUEST_ID_HEADERS = ("x-amzn-requestid", "x-amz-request-id", "x-amzn-request-id")


def read_error(
    response: HttpResponse,
    modeled: Iterable[type[ServiceError]],
    base: type[ServiceError],
) -> ServiceError:
    """Returns the error that `response` holds, as `base` where it is not modeled."""
    details = _error_details(response)
    for error in modeled:
        if details.code == error.CODE:
            return error.from_response(response, details)
    return base.from_response(response, details)


def read_error_members(
    code: str, read: Callable[[Element], T], response: HttpResponse
) -> T:
    """Reads the members of an error.

    Raises:
        ResponseError: A value is not what the model says.
    """
    return read_body(code, lambda root: read(_error_element(root)), response)


def _error_details(response: HttpResponse) -> ErrorDetails:
    try:
        root = parse_xml(response.body)
    except ExpatError:
        # As for HEAD, whose responses have no body.
        code = _status_code(response.status)
        return ErrorDetails(code, None, _request_id_header(response))
    error = _error_element(root)
    named = error.findtext("Code")
    if not named:
        # Route 53 has errors that are called as their element is.
        is_envelope = root.tag in _ENVELOPES
        named = _status_code(response.status) if is_envelope else root.tag
    found = (part.findtext(name) for part in (root, error) for name in _REQUEST_IDS)
    return ErrorDetails(
        code=named,
        message=error.findtext("Message") or error.findtext("message"),
        request_id=next(filter(None, found), None) or _request_id_header(response),
    )


def _error_element(root: Element) -> Element:
    """Returns the element with code, message and members."""
    for path in ("Error", "Errors/Error"):
        if (error := root.find(path)) is not None:
            return error
    return root


def _status_code(status: int) -> str:
    """Returns what a status is called, as in `NotFound`."""
    try:
        return "".join(HTTPStatus(status).phrase.title().split())
    except ValueError:
        return str(status)


def _request_id_header(response: HttpResponse) -> str | None:
    return next(filter(None, map(response.header, _REQUEST_ID_HEADERS)), None)
