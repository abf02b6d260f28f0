"""A typical request and a large response of each protocol, against botocore."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from tests.bench.alone import alone
from tests.bench.exchange_times import (
    ALL,
    OURS,
    REQUIRED,
    THEIRS,
    UNVALIDATED,
    VALIDATED,
    ExchangeTimes,
    exchange_times,
)
from tests.bench.exchanges import EXCHANGES
from tests.bench.exchanges.exchange import Exchange
from tests.bench.packages import importable_folder, write_package
from tests.bench.report import Comparison, Row, Target


def comparing() -> Iterator[Comparison]:
    """Measures all exchanges: a table of requests and one of responses."""
    with importable_folder() as folder:
        measured = [(exchange, _measured(exchange, folder)) for exchange in EXCHANGES]
    yield Comparison(
        "request",
        [
            Row(
                f"{exchange.operation}, {exchange.protocol}",
                times.requests,
                Target(VALIDATED, ALL, exchange.request_target),
            )
            for exchange, times in measured
        ],
        shown=[ALL, REQUIRED, VALIDATED, UNVALIDATED],
        ratios=[(VALIDATED, ALL), (UNVALIDATED, REQUIRED)],
    )
    yield Comparison(
        "response",
        [
            Row(
                f"{exchange.operation}, {exchange.holds}, {len(exchange.body):,} bytes",
                times.responses,
                Target(THEIRS, OURS, exchange.response_target),
            )
            for exchange, times in measured
        ],
        shown=[OURS, THEIRS],
        ratios=[(THEIRS, OURS)],
    )


def _measured(exchange: Exchange, folder: Path) -> ExchangeTimes:
    name = f"bench_{exchange.service}_{exchange.operation.lower()}"
    write_package(exchange.service, (exchange.operation,), name, folder)
    return alone(exchange_times, exchange, name)
