"""The commands `smithwright model`."""

import click

from smithwright.cli.commands import Commands


@click.group(cls=Commands, names=("diff", "pull", "validate"), prefix="model_")
def model() -> None:
    """Works on models."""
