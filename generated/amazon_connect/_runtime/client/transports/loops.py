"""What belongs to one event loop, and is closed with it."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, Callable, MutableMapping
from typing import Generic, TypeVar
from weakref import WeakKeyDictionary

T = TypeVar("T")


class PerLoop(Generic[T]):
    """Keeps one value for each event loop that asks for it."""

    def __init__(self, opened: Callable[[], AsyncGenerator[T]]) -> None:
        """Takes an asynchronous generator that yields a value and then closes it.

        A loop closes the generators that it has started when it ends.
        """
        self._opened = opened
        self._kept: MutableMapping[
            asyncio.AbstractEventLoop, tuple[T, AsyncGenerator[T]]
        ] = WeakKeyDictionary()

    async def get(self) -> T:
        """Returns the value of the running loop."""
        loop = asyncio.get_running_loop()
        if (kept := self._kept.get(loop)) is None:
            generator = self._opened()
            kept = await anext(generator), generator
            kept = self._kept.setdefault(loop, kept)
        return kept[0]

    async def close(self) -> None:
        """Closes the value of the running loop."""
        kept = self._kept.pop(asyncio.get_running_loop(), None)
        if kept is not None:
            await kept[1].aclose()
