"""The options that say which packages a command is about."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields, replace
from functools import wraps
from pathlib import Path
from typing import Any, TypeVar

import click

from smithwright.settings import (
    FORMATTERS,
    VALIDATIONS,
    PackageSettings,
    find_settings,
    read_settings,
)

# Any: click turns commands into objects of its own.
CommandT = TypeVar("CommandT", bound=Callable[..., Any])


def _together(
    *options: Callable[[CommandT], CommandT],
) -> Callable[[CommandT], CommandT]:
    """Returns the decorator that gives a command several options, in this order."""

    def with_options(command: CommandT) -> CommandT:
        for option in reversed(options):
            command = option(command)
        return command

    return with_options


config_option = click.option(
    "--config",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Configuration; the closest smithwright.toml or pyproject.toml with "
    "[tool.smithwright], here or above, if left out.",
)
jobs_option = click.option(
    "-j",
    "--jobs",
    type=click.IntRange(min=1),
    help="Packages at once; as many as there are processors if left out.",
)
selection_options = _together(
    click.option("--service", help="Service, if the model has several."),
    click.option(
        "--operation",
        "operations",
        multiple=True,
        help="Operation, or a pattern; all operations if left out.",
    ),
)
"""The options that say which part of a model is meant."""

making_options = _together(
    click.option(
        "--overlay",
        "overlays",
        multiple=True,
        help="Model file that applies more traits to the model.",
    ),
    selection_options,
    click.option("--protocol", help="Protocol's trait; the best on offer if left out."),
    click.option(
        "--validation",
        type=click.Choice(VALIDATIONS),
        help="What is checked where a caller does not say; all if left out.",
    ),
    click.option(
        "--builders/--no-builders",
        default=None,
        help="Whether structures have builders; they have if left out.",
    ),
    click.option("--templates", help="Folder of own templates."),
    click.option(
        "--formatter",
        type=click.Choice(FORMATTERS),
        help="What lays out the text; black if left out.",
    ),
)
"""The options that say how a package is made from a model, called as its settings."""

_naming_options = _together(
    config_option,
    click.option(
        "--source",
        "sources",
        multiple=True,
        help="Model file or folder, `-`, or botocore:SERVICE; repeat it for several.",
    ),
    click.option(
        "--all",
        "everything",
        type=click.Choice(["botocore"]),
        help="A package for each service of the installed botocore, `aws_SERVICE`.",
    ),
    click.option("--package", "name", help="Import name of the package."),
    click.option("-o", "--output", help="Folder that gets the package's folder."),
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
        given = given_of(options)
        if everything is not None:
            if config is not None or given.keys() - _HOW != {"output"}:
                raise click.UsageError(
                    "--all needs --output, and goes without options of one package"
                )
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

    return _naming_options(making_options(with_options))


def given_of(options: Mapping[str, Any]) -> dict[str, Any]:
    """Returns the options that a command line has, of those that it may have."""
    return {key: value for key, value in options.items() if value not in (None, ())}


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
