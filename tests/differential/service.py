"""The comparison of one service with one of its protocols: the unit of work."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from fnmatch import fnmatchcase
from functools import partial
from time import process_time
from typing import Any, Literal, TypeAlias

from smithwright.plan.plan_error import PlanError
from tests.differential.cases import (
    STANDARD,
    Case,
    Plan,
    cases,
    newer_case,
    one_case,
    unmodeled_error,
)
from tests.differential.comparison import leaves, shown
from tests.differential.peer import Peer
from tests.differential.response_protocols import WRITERS
from tests.differential.subject import TOKEN, Client, generate

Direction: TypeAlias = Literal["input", "output", "error"]
_EVENTS_SENT = "the request is an event stream, which is not sent yet"
_EVENTS_RECEIVED = "the response is an event stream, which is not read yet"
_MOST_KEPT = 40_000
"""Differences that are kept of one service."""


@dataclass(frozen=True, slots=True)
class Unit:
    """What is compared in one go."""

    service: str
    protocol: str
    operations: tuple[str, ...] = ("*",)
    """Names or patterns."""
    plan: Plan = STANDARD


@dataclass(frozen=True, slots=True)
class Difference:
    """One place where we and botocore differ."""

    service: str
    protocol: str
    operation: str
    direction: Direction
    case: str
    place: str
    """Where in a request or in what is read; `(exception)`, where one side raises."""
    ours: str
    theirs: str
    given: str
    """The parameters, or the response's body."""

    @property
    def comparison(self) -> tuple[str, str, str, str, str]:
        """What tells comparisons apart: one may have several differences."""
        return (
            self.service,
            self.protocol,
            self.operation,
            self.direction,
            self.case,
        )


@dataclass(slots=True)
class Result:
    """What came out for one unit."""

    service: str
    protocol: str
    operations: int = 0
    compared: dict[str, int] = field(default_factory=dict[str, int])
    """Comparisons by direction."""
    left_out: dict[str, str] = field(default_factory=dict[str, str])
    """Why an operation is not compared, or not in full, by its name."""
    differences: list[Difference] = field(default_factory=list[Difference])
    dropped: int = 0
    """Differences beyond those that are kept."""
    package: str = ""
    """The digest of the package that was compared."""
    seconds: float = 0.0


def compare(unit: Unit, known: str = "") -> Result | None:
    """Compares some operations of a service in both directions.

    Args:
        unit: What to compare.
        known: The digest of a package that needs no comparison.

    Returns:
        What came out; None if the package is the known one.
    """
    start = process_time()
    peer = Peer(unit.service, unit.protocol)
    result = Result(unit.service, unit.protocol)
    names = chosen_operations(peer.model.operation_names, unit.operations)
    if not names:
        return result
    try:
        subject = generate(peer, names)
    except PlanError as error:
        result.left_out = dict.fromkeys(names, str(error))
        return result
    except Exception as error:
        # Whatever else it raises is a fault of ours, and of no other service.
        fault = Difference(
            *(unit.service, unit.protocol, "*", "input", "none", "(generating)"),
            *(shown(error), "", ""),
        )
        result.differences.append(fault)
        return result
    if subject.digest == known:
        return None
    result.left_out = dict(subject.refused)
    result.package = subject.digest
    with subject.package_module() as module:
        comparison = _Comparison(unit, peer, Client(subject, module), result)
        for name in names:
            if name not in subject.refused:
                comparison.operation(peer.model.operation_model(name))
    result.seconds = process_time() - start
    return result


def chosen_operations(names: Iterable[str], patterns: Iterable[str]) -> tuple[str, ...]:
    """Returns the names that a pattern matches."""
    return tuple(
        name
        for name in names
        if any(fnmatchcase(name, pattern) for pattern in patterns)
    )


