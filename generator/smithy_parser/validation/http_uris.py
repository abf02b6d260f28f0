"""URIs of operations: well formed, and told from each other by a server.

Implements https://smithy.io/2.0/spec/http-bindings.html#uri and
https://smithy.io/2.0/spec/http-bindings.html#uri-conflicts.
"""

from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from typing import Final

from ..events import Event
from ..model import Model
from ..shapes import OperationShape, ServiceShape
from .findings import danger, error
from .http_bindings import HTTP, LABEL, http_operations, uri_of
from .hosts import host_of
from .regexes import found_in
from .traversal import input_of, own
from .uri_patterns import Segment, UriPattern, conflicts
from .uri_trie import UriTrie
from .values import text, trait_properties
from .wording import MAX_LISTED, listed

_ID: Final = "HttpUriConflict"
_GREEDY: Final = "HttpUriGreedyLabel"
_HOST_LABEL: Final = "smithy.api#hostLabel"
_PATTERN: Final = "smithy.api#pattern"


def validate_uri_format(model: Model) -> Iterator[Event]:
    """Find URIs with characters beyond ASCII."""
    for operation, uri in http_operations(model):
        if not uri.text.isascii():
            message = f"@http trait `uri` is invalid: {uri.text}"
            yield error(operation, "HttpUriFormat", message, HTTP)


def validate_greedy_labels(model: Model) -> Iterator[Event]:
    """Find greedy labels that another label follows."""
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


def validate_uri_conflicts(model: Model) -> Iterator[Event]:
    """Find operations of a service that one request could mean both of."""
    for service in own(model, ServiceShape):
        routes: dict[str, UriTrie] = {}
        for operation in model.operations_of(service.id):
            if (uri := uri_of(operation)) is not None:
                routes.setdefault(_method(operation), UriTrie()).add(operation, uri)
        for operation in model.operations_of(service.id):
            if (uri := uri_of(operation)) is not None:
                yield from _conflicts(model, operation, uri, routes[_method(operation)])


def _conflicts(
    model: Model, operation: OperationShape, uri: UriPattern, routes: UriTrie
) -> Iterator[Event]:
    clashing = (
        (other, other_uri)
        for other, other_uri in routes.conflicting(uri)
        if other.id != operation.id and _same_host(model, operation, other)
    )
    refused: list[str] = []
    tolerated: list[str] = []
    for other, other_uri in islice(clashing, 2 * MAX_LISTED):
        shown = f"`{other.id}` ({other_uri.text})"
        left = _label_patterns(model, operation)
        right = _label_patterns(model, other)
        if _told_apart(uri.segments, left, other_uri.segments, right):
            tolerated.append(shown)
        else:
            refused.append(shown)
    if refused:
        yield error(operation, _ID, _message(uri, refused))
    if tolerated:
        message = (
            f"{_message(uri, tolerated)}. Pattern traits applied to the label members "
            "prevent the label value from evaluating to a conflict, but this is still "
            "a poor design. If this is acceptable, this can be suppressed."
        )
        yield danger(operation, _ID, message)


def _message(uri: UriPattern, others: Sequence[str]) -> str:
    return (
        f"Operation URI, `{uri.text}`, conflicts with other operation URIs in the same "
        f"service: [{listed(sorted(others))}]"
    )


def _method(operation: OperationShape) -> str:
    return text(trait_properties(operation, HTTP).get("method")) or ""


def _same_host(model: Model, left: OperationShape, right: OperationShape) -> bool:
    """Whether the hosts of two operations can be the same.

    Two literal prefixes count as one host, as they may be routed to one server.
    """
    mine, other = host_of(left), host_of(right)
    if mine is None or other is None:
        return mine is other
    return not _told_apart(
        mine.segments,
        _host_patterns(model, left),
        other.segments,
        _host_patterns(model, right),
    )


def _told_apart(
    left: Sequence[Segment],
    left_patterns: Mapping[str, str],
    right: Sequence[Segment],
    right_patterns: Mapping[str, str],
) -> bool:
    """Whether no label takes the literal that stands in its place in the other."""
    pairs = conflicts(left, right)
    for mine, other in pairs:
        if mine.is_label == other.is_label:
            continue
        label, literal = (mine, other) if mine.is_label else (other, mine)
        patterns = left_patterns if mine.is_label else right_patterns
        pattern = patterns.get(label.content)
        if pattern is None or found_in(pattern, literal.content):
            return False
    return bool(pairs)


def _label_patterns(model: Model, operation: OperationShape) -> dict[str, str]:
    found: dict[str, str] = {}
    for name, member in input_of(model, operation).members.items():
        pattern = model.trait(member, _PATTERN)
        if LABEL in member.traits and isinstance(pattern, str):
            found[name] = pattern
    return found


def _host_patterns(model: Model, operation: OperationShape) -> dict[str, str]:
    found: dict[str, str] = {}
    for name, member in input_of(model, operation).members.items():
        pattern = text(member.traits.get(_PATTERN))
        if _HOST_LABEL in member.traits and pattern is not None:
            found[name] = pattern
    return found
