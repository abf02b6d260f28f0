"""The options that say which packages a command is about."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, fields, replace
from functools import wraps
from pathlib import Path
from typing import Any, TypeVar

import click

from smithwright.errors import did_you_mean
from smithwright.settings import (
    FORMATTERS,
    VALIDATIONS,
    PackageSettings,
    SettingsError,
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
package_option = click.option(
    "--package",
    "name",
    metavar="NAME",
    help="One package of the configuration; with --source, what the package is called.",
)
jobs_option = click.option(
    "-j",
    "--jobs",
    type=click.IntRange(min=1),
    help="Packages at once; as many as there are processors if left out.",
)
_source_option = click.option(
    "--source",
    "sources",
    multiple=True,
    help="Model file or folder, `-`, or botocore:SERVICE; repeat it for several.",
)
_overlay_option = click.option(
    "--overlay",
    "overlays",
    multiple=True,
    help="Model file that applies more traits to the model.",
)
_service_option = click.option("--service", help="Service, if the model has several.")
_protocol_option = click.option(
    "--protocol", help="Protocol's trait; the best on offer if left out."
)

selection_options = _together(
    _service_option,
    click.option(
        "--operation",
        "operations",
        multiple=True,
        help="Operation, or a pattern; all operations if left out.",
    ),
)
"""The options that say which part of a model is meant."""

model_options = _together(
    _source_option, _overlay_option, _service_option, _protocol_option
)
"""The options that say which model is meant, and how it is spoken to."""

making_options = _together(
    _overlay_option,
    selection_options,
    _protocol_option,
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
    click.option(
        "--client/--no-client",
        default=None,
        help="Whether clients that call the service are made.",
    ),
    click.option("--templates", help="Folder of custom templates."),
    click.option(
        "--formatter",
        type=click.Choice(FORMATTERS),
        help="What lays out the text; black if left out.",
    ),
)
"""The options that say how a package is made from a model, called as its settings."""

_naming_options = _together(
    config_option,
    _source_option,
    click.option(
        "--all",
        "everything",
        type=click.Choice(["botocore"]),
        help="A package for each service of the installed botocore, `aws_SERVICE`.",
    ),
    package_option,
    click.option("-o", "--output", help="Folder that gets the package's folder."),
)

_HOW = frozenset({"validation", "builders", "client", "formatter"})
"""The options that also change the packages of a configuration."""

_SETTINGS = tuple(field.name for field in fields(PackageSettings))
_CALLED = {
    "name": "package",
    "sources": "source",
    "overlays": "overlay",
    "operations": "operation",
}
"""The settings whose options have another name."""


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
        if given.keys() <= {"name", *_HOW}:
            asked = configured(config, given.pop("name", None))
            packages = tuple(replace(each, **given) for each in asked.packages)
            command(Requested(packages, asked.base), **more)
            return
        command(Requested((_described(config, given),), Path()), **more)

    return _naming_options(making_options(with_options))


# Any: each option has the name and the type of its setting.
def _described(config: Path | None, given: Mapping[str, Any]) -> PackageSettings:
    """Returns the package that options describe without a configuration."""
    flag, *_ = flags(given.keys() - {"name", *_HOW})
    if config is not None:
        raise click.UsageError(f"--config goes without {flag}")
    if missing := flags({"name", "sources", "output"} - given.keys()):
        *first, last = missing
        needed = f"{', '.join(first)} and {last}" if first else last
        raise click.UsageError(
            f"{flag} describes a package by itself: give {needed} too, or change the "
            "configuration"
        )
    return PackageSettings(**given)


def given_of(options: Mapping[str, Any]) -> dict[str, Any]:
    """Returns the options that a command line has, of those that it may have."""
    return {key: value for key, value in options.items() if value not in (None, ())}


# Any: each option has the name and the type of its setting.
def _catalogue(**options: Any) -> tuple[PackageSettings, ...]:
    from smithwright.models.catalogue import botocore_packages

    return botocore_packages(**options)


def flags(keys: Collection[str]) -> list[str]:
    """Returns what the options of some settings are called."""
    return [f"--{_CALLED.get(key, key)}" for key in _SETTINGS if key in keys]


def configured(config: Path | None, package: str | None = None) -> Requested:
    """Returns the packages of a configuration, or the one of this name.

    Args:
        config: The configuration's file; the closest one if left out.
        package: The name of a package.

    Raises:
        SettingsError: There is no configuration, it cannot be read, or it has no such
            package.
    """
    file = find_settings(Path()) if config is None else config
    packages = read_settings(file)
    if package is None:
        return Requested(packages, file.parent)
    found = tuple(each for each in packages if each.name == package)
    if not found:
        hint = did_you_mean(package, [each.name for each in packages])
        raise SettingsError(f"{file}: has no package {package!r}{hint}")
    return Requested(found, file.parent)
