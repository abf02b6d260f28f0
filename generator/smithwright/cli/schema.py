"""The command `smithwright schema`."""

from __future__ import annotations

import json

import click

from smithwright.cli.messages import errors_reported, print_text


@click.command()
@click.option(
    "--pyproject",
    is_flag=True,
    help="The schema of a pyproject.toml instead of that of a smithwright.toml.",
)
@errors_reported()
def schema(pyproject: bool) -> None:
    """Prints the JSON schema of the configuration, for editors."""
    from smithwright.settings.schema import own_file_schema, pyproject_schema

    found = pyproject_schema() if pyproject else own_file_schema()
    print_text(f"{json.dumps(found, indent=2)}\n")
