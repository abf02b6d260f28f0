"""What a caller decides about the requests of a service."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal
from uuid import uuid4

from msgspec import Struct

Validation = Literal["all", "required"]
"""Which rules a value has to meet: every constraint, or required members only."""


def random_token() -> str:
    """Returns a new idempotency token: a random UUID, version 4."""
    return str(uuid4())


class Config(Struct, frozen=True, kw_only=True):
    """Settings for `make_operation`."""

    region: str | None = None
    """The region to sign for, such as `us-west-2`."""

    validate: Validation = "all"
    """`required` checks nothing but required members, for services that have
    loosened a constraint since this package was generated."""

    compress_from_bytes: int = 10240
    """The size, in bytes, from which bodies are compressed, where the service's model
    says that they may be."""

    idempotency_token_provider: Callable[[], str] = random_token
    """Makes the token of an operation that needs one and was given none."""
