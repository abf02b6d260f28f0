"""What the Smithy RPC v2 protocols have in common.

https://smithy.io/2.0/additional-specs/protocols/smithy-rpc-v2-cbor.html
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from .error_bodies import error_named, text_member
from .errors import ResponseError, ServiceError
from .http import HttpResponse


def check_protocol(operation: str, protocol: str, response: HttpResponse) -> None:
    """Checks that a response says that it is of the protocol of its request.

    Raises:
        ResponseError: It does not, so that its body may be anything.
    """
    if response.header("smithy-protocol") != protocol:
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

    Only the member `__type` tells errors apart. A response that is not of the protocol
    is read no further than its status and the id of its request.

    Args:
        protocol: What the response has to be of.
        members: Returns the members of the body; none where it cannot be read.
        response: What holds the error.
        modeled: The errors of the operation.
        base: The error of the package.
    """
    if response.header("smithy-protocol") != protocol:
        return error_named(None, {}, response, (), base)
    found = members(response)
    return error_named(text_member(found, "__type"), found, response, modeled, base)
