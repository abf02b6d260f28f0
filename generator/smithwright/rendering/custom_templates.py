"""A user's folder of templates, which override or extend this project's.

A template of the folder takes the place of the one of its name. It may extend that one,
as `smithwright/NAME`, and say only what some blocks hold. docs/templates.md is the
reference.
"""

from __future__ import annotations

import tomllib
from pathlib import Path, PurePath, PurePosixPath
from types import TracebackType
from typing import TypeAlias, cast

from jinja2 import (
    ChoiceLoader,
    FileSystemLoader,
    PrefixLoader,
    TemplateSyntaxError,
    nodes,
)
from jinja2.meta import find_referenced_templates
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup

from smithwright.errors import SmithwrightError, did_you_mean
from smithwright.installation import templates_folder
from smithwright.plan.identifiers import SafeText
from smithwright.rendering.render import RENDERING
from smithwright.rendering.templates import (
    ABOUT,
    TEMPLATES_VERSION,
    templates_in,
)
from smithwright.writing.code import Literal
from smithwright.writing.docstrings import Docstring

PREFIX = "smithwright"
"""What the names of this project's templates start with in a user's."""


class TemplateError(SmithwrightError):
    """A user's template cannot be used; the text says where and why."""


_Reference: TypeAlias = nodes.Extends | nodes.FromImport | nodes.Import | nodes.Include


class _Environment(ImmutableSandboxedEnvironment):
    """Lets templates print the plan and do nothing else.

    They reach no text of a model that is not safe to print already, so that no filter
    and no operator can make code of one.
    """

    def is_safe_attribute(self, obj: object, attr: str, value: object) -> bool:
        """Returns whether a template may use an attribute."""
        if isinstance(obj, Docstring) and attr != "at":
            return False
        if isinstance(obj, SafeText):
            return attr in ("text", "indented")
        if isinstance(obj, PurePath):
            # It is made of names of modules.
            return super().is_safe_attribute(obj, attr, value)
        return not _holds_text(value) and super().is_safe_attribute(obj, attr, value)


