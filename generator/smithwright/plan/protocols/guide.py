"""Where a protocol puts operations and members, in words for a reader."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol as Interface

from smithwright.plan.protocols.bindings import (
    HEADER,
    LABEL,
    PAYLOAD,
    PREFIX_HEADERS,
    QUERY,
    QUERY_PARAMS,
    RESPONSE_CODE,
    HttpTrait,
    Label,
    http_trait,
    location,
)
from smithy_parser import Member, OperationShape


@dataclass(frozen=True, slots=True)
class RequestLine:
    """What tells a service which operation a request is for."""

    method: str
    target: str
    """The path, with labels in braces, and the constant query."""
    named_by: str = ""
    """The header or field that names the operation, where the target does not."""

    def __str__(self) -> str:
        line = f"{self.method} {self.target}"
        return f"{line} with {self.named_by}" if self.named_by else line


class Guide(Interface):
    """Says where each part of an operation is in an HTTP message."""

    def request_line(self, operation: OperationShape) -> RequestLine:
        """Returns what a request for `operation` starts with."""
        ...

    def sent(self, member: Member) -> str:
        """Returns where a member of an input is in the request."""
        ...

    def received(self, member: Member) -> str:
        """Returns where a member of an output or error is in the response."""
        ...

    def field_sent(self, member: Member) -> str:
        """Returns what a member of a nested structure is called in a request."""
        ...

    def field_received(self, member: Member) -> str:
        """Returns what a member of a nested structure is called in a response."""
        ...


_IN_REQUESTS = {
    HEADER: "header {}",
    PREFIX_HEADERS: "headers {}*",
    LABEL: "path {{{member}}}",
    QUERY: "query {}",
    QUERY_PARAMS: "query, each entry",
    PAYLOAD: "whole body",
}
_IN_RESPONSES = {
    HEADER: "header {}",
    PREFIX_HEADERS: "headers {}*",
    RESPONSE_CODE: "status",
    PAYLOAD: "whole body",
}


@dataclass(frozen=True, slots=True)
class HttpGuide:
    """Members in path, query, headers and body, as their `http` bindings say.

    https://smithy.io/2.0/spec/http-bindings.html
    """

    field: Callable[[Member], str]
    """What a member is called in a document."""

    def request_line(self, operation: OperationShape) -> RequestLine:
        """Returns what a request for `operation` starts with."""
        http = http_trait(operation)
        return RequestLine(http.method, f"{_path(http)}{_query(http)}")

    def sent(self, member: Member) -> str:
        """Returns where a member of an input is in the request."""
        return self._place(member, _IN_REQUESTS)

    def received(self, member: Member) -> str:
        """Returns where a member of an output or error is in the response."""
        return self._place(member, _IN_RESPONSES)

    def field_sent(self, member: Member) -> str:
        """Returns what a member of a nested structure is called in a request."""
        return f"as {self.field(member)}"

    def field_received(self, member: Member) -> str:
        """Returns what a member of a nested structure is called in a response."""
        return f"as {self.field(member)}"

    def _place(self, member: Member, places: dict[str, str]) -> str:
        trait = location(member)
        if trait not in places:
            return f"body {self.field(member)}"
        return places[trait].format(member.traits[trait], member=member.name)


@dataclass(frozen=True, slots=True)
class RpcGuide:
    """All members in the body, under their own names."""

    line: Callable[[OperationShape], RequestLine]

    def request_line(self, operation: OperationShape) -> RequestLine:
        """Returns what a request for `operation` starts with."""
        return self.line(operation)

    def sent(self, member: Member) -> str:
        """Returns where a member of an input is in the request."""
        return f"body {member.name}"

    def received(self, member: Member) -> str:
        """Returns where a member of an output or error is in the response."""
        return f"body {member.name}"

    def field_sent(self, member: Member) -> str:
        """Returns what a member of a nested structure is called in a request."""
        return f"as {member.name}"

    def field_received(self, member: Member) -> str:
        """Returns what a member of a nested structure is called in a response."""
        return f"as {member.name}"


@dataclass(frozen=True, slots=True)
class FormGuide:
    """Members as fields of a form, and as elements of XML."""

    line: Callable[[OperationShape], RequestLine]
    form_field: Callable[[Member], str]
    element: Callable[[Member], str]

    def request_line(self, operation: OperationShape) -> RequestLine:
        """Returns what a request for `operation` starts with."""
        return self.line(operation)

    def sent(self, member: Member) -> str:
        """Returns where a member of an input is in the request."""
        return f"form {self.form_field(member)}"

    def received(self, member: Member) -> str:
        """Returns where a member of an output or error is in the response."""
        return f"body {self.element(member)}"

    def field_sent(self, member: Member) -> str:
        """Returns what a member of a nested structure is called in a request."""
        return f"as .{self.form_field(member)}"

    def field_received(self, member: Member) -> str:
        """Returns what a member of a nested structure is called in a response."""
        return f"as {self.element(member)}"


def _path(http: HttpTrait) -> str:
    return "".join(
        (
            f"{{{part.member}{'+' if part.is_greedy else ''}}}"
            if isinstance(part, Label)
            else part
        )
        for part in http.path
    )


def _query(http: HttpTrait) -> str:
    pairs = (name if value is None else f"{name}={value}" for name, value in http.query)
    text = "&".join(pairs)
    return f"?{text}" if text else ""
