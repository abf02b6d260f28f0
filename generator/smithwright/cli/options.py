"""The options that say which packages a command is about."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, fields, replace
from functools import wraps
from pathlib import Path
from typing import Any

import click

from smithwright.settings import (
    FORMATTERS,
    VALIDATIONS,
    PackageSettings,
    find_settings,
    read_settings,
)

service_option = click.option("--service", help="Service, if the model has several.")
operations_option = click.option(
    "--operation",
    "operations",
    multiple=True,
    help="Operation, or a pattern; all operations if left out.",
)
overlays_option = click.option(
    "--overlay",
    "overlays",
    multiple=True,
    help="Model file that applies more traits to the model.",
)
protocol_option = click.option(
    "--protocol", help="Protocol's trait; the best on offer if left out."
)
validation_option = click.option(
    "--validation",
    type=click.Choice(VALIDATIONS),
    help="What is checked where a caller does not say; all if left out.",
)
builders_option = click.option(
    "--builders/--no-builders",
    default=None,
    help="Whether structures have builders; they have if left out.",
)
formatter_option = click.option(
    "--formatter",
    type=click.Choice(FORMATTERS),
    help="What lays out the text; black if left out.",
)
templates_option = click.option("--templates", help="Folder of own templates.")
_PACKAGE_OPTIONS = (
    click.option(
        "--config",
        type=click.Path(dir_okay=False, path_type=Path),
        help="Configuration; the closest smithwright.toml or pyproject.toml with "
        "[tool.smithwright], here or above, if left out.",
    ),
    click.option(
        "--source",
        "sources",
        multiple=True,
        help="Model file, `-`, or botocore:SERVICE; repeat it for several files.",
    ),
    overlays_option,
    click.option(
        "--all",
        "everything",
        type=click.Choice(["botocore"]),
        help="A package for each service of the installed botocore, `aws_SERVICE`.",
    ),
    click.option("--package", "name", help="Import name of the package."),
    service_option,
    operations_option,
    protocol_option,
    validation_option,
    builders_option,
    templates_option,
    click.option("-o", "--output", help="Folder that gets the package's folder."),
    formatter_option,
)

_HOW = frozenset({"validation", "builders", "formatter"})
"""The options that also change the packages of a configuration."""

_SETTINGS = frozenset(field.name for field in fields(PackageSettings))


@dataclass(frozen=True, slots=True)
class Requested:
    """The packages that the command line asks for."""

    packages: tuple[PackageSettings, ...]
    base: Path
    """The folder that their paths are relative to."""


def package_options(command: Callable[..., None]) -> Callable[..., None]:
    """Gives a command the options that name packages, as one `Requested`.

    That is its first argument; its own options follow by their names.
    """

    @wraps(command)
    # Any: each option has the name and the type of its setting.
    def with_options(
        config: Path | None, everything: str | None, **options: Any
    ) -> None:
        more = {key: options.pop(key) for key in [*options] if key not in _SETTINGS}
        given = {key: options[key] for key in options if options[key] not in (None, ())}
        if everything is not None:
            if config is not None or given.keys() - _HOW != {"output"}:
                raise click.UsageError("--all goes with --output, and says what of")
            command(Requested(_catalogue(**given), Path()), **more)
            return
        if given.keys() <= _HOW:
            asked = configured(config)
            packages = tuple(replace(each, **given) for each in asked.packages)
            command(Requested(packages, asked.base), **more)
            return
        if config is not None:
            raise click.UsageError("--config goes without options of one package")
        if not given.keys() >= {"sources", "name", "output"}:
            raise click.UsageError("--source, --package and --output go together")
        command(Requested((PackageSettings(**given),), Path()), **more)

    for option in reversed(_PACKAGE_OPTIONS):
        with_options = option(with_options)
    return with_options


# Any: each option has the name and the type of its setting.
def _catalogue(**options: Any) -> tuple[PackageSettings, ...]:
    from smithwright.catalogue import botocore_packages

    return botocore_packages(**options)


def configured(config: Path | None) -> Requested:
    """Returns the packages of a configuration: this file, or else the closest.

    Raises:
        SettingsError: There is none, or it cannot be read.
    """
    file = find_settings(Path()) if config is None else config
    return Requested(read_settings(file), file.parent)
