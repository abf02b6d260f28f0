"""The build hook of setuptools: projects whose build requires smithwright have it.

setuptools calls it for every project that is built where Smithwright is installed, so
it looks at little and imports nothing for those that do not ask for it.
https://setuptools.pypa.io/en/latest/userguide/extension.html
"""

from __future__ import annotations

import os
import re
import sys
import tomllib
from collections.abc import Generator, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, cast

if TYPE_CHECKING:
    from setuptools import Distribution

    from smithwright.hooks.project import Project

_REQUIREMENT = re.compile(r"\s*smithwright\s*($|[^\w\s.-])", re.IGNORECASE)


def generate(distribution: Distribution) -> None:
    """Generates the packages of the project in the working directory.

    This comes before setuptools looks for packages.

    Raises:
        SetupError: A package cannot be generated.
    """
    if not _is_asked_for():
        return
    with _errors():
        _project().generate(lambda line: print(line, file=sys.stderr))


def inputs(folder: str) -> Iterator[str]:
    """Yields the files that an sdist has to hold and setuptools does not know of.

    These are the models, the configuration, and the manifests of generated packages.

    Raises:
        SetupError: The configuration cannot be read.
    """
    if os.path.normpath(folder or os.curdir) != os.curdir or not _is_asked_for():
        return
    with _errors():
        project = _project()
        files = [os.path.relpath(path) for path in project.inputs()]
        files += [os.path.relpath(path) for path in project.manifests()]
    yield from files


def _is_asked_for() -> bool:
    """Whether the project's `build-system` requires this package."""
    try:
        document = tomllib.loads(Path("pyproject.toml").read_text("utf-8-sig"))
        build_system = cast("Mapping[str, object]", document["build-system"])
        requires = cast("list[object]", build_system["requires"])
        return any(_REQUIREMENT.match(str(requirement)) for requirement in requires)
    except (OSError, ValueError, KeyError, TypeError):
        return False


def _project() -> Project:
    from smithwright.hooks.project import read_project

    return read_project(Path())


@contextmanager
def _errors() -> Generator[None]:
    """Lets setuptools say in a line what a user can mend."""
    try:
        yield
    except Exception as error:
        from setuptools.errors import SetupError

        from smithwright.errors import message_of

        if (message := message_of(error)) is None:
            raise
        raise SetupError(f"smithwright: {message}") from error
