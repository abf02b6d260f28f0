"""Errors in XML bodies, as restXml, awsQuery and ec2Query wrap them.

https://smithy.io/2.0/aws/protocols/aws-restxml-protocol.html#operation-error-serialization
https://smithy.io/2.0/aws/protocols/aws-query-protocol.html#operation-error-serialization
https://smithy.io/2.0/aws/protocols/aws-ec2-query-protocol.html#operation-error-serialization
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import chain
from typing import TypeVar
from xml.etree.ElementTree import Element
from xml.parsers.expat import ExpatError

from .errors import ErrorDetails, ServiceError, read_modeled, status_name
from .http import HttpResponse
from .xml_bodies import Gather, parse_xml, read_element

T = TypeVar("T")

_ERROR_ROOT = re.compile(
    rb"[\s\xef\xbb\xbf]*(?:<\?[^>]*>\s*)?<(?:[\w.-]+:)?Error[\s/>]"
)
_REQUEST_IDS = ("RequestId", "RequestID", "requestId")
_REQUEST_ID_HEADERS = ("x-amzn-requestid", "x-amz-request-id", "x-amzn-request-id")


def read_error(
    response: HttpResponse,
    modeled: Iterable[type[ServiceError]],
    base: type[ServiceError],
) -> ServiceError:
    """Returns the error that `response` holds, as `base` where it is not modeled."""
    root = _root(response)
    by_code = {error.CODE: error for error in modeled}
    details = _details(response, root)
    if not details.code and root.tag in by_code:
        # Route 53 has an error whose element has its name.
        details = details._replace(code=root.tag)
    elif not details.code:
        details = _foreign_details(response, details)
    error = by_code.get(details.code, base)
    if not details.code:
        # It alone makes no error that the model knows.
        details = details._replace(code=status_name(response.status))
    return read_modeled(error, response, details)


def read_head_error(
    response: HttpResponse,
    modeled: Iterable[type[ServiceError]],
    base: type[ServiceError],
) -> ServiceError:
    """Returns the error that an answer to HEAD is: it is called like its status."""
    if response.body:
        return read_error(response, modeled, base)
    code = status_name(response.status)
    error = next((error for error in modeled if code == error.CODE), base)
    details = _details(response, Element(""))._replace(code=code)
    return read_modeled(error, response, details)


def is_error(response: HttpResponse) -> bool:
    """Returns whether the body is an error, whatever the status says."""
    return _ERROR_ROOT.match(response.body) is not None


def read_error_members(
    code: str, shape: type[T], gather: Gather, response: HttpResponse
) -> T:
    """Reads the members of an error.

    Raises:
        ResponseError: A value is not what the model says.
    """
    error = _error_element(_root(response))
    return read_element(code, shape, gather, error, response)


def _root(response: HttpResponse) -> Element:
    """Returns the root of the body; an empty one where the body is not XML."""
    try:
        return parse_xml(response.body)
    except ExpatError:
        return Element("")


def _details(response: HttpResponse, root: Element) -> ErrorDetails:
    """Returns what a response says; the code may be empty."""
    error = _error_element(root)
    in_body = (_text(part, name) for part in (root, error) for name in _REQUEST_IDS)
    in_headers = map(response.header, _REQUEST_ID_HEADERS)
    return ErrorDetails(
        code=_text(error, "Code") or "",
        message=_text(error, "Message") or _text(error, "message"),
        request_id=next(filter(None, chain(in_body, in_headers)), None),
    )


def _foreign_details(response: HttpResponse, details: ErrorDetails) -> ErrorDetails:
    """Adds what a body in whatever format says."""
    # Rarely needed.
    from .foreign import foreign_error

    found = foreign_error(response.body)
    message = details.message or found.message
    return details._replace(code=found.code or "", message=message)


def _text(element: Element, name: str) -> str | None:
    text = element.findtext(name)
    return text.strip() if text else None


def _error_element(root: Element) -> Element:
    """Returns the element with code, message and members."""
    for path in ("Error", "Errors/Error"):
        if (error := root.find(path)) is not None:
            return error
    return root
