"""The command `smithwright generate`."""

from __future__ import annotations

import click

from smithwright.cli.messages import errors_reported
from smithwright.cli.options import Requested, package_options
from smithwright.cli.writing import write_packages


@click.command()
@errors_reported()
@package_options
def generate(requested: Requested) -> None:
    """Writes the packages of the configuration, or the one the options describe."""
    write_packages(requested)
