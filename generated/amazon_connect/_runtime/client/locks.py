"""Locks that a forked process does not inherit while another thread holds them."""

from __future__ import annotations

import os
from threading import Lock


class ProcessLock:
    """A lock for the threads of one process; a forked one starts with a free lock."""

    __slots__ = ("_lock", "_process")

    def __init__(self) -> None:
        self._lock, self._process = Lock(), os.getpid()

    def __enter__(self) -> None:
        if self._process != os.getpid():
            # Who held it when the process was forked is not in this one.
            self._lock, self._process = Lock(), os.getpid()
        self._lock.acquire()

    def __exit__(self, *error: object) -> None:
        self._lock.release()
