"""What a call is made of, and what comes of it.

A client makes a `Call` of a prepared operation, of where it goes and how it is signed,
and of its options.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime

# Any: operations of all input types are called.
from typing import Any, Generic, TypeAlias, TypeVar

from msgspec import Struct

from ..operation import Operation
from .body_checks import BodyCheck
from .failures import RequestIds
from .interceptors import Interceptor
from .messages import Headers, SignedRequest, Timeouts, UnsignedRequest
from .requests import EndpointLike
from .retries import RetryPolicy
from .steps import IdentitySource, Steps

OutputT = TypeVar("OutputT")

# Any: each scheme has identities of its own type.
Sign: TypeAlias = Callable[[UnsignedRequest, Any, datetime], SignedRequest]
"""Signs a request with an identity at a time."""


class Route(Struct, frozen=True):
    """Where a call goes, and how it is signed."""

    endpoint: EndpointLike
    """Where it goes."""

    sign: Sign | None = None
    """The signer of the scheme that was chosen; None for a request without."""

    source: IdentitySource | None = None
    """Where the identity comes from; the signer gets None without."""

    hashes_streams: bool = False
    """Whether the signer wants the hash of a body that is a stream."""


class CallOptions(Struct, frozen=True, kw_only=True):
    """What a client decides for its calls."""

    retries: RetryPolicy = RetryPolicy()
    """What is tried again."""

    timeouts: Timeouts = Timeouts()
    """How long to wait for a connection, and for more of an answer."""

    attempt_timeout: float | None = None
    """How many seconds one attempt may take, until its body is read or handed over."""

    deadline: float | None = None
    """How many seconds the whole call may take, waits between attempts included."""

    headers: Headers = ()
    """Header fields of each request, in place of others of the same name."""

    attempt_headers: Callable[[str, int, int], Headers] | None = None
    """Makes the header fields of one attempt: of the id of the call, the number of the
    attempt, and how many there are at most."""

    interceptors: tuple[Interceptor, ...] = ()
    """What sees each call, in order."""


def _no_checks(headers: Mapping[str, str]) -> tuple[BodyCheck, ...]:
    return ()


class Call(Struct, Generic[OutputT], frozen=True, kw_only=True):
    """What one call is made of."""

    operation: Operation[OutputT, Any]
    """What to send and how to read the answer."""

    route: Callable[[], Steps[Route]]
    """Says where it goes, by steps of its own if it has to; `direct` makes one of what
    has none."""

    options: CallOptions = CallOptions()
    """What the client decides."""

    streams: bool = False
    """Whether the body of an answer is a stream, which is handed over unread."""

    long_polls: bool = False
    """Whether the operation waits at the service for something to come."""

    checks: Callable[[Mapping[str, str]], tuple[BodyCheck, ...]] = _no_checks
    """What the body is held against, by the header fields (their names in lower case).
    Its length always is."""


class Answered(Struct, Generic[OutputT], frozen=True):
    """The answer to a call."""

    output: OutputT
    """What the service returned."""

    status: int
    """The HTTP status code."""

    headers: Mapping[str, str]
    """The header fields by names in lower case."""

    request_ids: RequestIds
    """What the service calls the request."""

    attempts: int
    """How often it was sent."""


def direct(route: Callable[[], Route]) -> Callable[[], Steps[Route]]:
    """Returns what a `Call` takes, of a function that needs no steps."""

    def steps() -> Steps[Route]:
        return route()
        yield

    return steps
