"""Nodes of a rule set, each with its place for messages."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NoReturn

from smithwright.errors import SmithwrightError
from smithy_parser import Node


class RulesError(SmithwrightError):
    """Rules that mean nothing; the text says where and why."""


@dataclass(frozen=True, slots=True)
class Place:
    """A node and where it stands."""

    node: Node
    path: str = ""

    def refuse(self, reason: str) -> NoReturn:
        """Raises what tells the reader of a model what is wrong here.

        Raises:
            RulesError: Always.
        """
        raise RulesError(f"{self.path}: {reason}" if self.path else reason)

    def text(self) -> str:
        """Returns a string."""
        if not isinstance(self.node, str):
            self.refuse("has to be a string")
        return self.node

    def flag(self) -> bool:
        """Returns a boolean."""
        if not isinstance(self.node, bool):
            self.refuse("has to be a boolean")
        return self.node

    def number(self) -> int:
        """Returns an integer."""
        if isinstance(self.node, bool) or not isinstance(self.node, int):
            self.refuse("has to be an integer")
        return self.node

    def items(self) -> Iterator[Place]:
        """Yields what a list holds."""
        if isinstance(self.node, str) or not isinstance(self.node, Sequence):
            self.refuse("has to be a list")
        for index, item in enumerate(self.node):
            yield Place(item, f"{self.path}[{index}]")

    def entries(self) -> Iterator[tuple[str, Place]]:
        """Yields the entries of a map."""
        if not isinstance(self.node, Mapping):
            self.refuse("has to be an object")
        for key, value in self.node.items():
            yield key, Place(value, f"{self.path}.{key}" if self.path else key)

    def find(self, key: str) -> Place | None:
        """Returns an entry of a map, None where there is none or it is null."""
        found = dict(self.entries()).get(key)
        return None if found is None or found.node is None else found

    def entry(self, key: str) -> Place:
        """Returns an entry of a map that has to be there."""
        found = self.find(key)
        if found is None:
            self.refuse(f"has no {key!r}")
        return found

    def one_of(self, allowed: Collection[str]) -> str:
        """Returns a string that is one of a few."""
        text = self.text()
        if text not in allowed:
            self.refuse(f"{text!r} is none of {', '.join(sorted(allowed))}")
        return text
