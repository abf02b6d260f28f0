"""Credentials are fetched once for all who wait, in time, and shown nowhere."""

from __future__ import annotations

import asyncio
import copy
import os
import pickle
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from io import StringIO

import pytest
from rich.console import Console
from templates.runtime.client.credentials import Credentials, CredentialsError
from templates.runtime.client.identities import Fixed, Refreshed
from templates.runtime.client.profiles import ConfigurationError
from templates.runtime.client.steps import IdentitySource

NOW = 1770091506.0
HIDDEN = Credentials("AKIAHIDDEN", "hidden", "hidden too", None, "hidden as well")


class Source:
    """Gives out keys that last for some seconds, slowly, and counts."""

    def __init__(self, lasts: float | None = None) -> None:
        self.calls, self.lasts, self.now = 0, lasts, NOW
        self.slow = 0.02
        self.failure: Exception | None = None

    def __call__(self) -> Credentials:
        self.calls += 1
        time.sleep(self.slow)
        if self.failure is not None:
            raise self.failure
        expiry = None
        if self.lasts is not None:
            expiry = datetime.fromtimestamp(self.now + self.lasts, UTC)
        return Credentials(f"AKIA{self.calls}", "secret", None, expiry)

    def clock(self) -> float:
        return self.now


def key_at(held: Refreshed[Credentials], source: Source, now: float) -> str:
    """Returns the id of the key that a call gets at a time."""
    source.now = now
    return (held.ready(now) or held.load()).access_key_id


def test_threads_that_wait_get_what_one_of_them_fetches() -> None:
    source = Source()
    held = Refreshed(source)
    with ThreadPoolExecutor(16) as pool:
        found = [pool.submit(held.load) for _ in range(64)]
    assert source.calls == 1
    assert {each.result().access_key_id for each in found} == {"AKIA1"}


def test_tasks_of_several_loops_that_wait_get_what_one_of_them_fetches() -> None:
    source = Source()
    held = Refreshed(source)

    async def ask() -> None:
        found = await asyncio.gather(*[asyncio.to_thread(held.load) for _ in range(50)])
        assert {each.access_key_id for each in found} == {"AKIA1"}

    threads = [threading.Thread(target=asyncio.run, args=(ask(),)) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert source.calls == 1


def test_they_are_fetched_anew_five_minutes_before_they_expire() -> None:
    source = Source(3600)
    held = Refreshed(source, source.clock)
    assert held.ready(NOW) is None
    assert key_at(held, source, NOW) == "AKIA1"
    assert key_at(held, source, NOW + 3299) == "AKIA1"
    assert key_at(held, source, NOW + 3300) == "AKIA2"


def test_others_use_those_at_hand_while_new_ones_are_fetched() -> None:
    source = Source(3600)
    held = Refreshed(source, source.clock)
    first = held.load()
    seen: list[Credentials | None] = []
    answer = source.__call__

    def ask() -> Credentials:
        seen.extend(held.ready(now) for now in (NOW + 3300, NOW + 3600))
        return answer()

    held._source = ask
    assert key_at(held, source, NOW + 3300) == "AKIA2"
    assert seen == [first, None]


def test_those_that_do_not_expire_are_fetched_once() -> None:
    source = Source()
    held = Refreshed(source, source.clock)
    assert key_at(held, source, NOW) == key_at(held, source, NOW * 9) == "AKIA1"


def test_those_at_hand_serve_until_they_expire_if_no_others_are_to_be_had() -> None:
    source = Source(3600)
    held = Refreshed(source, source.clock)
    assert key_at(held, source, NOW) == "AKIA1"
    source.failure = CredentialsError("none")
    assert key_at(held, source, NOW + 3360) == "AKIA1"
    assert key_at(held, source, NOW + 3419) == "AKIA1"
    assert source.calls == 2
    assert key_at(held, source, NOW + 3420) == "AKIA1"
    assert source.calls == 3
    with pytest.raises(CredentialsError, match="none"):
        key_at(held, source, NOW + 3600)


def test_keys_that_last_less_than_five_minutes_are_not_fetched_for_each_call() -> None:
    source = Source(120)
    held = Refreshed(source, source.clock)
    assert key_at(held, source, NOW) == key_at(held, source, NOW + 59) == "AKIA1"
    assert key_at(held, source, NOW + 60) == "AKIA2"


def test_keys_that_have_expired_are_none() -> None:
    source = Source(0)
    with pytest.raises(ConfigurationError, match="<Credentials> has expired"):
        Refreshed(source, source.clock).load()


def test_all_who_wait_for_a_failure_get_it() -> None:
    source = Source()
    source.failure, source.slow = CredentialsError("none"), 0.3
    held = Refreshed(source)
    started = threading.Barrier(8)

    def ask() -> str:
        started.wait()
        try:
            return held.load().access_key_id
        except CredentialsError as error:
            return str(error)

    with ThreadPoolExecutor(8) as pool:
        found = [each.result() for each in [pool.submit(ask) for _ in range(8)]]
    assert set(found) == {"none"}
    assert source.calls < 8


@pytest.mark.filterwarnings("ignore:.*fork:DeprecationWarning")
def test_a_child_that_is_forked_meanwhile_fetches_its_own() -> None:
    asked, answered = threading.Event(), threading.Event()

    def slow() -> Credentials:
        asked.set()
        answered.wait()
        return HIDDEN

    held = Refreshed(slow)
    thread = threading.Thread(target=held.load)
    thread.start()
    asked.wait()
    if (child := os.fork()) == 0:
        answered.set()
        os._exit(0 if held.load() is HIDDEN else 1)
    assert os.waitpid(child, 0)[1] == 0
    answered.set()
    thread.join()


def test_they_are_an_identity_source_of_calls() -> None:
    source: IdentitySource = Refreshed(lambda: HIDDEN)
    assert source.ready(NOW) is None
    assert source.load() is source.ready(NOW) is HIDDEN
    source = Fixed(HIDDEN)
    assert source.load() is source.ready(NOW) is HIDDEN


SHOWN: list[Callable[[object], str]] = [repr, str, lambda each: f"{[each]!r}"]


@pytest.mark.parametrize("show", SHOWN)
def test_nothing_of_them_is_shown(show: Callable[[object], str]) -> None:
    held = Refreshed(lambda: HIDDEN)
    held.load()
    for each in (HIDDEN, held, Fixed(HIDDEN), TypeError(HIDDEN)):
        assert "idden" not in show(each).replace("Hidden", "")


def test_rich_shows_nothing_of_them_either() -> None:
    written = StringIO()
    Console(file=written).print(HIDDEN)
    assert "idden" not in written.getvalue()


def test_they_are_not_pickled_and_a_copy_is_the_same() -> None:
    with pytest.raises(TypeError, match="holds a secret"):
        pickle.dumps(HIDDEN)
    assert copy.deepcopy({"a": HIDDEN})["a"] is HIDDEN


def test_an_expiry_needs_a_time_zone() -> None:
    with pytest.raises(ValueError, match="time zone"):
        Credentials("AKIA", "secret", None, datetime(2026, 1, 1))
