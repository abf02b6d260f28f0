"""The command `smithwright check`."""

from __future__ import annotations

import sys

import click

from smithwright.cli.messages import errors_reported, print_text, tell
from smithwright.cli.options import Requested, package_options


@click.command()
@errors_reported()
@package_options
def check(requested: Requested) -> None:
    """Shows how packages differ from what generate would write; writes nothing."""
    from smithwright import corridor
    from smithwright.publishing.difference import unified_diff

    found = False
    for settings in requested.packages:
        differences = corridor.check(settings, requested.base)
        folder = requested.base / settings.folder
        print_text(unified_diff(differences, folder))
        for difference in differences:
            tell(f"{(folder / difference.path).as_posix()}: {difference.kind}")
        found = found or bool(differences)
    sys.exit(1 if found else 0)
