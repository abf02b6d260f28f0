"""The processors of this machine, and processes to keep them busy."""

from __future__ import annotations

import atexit
import gc
import os
import signal
import sys
from collections.abc import Generator
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from concurrent.futures import Executor


def processors() -> int:
    """Returns how many processors this process may use."""
    if sys.platform == "linux":
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


@contextmanager
def process_pool(processes: int) -> Generator[Executor]:
    """An executor of as many processes, which end with it; no new work starts then."""
    from concurrent.futures import ProcessPoolExecutor

    pool = ProcessPoolExecutor(processes, initializer=_start)
    try:
        yield pool
    finally:
        pool.shutdown(cancel_futures=True)


def is_started() -> bool:
    """Returns whether another process has started this one, to share its work."""
    from multiprocessing import parent_process

    return parent_process() is not None


def collect_seldom() -> None:
    """Has this process look for circles of garbage a few times only, none at its end.

    Nearly all that a run makes is in no circle, and looking takes a sixth of its time.
    """
    gc.set_threshold(20_000, 20, 20)
    atexit.register(gc.freeze)


def _start() -> None:
    collect_seldom()
    # Ctrl-C reaches every process of the terminal; the one that waits handles it.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
