"""How requests to AWS are signed, from what endpoint and model say."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Literal, TypeAlias

from msgspec import Struct
from msgspec.structs import replace

from .credentials import Credentials
from .messages import SignedRequest, UnsignedRequest
from .signatures import UNSIGNED_PAYLOAD, SigningRules
from .sigv4 import presign_v4, sign_v4

Payload: TypeAlias = Literal["signed", "unsigned", "protected"]
"""Whether signatures cover bodies; `protected` are those that a checksum or TLS alone
protects on their way, and that are signed otherwise."""

SignAws: TypeAlias = Callable[
    [UnsignedRequest, SigningRules, Credentials, datetime], SignedRequest
]
"""Signs in headers."""

PresignAws: TypeAlias = Callable[
    [UnsignedRequest, SigningRules, Credentials, datetime, int], SignedRequest
]
"""Signs in the query."""


class AwsSigner(Struct, frozen=True):
    """Signs requests for one endpoint."""

    rules: SigningRules
    """How it wants them signed."""

    payload: Payload = "signed"
    """Whether bodies are covered."""

    by_headers: SignAws = sign_v4
    """The algorithm, with the signature in headers."""

    by_query: PresignAws = presign_v4
    """The algorithm, with the signature in the query."""

    def sign(
        self, request: UnsignedRequest, identity: Credentials, now: datetime
    ) -> SignedRequest:
        """Returns the request with a signature among its headers.

        Raises:
            ValueError: The body is a stream that has to be signed, and that can be read
                only once.
        """
        if _leaves_out(self.payload, request):
            request = replace(request, payload_hash=UNSIGNED_PAYLOAD)
        return self.by_headers(request, self.rules, identity, now)

    def presign(
        self,
        request: UnsignedRequest,
        identity: Credentials,
        now: datetime,
        seconds: int = 3600,
    ) -> SignedRequest:
        """Returns the request with a signature in its query, to be sent by anybody.

        Raises:
            ValueError: The body is a stream that has to be signed.
        """
        if self.payload == "unsigned" and request.scheme == "https":
            request = replace(request, payload_hash=UNSIGNED_PAYLOAD)
        return self.by_query(request, self.rules, identity, now, seconds)


def _leaves_out(payload: Payload, request: UnsignedRequest) -> bool:
    if payload != "protected":
        return payload == "unsigned"
    if request.scheme != "https":
        return False
    if not isinstance(request.body, bytes) and request.payload_hash is None:
        return True
    names = [name.lower() for name, _ in request.headers]
    return any(
        name == "content-md5" or name.startswith("x-amz-checksum-") for name in names
    )
