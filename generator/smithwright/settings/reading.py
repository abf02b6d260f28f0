"""Reads a configuration file; what is wrong with it is said with its place."""

from __future__ import annotations

import os
import re
import tomllib
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Never, cast

from smithwright.settings.keys import KEYS, unknown_key
from smithwright.settings.package import Origin, PackageSettings, SettingsError

if TYPE_CHECKING:
    from smithwright.settings.places import KeyPath

PYPROJECT = "pyproject.toml"
OWN_FILE = "smithwright.toml"

_TABLE = ("tool", "smithwright")
_PACKAGES = "packages"
_BY_NAME = {key.name: key for key in KEYS}
_FOR_ALL = tuple(key.name for key in KEYS if key.for_all)

# tomllib has line and column as attributes from Python 3.14 on only.
_POSITION = r"(.*) \(at (?:line (\d+), column (\d+)|end of document)\)"


def read_settings(path: Path) -> tuple[PackageSettings, ...]:
    """Returns the packages that the file at `path` asks for.

    Raises:
        SettingsError: As `parse_settings`, or the file cannot be read.
    """
    return parse_settings(settings_text(path), path)


def settings_text(path: Path) -> str:
    """Returns the text of a configuration file, with its line ends.

    Raises:
        SettingsError: The file cannot be read.
    """
    try:
        return path.read_bytes().decode("utf-8-sig")
    except OSError as error:
        raise SettingsError(f"{path}: can't be read: {error.strerror}") from None
    except UnicodeDecodeError as error:
        raise SettingsError(f"{path}: not UTF-8: {error.reason}") from None


def parse_settings(text: str, path: Path) -> tuple[PackageSettings, ...]:
    """Returns the packages that a configuration asks for.

    Those are in the table `tool.smithwright` of a pyproject.toml, and at the top of any
    other file.

    Args:
        text: The configuration.
        path: Its file, which need not exist.

    Raises:
        SettingsError: A setting is missing, unknown, of a wrong type or in
            contradiction to another one, or the text is no TOML.
    """
    if not (found := settings_so_far(text, path)):
        raise SettingsError(f"{path}: has no {_header(_root(path))}")
    return found


def settings_so_far(text: str, path: Path) -> tuple[PackageSettings, ...]:
    """Returns what `parse_settings` does, but nothing where no package is there yet."""
    try:
        document = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise SettingsError(_syntax_error(path, text, str(error))) from None
    except RecursionError:
        raise SettingsError(f"{path}: too deeply nested") from None
    return _Reader(path, text).packages(document)


def place_of_setting(settings: PackageSettings, *setting: str | int) -> str | None:
    """Returns where a configuration has a setting, None without configuration.

    Args:
        settings: The package.
        setting: The key, and the index of an item of its list; none for all of it.

    Raises:
        SettingsError: The configuration is gone meanwhile.
    """
    if settings.origin is None:
        return None
    file = settings.origin.file
    return place_in(file, settings_text(file), (*settings.origin.table, *setting))


def place_in(file: Path, text: str, path: KeyPath) -> str:
    """Returns where in a configuration's text a key is, with the file."""
    from smithwright.settings.places import place_of

    line, column = place_of(text, path)
    return f"{file}:{line}:{column}"


def has_settings(path: Path) -> bool:
    """Returns whether the pyproject.toml at `path` has the table `tool.smithwright`.

    One that is not there or cannot be read has none. One that is no TOML has it if it
    seems to: reading it says what is wrong.
    """
    try:
        data = path.read_bytes()
    except OSError:
        return False
    if _TABLE[-1].encode() not in data:
        return False
    try:
        tool = tomllib.loads(data.decode("utf-8-sig")).get(_TABLE[0])
    except (ValueError, RecursionError):
        return f"[{'.'.join(_TABLE)}".encode() in data
    return isinstance(tool, dict) and _TABLE[-1] in tool


