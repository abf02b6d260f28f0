"""The two files that users of AWS share between their programs.

https://docs.aws.amazon.com/sdkref/latest/guide/file-format.html
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from typing import TypeAlias

from .discreet import Discreet

Section: TypeAlias = Mapping[str, str | Mapping[str, str]]
"""What a section says by key: a text, or what is indented below the key."""

Sections: TypeAlias = Mapping[str, Section]
"""The sections of a file by heading."""

_NONE: Section = {}


class ConfigurationError(Exception):
    """What a client needs is not configured, or cannot be read."""


class Profile(Discreet, frozen=True):
    """What both files say under one name. Its `repr` shows none of it."""

    name: str
    """The name; `default` if none was chosen."""

    merged: Section
    """What either file says; the credentials file wins."""

    config: Section
    """What the config file says."""

    credentials: Section
    """What the credentials file says."""

    services: Section | None
    """The services section that the profile refers to; None if that is missing."""

    paths: tuple[str, str]
    """Where the config file and the credentials file are looked for."""

    def text(self, key: str) -> str | None:
        """Returns what the profile says under this key, unless that is empty."""
        value = self.merged.get(key)
        return value if isinstance(value, str) and value else None

    def nested(self, key: str) -> Mapping[str, str]:
        """Returns what is indented below this key."""
        value = self.merged.get(key)
        return value if isinstance(value, Mapping) else {}

    def __repr__(self) -> str:
        return f"<Profile {self.name!r}>"


def read_profile(chosen: str | None, environment: Mapping[str, str]) -> Profile:
    """Reads a profile from the shared files, wherever the environment has them.

    Args:
        chosen: The name that was asked for, if any.
        environment: May hold `AWS_CONFIG_FILE` and `AWS_SHARED_CREDENTIALS_FILE`, and
            `AWS_DEFAULT_PROFILE` or `AWS_PROFILE`, if no name was asked for.

    Raises:
        ConfigurationError: A file cannot be read, or the name that was asked for, by
            argument or variable, is in neither.
    """
    named = environment.get("AWS_DEFAULT_PROFILE") or environment.get("AWS_PROFILE")
    named = chosen or named
    config_path = _path(environment.get("AWS_CONFIG_FILE") or "~/.aws/config")
    credentials_path = environment.get("AWS_SHARED_CREDENTIALS_FILE")
    credentials_path = _path(credentials_path or "~/.aws/credentials")
    config, credentials = read_sections(config_path), read_sections(credentials_path)
    profiles = _profiles(config)
    name = named or "default"
    if named and name not in profiles and name not in credentials:
        places = f"neither {config_path} nor {credentials_path}"
        raise ConfigurationError(f"the profile {name!r} is in {places}")
    own, kept = profiles.get(name, _NONE), credentials.get(name, _NONE)
    merged = {**own, **kept}
    services: Section | None = {}
    if isinstance(wanted := merged.get("services"), str):
        services = _services(config, wanted)
    paths = (config_path, credentials_path)
    return Profile(name, merged, own, kept, services, paths)


def read_sections(path: str) -> Sections:
    """Reads the sections of a file; none if there is no such file.

    Raises:
        ConfigurationError: It cannot be read; the message says at which line.
    """
    if not os.path.isfile(path):
        return {}
    try:
        with open(path, encoding="utf-8-sig") as file:
            return _sections(file)
    except (OSError, UnicodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else "it is not UTF-8"
        raise ConfigurationError(f"{path} cannot be read: {reason}") from None
    except _FormError as error:
        raise ConfigurationError(f"{path}, {error}") from None


def _path(text: str) -> str:
    return os.path.expanduser(os.path.expandvars(text))


def _profiles(config: Sections) -> Mapping[str, Section]:
    found: dict[str, Section] = {}
    for heading, section in config.items():
        name = heading if heading == "default" else _name(heading, "profile")
        if name is not None:
            found[name] = section
    return found


def _services(config: Sections, name: str) -> Section | None:
    found: Section | None = None
    for heading, section in config.items():
        if _name(heading, "services") == name:
            found = section
    return found


def _name(heading: str, kind: str) -> str | None:
    """Returns the name in a heading of this kind, such as `[profile NAME]`."""
    if not heading.startswith(kind):
        return None
    words = heading.split()
    if any(character in heading for character in "\"'\\"):
        # Imported here: few names are quoted.
        from shlex import split

        try:
            words = split(heading)
        except ValueError:
            return None
    return words[1] if len(words) == 2 else None


class _FormError(Exception):
    """Where in a file something cannot be read, and what is wrong with it."""


def _sections(lines: Iterable[str]) -> Sections:
    """Reads lines as `configparser` does, whose import takes longer than the rest."""
    reader = _Reader()
    for number, line in enumerate(lines, 1):
        try:
            reader.read(line.strip(), len(line) - len(line.lstrip()))
        except ValueError as error:
            raise _FormError(f"line {number}: {error}") from None
    shared = reader.sections.pop("DEFAULT", {})
    return {
        heading: _values(heading, {**shared, **section})
        for heading, section in reader.sections.items()
    }


class _Reader:
    """Takes the lines of a file one by one."""

    def __init__(self) -> None:
        self.sections: dict[str, dict[str, list[str]]] = {}
        self._section: dict[str, list[str]] | None = None
        self._value: list[str] | None = None
        self._indent = 0

    def read(self, line: str, indent: int) -> None:
        """Takes a line without the white space around it, and how much was before it.

        Raises:
            ValueError: It is no section, no key, or the second of its name.
        """
        if not line or line[0] in "#;":
            if not line and self._value is not None:
                self._value.append("")
        elif self._value is not None and indent > self._indent:
            self._value.append(line)
        else:
            self._indent = indent
            heading = line[1:].rpartition("]")[0] if line[0] == "[" else ""
            if heading:
                self._open(heading)
            else:
                self._set(line)

    def _open(self, heading: str) -> None:
        if heading in self.sections and heading != "DEFAULT":
            raise ValueError(f"a second section [{heading}]")
        self._section = self.sections.setdefault(heading, {})
        self._value = None

    def _set(self, line: str) -> None:
        if self._section is None:
            raise ValueError("there is no section before it")
        ends = [at for at in (line.find("="), line.find(":")) if at >= 0]
        if not ends or not (key := line[: min(ends)].rstrip().lower()):
            raise ValueError("neither a section nor a key with a value")
        if key in self._section:
            raise ValueError(f"{key} stands twice in its section")
        self._value = self._section[key] = [line[min(ends) + 1 :].strip()]


def _values(heading: str, section: Mapping[str, list[str]]) -> Section:
    values: dict[str, str | Mapping[str, str]] = {}
    for key, lines in section.items():
        text = "\n".join(lines).rstrip()
        try:
            values[key] = _nested(text) if text.startswith("\n") else text
        except ValueError:
            reason = "a line below it has no equals sign"
            raise _FormError(f"[{heading}] {key}: {reason}") from None
    return values


def _nested(text: str) -> Mapping[str, str]:
    pairs = [line.split("=", 1) for line in text.split("\n") if line]
    return {key.strip(): value.strip() for key, value in pairs}
