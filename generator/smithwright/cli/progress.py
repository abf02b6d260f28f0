"""A progress bar on a terminal, where rich is installed; plain lines elsewhere."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from importlib.util import find_spec

from smithwright.batch import Outcome


def shown(outcomes: Iterable[Outcome], number: int) -> Iterator[Outcome]:
    """Yields outcomes as they come, while a bar shows how many there are.

    On a terminal they are yielded in the end, so that lines and bar do not mix.

    Args:
        outcomes: What became of packages.
        number: How many there will be.
    """
    if not sys.stderr.isatty() or find_spec("rich") is None:
        yield from outcomes
    else:
        yield from _with_bar(outcomes, number)


def _with_bar(outcomes: Iterable[Outcome], number: int) -> list[Outcome]:
    from rich.console import Console
    from rich.progress import (
        BarColumn,
        MofNCompleteColumn,
        Progress,
        TextColumn,
        TimeRemainingColumn,
    )

    done: list[Outcome] = []
    files = 0
    bar = Progress(
        TextColumn("services"),
        MofNCompleteColumn(),
        BarColumn(),
        TextColumn("{task.fields[files]:,} files"),
        TimeRemainingColumn(),
        TextColumn("left"),
        console=Console(stderr=True),
        transient=True,
        # No thread: processes are forked while it shows.
        auto_refresh=False,
    )
    with bar:
        task = bar.add_task("", total=number, files=files)
        for outcome in outcomes:
            done.append(outcome)
            if outcome.published is not None:
                published = outcome.published
                files += len(published.written) + len(published.unchanged)
            bar.update(task, advance=1, files=files, refresh=True)
    return done
