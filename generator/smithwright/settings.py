"""What to generate: `[tool.smithwright]` of a pyproject.toml, or arguments."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from keyword import iskeyword
from pathlib import Path
from typing import Literal, TypeAlias, cast, get_args

from smithwright.errors import SmithwrightError


class SettingsError(SmithwrightError):
    """The settings cannot be read or do not say what to generate."""


FormatterName: TypeAlias = Literal["black", "ruff", "none"]
"""What lays out the generated text."""

FORMATTERS: tuple[FormatterName, ...] = get_args(FormatterName)


@dataclass(frozen=True, slots=True)
class PackageSettings:
    """One package to generate.

    Raises:
        SettingsError: `name` is none that Python can import, or there is no such
            formatter.
    """

    name: str
    """The import name."""
    sources: tuple[str, ...]
    """Source specs of the model and its overlays."""
    output: str
    """The folder that holds the package's folder, relative to the settings."""
    service: str | None = None
    """Id or name of the service; needed where the model has several."""
    operations: tuple[str, ...] = ()
    """Names or patterns of operations; none means all."""
    protocol: str | None = None
    """The trait of the protocol, by id or name; the best on offer if left out."""
    formatter: FormatterName = "black"
    """`none` leaves the text as it is rendered."""

    def __post_init__(self) -> None:
        if not (self.name.isascii() and self.name.isidentifier()) or iskeyword(
            self.name
        ):
            raise SettingsError(f"package {self.name!r}: not a name for an import")
        if self.formatter not in FORMATTERS:
            known = ", ".join(FORMATTERS)
            raise SettingsError(f"formatter {self.formatter!r}: not one of {known}")


_TABLE = "tool.smithwright"
_KEYS = frozenset("name sources output service operations protocol formatter".split())


def read_settings(path: Path) -> tuple[PackageSettings, ...]:
    """Returns the packages that the file at `path` asks for.

    Raises:
        SettingsError: The file cannot be read, or a setting is missing, unknown or of
            a wrong type.
    """
    try:
        document = tomllib.loads(path.read_text("utf-8"))
    except OSError as error:
        raise SettingsError(f"{path.name}: can't be read: {error.strerror}") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise SettingsError(f"{path.name}: {error}") from None
    tool = _table(_table(document, "tool"), "smithwright")
    packages = tool.get("packages")
    if not isinstance(packages, list) or not packages:
        raise SettingsError(f"{path.name}: has no [[{_TABLE}.packages]]")
    tables = cast("list[object]", packages)
    return tuple(_package(table, path.name) for table in tables)


def _table(table: Mapping[str, object], key: str) -> Mapping[str, object]:
    value = table.get(key)
    return cast("Mapping[str, object]", value) if isinstance(value, dict) else {}


def _package(table: object, file: str) -> PackageSettings:
    if not isinstance(table, dict):
        raise SettingsError(f"{file}: [[{_TABLE}.packages]] must be a table")
    values = cast("Mapping[str, object]", table)
    if unknown := sorted(values.keys() - _KEYS):
        raise SettingsError(f"{file}: {_TABLE}.packages has no setting {unknown[0]!r}")
    return PackageSettings(
        name=_text(values, "name", file),
        sources=_texts(values, "sources", file),
        output=_text(values, "output", file),
        service=_text(values, "service", file) if "service" in values else None,
        operations=_texts(values, "operations", file) if "operations" in values else (),
        protocol=_text(values, "protocol", file) if "protocol" in values else None,
        formatter=cast(
            "FormatterName",  # which the settings check
            _text(values, "formatter", file) if "formatter" in values else "black",
        ),
    )


def _text(values: Mapping[str, object], key: str, file: str) -> str:
    value = values.get(key)
    if isinstance(value, str) and value and "\0" not in value:
        return value
    raise SettingsError(f"{file}: {_TABLE}.packages.{key} must be a string")


def _texts(values: Mapping[str, object], key: str, file: str) -> tuple[str, ...]:
    value = values.get(key)
    items = cast("list[object]", value) if isinstance(value, list) else []
    texts = tuple(item for item in items if isinstance(item, str) and item)
    if texts and len(texts) == len(items):
        return texts
    raise SettingsError(f"{file}: {_TABLE}.packages.{key} must be a list of strings")
