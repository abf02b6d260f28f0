"""The command `smithwright check`."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from smithwright.cli.messages import errors_reported, print_text, tell, tell_failures
from smithwright.cli.options import Requested, jobs_option, package_options

if TYPE_CHECKING:
    from smithwright.publishing.difference import Difference


@click.command()
@errors_reported()
@package_options
@jobs_option
def check(requested: Requested, jobs: int | None) -> None:
    """Shows how packages differ from what generate would write; writes nothing."""
    if len(requested.packages) == 1:
        from smithwright import corridor

        (settings,) = requested.packages
        differences = corridor.check(settings, requested.base)
        _show(differences, requested.base / settings.folder)
        sys.exit(1 if differences else 0)
    sys.exit(_check_several(requested, jobs))


def _check_several(requested: Requested, jobs: int | None) -> int:
    from smithwright.batch import check_all
    from smithwright.cli.progress import shown

    found = False
    failures: dict[str, str] = {}
    outcomes = check_all(requested.packages, requested.base, processes=jobs)
    for outcome in shown(outcomes, len(requested.packages)):
        _show(outcome.differences, requested.base / outcome.settings.folder)
        found = found or bool(outcome.differences)
        if outcome.failure is not None:
            failures[outcome.settings.name] = outcome.failure
    tell_failures(failures)
    return 2 if failures else int(found)


def _show(differences: tuple[Difference, ...], folder: Path) -> None:
    from smithwright.publishing.difference import unified_diff

    print_text(unified_diff(differences, folder))
    for difference in differences:
        tell(f"{(folder / difference.path).as_posix()}: {difference.kind}")
