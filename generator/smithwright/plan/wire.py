"""How fields stand in messages, and where, in the terms of a protocol."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class TimestampFormat(StrEnum):
    """How a time is written.

    https://smithy.io/2.0/spec/protocol-traits.html#timestampformat-trait
    """

    DATE_TIME = "date-time"
    HTTP_DATE = "http-date"
    EPOCH_SECONDS = "epoch-seconds"


@dataclass(frozen=True, slots=True)
class Wire:
    """What a protocol makes of a field in documents, wherever the field is."""

    key: str
    """Its name among those that a decoder gives a class."""
    name: str
    """Its name in a document; an element's or attribute's has its prefix."""
    form_name: str = ""
    """Its name in a form, where requests are forms."""
    form_infix: str = ""
    """What stands between that and the number of an item or entry."""
    timestamp_format: TimestampFormat | None = None
    """How its time is written; None where that depends on where it stands."""
    media_type: str | None = None
    """What its text or bytes are, if the model says."""
    namespace: str = ""
    """The attribute that declares the namespace of its element, or nothing."""
    is_attribute: bool = False
    """Whether it is an attribute of its structure's element."""
    is_flattened: bool = False
    """Whether its items or entries stand where it would."""


@dataclass(frozen=True, slots=True)
class Element:
    """The root of an XML document."""

    name: str
    namespace: str
    """The attribute that declares its namespace, or nothing."""


class Location(StrEnum):
    """A part of an HTTP message.

    https://smithy.io/2.0/spec/http-bindings.html
    """

    BODY = "body"
    """The document in the body."""
    HEADER = "header"
    HEADERS = "headers"
    """All headers that start with a prefix."""
    LABEL = "label"
    """The path or the host."""
    QUERY = "query"
    QUERY_ENTRIES = "query entries"
    """All of a query that nothing else names."""
    PAYLOAD = "payload"
    """The body, whole."""
    STATUS = "status"


@dataclass(frozen=True, slots=True)
class Label:
    """A part of a path or of a host that a member gives."""

    member: str
    """The member's name in the model."""
    is_greedy: bool
    """Whether slashes in the value stay slashes."""
    holds_dots: bool = False
    """Whether segments of dots mean nothing in it."""


@dataclass(frozen=True, slots=True)
class Address:
    """What tells a service which operation a request is for."""

    method: str
    path: tuple[str | Label, ...]
    query: tuple[tuple[str, str | None], ...] = ()
    """Constant parameters; None stands for one without an equals sign."""
    header: tuple[str, str] | None = None
    """The header that names the operation, where the path does not."""
    action: str = ""
    """The field of a form that names it, where neither does."""

    def __str__(self) -> str:
        """Returns the line that a request starts with, and what else names it."""
        path = "".join(_shown(part) for part in self.path)
        pairs = (
            name if text is None else f"{name}={text}" for name, text in self.query
        )
        query = "&".join(pairs)
        named_by = ": ".join(self.header) if self.header else self.action
        line = f"{self.method} {path}{f'?{query}' if query else ''}"
        return f"{line} with {named_by}" if named_by else line


def _shown(part: str | Label) -> str:
    if isinstance(part, str):
        return part
    return f"{{{part.member}{'+' if part.is_greedy else ''}}}"
