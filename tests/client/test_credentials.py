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
from datetime import UTC, datetime, timedelta
from io import StringIO

import pytest
from rich.console import Console
from templates.runtime.client.credentials import (
    Credentials,
    CredentialsError,
    RefreshedCredentials,
)

NOW = datetime(2026, 2, 3, 4, 5, 6, tzinfo=UTC)
HIDDEN = Credentials("AKIAHIDDEN", "hidden", "hidden too", None, "hidden as well")


class Source:
    """Gives out keys that last for a while, slowly, and counts."""

    def __init__(self, lasts: timedelta | None = None) -> None:
        self.calls, self.lasts, self.now = 0, lasts, NOW
        self.seconds = 0.02
        self.failure: Exception | None = None

    def __call__(self) -> Credentials:
        self.calls += 1
        time.sleep(self.seconds)
        if self.failure is not None:
            raise self.failure
        expiry = None if self.lasts is None else self.now + self.lasts
        return Credentials(f"AKIA{self.calls}", "secret", None, expiry)


def test_threads_that_wait_get_what_one_of_them_fetches() -> None:
    source = Source()
    held = RefreshedCredentials(source)
    with ThreadPoolExecutor(16) as pool:
        found = list(pool.map(held.get, [NOW] * 64))
    assert source.calls == 1
    assert {each.access_key_id for each in found} == {"AKIA1"}


def test_tasks_of_several_loops_that_wait_get_what_one_of_them_fetches() -> None:
    source = Source()
    held = RefreshedCredentials(source)

    async def ask() -> None:
        found = await asyncio.gather(*[held.get_async(NOW) for _ in range(100)])
        assert {each.access_key_id for each in found} == {"AKIA1"}

    threads = [threading.Thread(target=asyncio.run, args=(ask(),)) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert source.calls == 1


def test_a_cancelled_task_takes_nothing_from_the_others() -> None:
    held = RefreshedCredentials(Source())

    async def ask() -> str:
        impatient = asyncio.create_task(held.get_async(NOW))
        patient = asyncio.create_task(held.get_async(NOW))
        await asyncio.sleep(0)
        impatient.cancel()
        return (await patient).access_key_id

    assert asyncio.run(ask()) == "AKIA1"


def test_they_are_fetched_anew_five_minutes_before_they_expire() -> None:
    source = Source(timedelta(hours=1))
    held = RefreshedCredentials(source)
    assert held.get(NOW) is held.get(NOW + timedelta(minutes=54, seconds=59))
    source.now = NOW + timedelta(minutes=55)
    assert held.at_hand(source.now) is None
    assert held.get(source.now).access_key_id == "AKIA2"


def test_those_at_hand_serve_until_they_expire_if_no_others_are_to_be_had() -> None:
    source = Source(timedelta(hours=1))
    held = RefreshedCredentials(source)
    held.get(NOW)
    source.failure = CredentialsError("none")
    soon = NOW + timedelta(minutes=56)
    assert held.get(soon).access_key_id == "AKIA1"
    assert held.get(soon + timedelta(seconds=59)).access_key_id == "AKIA1"
    assert source.calls == 2
    held.get(soon + timedelta(seconds=60))
    assert source.calls == 3
    with pytest.raises(CredentialsError, match="none"):
        held.get(NOW + timedelta(hours=1))


def test_keys_that_last_less_than_five_minutes_are_not_fetched_for_each_call() -> None:
    source = Source(timedelta(minutes=2))
    held = RefreshedCredentials(source)
    assert held.get(NOW) is held.get(NOW + timedelta(seconds=59))
    assert source.calls == 1


def test_keys_that_have_expired_are_none() -> None:
    held = RefreshedCredentials(Source(timedelta(seconds=0)))
    with pytest.raises(CredentialsError, match="have expired"):
        held.get(NOW)


def test_all_who_wait_for_a_failure_get_it() -> None:
    source = Source()
    source.failure, source.seconds = CredentialsError("none"), 0.3
    held = RefreshedCredentials(source)
    started = threading.Barrier(8)

    def ask() -> str:
        started.wait()
        try:
            return held.get(NOW).access_key_id
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

    held = RefreshedCredentials(slow)
    thread = threading.Thread(target=held.get, args=(NOW,))
    thread.start()
    asked.wait()
    if (child := os.fork()) == 0:
        answered.set()
        os._exit(0 if held.get(NOW) is HIDDEN else 1)
    assert os.waitpid(child, 0)[1] == 0
    answered.set()
    thread.join()


SHOWN: list[Callable[[object], str]] = [repr, str, lambda each: f"{[each]!r}"]


@pytest.mark.parametrize("show", SHOWN)
def test_nothing_of_them_is_shown(show: Callable[[object], str]) -> None:
    held = RefreshedCredentials(lambda: HIDDEN)
    held.get(NOW)
    for each in (HIDDEN, held, TypeError(HIDDEN)):
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
