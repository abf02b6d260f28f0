"""Connections that wait for their next request."""

from __future__ import annotations

from collections import OrderedDict
from typing import Generic, Protocol, TypeVar

from ..locks import ProcessLock

_HOSTS = 64


class _Connection(Protocol):
    def close(self) -> None: ...


ConnectionT = TypeVar("ConnectionT", bound=_Connection)


class IdleConnections(Generic[ConnectionT]):
    """Keeps connections by where they lead to, for the hosts that were used last.

    Safe to use by many threads.
    """

    __slots__ = ("_kept", "_lock", "_most")

    def __init__(self, most: int) -> None:
        """Keeps at most `most` connections for one host."""
        self._most = most
        self._lock = ProcessLock()
        self._kept: OrderedDict[object, list[ConnectionT]] = OrderedDict()

    def take(self, key: object) -> ConnectionT | None:
        """Returns the connection that was given last, if there is one."""
        with self._lock:
            if not (kept := self._kept.get(key)):
                return None
            connection = kept.pop()
            if not kept:
                del self._kept[key]
            return connection

    def give(self, key: object, connection: ConnectionT) -> None:
        """Keeps a connection, in place of those of the host that is used least."""
        dropped = [connection]
        with self._lock:
            kept = self._kept.setdefault(key, [])
            self._kept.move_to_end(key)
            if len(kept) < self._most:
                kept.append(connection)
                dropped = []
            if len(self._kept) > _HOSTS:
                dropped += self._kept.popitem(last=False)[1]
        for each in dropped:
            each.close()

    def close(self) -> None:
        """Closes all."""
        with self._lock:
            kept, self._kept = self._kept, OrderedDict()
        for connections in kept.values():
            for each in connections:
                each.close()
