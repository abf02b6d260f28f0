"""The command `smithwright generate`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from smithwright.cli.messages import errors_reported, tell
from smithwright.cli.options import Requested, package_options

if TYPE_CHECKING:
    from smithwright.publishing.publish import Published


@click.command()
@errors_reported()
@package_options
def generate(requested: Requested) -> None:
    """Writes the packages of the configuration, or the one the options describe."""
    from smithwright import corridor

    for settings in requested.packages:
        published, warnings = corridor.generate(settings, requested.base)
        for warning in warnings:
            tell(warning)
        if published is not None:
            tell(f"{settings.name}: {_counts(published)}")


def _counts(published: Published) -> str:
    return (
        f"{len(published.written)} written, {len(published.removed)} removed, "
        f"{len(published.unchanged)} unchanged"
    )
