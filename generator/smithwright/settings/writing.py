"""Adds a package to a configuration's text, which otherwise stays as it is."""

from __future__ import annotations

import json
import os
import tomllib
from collections.abc import Iterable
from dataclasses import fields
from pathlib import Path

from smithwright.settings.package import PackageSettings, SettingsError
from smithwright.settings.reading import (
    PYPROJECT,
    overlap,
    parse_settings,
    place_of_setting,
    settings_so_far,
)


def with_package(text: str, path: Path, settings: PackageSettings) -> str:
    """Returns a configuration with one more package, at its end.

    Args:
        text: The configuration, which is TOML; empty for a new file.
        path: Its file.
        settings: The package.

    Raises:
        SettingsError: The configuration has mistakes, has a package in this folder
            already, or does not keep its packages in tables that more can follow; or a
            setting is none that a file can hold.
    """
    table = "tool.smithwright.packages" if path.name == PYPROJECT else "packages"
    end = "\r\n" if "\r\n" in text else "\n"
    head = f"{text.rstrip()}{end}{end}" if text.strip() else ""
    lines = [f"[[{table}]]", *_lines(settings)]
    whole = head + "".join(f"{line}{end}" for line in lines)
    if _is_toml(text) and not _is_toml(whole):
        raise SettingsError(
            f"{path}: write packages as [[{table}]], so that one more can follow"
        )
    _refuse_overlap(settings, settings_so_far(text, path))
    if not _is_unicode(whole):
        raise SettingsError(f"{path}: a setting is not Unicode text")
    parse_settings(whole, path)
    return whole


def _refuse_overlap(
    settings: PackageSettings, others: Iterable[PackageSettings]
) -> None:
    folder = Path(os.path.normpath(settings.folder))
    for other in others:
        taken = Path(os.path.normpath(other.folder))
        if (problem := overlap(folder, (taken,))) is None:
            continue
        if folder == taken:
            problem = f"has a package in {folder.as_posix()} already"
        raise SettingsError(
            f"{place_of_setting(other)}: {problem}; choose another name with --package"
        )


def _is_unicode(text: str) -> bool:
    # Arguments of a command may be bytes that are none.
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


def _is_toml(text: str) -> bool:
    try:
        tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        return False
    return True


def _lines(settings: PackageSettings) -> list[str]:
    """Returns what differs from the defaults, a key on each line."""
    lines: list[str] = []
    for field in fields(settings):
        key, value = field.name, getattr(settings, field.name)
        if key == "sources" and len(settings.sources) == 1:
            key, value = "source", settings.sources[0]
        if value != field.default:
            lines.append(f"{key} = {_value(value)}")
    return lines


def _value(value: str | bool | tuple[str, ...]) -> str:
    # What JSON writes is TOML too, but for one control character.
    listed = list(value) if isinstance(value, tuple) else value
    return json.dumps(listed, ensure_ascii=False).replace("\x7f", "\\u007f")
