"""Decision diagrams that decide what rule sets do, made to compare the two."""

from __future__ import annotations

import json
import re
import struct
from base64 import b64encode
from collections.abc import Mapping
from typing import Any

_RESULTS = 100_000_000
_TERMINAL = (-1, 1, -1)
_HOLE = re.compile(r"\{([A-Za-z_]\w*)")


# Any: rule sets are JSON of any form.
def diagram_of(rule_set: Mapping[str, Any]) -> dict[str, Any]:
    """Returns the value of `smithy.rules#endpointBdd` that decides as a rule set does.

    It is not a small one. Every other junction is led to by a negative reference.
    """
    made = _Making()
    root = made.positive(made.rules(rule_set["rules"], _RESULTS, {}))
    return {
        "version": "1.1",
        "parameters": rule_set["parameters"],
        "conditions": made.conditions,
        "results": made.results,
        "root": root,
        "nodeCount": len(made.nodes),
        "nodes": _encoded(made.nodes),
    }


def _encoded(nodes: list[tuple[int, int, int]]) -> str:
    return b64encode(b"".join(struct.pack(">iii", *node) for node in nodes)).decode()


class _Making:
    def __init__(self) -> None:
        self.conditions: list[dict[str, Any]] = []
        self.results: list[dict[str, Any]] = []
        self.nodes: list[tuple[int, int, int]] = [_TERMINAL]
        self._known: dict[str, int] = {}
        self._names: dict[str, str] = {}

    def rules(self, rules: Any, otherwise: int, names: Mapping[str, str]) -> int:
        """Returns the reference to what decides as rules do."""
        for rule in reversed(rules):
            otherwise = self._rule(rule, otherwise, names)
        return otherwise

    def positive(self, reference: int) -> int:
        """Returns a positive reference to what decides as another one does."""
        if reference > 0:
            return reference
        condition, high, low = self.nodes[-reference - 1]
        self.nodes.append((condition, low, high))
        return len(self.nodes)

    def _rule(self, rule: Any, otherwise: int, names: Mapping[str, str]) -> int:
        own = dict(names)
        numbers = [self._condition(each, own) for each in rule["conditions"]]
        if rule["type"] == "tree":
            reference = self.rules(rule["rules"], _RESULTS, own)
        else:
            reference = self._result(_renamed({**rule, "conditions": []}, own))
        for number in reversed(numbers):
            reference = self._node(number, reference, otherwise)
        return reference

    def _condition(self, condition: Any, names: dict[str, str]) -> int:
        """Returns the number of a condition; each value has a name of its own."""
        call = _renamed({k: condition[k] for k in ("fn", "argv")}, names)
        if "assign" in condition:
            wanted = condition["assign"]
            name = self._names.setdefault(
                json.dumps([wanted, call]), f"{wanted}_{len(self._names)}"
            )
            names[wanted] = name
            call["assign"] = name
        return self._number(self.conditions, call)

    def _result(self, result: Any) -> int:
        return _RESULTS + 1 + self._number(self.results, result)

    def _number(self, of: list[dict[str, Any]], item: dict[str, Any]) -> int:
        if item not in of:
            of.append(item)
        return of.index(item)

    def _node(self, condition: int, high: int, low: int) -> int:
        key = json.dumps([condition, high, low])
        if key not in self._known:
            number = len(self.nodes) + 1
            turned = number % 2 == 0
            ways = (low, high) if turned else (high, low)
            self.nodes.append((condition, *ways))
            self._known[key] = -number if turned else number
        return self._known[key]


def _renamed(node: Any, names: Mapping[str, str]) -> Any:
    match node:
        case {"ref": name}:
            return {"ref": names.get(name, name)}
        case dict():
            return {key: _renamed(value, names) for key, value in node.items()}
        case list():
            return [_renamed(item, names) for item in node]
        case str():
            return _HOLE.sub(lambda hole: f"{{{names.get(hole[1], hole[1])}", node)
        case _:
            return node