def _syntax_error(path: Path, text: str, message: str) -> str:
    found = re.fullmatch(_POSITION, message)
    if found is None:
        return f"{path}: {message}"
    reason, line, column = found.groups()
    if line is None:
        line = text.count("\n") + 1
        column = len(text) - (text.rfind("\n") + 1) + 1
    return f"{path}:{line}:{column}: {reason}"


@dataclass(frozen=True, slots=True)
class _Reader:
    """Reads the tables of one file."""

    file: Path
    text: str

    def packages(self, document: Mapping[str, object]) -> tuple[PackageSettings, ...]:
        root = _root(self.file)
        header = _header(root)
        shared = dict(self._table(document, root))
        packages = shared.pop(_PACKAGES, None)
        self._check(shared, root, (*_FOR_ALL, _PACKAGES))
        if packages is None:
            return ()
        if not isinstance(packages, list) or not packages:
            self._fail((*root, _PACKAGES), f"write packages as tables: {header}")
        tables = cast("list[object]", packages)
        read: dict[Path, PackageSettings] = {}
        for index, table in enumerate(tables):
            path: KeyPath = (*root, _PACKAGES, index)
            if not isinstance(table, dict):
                self._fail(path, f"write packages as tables: {header}")
            settings = self._package(cast("dict[str, object]", table), path, shared)
            folder = Path(os.path.normpath(settings.folder))
            if (problem := overlap(folder, read)) is not None:
                self._fail(path, problem)
            read[folder] = settings
        return tuple(read.values())

    def _table(
        self, document: Mapping[str, object], path: tuple[str, ...]
    ) -> Mapping[str, object]:
        table = document
        for key in path:
            value = table.get(key, {})
            if not isinstance(value, dict):
                self._fail(path, f"{'.'.join(path)} must be a table")
            table = cast("Mapping[str, object]", value)
        return table

    def _package(
        self,
        table: Mapping[str, object],
        path: KeyPath,
        shared: Mapping[str, object],
    ) -> PackageSettings:
        self._check(table, path, _BY_NAME)
        if "source" in table and "sources" in table:
            self._fail((*path, "sources"), "sources: source is set already")
        values = {**shared, **table}
        if "source" in values:
            values["sources"] = [values.pop("source")]
        for needed in ("name", "sources", "output"):
            if needed not in values:
                wanted = "source or sources" if needed == "sources" else needed
                self._fail(path, f"a package needs {wanted}")
        return _settings(values, Origin(self.file, path))

    def _check(
        self, table: Mapping[str, object], path: KeyPath, known: Collection[str]
    ) -> None:
        """Refuses keys that are not known, and values that they may not have."""
        for name, value in table.items():
            if name not in known:
                self._fail((*path, name), unknown_key(name, known))
            for inside, problem in _BY_NAME[name].kind.problems(value):
                self._fail((*path, name, *inside), f"{name}: {problem}")

    def _fail(self, path: KeyPath, message: str) -> Never:
        raise SettingsError(f"{place_in(self.file, self.text, path)}: {message}")


def _root(file: Path) -> tuple[str, ...]:
    return _TABLE if file.name == PYPROJECT else ()


def _header(root: tuple[str, ...]) -> str:
    return f"[[{'.'.join((*root, _PACKAGES))}]]"


def overlap(folder: Path, others: Collection[Path]) -> str | None:
    """Returns what keeps a package from being written beside the others, if anything.

    A package's folder holds nothing but what is generated for it.
    """
    for other in others:
        if folder == other:
            return f"another package is written to {folder.as_posix()}, too"
        if folder in other.parents or other in folder.parents:
            outer, inner = sorted((folder, other))
            return (
                f"{inner.as_posix()}: in {outer.as_posix()}, another package's folder"
            )
    return None


def _settings(values: Mapping[str, object], origin: Origin) -> PackageSettings:
    # Any: the kind of each key has checked that its value is of the field's type.
    arguments: dict[str, Any] = {
        name: tuple(cast("list[str]", value)) if isinstance(value, list) else value
        for name, value in values.items()
    }
    return PackageSettings(**arguments, origin=origin)
