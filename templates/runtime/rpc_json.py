"""Bodies of requests, responses and errors of the Smithy RPC v2 JSON protocol.

https://smithy.io/2.0/additional-specs/protocols/smithy-rpc-v2-json.html
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeVar

from . import json_bodies
from .bodies import AnyStream
from .errors import ServiceError
from .http import HttpResponse
from .rpc import check_protocol, read_rpc_error

T = TypeVar("T")

_PROTOCOL = "rpc-v2-json"


def read_body(operation: str, shape: type[T], response: HttpResponse[AnyStream]) -> T:
    """Decodes the JSON body of `response`; an empty one holds no member.

    Raises:
        ResponseError: The response is of another protocol, the body is not JSON, or a
            member has another type.
    """
    check_protocol(operation, _PROTOCOL, response)
    return json_bodies.read_body(operation, shape, response)


def read_error(
    response: HttpResponse,
    modeled: Iterable[type[ServiceError]],
    base: type[ServiceError],
) -> ServiceError:
    """Returns the error that `response` holds, as `base` where it is not modeled."""
    return read_rpc_error(_PROTOCOL, json_bodies.body_members, response, modeled, base)
