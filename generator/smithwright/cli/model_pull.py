"""The command `smithwright model pull`."""

from __future__ import annotations

from pathlib import Path

import click

from smithwright.cli.messages import errors_reported, print_text, tell
from smithwright.cli.options import selection_options


@click.command()
@click.argument("source")
@selection_options
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
    """Writes a service's model as Smithy JSON AST, with what its operations need.

    SOURCE is a model file, a folder, `-` for standard input, or botocore:SERVICE.

    Says what changed if the file held another model.
    """
    from smithwright.models.pull import pull_model, write_model

    text = pull_model(source, service, operations, Path())
    if output is None:
        print_text(text)
        return
    before = output.read_bytes() if output.is_file() else text.encode()
    write_model(output, text)
    if before != text.encode():
        _tell_changes(output, before, text)


def _tell_changes(path: Path, before: bytes, text: str) -> None:
    from smithwright.changes import as_summary, compare
    from smithy_parser import Document, ModelError, load_model

    name = path.as_posix()
    try:
        old = load_model(Document(name, before))
    except ModelError:
        tell(f"{name}: held no model before, so nothing is compared")
        return
    report = compare(old, load_model(Document(name, text)), name, name)
    # Where a model is from, and its digest, says nothing about the package.
    if any(entry.difference.shape_id for entry in report.entries):
        for line in as_summary(report, name):
            tell(line)
