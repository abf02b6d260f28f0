"""The command `smithwright explain`."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from smithwright.cli.messages import errors_reported, print_text, tell
from smithwright.cli.options import (
    config_option,
    configured,
    flags,
    given_of,
    model_options,
    package_option,
)
from smithwright.errors import SmithwrightError

if TYPE_CHECKING:
    from smithwright.explain.entry import Entry
    from smithwright.models.selection import Closure

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
@config_option
@package_option
@model_options
@errors_reported()
# Any: each option has the name and the type of its setting.
def explain(
    operation: str | None,
    output_format: str | None,
    graph: Path | None,
    config: Path | None,
    name: str | None,
    **model: Any,
) -> None:
    """Shows what is generated for OPERATION: names, shapes, bindings, constraints.

    Without OPERATION, lists the operations.
    """
    subjects = _subjects(config, name, given_of(model))
    if operation is not None:
        subjects = _with_operation(subjects, operation)
    if graph is not None:
        _draw(subjects, graph)
        return
    entries = tuple(_entries(subjects, in_full=operation is not None))
    if output_format == "tree" or (output_format is None and sys.stdout.isatty()):
        if _show_tree(entries):
            return
        if output_format == "tree":
            raise ExplainError(f"--format tree needs rich: {_HINT}")
        tell(f"in colour with rich: {_HINT}")
    _print(entries)


@dataclass(frozen=True, slots=True)
class _Subject:
    """What is explained: the part of a model that a package is made of."""

    closure: Closure
    protocol: str | None
    package: str | None
    """What the package is called; None where it has no name so far."""


# Any: each option has the name and the type of its setting.
def _subjects(
    config: Path | None, package: str | None, model: Mapping[str, Any]
) -> Iterator[_Subject]:
    """Yields the packages of a configuration, or the model that options name."""
    from smithwright.models.loading import load
    from smithwright.models.selection import closure_of, select

    if "sources" in model:
        if config is not None:
            raise click.UsageError("--config goes without --source")
        documents = (*model["sources"], *model.get("overlays", ()))
        closure = select(
            load(documents, Path()),
            model.get("service"),
            source=" ".join(model["sources"]),
        )
        yield _Subject(closure, model.get("protocol"), package)
        return
    if model:
        raise click.UsageError(f"{flags(model)[0]} goes with --source")
    asked = configured(config, package)
    for settings in asked.packages:
        closure = closure_of(load(settings.documents, asked.base), settings)
        yield _Subject(closure, settings.protocol, settings.name)


def _with_operation(subjects: Iterable[_Subject], operation: str) -> Iterator[_Subject]:
    """Yields those that have an operation, with no more than this one needs.

    Raises:
        SelectionError: None has it.
    """
    from smithwright.models.selection import SelectionError, select

    found, refusal = False, None
    for subject in subjects:
        whole = subject.closure
        try:
            closure = select(whole.model, whole.service.id, (operation,))
        except SelectionError as error:
            refusal = refusal or error
            continue
        for shape in closure.operations:
            if shape not in whole.operations:
                tell(f"{subject.package}: does not generate {shape.id.name} so far")
        found = True
        yield replace(subject, closure=closure)
    if refusal is not None and not found:
        raise refusal


def _entries(subjects: Iterable[_Subject], in_full: bool) -> Iterator[Entry]:
    from smithwright.explain.describe import describe, outline

    for subject in subjects:
        if in_full:
            yield from describe(subject.closure, subject.package, subject.protocol)
        else:
            yield from outline(subject.closure, subject.protocol)


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


def _draw(subjects: Iterable[_Subject], file: Path) -> None:
    from smithwright.explain.graph import graph
    from smithwright.explain.mermaid import mermaid
    from smithwright.explain.svg import svg
    from smithwright.publishing.whole_file import write_whole

    painters = {".svg": svg, ".mmd": mermaid}
    if (painter := painters.get(file.suffix)) is None:
        raise click.UsageError("--graph: FILE ends with .svg or .mmd")
    first, *others = subjects
    if others:
        raise click.UsageError("--graph draws one package: name it with --package")
    write_whole(file, painter(graph(first.closure)).encode())
