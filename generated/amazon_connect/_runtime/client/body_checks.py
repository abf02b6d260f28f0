"""What is held against the body of an answer while it is read."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Protocol
from zlib import crc32

from .failures import BodyError
from .header_values import whole_number

_WITHOUT_BODY = frozenset([204, 304])


class BodyCheck(Protocol):
    """Sees a body piece by piece, and raises if it is not what it should be."""

    def update(self, piece: bytes, /) -> None:
        """Sees the next piece.

        Raises:
            BodyError: The body is wrong whatever follows.
        """
        ...

    def end(self) -> None:
        """Sees the end.

        Raises:
            BodyError: The body is wrong.
        """
        ...


class LengthCheck:
    """Holds a body against its `Content-Length`."""

    __slots__ = ("_expected", "_left")

    def __init__(self, length: int) -> None:
        self._expected = length
        self._left = length

    def update(self, piece: bytes, /) -> None:
        """Counts the bytes of a piece."""
        self._left -= len(piece)
        if self._left < 0:
            raise BodyError(f"the body has more than its {self._expected} bytes")

    def end(self) -> None:
        """Finds that the body is cut."""
        if self._left:
            cut = self._expected - self._left
            raise BodyError(f"the body ends after {cut} of {self._expected} bytes")


class Crc32Check:
    """Holds a body against a CRC-32, as DynamoDB's `x-amz-crc32` has it."""

    __slots__ = ("_expected", "_seen")

    def __init__(self, expected: int) -> None:
        self._expected = expected
        self._seen = 0

    def update(self, piece: bytes, /) -> None:
        """Adds a piece to the checksum."""
        self._seen = crc32(piece, self._seen)

    def end(self) -> None:
        """Compares the checksums."""
        if self._seen != self._expected:
            raise BodyError("the body does not have its checksum")


def end_all(checks: Iterable[BodyCheck]) -> None:
    """Lets all checks see the end of a body."""
    for check in checks:
        check.end()


def content_length(method: str, status: int, headers: Mapping[str, str]) -> int | None:
    """Returns how many bytes the body of an answer has, if its head says so.

    Args:
        method: The method of the request.
        status: The status of the answer.
        headers: Its header fields, by names in lower case.
    """
    if method == "HEAD" or status in _WITHOUT_BODY:
        return 0
    return whole_number(headers.get("content-length"))


def dynamodb_checks(headers: Mapping[str, str]) -> tuple[BodyCheck, ...]:
    """Returns the check that the answers of DynamoDB ask for.

    Args:
        headers: The header fields, by names in lower case.
    """
    expected = whole_number(headers.get("x-amz-crc32"))
    return () if expected is None else (Crc32Check(expected),)
