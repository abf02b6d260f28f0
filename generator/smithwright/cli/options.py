"""The options that say which packages a command is about."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import wraps
from pathlib import Path

import click

from smithwright.settings import (
    FORMATTERS,
    FormatterName,
    PackageSettings,
    read_settings,
)

service_option = click.option("--service", help="Service, if the model has several.")
operations_option = click.option(
    "--operation",
    "operations",
    multiple=True,
    help="Operation, or a pattern; all operations if left out.",
)
_PACKAGE_OPTIONS = (
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
    service_option,
    operations_option,
    click.option("--protocol", help="Protocol's trait; the best on offer if left out."),
    click.option("--output", help="Folder that gets the package's folder."),
    click.option(
        "--formatter",
        type=click.Choice(FORMATTERS),
        help="What lays out the text; black if left out.",
    ),
)


@dataclass(frozen=True, slots=True)
class Requested:
    """The packages that the command line asks for."""

    packages: tuple[PackageSettings, ...]
    base: Path
    """The folder that their paths are relative to."""


def package_options(command: Callable[[Requested], None]) -> Callable[..., None]:
    """Gives a command the options that name packages, as one `Requested`."""

    @wraps(command)
    def with_options(
        config: Path,
        sources: tuple[str, ...],
        package: str | None,
        service: str | None,
        operations: tuple[str, ...],
        protocol: str | None,
        output: str | None,
        formatter: FormatterName | None,
    ) -> None:
        if not (sources or package or service or operations or protocol or output):
            configured = read_settings(config)
            if formatter is not None:
                configured = tuple(replace(p, formatter=formatter) for p in configured)
            command(Requested(configured, config.parent))
            return
        if not (sources and package and output):
            raise click.UsageError("--source, --package and --output go together")
        described = PackageSettings(
            package,
            sources,
            output,
            service,
            operations,
            protocol,
            formatter or "black",
        )
        command(Requested((described,), Path()))

    for option in reversed(_PACKAGE_OPTIONS):
        with_options = option(with_options)
    return with_options
