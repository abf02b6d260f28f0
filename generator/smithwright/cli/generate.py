"""The command `smithwright generate`."""

from __future__ import annotations

import sys

import click

from smithwright.cli.messages import errors_reported
from smithwright.cli.options import Requested, jobs_option, package_options
from smithwright.cli.writing import write_packages


@click.command()
@errors_reported()
@package_options
@jobs_option
def generate(requested: Requested, jobs: int | None) -> None:
    """Writes the packages of the configuration, or those the options describe."""
    sys.exit(write_packages(requested, jobs))
