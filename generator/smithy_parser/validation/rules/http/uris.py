"""URIs of operations: well formed, and told from each other by a server.

Implements https://smithy.io/2.0/spec/http-bindings.html#uri and
https://smithy.io/2.0/spec/http-bindings.html#uri-conflicts.
"""

from collections.abc import Callable, Iterator
from itertools import islice
from typing import Final, TypeAlias

from smithy_parser.events import Event
from smithy_parser.model import Model
from smithy_parser.shape_id import relative
from smithy_parser.shapes import OperationShape, ServiceShape
from smithy_parser.validation.findings import danger, error
from smithy_parser.validation.patterns import matches
from smithy_parser.validation.rules.http.bindings import HTTP, http_operations, uri_of
from smithy_parser.validation.rules.http.hosts import ENDPOINT, host_of
from smithy_parser.validation.rules.http.uri_patterns import (
    Segment,
    UriPattern,
    parse_host,
    parse_uri,
)
from smithy_parser.validation.traversal import input_of, own
from smithy_parser.validation.values import text, trait_properties
from smithy_parser.validation.wording import MAX_LISTED, listed

_PATTERNS: Final[tuple[tuple[str, str, Callable[[str], object]], ...]] = (
    (HTTP, "uri", parse_uri),
    (ENDPOINT, "hostPrefix", parse_host),
)
_GREEDY: Final = "HttpUriGreedyLabel"
_HOST_LABEL: Final = "smithy.api#hostLabel"
_PATTERN: Final = "smithy.api#pattern"

_Route: TypeAlias = tuple[str, tuple[Segment, ...], frozenset[tuple[str, str]]]


def uri_creation(model: Model) -> Iterator[Event]:
    """Model: URIs and host prefixes that are none."""
    for operation in own(model, OperationShape):
        for trait, name, parse in _PATTERNS:
            value = text(trait_properties(operation, trait).get(name))
            try:
                parse(value or "/")
            except ValueError as problem:
                message = f"Error creating trait `{relative(trait)}`: {problem}"
                yield error(operation, "Model", message, trait)


def http_uri_format(model: Model) -> Iterator[Event]:
    """HttpUriFormat: URIs with characters beyond ASCII."""
    for operation, uri in http_operations(model):
        if not uri.text.isascii():
            message = f"@http trait `uri` is invalid: {uri.text}"
            yield error(operation, "HttpUriFormat", message, HTTP)


def http_uri_greedy_label(model: Model) -> Iterator[Event]:
    """HttpUriGreedyLabel: greedy labels that another label follows."""
    for operation, uri in http_operations(model):
        is_after_greedy = False
        for segment in uri.segments:
            if is_after_greedy and segment.is_greedy:
                message = (
                    "At most one greedy label segment may exist in a pattern: "
                    f"{uri.text}"
                )
                id = f"{_GREEDY}.MultipleGreedyLabels"
                yield danger(operation, id, message, HTTP)
            if is_after_greedy and segment.is_label:
                message = (
                    f"A greedy label must be the last label in its pattern: {uri.text}"
                )
                id = f"{_GREEDY}.GreedyLabelIsNotLastLabel"
                yield danger(operation, id, message, HTTP)
            is_after_greedy = is_after_greedy or segment.is_greedy


def http_uri_conflict(model: Model) -> Iterator[Event]:
    """HttpUriConflict: operations of a service that no server could tell apart."""
    for service in own(model, ServiceShape):
        same: dict[_Route, list[tuple[OperationShape, UriPattern]]] = {}
        for operation in model.operations_of(service.id):
            if (uri := uri_of(operation)) is not None:
                same.setdefault(_route(operation, uri), []).append((operation, uri))
        for group in same.values():
            for operation, uri in group:
                others = [
                    f"`{other.id}` ({other_uri.text})"
                    for other, other_uri in islice(group, MAX_LISTED)
                    if other is not operation and _same_host(model, operation, other)
                ]
                if others:
                    message = (
                        f"Operation URI, `{uri.text}`, conflicts with other operation "
                        f"URIs in the same service: [{listed(sorted(others))}]"
                    )
                    yield error(operation, "HttpUriConflict", message)


def _route(operation: OperationShape, uri: UriPattern) -> _Route:
    """Returns what a server sees of a request, apart from its host."""
    method = text(trait_properties(operation, HTTP).get("method")) or ""
    segments = (s._replace(content="") if s.is_label else s for s in uri.segments)
    return method, tuple(segments), frozenset(uri.query.items())


def _same_host(model: Model, left: OperationShape, right: OperationShape) -> bool:
    """Returns whether two operations can be sent to the same host."""
    mine, other = host_of(left), host_of(right)
    if mine is None or other is None:
        return mine is other
    patterns = _patterns(model, left), _patterns(model, right)
    for pair in zip(mine.segments, other.segments, strict=False):
        literals = [segment.content for segment in pair if not segment.is_label]
        if len(literals) == 2 and literals[0] != literals[1]:
            return False
        for segment, of_members in zip(pair, patterns, strict=True):
            pattern = of_members.get(segment.content) if segment.is_label else None
            if pattern and not all(matches(pattern, text) for text in literals):
                return False
    return True


def _patterns(model: Model, operation: OperationShape) -> dict[str, str]:
    """Returns the patterns of the members that fill labels of the host."""
    found: dict[str, str] = {}
    for name, member in input_of(model, operation).members.items():
        pattern = text(member.traits.get(_PATTERN))
        if _HOST_LABEL in member.traits and pattern is not None:
            found[name] = pattern
    return found
