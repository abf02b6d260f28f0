"""What the Smithy RPC v2 protocols have in common.

https://smithy.io/2.0/additional-specs/protocols/smithy-rpc-v2-cbor.html
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from .bodies import AnyStream
from .error_bodies import error_named, text_member
from .errors import ResponseError, ServiceError
from .http import HttpResponse


def check_protocol(
    operation: str, protocol: str, response: HttpResponse[AnyStream]
) -> None:
    """Checks that a response does not say that it is of another protocol.

    Raises:
        ResponseError: It does, so that its body may be anything.
    """
    if _is_of_another(protocol, response):
        reason = f"its Smithy-Protocol is not {protocol}"
        raise ResponseError(operation, reason, response)


def read_rpc_error(
    protocol: str,
    members: Callable[[HttpResponse], Mapping[str, object]],
    response: HttpResponse,
    modeled: Iterable[type[ServiceError]],
    base: type[ServiceError],
) -> ServiceError:
    """Returns the error that a response holds, as `base` where it is not modeled.

    Only the member `__type` tells errors apart. A response of another protocol is
    read no further than its status and the id of its request.

    Args:
        protocol: What the response has to be of.
        members: Returns the members of the body; none where it cannot be read.
        response: What holds the error.
        modeled: The errors of the operation.
        base: The error of the package.
    """
    if _is_of_another(protocol, response):
        return error_named(None, {}, response, (), base)
    found = members(response)
    return error_named(text_member(found, "__type"), found, response, modeled, base)


def _is_of_another(protocol: str, response: HttpResponse[AnyStream]) -> bool:
    # A missing header is let pass: botocore's cases for clients have one without.
    return (response.header("smithy-protocol") or protocol) != protocol
