"""An explanation as a tree on a terminal, with colours, by rich."""

from __future__ import annotations

import sys

from rich.console import Console
from rich.text import Text
from rich.tree import Tree

from smithwright.errors import printable
from smithwright.explain.entry import Entry


def show(entries: tuple[Entry, ...]) -> None:
    """Prints entries to standard output."""
    console = Console(file=sys.stdout, highlight=False)
    for entry in entries:
        console.print(_tree(entry))


def _tree(entry: Entry) -> Tree:
    tree = Tree(_label(entry), guide_style="dim")
    for child in entry.children:
        _grow(tree, child)
    return tree


def _grow(tree: Tree, entry: Entry) -> None:
    branch = tree.add(_label(entry))
    for child in entry.children:
        _grow(branch, child)


def _label(entry: Entry) -> Text:
    """Returns an entry's line; as `Text`, nothing in it is markup."""
    label = Text(printable(entry.name), style="bold")
    if entry.type:
        label.append(": ", style="not bold dim")
        label.append(printable(entry.type), style="not bold cyan")
    for position, fact in enumerate(entry.facts):
        label.append("  " if position == 0 else "; ", style="not bold")
        label.append(printable(fact), style="not bold")
    if entry.place:
        label.append(f"  {printable(entry.place)}", style="not bold dim")
    return label
