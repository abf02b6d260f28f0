"""The render stage: a package's plan becomes the text of its files."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache
from pathlib import PurePosixPath
from typing import Final, TypeAlias, TypedDict

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template, Undefined
from markupsafe import Markup

from smithwright.caching.text_cache import user_cache
from smithwright.installation import templates_folder
from smithwright.plan.completion import Plan
from smithwright.plan.identifiers import SafeText
from smithwright.rendering.compiled_templates import CompiledTemplates


class UnsafeTextError(TypeError):
    """A template prints text that may come from a model as it is."""


TemplateRenderer: TypeAlias = Callable[..., str]
"""Renders a template: takes its name, and its variables by theirs."""


class Rendering(TypedDict):
    """The options of an environment."""

    undefined: type[StrictUndefined]
    autoescape: bool
    finalize: Callable[[object], object]
    trim_blocks: bool
    lstrip_blocks: bool
    keep_trailing_newline: bool
    auto_reload: bool


def render(
    plan: Plan, text: TemplateRenderer | None = None
) -> dict[PurePosixPath, str]:
    """Returns the text of each file that is planned, by path relative to the package.

    Args:
        plan: The package.
        text: What renders templates; this project's own if left out.
    """
    return dict(_files(plan, text or own_text))


def _files(plan: Plan, text: TemplateRenderer) -> Iterator[tuple[PurePosixPath, str]]:
    for name in ("__init__.py", "__init__.pyi", "errors/__init__.py"):
        yield PurePosixPath(name), text(f"{name}.jinja", package=plan.package)
    for name in ("operations/__init__.py", "shapes/__init__.py"):
        yield PurePosixPath(name), text(f"{name}.jinja", package=plan.package)
    yield PurePosixPath("py.typed"), ""
    for template, module in plan.modules:
        yield module.path, text(template, module=module)


def own_text(name: str, **variables: object) -> str:
    """Renders one of this project's own templates."""
    return _template(name).render(**variables)


@cache
def _template(name: str) -> Template:
    return _environment().get_template(name)


@cache
def _environment() -> Environment:
    return Environment(
        loader=FileSystemLoader(templates_folder() / "package"),
        bytecode_cache=CompiledTemplates(user_cache()),
        **RENDERING,
    )


def _safe(value: object) -> object:
    """Lets pass what a plan has made safe; refuses everything else.

    Raises:
        UnsafeTextError: `value` is a plain string, or no text at all.
    """
    if isinstance(value, SafeText | Markup):
        return value
    if isinstance(value, Undefined):
        # Jinja says best what is not there.
        return str(value)
    raise UnsafeTextError(f"prints a {type(value).__name__}, which is not code")


RENDERING: Final = Rendering(
    undefined=StrictUndefined,
    # Escaping marks the text of macros as safe; `_safe` refuses all other text.
    autoescape=True,
    finalize=_safe,
    trim_blocks=True,
    lstrip_blocks=True,
    keep_trailing_newline=True,
    # A run takes its templates as they are when it first asks for them.
    auto_reload=False,
)
"""How every environment renders."""
