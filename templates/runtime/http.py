"""HTTP messages as plain values; sending them is the caller's business."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct


class HttpRequest(Struct, frozen=True, kw_only=True):
    """A request for one operation, without scheme, host or signature.

    Its `repr` shows neither path, query, header values nor body: any of them may
    carry a sensitive member.
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

    body: bytes = b""
    """The serialised payload; empty where the operation sends none."""

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
        return f"<HttpRequest {self.method}, headers [{names}], {len(self.body)} bytes>"

    def __rich_repr__(self) -> list[tuple[str, object]]:
        """Shows `rich` no more than `repr` does."""
        return [("method", self.method), ("body", f"{len(self.body)} bytes")]


class HttpResponse(Struct, frozen=True, kw_only=True):
    """A response as received, ready to be parsed by its operation.

    Its `repr` shows neither header values nor body.
    """

    status: int
    """The HTTP status code."""

    headers: Mapping[str, str] = {}
    """Header fields by name; case does not matter."""

    body: bytes = b""
    """The whole payload."""

    def header(self, name: str) -> str | None:
        """Returns the value of the header field `name`, whatever its case."""
        if (value := self.headers.get(name)) is not None:
            return value
        wanted = name.lower()
        for key, value in self.headers.items():
            if key.lower() == wanted:
                return value
        return None

    def __repr__(self) -> str:
        names = ", ".join(self.headers)
        return (
            f"<HttpResponse {self.status}, headers [{names}], {len(self.body)} bytes>"
        )

    def __rich_repr__(self) -> list[tuple[str, object]]:
        """Shows `rich` no more than `repr` does."""
        return [("status", self.status), ("body", f"{len(self.body)} bytes")]


def _encoded(text: str) -> str:
    # Imported here: it costs as much as a dozen shapes, and few requests have a query.
    from urllib.parse import quote

    return quote(text, safe="-._~")
