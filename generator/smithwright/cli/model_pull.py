"""The command `smithwright model pull`."""

from __future__ import annotations

from pathlib import Path

import click

from smithwright.cli.messages import errors_reported, print_text
from smithwright.cli.options import operations_option, service_option


@click.command()
@click.argument("source")
@service_option
@operations_option
@click.option(
    "-o",
    "--output",
    type=click.Path(dir_okay=False, path_type=Path),
    help="File to write; standard output if left out.",
)
@errors_reported()
def pull(
    source: str, service: str | None, operations: tuple[str, ...], output: Path | None
) -> None:
    """Writes a service's model as Smithy JSON AST, with what its operations need."""
    from smithwright.pull import pull_model, write_model

    text = pull_model(source, service, operations, Path())
    if output is None:
        print_text(text)
    else:
        write_model(output, text)