class CustomTemplates:
    """The templates of a folder, checked before any is rendered."""

    def __init__(self, folder: Path, name: str) -> None:
        """Reads and checks the folder.

        Args:
            folder: The folder.
            name: What messages call it.

        Raises:
            TemplateError: A template is not what a template has to be.
        """
        if not folder.is_dir():
            raise TemplateError(f"{name}: is no folder of templates")
        self._folder = folder
        self._name = name
        own = FileSystemLoader(folder)
        ours = FileSystemLoader(templates_folder() / "package")
        loader = ChoiceLoader([own, PrefixLoader({PREFIX: ours}), ours])
        self.environment = _Environment(loader=loader, **RENDERING)
        self.environment.filters["literal"] = Literal.of
        self._ours = frozenset(ours.list_templates())
        _check_version(folder / ABOUT, f"{name}/{ABOUT}")
        self._trees = {path: self._parsed(path) for path in templates_in(folder)}
        self._check_names()
        for path, tree in self._trees.items():
            self._check_blocks(path, tree)

    def text(self, name: str, **variables: object) -> str:
        """Returns the text of a module.

        Raises:
            TemplateError: A custom template uses what is not there, or prints what may
                be unsafe.
        """
        try:
            return self.environment.get_template(name).render(**variables)
        except Exception as error:
            place = self._place(error.__traceback__)
            # Without a place, it is not the user who can mend it.
            if place is None:
                raise
            raise TemplateError(f"{place}: {error}") from error

    def _place(self, traceback: TracebackType | None) -> str | None:
        """Returns file and line of the innermost custom template in a traceback."""
        found: str | None = None
        while traceback is not None:
            file = Path(traceback.tb_frame.f_code.co_filename)
            if file.suffix == ".jinja" and file.is_relative_to(self._folder):
                inside = file.relative_to(self._folder).as_posix()
                found = f"{self._name}/{inside}:{traceback.tb_lineno}"
            traceback = traceback.tb_next
        return found

    def _parsed(self, path: str) -> nodes.Template:
        file = self._folder / path
        try:
            text = file.read_text("utf-8")
        except OSError as error:
            raise self._error(path, 0, f"can't be read: {error.strerror}") from None
        except UnicodeDecodeError:
            raise self._error(path, 0, "is not UTF-8") from None
        try:
            tree = self.environment.parse(text, path, str(file))
            # Unknown filters and tests, and blocks that are there twice.
            self.environment.compile(text, path, str(file), raw=True)
        except TemplateSyntaxError as error:
            raise self._error(path, error.lineno, error.message or "") from None
        except RecursionError:
            raise self._error(path, 0, "is nested too deeply") from None
        return tree

    def _check_names(self) -> None:
        """Refuses templates that nothing asks for: their names are misspelt."""
        asked = {
            name
            for tree in self._trees.values()
            for name in find_referenced_templates(tree)
        }
        for path in self._trees.keys() - self._ours - asked:
            hint = did_you_mean(path, self._ours)
            raise self._error(path, 0, f"no template is called so{hint}")
        for path, tree in self._trees.items():
            references: list[_Reference] = [
                *tree.find_all(nodes.Extends),
                *tree.find_all(nodes.FromImport),
                *tree.find_all(nodes.Import),
                *tree.find_all(nodes.Include),
            ]
            for node in references:
                self._check_reference(path, node)

    def _check_reference(self, path: str, node: _Reference) -> None:
        if not isinstance(node.template, nodes.Const):
            raise self._error(path, node.lineno, "names a template by an expression")
        name = str(node.template.value)
        known = self._known()
        if name not in known:
            hint = did_you_mean(name, known)
            raise self._error(path, node.lineno, f"there is no template {name!r}{hint}")

    def _check_blocks(self, path: str, tree: nodes.Template) -> None:
        """Refuses what an extending template says in vain."""
        extends = next(tree.find_all(nodes.Extends), None)
        if extends is None:
            return
        parent = _constant(extends)
        inherited = self._blocks(parent, {path})
        for node in tree.body:
            if isinstance(node, nodes.Block) and node.name not in inherited:
                hint = did_you_mean(node.name, inherited)
                message = f"{parent} has no block {node.name!r}{hint}"
                raise self._error(path, node.lineno, message)
            if isinstance(node, nodes.Output) and not _is_blank(node):
                message = "text outside of a block is printed nowhere"
                raise self._error(path, _first_line(node), message)

    def _blocks(self, name: str, seen: set[str]) -> frozenset[str]:
        """Returns the names of the blocks of a template and of those it extends."""
        if name in seen:
            raise self._error(name, 0, "extends itself")
        tree = self._trees.get(name)
        if tree is None:
            source = (templates_folder() / "package" / _bare(name)).read_text("utf-8")
            tree = self.environment.parse(source)
        found = {block.name for block in tree.find_all(nodes.Block)}
        for extends in tree.find_all(nodes.Extends):
            found |= self._blocks(_constant(extends), seen | {name})
        return frozenset(found)

    def _known(self) -> frozenset[str]:
        ours = {f"{PREFIX}/{name}" for name in self._ours}
        return frozenset(ours | self._ours | self._trees.keys())

    def _error(self, path: str, line: int, message: str) -> TemplateError:
        place = f"{self._name}/{path}:{line}" if line else f"{self._name}/{path}"
        return TemplateError(f"{place}: {message}")


def _check_version(file: Path, name: str) -> None:
    """Refuses a folder that is written for other templates.

    Raises:
        TemplateError: It is, or does not say so properly.
    """
    if not file.is_file():
        return
    try:
        about = tomllib.loads(file.read_text("utf-8"))
    except (OSError, ValueError) as error:
        raise TemplateError(f"{name}: {error}") from None
    for key in about.keys() - {"version"}:
        raise TemplateError(f"{name}: unknown key {key!r}; there is only 'version'")
    version = about.get("version")
    if isinstance(version, bool) or not isinstance(version, int):
        raise TemplateError(f"{name}: version must be an integer")
    if version != TEMPLATES_VERSION:
        raise TemplateError(
            f"{name}: written for version {version} of the templates; "
            f"this smithwright has version {TEMPLATES_VERSION}"
        )


def _holds_text(value: object) -> bool:
    if isinstance(value, tuple):
        return any(_holds_text(item) for item in cast("tuple[object, ...]", value))
    return isinstance(value, str) and not isinstance(value, Markup)


def _constant(node: nodes.Extends) -> str:
    assert isinstance(node.template, nodes.Const)
    return str(node.template.value)


def _bare(name: str) -> PurePosixPath:
    return PurePosixPath(name.removeprefix(f"{PREFIX}/"))


def _is_blank(output: nodes.Output) -> bool:
    return all(
        isinstance(node, nodes.TemplateData) and not node.data.strip()
        for node in output.nodes
    )


def _first_line(output: nodes.Output) -> int:
    for node in output.nodes:
        if not isinstance(node, nodes.TemplateData):
            return node.lineno
        if node.data.strip():
            blank = len(node.data) - len(node.data.lstrip())
            return node.lineno + node.data.count("\n", 0, blank)
    return output.lineno
