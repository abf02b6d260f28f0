"""The render stage: a package's plan becomes the text of its files."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import PurePosixPath

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template
from markupsafe import Markup

from smithwright.plan.package import Package
from smithwright.plan.text import Code
from smithwright.templates import templates_folder


class UnsafeTextError(TypeError):
    """A template prints text that may come from a model as it is."""


def render(package: Package) -> dict[PurePosixPath, str]:
    """Returns the text of each rendered file, by path relative to the package."""
    return dict(_files(package))


def runtime(package: Package) -> dict[PurePosixPath, str]:
    """Returns the files that the package shares with others, as they are."""
    folder = templates_folder() / "runtime"
    return {
        "_runtime" / path: (folder / path).read_text("utf-8")
        for path in package.runtime
    }


def _files(package: Package) -> Iterator[tuple[PurePosixPath, str]]:
    for name in ("__init__.py", "__init__.pyi", "errors/__init__.py"):
        yield PurePosixPath(name), _text(name, package=package)
    for name in ("operations/__init__.py", "shapes/__init__.py"):
        yield PurePosixPath(name), _text(name, package=package)
    yield PurePosixPath("py.typed"), ""
    for shapes in package.shapes:
        yield shapes.path, _text("shapes.py", module=shapes)
    for error in package.errors:
        yield error.path, _text("error.py", module=error)
    for operation in package.operation_modules:
        yield operation.path, _text("operation.py", module=operation)


def _text(name: str, **variables: object) -> str:
    return _template(f"{name}.jinja").render(**variables)


@cache
def _template(name: str) -> Template:
    return _environment().get_template(name)


@cache
def _environment() -> Environment:
    return Environment(
        loader=FileSystemLoader(templates_folder() / "package"),
        undefined=StrictUndefined,
        # Escaping marks the text of macros as safe; `_safe` refuses all other text.
        autoescape=True,
        finalize=_safe,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )


def _safe(value: object) -> object:
    """Lets pass what a plan has made safe; refuses everything else.

    Raises:
        UnsafeTextError: `value` is a plain string, or no text at all.
    """
    if isinstance(value, Code | Markup):
        return value
    raise UnsafeTextError(f"a template prints a {type(value).__name__}")
