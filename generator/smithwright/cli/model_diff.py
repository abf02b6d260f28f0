"""The command `smithwright model diff`."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from smithwright.cli.messages import errors_reported, print_text
from smithwright.cli.options import selection_options


@click.command()
@click.argument("old")
@click.argument("new")
@selection_options
@click.option(
    "--format",
    "output_format",
    type=click.Choice(["text", "markdown", "json"]),
    default="text",
    help="For terminals, for pull requests, or for programs.",
)
@click.option("--docs", is_flag=True, help="Show documentation that changed, too.")
@click.option(
    "--fail-on",
    type=click.Choice(["breaking", "new", "compatible"]),
    help="Exit with 1 if a difference is that, or more.",
)
@errors_reported()
def diff(
    old: str,
    new: str,
    service: str | None,
    operations: tuple[str, ...],
    output_format: str,
    docs: bool,
    fail_on: str | None,
) -> None:
    """Shows what changed between two models, and what it means for the package.

    OLD and NEW are model files, folders, `-` for standard input, or botocore:SERVICE.
    """
    from smithwright import changes

    (before, old_name), (after, new_name) = (
        changes.read_model(spec, Path()) for spec in (old, new)
    )
    if service or operations:
        before, after = changes.restricted(before, after, service, operations)
    report = changes.compare(before, after, old_name, new_name)
    render = {
        "text": changes.as_text,
        "markdown": changes.as_markdown,
        "json": changes.as_json,
    }[output_format]
    print_text(render(report, docs))
    if fail_on is not None and report.impact.rank >= changes.Impact(fail_on).rank:
        sys.exit(1)
