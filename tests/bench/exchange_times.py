"""Times of one exchange with a package of its operation, against botocore."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from typing import Any

from tests.bench.exchanges.exchange import Exchange
from tests.bench.peers import Peer
from tests.bench.timing import Times, in_turns

ALL, REQUIRED = "all checks", "required only"
VALIDATED, UNVALIDATED = "botocore", "botocore, no validation"
OURS, THEIRS = "parse", "botocore"

_ROUNDS = 60


@dataclass(frozen=True)
class ExchangeTimes:
    """The times of both directions."""

    requests: Times
    responses: Times


def exchange_times(exchange: Exchange, package_name: str) -> ExchangeTimes:
    """Times an exchange with a package that can be imported, against botocore."""
    package: Any = import_module(package_name)  # Any: it was written just now.
    peer = Peer(exchange.service, exchange.operation)
    operation = package.OPERATIONS[exchange.operation]
    value = operation.input_type.from_dict(exchange.parameters)
    every = package.Config(region="us-west-2")
    required = package.Config(region="us-west-2", validate="required")
    requests = in_turns(
        {
            ALL: lambda: operation.serialize(value, every),
            REQUIRED: lambda: operation.serialize(value, required),
            VALIDATED: peer.serializer(exchange.parameters, validate=True),
            UNVALIDATED: peer.serializer(exchange.parameters, validate=False),
        },
        _ROUNDS,
    )
    response = package.HttpResponse(
        status=200, headers=exchange.headers, body=exchange.body
    )
    parse = peer.output_parser(200, exchange.headers, exchange.body)
    _check_equal(operation.parse(response).to_dict(), parse)
    responses = in_turns(
        {OURS: lambda: operation.parse(response), THEIRS: parse}, _ROUNDS
    )
    return ExchangeTimes(requests, responses)


def _check_equal(ours: dict[str, Any], parse: Callable[[], dict[str, Any]]) -> None:
    theirs = {key: item for key, item in parse().items() if key != "ResponseMetadata"}
    if ours != theirs:
        raise AssertionError("botocore reads the response as something else")
