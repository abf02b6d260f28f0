"""What a caller decides about the requests of a service."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal
from uuid import uuid4

from msgspec import Struct

Validation = Literal["all", "required", "none"]
"""Which rules a value has to meet: every constraint, required members only, or none."""


def random_token() -> str:
    """Returns a new idempotency token: a random UUID, version 4."""
    return str(uuid4())


class Config(Struct, frozen=True, kw_only=True):
    """Settings for `make_operation`."""

    region: str | None = None
    """The region to sign for, such as `us-west-2`."""

    validate: Validation | None = None
    """Which rules an input has to meet; those that this package was generated with,
    `all` unless its settings said otherwise, if None. `required` is for services that
    have loosened a constraint since. With `none` even types are not checked: a value
    that cannot be serialised fails in whatever way the serialiser does."""

    compress_from_bytes: int = 10240
    """The size, in bytes, from which bodies are compressed, where the service's model
    says that they may be."""

    idempotency_token_provider: Callable[[], str] = random_token
    """Makes the token of an operation that needs one and was given none."""
