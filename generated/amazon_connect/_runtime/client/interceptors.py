"""What sees each call, and may change its requests."""

from __future__ import annotations

from collections.abc import Iterable

# Any: an interceptor keeps what it wants, and sees operations of all types.
from typing import Any

from msgspec import Struct

from .failures import RequestIds
from .messages import SignedRequest, UnsignedRequest


class CallContext(Struct, eq=False):
    """One call, as interceptors know it."""

    operation: str
    """The operation's name in the model."""

    service: str
    """The service's name in the model."""

    region: str | None
    """The region that it is signed for."""

    notes: dict[object, Any] = {}
    """What interceptors keep about the call, each under a key of its own."""

    def __repr__(self) -> str:
        return f"<CallContext {self.service} {self.operation}>"


class Attempt(Struct, frozen=True):
    """How one attempt of a call went."""

    number: int
    """1 for the first."""

    status: int | None
    """The HTTP status code, if there was an answer."""

    request_ids: RequestIds
    """What the service calls the request."""

    seconds: float
    """How long it took from sending on; of a body that is a stream, until its start."""

    error: Exception | None
    """Why it failed."""


class Interceptor:
    """Sees calls; a subclass overrides what it wants.

    The methods may be called by many threads at once. They must not wait: in an async
    client they run on the event loop. What they raise ends the call.
    """

    def before_call(self, call: CallContext, /) -> None:
        """Sees a call that is about to start."""

    def before_signing(
        self, call: CallContext, request: UnsignedRequest, /
    ) -> UnsignedRequest:
        """Returns the request to sign, for each attempt."""
        return request

    def before_sending(
        self, call: CallContext, request: SignedRequest, /
    ) -> SignedRequest:
        """Returns the request to send, for each attempt."""
        return request

    def after_attempt(self, call: CallContext, attempt: Attempt, /) -> None:
        """Sees how an attempt went."""

    def after_call(self, call: CallContext, error: BaseException | None, /) -> None:
        """Sees a call that is over, be it because its task was cancelled."""


def signing_view(
    interceptors: Iterable[Interceptor], call: CallContext, request: UnsignedRequest
) -> UnsignedRequest:
    """Returns the request to sign, as the interceptors want it in turn."""
    for each in interceptors:
        request = each.before_signing(call, request)
    return request


def sending_view(
    interceptors: Iterable[Interceptor], call: CallContext, request: SignedRequest
) -> SignedRequest:
    """Returns the request to send, as the interceptors want it in turn."""
    for each in interceptors:
        request = each.before_sending(call, request)
    return request
