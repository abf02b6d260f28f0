"""JSON bodies of requests, responses and errors.

https://smithy.io/2.0/aws/protocols/aws-restjson1-protocol.html and
https://smithy.io/2.0/aws/protocols/aws-json-1_0-protocol.html
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeVar, cast

import msgspec

from .error_bodies import error_named, text_member
from .errors import ResponseError, ServiceError
from .http import HttpResponse
from .problems import BuildError, Problem

T = TypeVar("T")

_encode = msgspec.json.Encoder(decimal_format="number").encode


def encode(value: object) -> bytes:
    """Encodes a JSON body.

    Raises:
        BuildError: A string has a lone surrogate, which UTF-8 cannot hold.
    """
    try:
        return _encode(value)
    except UnicodeEncodeError:
        message = "must not hold a string with a lone surrogate"
        problem = Problem("", "type", message)
        raise BuildError("The body of the request", [problem]) from None


def read_body(operation: str, shape: type[T], response: HttpResponse) -> T:
    """Decodes the JSON body of `response`; an empty one holds no member.

    Raises:
        ResponseError: The body is not JSON, or a member has another type.
    """
    body = response.body or b"{}"
    try:
        try:
            # Lax, for timestamps as numbers and for "NaN" and the infinities.
            return msgspec.json.decode(body, type=shape, strict=False)
        except msgspec.ValidationError:
            # Rarely needed, and slow to import.
            from .tolerance import tolerant

            decoded: object = msgspec.json.decode(body)
            tolerated: object = {} if decoded is None else tolerant(shape, decoded)
            return msgspec.convert(tolerated, shape, strict=False)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as error:
        raise ResponseError(operation, str(error), response) from None


def read_payload(operation: str, shape: type[T], response: HttpResponse) -> T | None:
    """Decodes a JSON body that is the value of one member; an empty one is None.

    Raises:
        ResponseError: The body is not JSON, or of another type.
    """
    return read_body(operation, shape, response) if response.body else None


def read_error(
    response: HttpResponse,
    modeled: Iterable[type[ServiceError]],
    base: type[ServiceError],
) -> ServiceError:
    """Returns the error that `response` holds, as `base` where it is not modeled.

    https://smithy.io/2.0/aws/protocols/aws-restjson1-protocol.html#operation-error-serialization
    """
    members = body_members(response)
    code = response.header("x-amzn-errortype") or text_member(
        members, "__type", "code", "Code"
    )
    return error_named(code, members, response, modeled, base)


def body_members(response: HttpResponse) -> dict[str, object]:
    """Returns the members of a JSON object; none where the body is something else."""
    try:
        body: object = msgspec.json.decode(response.body)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
        return {}
    return cast("dict[str, object]", body) if isinstance(body, dict) else {}
