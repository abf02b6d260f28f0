"""CBOR bodies of the suites, which write them in base64."""

from __future__ import annotations

import math
from base64 import b64decode
from typing import cast

import cbor2


def is_cbor(protocol: str) -> bool:
    """Returns whether a suite's bodies are CBOR."""
    return "rpc-v2-cbor" in protocol


def body_of(text: str) -> bytes:
    """Returns the body that a suite writes as `text`."""
    return b64decode(text)


def meaning(body: bytes) -> object:
    """Returns what two bodies that mean the same have in common."""
    return _comparable(cbor2.loads(body)) if body else None


def _comparable(value: object) -> object:
    match value:
        case float() if math.isnan(value):
            return "NaN"
        case list():
            return [_comparable(item) for item in cast("list[object]", value)]
        case dict():
            entries = cast("dict[object, object]", value)
            return {key: _comparable(item) for key, item in entries.items()}
        case _:
            return value
