"""Which part of an HTTP message each member of an input or output is bound to.

https://smithy.io/2.0/spec/http-bindings.html
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import unquote

from smithwright.plan.context import Context
from smithwright.plan.plan_error import PlanError
from smithy_parser import Member, OperationShape, Shape

HEADER = "smithy.api#httpHeader"
PREFIX_HEADERS = "smithy.api#httpPrefixHeaders"
LABEL = "smithy.api#httpLabel"
QUERY = "smithy.api#httpQuery"
QUERY_PARAMS = "smithy.api#httpQueryParams"
PAYLOAD = "smithy.api#httpPayload"
RESPONSE_CODE = "smithy.api#httpResponseCode"

_LOCATIONS = (
    HEADER,
    PREFIX_HEADERS,
    LABEL,
    QUERY,
    QUERY_PARAMS,
    PAYLOAD,
    RESPONSE_CODE,
)
_ELSEWHERE = frozenset(_LOCATIONS)
_IN_RESPONSES = (HEADER, PREFIX_HEADERS, PAYLOAD, RESPONSE_CODE)
_METHOD = re.compile(r"[!#$%&'*+.^_`|~0-9A-Za-z-]+")
_HOST_PREFIX = re.compile(r"(?:[A-Za-z0-9.-]|\{[A-Za-z0-9_]+\})+")
_PATH = re.compile(r"/[!-~]*")
_LABEL = re.compile(r"\{([A-Za-z0-9_]+)(\+?)\}")


@dataclass(frozen=True, slots=True)
class Label:
    """A part of a path that a member gives."""

    member: str
    is_greedy: bool
    """Whether slashes in the value stay slashes."""


@dataclass(frozen=True, slots=True)
class HttpTrait:
    """An operation's `http` trait, taken apart."""

    method: str
    path: tuple[str | Label, ...]
    query: tuple[tuple[str, str | None], ...]
    """Constant parameters; None stands for one without an equals sign."""


def location(member: Member) -> str | None:
    """Returns the trait that binds a member, or None for one in the body."""
    if _ELSEWHERE.isdisjoint(member.traits):
        return None
    return next(trait for trait in _LOCATIONS if trait in member.traits)


def bound(shape: Shape, trait: str | None) -> tuple[Member, ...]:
    """Returns the members that `trait` binds, or with None those in the body."""
    return tuple(m for m in shape.members.values() if location(m) == trait)


def response_body(shape: Shape) -> tuple[Member, ...]:
    """Returns the members in the body of a response; those of requests bind nothing."""
    return tuple(m for m in shape.members.values() if location(m) not in _IN_RESPONSES)


def http_trait(operation: OperationShape) -> HttpTrait:
    """Returns the HTTP method, path and constant query of an operation.

    Raises:
        PlanError: The operation has no usable `http` trait.
    """
    value = operation.traits.get("smithy.api#http")
    if not isinstance(value, Mapping):
        raise PlanError(operation, "has no smithy.api#http trait")
    method, uri = value.get("method"), value.get("uri")
    if not isinstance(method, str) or not _METHOD.fullmatch(method):
        raise PlanError(operation, "trait smithy.api#http has no valid method")
    if not isinstance(uri, str) or not _PATH.fullmatch(uri):
        raise PlanError(operation, "trait smithy.api#http has no valid uri")
    path, _, query = uri.partition("?")
    return HttpTrait(method, tuple(_segments(path)), tuple(_parameters(query)))


def host_prefix(operation: OperationShape) -> tuple[str | Label, ...]:
    """Returns the parts of the prefix that an operation puts before the host.

    Raises:
        PlanError: It is not a part of a host name.
    """
    value = operation.traits.get("smithy.api#endpoint")
    if not isinstance(value, Mapping):
        return ()
    prefix = value.get("hostPrefix")
    if not isinstance(prefix, str) or not _HOST_PREFIX.fullmatch(prefix):
        raise PlanError(operation, "trait smithy.api#endpoint has no valid hostPrefix")
    return tuple(_segments(prefix))


def header_name(member: Member, trait: str = HEADER) -> str:
    """Returns the header field, or the prefix of fields, that a member is bound to.

    Raises:
        PlanError: It is not a valid name.
    """
    value = member.traits[trait]
    is_empty_prefix = trait == PREFIX_HEADERS and value == ""
    if isinstance(value, str) and (is_empty_prefix or _METHOD.fullmatch(value)):
        return value
    raise PlanError(member, f"trait {trait} is not a valid header name")


def label_members(context: Context, operation: OperationShape) -> frozenset[str]:
    """Returns the names of the input's members that are part of path or host."""
    shape = context.closure.model[operation.input]
    return frozenset(
        member.name
        for member in shape.members.values()
        if LABEL in member.traits or "smithy.api#hostLabel" in member.traits
    )


def _segments(path: str) -> list[str | Label]:
    segments: list[str | Label] = []
    end = 0
    for match in _LABEL.finditer(path):
        if match.start() > end:
            segments.append(path[end : match.start()])
        segments.append(Label(match[1], bool(match[2])))
        end = match.end()
    if end < len(path):
        segments.append(path[end:])
    return segments


def _parameters(query: str) -> list[tuple[str, str | None]]:
    parts = (part.partition("=") for part in query.split("&") if part)
    return [
        (unquote(name), unquote(value) if equals else None)
        for name, equals, value in parts
    ]