@dataclass(slots=True)
class _Comparison:
    unit: Unit
    peer: Peer
    client: Client
    result: Result

    # Any: botocore's models have no types.
    def operation(self, operation: Any) -> None:
        """Compares one operation with all its cases."""
        if operation.has_event_stream_input:
            self.result.left_out[operation.name] = _EVENTS_SENT
            return
        self.result.operations += 1
        self._inputs(operation)
        self._errors(operation)
        if operation.has_event_stream_output:
            self.result.left_out[operation.name] = _EVENTS_RECEIVED
        else:
            self._outputs(operation)

    def _inputs(self, operation: Any) -> None:
        where = f"{self.unit.service}/{operation.name}/input"
        for case in self._cases(operation.input_shape, where):
            given = _with_algorithm(operation, case.value)
            self._compare(
                operation,
                "input",
                case.name,
                given,
                partial(self._sent_by_us, operation, given),
                partial(self._sent_by_peer, operation, given),
            )

    def _sent_by_us(
        self, operation: Any, params: Mapping[str, object]
    ) -> dict[str, object]:
        return self.client.sends(operation, params).parts()

    def _sent_by_peer(
        self, operation: Any, params: Mapping[str, object]
    ) -> dict[str, object]:
        given = _with_token(operation, params)
        return self.peer.sends(operation, given).parts()

    def _outputs(self, operation: Any) -> None:
        where = f"{self.unit.service}/{operation.name}/output"
        writer = WRITERS[self.unit.protocol]
        shape, unions = operation.output_shape, self.client.subject.unions
        newer = newer_case(shape, where, self.unit.plan, unions)
        for case in (*self._cases(shape, where), newer):
            response = writer.output(operation, case.value)
            self._compare(
                operation,
                "output",
                case.name,
                response.body,
                partial(self.client.reads, operation, response),
                partial(self.peer.reads, operation, response),
            )

    def _errors(self, operation: Any) -> None:
        where = f"{self.unit.service}/{operation.name}/error"
        writer = WRITERS[self.unit.protocol]
        modeled = [
            (shape, one_case(shape, where, self.unit.plan))
            for shape in operation.error_shapes
        ]
        for shape, case in (*modeled, unmodeled_error()):
            response = writer.error(shape, shape.error_code, case.value)
            self._compare(
                operation,
                "error",
                shape.name,
                response.body,
                partial(self.client.reads_error, operation, response),
                partial(self.peer.reads_error, operation, response),
            )

    def _cases(self, shape: Any, where: str) -> Iterator[Case]:
        return cases(shape, where, self.unit.plan, self.client.subject.unions)

    def _compare(
        self,
        operation: Any,
        direction: Direction,
        case: str,
        given: object,
        ours: Callable[[], dict[str, object]],
        theirs: Callable[[], dict[str, object]],
    ) -> None:
        compared = self.result.compared
        compared[direction] = compared.get(direction, 0) + 1
        for place, mine, yours in _differing(_tried(ours), _tried(theirs)):
            if len(self.result.differences) >= _MOST_KEPT:
                self.result.dropped += 1
                continue
            difference = Difference(
                self.unit.service,
                self.unit.protocol,
                operation.name,
                direction,
                case,
                place,
                mine,
                yours,
                shown(given, 200),
            )
            self.result.differences.append(difference)


def _tried(act: Callable[[], dict[str, object]]) -> dict[str, object] | Exception:
    try:
        return act()
    except Exception as error:
        # Any that a side raises is a part of the comparison.
        return error


def _differing(
    ours: dict[str, object] | Exception, theirs: dict[str, object] | Exception
) -> Iterator[tuple[str, str, str]]:
    if isinstance(ours, Exception) or isinstance(theirs, Exception):
        yield "(exception)", shown(ours), shown(theirs)
        return
    for leaf in leaves(ours, theirs):
        yield leaf.path, *leaf.texts


def _with_token(operation: Any, params: Mapping[str, object]) -> dict[str, object]:
    """A client gives the token that the caller did not give."""
    tokens = operation.idempotent_members
    return {**dict.fromkeys(tokens, TOKEN), **params}


def _with_algorithm(
    operation: Any, params: Mapping[str, object]
) -> Mapping[str, object]:
    """Chooses an algorithm of checksums that both can compute."""
    member = (operation.http_checksum or {}).get("requestAlgorithmMember")
    if member is None or member not in params:
        return params
    return {**params, member: "SHA256"}
