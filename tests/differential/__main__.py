"""Compares every operation of every service with botocore: `make differential`."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor, as_completed
from contextlib import contextmanager
from fnmatch import fnmatchcase
from multiprocessing import get_context
from pathlib import Path
from typing import TypeVar

from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    TextColumn,
    TimeRemainingColumn,
)

from smithwright.sources import services
from tests.differential import state
from tests.differential.cases import Plan
from tests.differential.peer import description, protocols
from tests.differential.service import Result, Unit, chosen_operations, compare
from tests.differential.summary import Summary, write_differences

T = TypeVar("T")

# A worker's memory grows with what it has imported, so each batch has new ones.
_UNITS_PER_WORKER = 20


def main() -> int:
    """Runs the comparison; 1 if there is a difference that nothing explains."""
    options = _options()
    console = Console(width=None if sys.stdout.isatty() else 120)
    plan = Plan(options.seed, options.cases)
    units = list(_units(options.services, tuple(options.operations), plan))
    print(f"seed {plan.seed}, {plan.random_cases} random cases", flush=True)
    summary = Summary()
    try:
        for result in _results(units, options):
            summary.add(result)
    except KeyboardInterrupt:
        print("stopped: the same command goes on from here", file=sys.stderr)
        return 130
    for table in summary.tables():
        console.print(table)
    file = options.state / "differences.txt"
    write_differences(summary.differences, file)
    print(f"{len(summary.differences)} differences to look at: {file}")
    if summary.dropped:
        print(f"and {summary.dropped} more, which were not kept")
    return 1 if summary.differences or summary.dropped else 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python -m tests.differential", description=__doc__
    )
    everything = ["*"]
    parser.add_argument(
        "--services", nargs="+", default=everything, help="names or patterns"
    )
    parser.add_argument(
        "--operations", nargs="+", default=everything, help="names or patterns"
    )
    parser.add_argument("--cases", type=int, default=3, help="random cases of each")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--jobs", type=int, default=os.cpu_count())
    parser.add_argument(
        "--state", type=Path, default=state.FOLDER, help="the folder of results"
    )
    parser.add_argument(
        "--fresh", action="store_true", help="compare again what is compared already"
    )
    return parser.parse_args()


def _units(
    patterns: Iterable[str], operations: tuple[str, ...], plan: Plan
) -> Iterator[Unit]:
    """Yields what to compare, the largest first."""
    chosen = [
        name
        for name in services()
        if any(fnmatchcase(name, pattern) for pattern in patterns)
    ]
    sizes = {
        name: len(chosen_operations(description(name)["operations"], operations))
        for name in chosen
    }
    for name in sorted(chosen, key=lambda name: -sizes[name]):
        if sizes[name]:
            for protocol in protocols(name):
                yield Unit(name, protocol, operations, plan)


def _results(units: list[Unit], options: argparse.Namespace) -> Iterator[Result]:
    """Yields what is stored already, and compares the rest."""
    folder, jobs = options.state, options.jobs
    waiting: list[tuple[Unit, Result | None]] = []
    with _progress(len(units)) as advance:
        for unit in units:
            stored = None if options.fresh else state.read(folder, unit)
            if stored is not None and stored.generator == state.generator_digest():
                advance(stored.result)
                yield stored.result
            else:
                waiting.append((unit, None if stored is None else stored.result))
        for batch in _batches(waiting, jobs * _UNITS_PER_WORKER):
            for unit, result in _compared(batch, jobs):
                state.write(folder, unit, result)
                advance(result)
                yield result


def _batches(waiting: list[T], size: int) -> Iterator[list[T]]:
    for start in range(0, len(waiting), size):
        yield waiting[start : start + size]


def _compared(
    batch: list[tuple[Unit, Result | None]], jobs: int
) -> Iterator[tuple[Unit, Result]]:
    """Yields results as they come; those of packages that are known already."""
    with ProcessPoolExecutor(jobs, mp_context=get_context("spawn")) as pool:
        futures = {
            pool.submit(compare, unit, known.package if known else ""): (unit, known)
            for unit, known in batch
        }
        try:
            for future in as_completed(futures):
                unit, known = futures[future]
                result = future.result() or known
                assert result is not None
                yield unit, result
        finally:
            # An interrupted run does not wait for what has not started.
            pool.shutdown(wait=False, cancel_futures=True)


@contextmanager
def _progress(total: int) -> Iterator[Callable[[Result], None]]:
    if not sys.stdout.isatty():
        done = 0

        def tell(result: Result) -> None:
            nonlocal done
            done += 1
            print(
                f"[{done}/{total}] {result.service} {result.protocol}: "
                f"{result.operations} operations, "
                f"{len(result.differences)} differences, {result.seconds:.1f} s",
                flush=True,
            )

        yield tell
        return
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeRemainingColumn(),
    )
    with Progress(*columns) as progress:
        task = progress.add_task("services", total=total)

        def show(result: Result) -> None:
            progress.update(task, advance=1, description=result.service)

        yield show


if __name__ == "__main__":
    sys.exit(main())
