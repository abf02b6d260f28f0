"""The fixed sample of operations that every run of the conformance tests compares.

    python -m tests.differential.sample

writes it anew, for a new botocore: at least one operation for each kind of binding
that each protocol has, from few services, and more of these services' operations.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator, Mapping
from pathlib import Path

from smithwright.sources import services
from tests.differential.bindings import bindings
from tests.differential.peer import Peer, protocols
from tests.differential.service import Unit

FILE = Path(__file__).parent / "sample.json"
_FEWEST = 600
"""Operations, each protocol of a service counted."""


def units() -> Iterator[Unit]:
    """Yields what is compared."""
    chosen: dict[str, list[str]] = json.loads(FILE.read_text("utf-8"))
    for service, operations in chosen.items():
        for protocol in protocols(service):
            yield Unit(service, protocol, tuple(operations))


def kinds_of(service: str) -> Mapping[tuple[str, str], set[str]]:
    """Returns a service's operations by protocol and kind of binding."""
    found: dict[tuple[str, str], set[str]] = defaultdict(set)
    for protocol in protocols(service):
        model = Peer(service, protocol).model
        for name in model.operation_names:
            for kind in bindings(model.operation_model(name)):
                found[protocol, kind].add(name)
    return found


def choose() -> dict[str, list[str]]:
    """Returns a sample, by service."""
    everything = {service: kinds_of(service) for service in services()}
    sizes = {
        service: len(set().union(*kinds.values()))
        for service, kinds in everything.items()
    }
    holders: dict[tuple[str, str], list[str]] = defaultdict(list)
    for service, kinds in everything.items():
        for kind in kinds:
            holders[kind].append(service)
    chosen: dict[str, set[str]] = {}
    for kind in sorted(holders, key=lambda kind: (len(holders[kind]), kind)):
        if any(chosen[s] & everything[s].get(kind, set()) for s in chosen):
            continue
        known = [service for service in holders[kind] if service in chosen]
        service = min(known or holders[kind], key=lambda name: (sizes[name], name))
        chosen.setdefault(service, set()).add(min(everything[service][kind]))
    return {
        service: sorted(_with_more(chosen[service], everything[service], len(chosen)))
        for service in sorted(chosen)
    }


def _with_more(
    chosen: set[str], kinds: Mapping[tuple[str, str], set[str]], services: int
) -> set[str]:
    """Adds operations of a service until it has its share."""
    others = sorted(set().union(*kinds.values()) - chosen)
    return chosen | set(others[: max(0, _FEWEST // services - len(chosen))])


if __name__ == "__main__":
    FILE.write_text(json.dumps(choose(), indent=1) + "\n", "utf-8")
