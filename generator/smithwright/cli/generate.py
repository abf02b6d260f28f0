"""The command `smithwright generate`."""

from __future__ import annotations

import sys

import click

from smithwright.cli.messages import errors_reported
from smithwright.cli.options import Requested, package_options
from smithwright.cli.writing import write_packages


@click.command()
@errors_reported()
@package_options
@click.option(
    "-j",
    "--jobs",
    type=click.IntRange(min=1),
    help="Packages at once; as many as there are processors if left out.",
)
def generate(requested: Requested, jobs: int | None) -> None:
    """Writes the packages of the configuration, or those the options describe."""
    sys.exit(write_packages(requested, jobs))
