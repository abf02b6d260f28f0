"""A fixed sample of operations, over all protocols, compared with botocore."""

from __future__ import annotations

import pytest

from tests.differential import sample
from tests.differential.bindings import bindings
from tests.differential.cases import cases
from tests.differential.comparison import leaves
from tests.differential.explained import explanation_of
from tests.differential.peer import Peer
from tests.differential.response_protocols import WRITERS
from tests.differential.service import Unit, chosen_operations, compare

pytestmark = pytest.mark.conformance

_UNITS = list(sample.units())
_KINDS = {
    *("integer in statusCode", "map in headers", "string in header", "list in header"),
    *("timestamp in header", "jsonvalue in header", "string in uri", "greedy uri"),
    *("string in querystring", "list in querystring", "map in querystring"),
    *("constant query", "blob payload", "string payload", "structure payload"),
    *("flattened in body", "xmlAttribute in body", "xmlNamespace in body"),
    *("iso8601 in body", "rfc822 in body", "unixTimestamp in querystring"),
    *("idempotency token", "union", "document", "recursion", "queryName in body"),
    *("hostLabel in header", "checksum", "no input", "no output"),
}
_LEAST_RESPONSES = 0.97
"""The share of responses that botocore reads as they were meant."""


def _name(unit: Unit) -> str:
    return f"{unit.service}-{unit.protocol}"


@pytest.mark.parametrize("unit", _UNITS, ids=_name)
def test_a_service_is_spoken_to_as_botocore_does(unit: Unit) -> None:
    result = compare(unit)
    assert result is not None
    unexplained = [d for d in result.differences if explanation_of(d) is None]
    assert unexplained == []
    assert result.dropped == 0
    assert result.operations + len(result.left_out) >= len(unit.operations)


def test_the_sample_has_every_protocol_and_kind_of_binding() -> None:
    operations = 0
    kinds: set[str] = set()
    for unit in _UNITS:
        model = Peer(unit.service, unit.protocol).model
        operations += len(unit.operations)
        for name in unit.operations:
            kinds |= bindings(model.operation_model(name))
    unsided = {kind.removeprefix("input ").removeprefix("output ") for kind in kinds}
    assert operations >= 500
    assert {unit.protocol for unit in _UNITS} == set(WRITERS)
    assert unsided >= _KINDS


def test_botocore_reads_what_the_responses_are_meant_to_say() -> None:
    """Else both could read nothing, and be equal."""
    read = right = 0
    for unit in _UNITS:
        peer = Peer(unit.service, unit.protocol)
        writer = WRITERS[unit.protocol]
        for name in chosen_operations(peer.model.operation_names, unit.operations):
            operation = peer.model.operation_model(name)
            if operation.has_event_stream_output:
                continue
            for case in cases(operation.output_shape, name, unit.plan, frozenset()):
                response = writer.output(operation, case.value)
                found = peer.reads(operation, response)
                read += 1
                right += not list(leaves(found, case.value))
    assert right >= _LEAST_RESPONSES * read > 5000
