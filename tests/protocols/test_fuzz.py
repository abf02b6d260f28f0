"""Damaged responses are read or refused, whatever has happened to them.

`python -m tests.protocols.test_fuzz --count N` damages more of them.
"""

from __future__ import annotations

import argparse
import sys
import traceback
from functools import cache
from random import Random
from types import ModuleType
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.protocols.responses import Good, good_responses, package
from tests.support.inline import ALL_PROTOCOLS
from tests.support.mutations import mutated


def check(module: ModuleType, damaged: Good) -> None:
    """Parses a response; an error has to carry what it was found in.

    Raises:
        Exception: Another one than the runtime's own.
    """
    found = _outcome(module, damaged)
    if isinstance(found, module.ResponseError):
        assert found.status == damaged.status
        assert found.headers == damaged.headers
        assert found.body_start == damaged.body[:512]
    elif damaged.status >= 300:
        assert found.response.status == damaged.status
        assert found.response.headers == damaged.headers
        # Of a stream, the first MiB is kept.
        assert found.response.body[: 1 << 20] == damaged.body[: 1 << 20]
    else:
        found.to_dict()
    assert repr(found)
    assert str(found)


# Any: what a generated package makes has no static type here.
def _outcome(module: ModuleType, damaged: Good) -> Any:
    """Returns the output or the error of a response."""
    # A stream is read whole by these operations.
    body = iter([damaged.body]) if len(damaged.body) % 2 else damaged.body
    response = module.HttpResponse(
        status=damaged.status, headers=damaged.headers, body=body
    )
    try:
        return module.OPERATIONS[damaged.operation].parse(response)
    except (module.ResponseError, module.ServiceError) as error:
        return error


def damage(good: Good, random: Random) -> Good:
    """Returns a response with damages in its body, or in some of its headers."""
    if good.headers and random.random() < 0.3:
        name = random.choice(sorted(good.headers))
        text = mutated(good.headers[name].encode(), random)
        spoiled = text.decode(random.choice(["latin-1", "utf-8"]), "surrogateescape")
        return good._replace(headers={**good.headers, name: spoiled})
    return good._replace(body=mutated(good.body, random))


@cache
def _good(protocol: str) -> tuple[Good, ...]:
    return good_responses(protocol)


@pytest.mark.parametrize("protocol", ALL_PROTOCOLS)
def test_what_damages_start_from_is_good(protocol: str) -> None:
    for good in _good(protocol):
        response = package(protocol).HttpResponse(
            status=good.status, headers=good.headers, body=good.body
        )
        operation = package(protocol).OPERATIONS[good.operation]
        if good.status < 300:
            assert operation.parse(response).to_dict()
            continue
        with pytest.raises(package(protocol).Refused) as raised:
            operation.parse(response)
        assert raised.value.value.inner.inner.choice.number == 1
        assert raised.value.message == "No"


@pytest.mark.parametrize("protocol", ALL_PROTOCOLS)
@given(seed=st.integers(0, 2**32))
def test_a_damaged_response_is_read_or_refused(protocol: str, seed: int) -> None:
    random = Random(seed)
    check(package(protocol), damage(random.choice(_good(protocol)), random))


def main() -> int:
    """Checks as many damaged responses of each protocol as asked for."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("--count", type=int, default=100_000)
    parser.add_argument("--seed", type=int, default=0)
    options = parser.parse_args()
    failed = 0
    for protocol in ALL_PROTOCOLS:
        random = Random(options.seed)
        for _ in range(options.count):
            damaged = damage(random.choice(_good(protocol)), random)
            try:
                check(package(protocol), damaged)
            except Exception:  # Any exception at all is a finding.
                failed += 1
                traceback.print_exc()
                print(f"{protocol}: {damaged!r}", file=sys.stderr)
    print(f"{options.count} responses of each protocol, {failed} failed")
    return min(failed, 1)


if __name__ == "__main__":
    sys.exit(main())
