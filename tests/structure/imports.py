"""What imports what in the generator, wherever in a file it is imported."""

from __future__ import annotations

import ast
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from graphlib import CycleError, TopologicalSorter
from itertools import pairwise
from typing import TypeAlias

from tests.conftest import ROOT

GENERATOR = ROOT / "generator"

Graph: TypeAlias = Mapping[str, Collection[str]]
"""What each module or room imports, by dotted names."""


def import_graph() -> Graph:
    """Returns the modules of the generator, each with those that it imports."""
    trees = {
        ".".join(path.relative_to(GENERATOR).with_suffix("").parts): ast.parse(
            path.read_text("utf-8")
        )
        for path in sorted(GENERATOR.rglob("*.py"))
    }
    return {
        module: {name for name in _imported(tree, trees) if name != module}
        for module, tree in trees.items()
    }


def _imported(tree: ast.Module, known: Collection[str]) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            names = [f"{node.module}.{alias.name}" for alias in node.names]
        else:
            continue
        for name in names:
            for module in (name, f"{name}.__init__", name.rpartition(".")[0]):
                if (found := module) in known or (
                    found := f"{module}.__init__"
                ) in known:
                    yield found
                    break


def rooms(graph: Graph, folder: str) -> Graph:
    """Returns the files and folders of a folder, each with those that it imports.

    A folder's face, `__init__.py`, is a room of its own.
    """
    depth = folder.count(".") + 1
    inside = {
        module: module.split(".")[depth]
        for module in graph
        if module.startswith(f"{folder}.")
    }
    found: dict[str, set[str]] = defaultdict(set)
    for module, room in inside.items():
        found[room] |= {inside[name] for name in graph[module] if name in inside}
        found[room].discard(room)
    return found


def folders(graph: Graph) -> tuple[str, ...]:
    """Returns the dotted names of all folders that modules are in."""
    parents = {
        ".".join(parts[:end])
        for parts in (module.split(".") for module in graph)
        for end in range(1, len(parts))
    }
    return tuple(sorted(parents))


def circle(graph: Graph) -> str:
    """Returns what imports itself by way of others; nothing if nothing does."""
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        return ", ".join(f"{b} imports {a}" for a, b in pairwise(error.args[1]))
    return ""
