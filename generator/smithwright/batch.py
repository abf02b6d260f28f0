"""Many packages at once: each is built by itself, wherever an executor runs it.

The unit of work is one package, a pure function of its settings and sources. Whoever
asks for the packages publishes them, so the output need not be on a shared disk.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from concurrent.futures import Executor, Future, as_completed
from contextlib import nullcontext
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from smithwright import corridor
from smithwright.corridor import Built
from smithwright.errors import message_of
from smithwright.incremental.fingerprints import fingerprint
from smithwright.processes import process_pool, processors
from smithwright.publishing.manifest import Fingerprint
from smithwright.publishing.publish import held_files, is_current
from smithwright.settings import PackageSettings

if TYPE_CHECKING:
    from smithwright.publishing.difference import Difference
    from smithwright.publishing.publish import Published


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one package."""

    settings: PackageSettings
    published: Published | None = None
    """What was written; None where nothing had changed, and after a failure."""
    warnings: tuple[str, ...] = ()
    """What the model says and the package does not do."""
    differences: tuple[Difference, ...] = ()
    """How a checked package differs from what would be written."""
    failure: str | None = None
    """Why there is no package, a line for each thing that is wrong."""


@dataclass(frozen=True, slots=True)
class _Failure:
    message: str


def generate_all(
    packages: Iterable[PackageSettings],
    base: Path = Path(),
    *,
    executor: Executor | None = None,
    processes: int | None = None,
) -> Iterator[Outcome]:
    """Writes packages; unchanged ones are left alone, and a failure stops no other.

    Args:
        packages: The packages.
        base: The folder that their paths are relative to.
        executor: Where to build them; else processes of this machine. Its workers need
            the same sources and the same Smithwright.
        processes: How many, without an executor; as many as there are processors if
            left out.

    Yields:
        What became of each package, when that is known.
    """
    waiting: dict[PackageSettings, Fingerprint] = {}
    for settings in packages:
        outcome = _unless_changed(settings, base)
        if isinstance(outcome, Outcome):
            yield outcome
        else:
            waiting[settings] = outcome
    if waiting:
        most = min(processes or processors(), len(waiting))
        own = process_pool(most) if executor is None else nullcontext(executor)
        with own as pool:
            yield from _generated(waiting, base, pool)


def check_all(
    packages: Iterable[PackageSettings],
    base: Path = Path(),
    *,
    processes: int | None = None,
) -> Iterator[Outcome]:
    """Compares packages with what `generate_all` would write; writes nothing.

    Args:
        packages: The packages.
        base: The folder that their paths are relative to.
        processes: How many; as many as there are processors if left out.

    Yields:
        How each package differs, in their order.
    """
    wanted = tuple(packages)
    # Asked here first, so that no other process reads standard input.
    waiting = [
        each for each in wanted if isinstance(_unless_changed(each, base), Fingerprint)
    ]
    with process_pool(min(processes or processors(), len(waiting)) or 1) as pool:
        futures = {each: pool.submit(check_alone, each, base) for each in waiting}
        for settings in wanted:
            if (future := futures.pop(settings, None)) is None:
                yield check_alone(settings, base)
                continue
            try:
                yield future.result()
            except Exception as error:
                yield Outcome(settings, failure=_failure(error).message)


def check_alone(settings: PackageSettings, base: Path) -> Outcome:
    """Compares one package with what would be written."""
    try:
        return Outcome(settings, differences=corridor.check(settings, base))
    except Exception as error:
        return Outcome(settings, failure=_failure(error).message)


def build_alone(
    settings: PackageSettings, base: Path
) -> tuple[Fingerprint, Built] | _Failure:
    """Builds one package: the unit of work.

    Returns:
        The fingerprint of the run that built it, and the package; or why there is
        none.
    """
    try:
        run = fingerprint(settings, base)
        held = held_files(base / settings.folder)
        return run, corridor.build(settings, base, held, processes=1)
    except Exception as error:
        return _failure(error)


def _unless_changed(settings: PackageSettings, base: Path) -> Outcome | Fingerprint:
    """Returns the outcome of a package that is current, else its fingerprint."""
    try:
        run = fingerprint(settings, base)
        current = is_current(base / settings.folder, run)
    except Exception as error:
        return Outcome(settings, failure=_failure(error).message)
    return Outcome(settings) if current else run


def _generated(
    waiting: dict[PackageSettings, Fingerprint], base: Path, pool: Executor
) -> Iterator[Outcome]:
    futures = {
        pool.submit(build_alone, settings, base): settings for settings in waiting
    }
    for future in as_completed(futures):
        settings = futures.pop(future)
        yield _outcome(future, settings, base, waiting[settings])


def _outcome(
    future: Future[tuple[Fingerprint, Built] | _Failure],
    settings: PackageSettings,
    base: Path,
    run: Fingerprint,
) -> Outcome:
    try:
        done = future.result()
        if isinstance(done, _Failure):
            return Outcome(settings, failure=done.message)
        built_from, built = done
        if built_from != run:
            reason = "built from other sources or by another Smithwright"
            return Outcome(settings, failure=reason)
        published = corridor.publish_built(built, settings, base, run)
    except Exception as error:
        return Outcome(settings, failure=_failure(error).message)
    return Outcome(settings, published, built.warnings)


def _failure(error: Exception) -> _Failure:
    if (message := message_of(error)) is not None:
        return _Failure(message)
    text = " ".join(str(error).split())
    return _Failure(f"internal error: {type(error).__name__}: {text}")
