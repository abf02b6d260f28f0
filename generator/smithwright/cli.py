"""The command line: `smithwright generate`, `check`, `model pull` and `validate`.

Exit codes: 0, all is well; 1, `check` found differences; 2, wrong usage or a model
that cannot be used. Messages go to standard error, one a line, the place first.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Generator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import click

from smithwright import __version__
from smithwright.settings import PackageSettings, SettingsError, read_settings
from smithwright.validate import validate

if TYPE_CHECKING:
    from smithwright.publishing.publish import Published

CommandT = TypeVar("CommandT", bound=Callable[..., None])


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="smithwright")
def main() -> None:
    """Generates typed Python packages from Smithy service models."""


@main.group()
def model() -> None:
    """Works on models."""


model.add_command(validate)


def _package_options(command: CommandT) -> CommandT:
    options = (
        click.option(
            "--config",
            type=click.Path(dir_okay=False, path_type=Path),
            default=Path("pyproject.toml"),
            help="File with the [tool.smithwright] table.",
        ),
        click.option(
            "--source",
            "sources",
            multiple=True,
            help="Model file, `-`, or botocore:SERVICE; repeat it for overlays.",
        ),
        click.option("--package", help="Import name of the package."),
        click.option("--service", help="Service of the model, if it has several."),
        click.option(
            "--operation",
            "operations",
            multiple=True,
            help="Operation, or a pattern; all operations if left out.",
        ),
        click.option(
            "--protocol", help="Protocol's trait; the best on offer if left out."
        ),
        click.option("--output", help="Folder that gets the package's folder."),
    )
    for option in reversed(options):
        command = option(command)
    return command


@main.command()
@_package_options
def generate(
    config: Path,
    sources: tuple[str, ...],
    package: str | None,
    service: str | None,
    operations: tuple[str, ...],
    protocol: str | None,
    output: str | None,
) -> None:
    """Writes the packages of the configuration, or the one the options describe."""
    with errors_reported():
        from smithwright.corridor import generate

        chosen = _chosen(sources, package, service, operations, protocol, output)
        base, packages = (Path(), (chosen,)) if chosen else _configured(config)
        for settings in packages:
            published, warnings = generate(settings, base)
            for warning in warnings:
                _tell(warning)
            if published is not None:
                _tell(_report(settings, published))


@main.command()
@_package_options
def check(
    config: Path,
    sources: tuple[str, ...],
    package: str | None,
    service: str | None,
    operations: tuple[str, ...],
    protocol: str | None,
    output: str | None,
) -> None:
    """Shows how packages differ from what generate would write; writes nothing."""
    found = False
    with errors_reported():
        from smithwright.corridor import check
        from smithwright.publishing.difference import unified_diff

        chosen = _chosen(sources, package, service, operations, protocol, output)
        base, packages = (Path(), (chosen,)) if chosen else _configured(config)
        for settings in packages:
            differences = check(settings, base)
            folder = base / settings.output / settings.name
            _print(unified_diff(differences, folder))
            for difference in differences:
                path = Path(settings.output) / settings.name / difference.path
                _tell(f"{path.as_posix()}: {difference.kind}")
            found = found or bool(differences)
    sys.exit(1 if found else 0)


@model.command()
@click.argument("source")
@click.option("--service", help="Service of the model, if it has several.")
@click.option(
    "--operation",
    "operations",
    multiple=True,
    help="Operation, or a pattern; all operations if left out.",
)
@click.option(
    "-o",
    "--output",
    type=click.Path(dir_okay=False, path_type=Path),
    help="File to write; standard output if left out.",
)
def pull(
    source: str, service: str | None, operations: tuple[str, ...], output: Path | None
) -> None:
    """Writes a service's model as Smithy JSON AST, with what its operations need."""
    with errors_reported():
        from smithwright.pull import pull_model, write_model

        text = pull_model(source, service, operations, Path())
        if output is None:
            _print(text)
        else:
            write_model(output, text)


def _chosen(
    sources: tuple[str, ...],
    package: str | None,
    service: str | None,
    operations: tuple[str, ...],
    protocol: str | None,
    output: str | None,
) -> PackageSettings | None:
    """Returns the package that the options describe; None without any of them."""
    if not (sources or package or service or operations or protocol or output):
        return None
    if not (sources and package and output):
        raise click.UsageError("--source, --package and --output go together")
    return PackageSettings(package, sources, output, service, operations, protocol)


def _configured(config: Path) -> tuple[Path, tuple[PackageSettings, ...]]:
    return config.parent, read_settings(config)


def _report(settings: PackageSettings, published: Published) -> str:
    return (
        f"{settings.name}: {len(published.written)} written, "
        f"{len(published.removed)} removed, {len(published.unchanged)} unchanged"
    )


@contextmanager
def errors_reported() -> Generator[None]:
    """Ends the program with exit code 2 and one message for what a user can mend."""
    try:
        yield
    except (click.ClickException, BrokenPipeError):
        raise
    except KeyboardInterrupt:
        sys.exit(130)
    except Exception as error:
        if not _is_expected(error):
            raise
        _tell(_message(error))
        sys.exit(2)


def _message(error: Exception) -> str:
    from smithy_parser import ModelError, Severity

    if isinstance(error, ModelError):
        # Stages report in their order, so the first error may be why there are others.
        first, *more = (e for e in error.events if e.severity is Severity.ERROR)
        return f"{first} (and {len(more)} more)" if more else str(first)
    if isinstance(error, OSError) and error.filename is not None:
        return f"{error.filename}: {error.strerror}"
    return str(error)


def _print(text: str) -> None:
    """Prints text as UTF-8, whatever the terminal's encoding is."""
    try:
        click.echo(text.encode(), nl=False)
    except OSError as error:
        # A broken pipe stays one: the number decides the class.
        raise OSError(error.errno, error.strerror, "standard output") from None


def _tell(message: str) -> None:
    """Prints one line, in which whatever a model says controls no terminal."""
    shown = (
        char if char.isprintable() else char.encode("unicode_escape").decode()
        for char in message
    )
    click.echo("".join(shown), err=True)


def _is_expected(error: Exception) -> bool:
    from smithwright.formatting import FormatError
    from smithwright.plan.context import PlanError
    from smithwright.publishing.manifest import ManifestError
    from smithwright.publishing.publish import PublishError
    from smithwright.pull import PullError
    from smithwright.selection import SelectionError
    from smithwright.sources import SourceError
    from smithy_parser import ModelError

    return isinstance(
        error,
        FormatError
        | ManifestError
        | ModelError
        | PlanError
        | PublishError
        | PullError
        | SelectionError
        | SettingsError
        | SourceError
        | OSError,
    )
