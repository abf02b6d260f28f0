"""The command `smithwright explain`."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from smithwright.cli.messages import errors_reported, print_text, tell
from smithwright.cli.options import Requested, package_options
from smithwright.errors import SmithwrightError

if TYPE_CHECKING:
    from smithwright.explain.entry import Entry
    from smithwright.selection import Closure
    from smithwright.settings import PackageSettings

_HINT = "pip install 'smithwright[explain]'"


class ExplainError(SmithwrightError):
    """What is asked for cannot be shown."""


@click.command()
@click.argument("operation", required=False)
@click.option(
    "--format",
    "output_format",
    type=click.Choice(["tree", "text"]),
    help="In colour, or plainly; in colour on a terminal if left out.",
)
@click.option(
    "--graph",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="FILE",
    help="Draw the shapes into FILE.svg, or write FILE.mmd for Mermaid, instead.",
)
@errors_reported()
@package_options
def explain(
    requested: Requested,
    operation: str | None,
    output_format: str | None,
    graph: Path | None,
) -> None:
    """Shows what is generated for OPERATION: names, shapes, bindings, constraints.

    Without OPERATION, lists the operations.
    """
    if graph is not None:
        _draw(requested, operation, graph)
        return
    entries = tuple(_entries(requested, operation))
    if output_format == "tree" or (output_format is None and sys.stdout.isatty()):
        if _show_tree(entries):
            return
        if output_format == "tree":
            raise ExplainError(f"--format tree needs rich: {_HINT}")
        tell(f"in colour with rich: {_HINT}")
    _print(entries)


def _entries(requested: Requested, operation: str | None) -> Iterator[Entry]:
    from smithwright.explain.describe import describe, outline

    for settings, closure in _closures(requested, operation):
        if operation is None:
            yield from outline(closure, settings.protocol)
        else:
            yield from describe(closure, settings.name, settings.protocol)


def _closures(
    requested: Requested, operation: str | None
) -> Iterator[tuple[PackageSettings, Closure]]:
    """Yields the packages that have an operation, each with its closure.

    Raises:
        SelectionError: No package has it.
    """
    from smithwright import corridor
    from smithwright.selection import SelectionError, select

    found, refusal = False, None
    for settings in requested.packages:
        model = corridor.load(settings.documents, requested.base)
        closure = select(model, settings.service, settings.operations)
        if operation is not None:
            known = {shape.id.name for shape in closure.operations}
            try:
                closure = select(model, settings.service, (operation,))
            except SelectionError as error:
                refusal = refusal or error
                continue
            for shape in closure.operations:
                if shape.id.name not in known:
                    tell(f"{settings.name}: does not generate {shape.id.name} so far")
        found = True
        yield settings, closure
    if refusal is not None and not found:
        raise refusal


def _show_tree(entries: tuple[Entry, ...]) -> bool:
    """Prints entries in colour; returns False where rich is missing."""
    try:
        from smithwright.explain.terminal import show
    except ImportError:
        return False
    show(entries)
    return True


def _print(entries: tuple[Entry, ...]) -> None:
    from smithwright.explain.lines import lines

    print_text("".join(f"{line}\n" for entry in entries for line in lines(entry)))


def _draw(requested: Requested, operation: str | None, file: Path) -> None:
    from smithwright.explain.graph import graph
    from smithwright.explain.mermaid import mermaid
    from smithwright.explain.svg import svg
    from smithwright.whole_file import write_whole

    painters = {".svg": svg, ".mmd": mermaid}
    if (painter := painters.get(file.suffix)) is None:
        raise click.UsageError("--graph: FILE ends with .svg or .mmd")
    closures = [closure for _, closure in _closures(requested, operation)]
    if len(closures) != 1:
        raise click.UsageError("--graph draws one package: name it with --package")
    write_whole(file, painter(graph(closures[0])).encode())
