"""Connections that are kept for later, and no more of them than is good."""

from __future__ import annotations

from templates.runtime.client.transports.idle_connections import IdleConnections


class Connection:
    def __init__(self) -> None:
        self.closed = False

    def close(self) -> None:
        self.closed = True


def test_the_connection_that_was_used_last_is_used_next() -> None:
    idle = IdleConnections[Connection](2)
    first, second = Connection(), Connection()
    idle.give("a", first)
    idle.give("a", second)
    assert idle.take("b") is None
    assert [idle.take("a") for _ in range(3)] == [second, first, None]


def test_what_is_too_much_for_a_host_is_closed() -> None:
    idle = IdleConnections[Connection](1)
    first, second = Connection(), Connection()
    idle.give("a", first)
    idle.give("a", second)
    assert (first.closed, second.closed) == (False, True)


def test_hosts_that_are_not_used_any_more_lose_their_connections() -> None:
    idle = IdleConnections[Connection](1)
    connections = [Connection() for _ in range(1000)]
    for number, connection in enumerate(connections):
        idle.give(number, connection)
    assert sum(not each.closed for each in connections) == 64
    idle.close()
    assert all(each.closed for each in connections)
    assert idle.take(999) is None
