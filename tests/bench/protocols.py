"""A typical request and a large response of each protocol, against botocore."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Any

from tests.bench.exchanges import EXCHANGES
from tests.bench.exchanges.exchange import Exchange
from tests.bench.packages import importable_folder, write_package
from tests.bench.peers import Peer
from tests.bench.report import Comparison, Row, Target
from tests.bench.timing import Times, in_turns

_ROUNDS = 60

_ALL, _REQUIRED = "all checks", "required only"
_VALIDATED, _UNVALIDATED = "botocore", "botocore, no validation"
_OURS, _THEIRS = "parse", "botocore"


@dataclass(frozen=True)
class Measured:
    """One exchange, with times of both directions."""

    exchange: Exchange
    requests: Times
    responses: Times


def comparing() -> Iterator[Comparison]:
    """Measures all exchanges: a table of requests and one of responses."""
    with importable_folder() as folder:
        measured = [_measured(exchange, folder) for exchange in EXCHANGES]
    yield Comparison(
        "request",
        [
            Row(
                f"{one.exchange.operation}, {one.exchange.protocol}",
                one.requests,
                Target(_VALIDATED, _ALL, one.exchange.request_target),
            )
            for one in measured
        ],
        shown=[_ALL, _REQUIRED, _VALIDATED, _UNVALIDATED],
        ratios=[(_VALIDATED, _ALL), (_UNVALIDATED, _REQUIRED)],
    )
    yield Comparison(
        "response",
        [
            Row(
                f"{one.exchange.operation}, {one.exchange.holds}, "
                f"{len(one.exchange.body):,} bytes",
                one.responses,
                Target(_THEIRS, _OURS, one.exchange.response_target),
            )
            for one in measured
        ],
        shown=[_OURS, _THEIRS],
        ratios=[(_THEIRS, _OURS)],
    )


def _measured(exchange: Exchange, folder: Path) -> Measured:
    name = f"bench_{exchange.service}_{exchange.operation.lower()}"
    write_package(exchange.service, (exchange.operation,), name, folder)
    package: Any = import_module(name)  # Any: the module was written just now.
    peer = Peer(exchange.service, exchange.operation)
    operation = package.OPERATIONS[exchange.operation]
    value = operation.input_type.from_dict(exchange.parameters)
    every = package.Config(region="us-west-2")
    required = package.Config(region="us-west-2", validate="required")
    requests = in_turns(
        {
            _ALL: lambda: operation.serialize(value, every),
            _REQUIRED: lambda: operation.serialize(value, required),
            _VALIDATED: peer.serializer(exchange.parameters, validate=True),
            _UNVALIDATED: peer.serializer(exchange.parameters, validate=False),
        },
        _ROUNDS,
    )
    response = package.HttpResponse(
        status=200, headers=exchange.headers, body=exchange.body
    )
    parse = peer.output_parser(200, exchange.headers, exchange.body)
    _check_equal(operation.parse(response).to_dict(), parse)
    responses = in_turns(
        {_OURS: lambda: operation.parse(response), _THEIRS: parse}, _ROUNDS
    )
    return Measured(exchange, requests, responses)


def _check_equal(ours: dict[str, Any], parse: Callable[[], dict[str, Any]]) -> None:
    theirs = {key: item for key, item in parse().items() if key != "ResponseMetadata"}
    if ours != theirs:
        raise AssertionError("botocore reads the response as something else")
