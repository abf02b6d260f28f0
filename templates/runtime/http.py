"""HTTP messages as plain values; sending them is the caller's business."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Generic, cast

from msgspec import Struct

from .bodies import AnyStream, read_stream, shown

if TYPE_CHECKING:
    # Type checkers have it by themselves; only they need the default.
    from typing_extensions import TypeVar

    BodyT = TypeVar("BodyT", covariant=True, default=bytes)
else:
    from typing import TypeVar

    BodyT = TypeVar("BodyT", covariant=True)

_ERROR_BYTES = 1 << 20


class HttpRequest(Struct, Generic[BodyT], frozen=True, kw_only=True):
    """A request for one operation, without scheme, host or signature.

    `HttpRequest` alone is one whose body is bytes; `HttpRequest[ByteStream]` may have
    a stream instead. Its `repr` shows neither path, query, header values nor body: any
    of them may carry a sensitive member.
    """

    method: str
    """The HTTP method, in capitals."""

    path: str
    """The path, percent-encoded, starting with a slash."""

    query: tuple[tuple[str, str | None], ...] = ()
    """Names and values of the query string in order, not yet percent-encoded; a name
    whose value is None stands alone, without an equals sign."""

    headers: Mapping[str, str] = {}
    """Header fields by name."""

    body: BodyT = cast("BodyT", b"")
    """The serialised payload; empty where the operation sends none. A stream is what
    the input holds, unread."""

    host_prefix: str = ""
    """What the operation puts before the host of the endpoint."""

    @property
    def target(self) -> str:
        """The path with the percent-encoded query, as the request line has it."""
        if not self.query:
            return self.path
        pairs = (
            _encoded(name) if value is None else f"{_encoded(name)}={_encoded(value)}"
            for name, value in self.query
        )
        return f"{self.path}?{'&'.join(pairs)}"

    def url(self, endpoint: str) -> str:
        """Returns the address to send the request to.

        Args:
            endpoint: Scheme and host, and perhaps a path that all requests start with.
        """
        scheme, _, rest = endpoint.partition("://")
        return f"{scheme}://{self.host_prefix}{rest.rstrip('/')}{self.target}"

    def __repr__(self) -> str:
        names = ", ".join(self.headers)
        return f"<HttpRequest {self.method}, headers [{names}], {shown(self.body)}>"

    def __rich_repr__(self) -> list[tuple[str, object]]:
        """Shows `rich` no more than `repr` does."""
        return [("method", self.method), ("body", shown(self.body))]


class HttpResponse(Struct, Generic[BodyT], frozen=True, kw_only=True):
    """A response as received, ready to be parsed by its operation.

    `HttpResponse` alone is one whose body is bytes; `HttpResponse[AnyStream]` may have
    a stream instead. Its `repr` shows neither header values nor body.
    """

    status: int
    """The HTTP status code."""

    headers: Mapping[str, str] = {}
    """Header fields by name; case does not matter."""

    body: BodyT = cast("BodyT", b"")
    """The whole payload, or a stream of it: a binary file such as the response of an
    HTTP client, or an iterable of bytes."""

    def header(self, name: str) -> str | None:
        """Returns the value of the header field `name`, whatever its case."""
        if (value := self.headers.get(name)) is not None:
            return value
        wanted = name.lower()
        for key, value in self.headers.items():
            if key.lower() == wanted:
                return value
        return None

    def buffered(self, limit: int | None = None) -> HttpResponse:
        """Returns the response with its body in memory.

        Args:
            limit: How many bytes of a stream to read at most.

        Raises:
            TypeError: The body is asynchronous, which only its owner can read.
        """
        if isinstance(self.body, bytes):
            return cast("HttpResponse", self)
        body = read_stream(cast("AnyStream", self.body), limit)
        return HttpResponse(status=self.status, headers=self.headers, body=body)

    def as_error(self) -> HttpResponse:
        """Returns the response with as much of its body in memory as an error has.

        Raises:
            TypeError: The body is asynchronous, which only its owner can read.
        """
        return self.buffered(_ERROR_BYTES)

    def __repr__(self) -> str:
        names = ", ".join(self.headers)
        return f"<HttpResponse {self.status}, headers [{names}], {shown(self.body)}>"

    def __rich_repr__(self) -> list[tuple[str, object]]:
        """Shows `rich` no more than `repr` does."""
        return [("status", self.status), ("body", shown(self.body))]


def _encoded(text: str) -> str:
    # Imported here: it costs as much as a dozen shapes, and few requests have a query.
    from urllib.parse import quote

    return quote(text, safe="-._~")
