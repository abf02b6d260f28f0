"""The command `smithwright init`."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from smithwright.cli.init_questions import ask
from smithwright.cli.messages import errors_reported, tell
from smithwright.cli.options import given_of, making_options
from smithwright.cli.proposal import BOTOCORE, load, proposed, spec_of
from smithwright.settings import OWN_FILE, PYPROJECT, PackageSettings

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem


def _complete(
    context: click.Context, parameter: click.Parameter, incomplete: str
) -> list[CompletionItem]:
    """Offers the services of botocore, or else files."""
    from click.shell_completion import CompletionItem

    from smithwright.sources import SourceError, services

    try:
        names = services()
    except SourceError:
        names = []
    for known in (names, [f"{BOTOCORE}{name}" for name in names]):
        if found := [spec for spec in known if spec.startswith(incomplete)]:
            return [CompletionItem(spec) for spec in found]
    return [CompletionItem(incomplete, type="file")]


@click.command()
@click.argument("source", required=False, shell_complete=_complete)
@click.option("--package", "name", help="Import name; after the service if left out.")
@making_options
@click.option(
    "-o", "--output", help="Folder that gets the package's folder; src or `.`."
)
@click.option(
    "--keep",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="FILE",
    help="Write the part of the model that is needed to FILE, and generate from that.",
)
@errors_reported()
# Any: each option has the name and the type of its setting.
def init(source: str | None, keep: Path | None, **options: Any) -> None:
    """Adds a package to the configuration in this folder, or writes one.

    SOURCE is a service of botocore, such as `sqs`, or a model's file. Without it, asks
    for all that is needed.

    The configuration is smithwright.toml or else pyproject.toml, if there is one, and a
    new smithwright.toml otherwise.
    """
    given = given_of(options)
    if source is not None:
        spec = spec_of(source)
        settings = proposed(spec, load(spec, given), given)
    elif sys.stdin.isatty():
        settings, keep = ask(given, keep)
    else:
        raise click.UsageError("name SOURCE: a service of botocore, or a model's file")
    path = _configuration()
    _write(path, settings, keep)
    tell(
        f"{path}: added {settings.name}; `smithwright generate` writes it to "
        f"{settings.folder.as_posix()}"
    )


def _write(path: Path, settings: PackageSettings, keep: Path | None) -> None:
    from smithwright.models.pull import pull_model, write_model
    from smithwright.publishing.whole_file import write_whole
    from smithwright.settings.reading import settings_text
    from smithwright.settings.writing import with_package

    text = settings_text(path) if path.exists() else ""
    if keep is None:
        whole = with_package(text, path, settings)
    else:
        kept = replace(settings, sources=(keep.as_posix(),))
        whole = with_package(text, path, kept)
        (source,) = settings.sources
        model = pull_model(source, settings.service, settings.operations, Path())
        keep.parent.mkdir(parents=True, exist_ok=True)
        write_model(keep, model)
    write_whole(path.resolve(), whole.encode())


def _configuration() -> Path:
    """Returns the file that the configuration is in, or shall be in."""
    for name in (OWN_FILE, PYPROJECT):
        if Path(name).is_file():
            return Path(name)
    return Path(OWN_FILE)
