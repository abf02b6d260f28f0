"""Writes the reference of a generated package, from its source, as pages of MyST.

Nothing is imported: griffe reads the source. What docstrings say is a service's, and
nobody has looked at it: they are rendered as CommonMark without HTML, and MyST, whose
directives could do anything, never reads them.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from json import dumps
from pathlib import Path

import griffe
from markdown_it import MarkdownIt
from sphinx.application import Sphinx

_MARKDOWN = MarkdownIt("commonmark", {"html": False}).enable("table").disable("image")
_SECTIONS = {"Args": "Arguments", "Returns": "Returns", "Raises": "Raises"}


def write_pages(package: Path, folder: Path) -> None:
    """Writes a page for each public module of a package, and one that lists them.

    Args:
        package: The package's folder.
        folder: The folder of the pages, which is emptied first.
    """
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    loaded = griffe.load(
        package.name, search_paths=[str(package.parent)], allow_inspection=False
    )
    assert isinstance(loaded, griffe.Module)
    pages: list[str] = []
    for module in _modules(loaded):
        name = module.path.removeprefix(f"{package.name}.")
        text = "\n".join(_module(module))
        (folder / f"{name}.md").write_text(text, "utf-8")
        pages.append(name)
    start = [f"# {package.name}", "", f"```{{py:module}} {package.name}\n```", ""]
    index = [*start, _text(loaded), "", *_contents(pages)]
    (folder / "index.md").write_text("\n".join(index), "utf-8")


def _modules(package: griffe.Module) -> Iterator[griffe.Module]:
    for folder in ("operations", "shapes", "errors"):
        members = package.modules[folder].modules
        yield from (members[name] for name in sorted(members))
    runtime = package.modules["_runtime"].modules
    yield from (runtime[name] for name in ("config", "http", "operation", "problems"))


def _contents(pages: list[str]) -> Iterator[str]:
    groups = {
        "Operations": "operations.",
        "Shapes": "shapes.",
        "Errors": "errors.",
        "What every package has": "_runtime.",
    }
    for title, prefix in groups.items():
        yield f"```{{toctree}}\n:caption: {title}\n:maxdepth: 1\n"
        yield from (page for page in pages if page.startswith(prefix))
        yield "```\n"


def _module(module: griffe.Module) -> Iterator[str]:
    classes = [each for each in module.classes.values() if _is_public(each)]
    # A page is called after what it is about.
    title = classes[0].name if len(classes) else module.name
    if module.path.split(".")[1] == "operations":
        title = classes[0].name.removesuffix("Input")
    elif module.path.split(".")[1] == "_runtime":
        title = module.name
    yield f"# {title}\n"
    # Readers import from the package, not from its modules.
    yield f"```{{py:currentmodule}} {module.package.path}\n```\n"
    yield f"{_text(module)}\n"
    for each in classes:
        yield from _class(each)


def _class(each: griffe.Class) -> Iterator[str]:
    yield f"## {each.name}\n"
    yield f":::::{{py:class}} {each.name}"
    yield from ["", _text(each), ""]
    for name, member in each.members.items():
        if not _is_public(member) or name in ("MEMBER_NAMES", "SENSITIVE"):
            continue
        if isinstance(member, griffe.Attribute):
            yield from _attribute(member)
        elif isinstance(member, griffe.Function):
            yield from _function(member)
    yield ":::::\n"


def _attribute(attribute: griffe.Attribute) -> Iterator[str]:
    yield f"::::{{py:attribute}} {attribute.name}"
    if attribute.annotation is not None:
        yield f":type: {dumps(str(attribute.annotation))}"
    elif attribute.value is not None:
        yield f":value: {dumps(_line(str(attribute.value)))}"
    yield from ["", _text(attribute), "::::", ""]


def _function(function: griffe.Function) -> Iterator[str]:
    parameters = [p for p in function.parameters if p.name not in ("self", "cls")]
    shown = ", ".join(_parameter(p) for p in parameters if p.name)
    result = f" -> {function.returns}" if function.returns is not None else ""
    yield f"::::{{py:method}} {function.name}({shown}){result}"
    if "staticmethod" in function.labels:
        yield ":staticmethod:"
    yield from ["", _text(function), "::::", ""]


def _parameter(parameter: griffe.Parameter) -> str:
    text = parameter.name
    if parameter.annotation is not None:
        text += f": {parameter.annotation}"
    if parameter.default is not None:
        text += f" = {_line(str(parameter.default))}"
    return text


def _text(each: griffe.Object) -> str:
    """Returns a docstring as HTML, its sections as bold words before lists."""
    if each.docstring is None:
        return ""
    text = re.sub(
        r"^(Args|Returns|Raises):\n((?:[ ]{4}.*\n?|\n)+)",
        _section,
        each.docstring.value,
        flags=re.MULTILINE,
    )
    html = _MARKDOWN.render(text)
    # Nothing in it may end the directives around it.
    html = html.replace("`", "&#96;").replace("::", "&#58;&#58;")
    return f"```{{raw}} html\n{html}```"


def _section(found: re.Match[str]) -> str:
    lines = [f"**{_SECTIONS[found[1]]}**", ""]
    for line in found[2].rstrip().split("\n"):
        name, colon, rest = line.strip().partition(": ")
        if line.startswith("    ") and not line.startswith("     ") and colon:
            lines.append(f"- `{name}`: {rest}")
        else:
            lines.append(f"  {line.strip()}" if lines[-1] else f"- {line.strip()}")
    return "\n".join([*lines, ""])


def _line(text: str) -> str:
    return " ".join(text.split())


def _is_public(each: griffe.Object | griffe.Alias) -> bool:
    return not each.name.startswith("_") and not each.is_alias


def _on_start(app: Sphinx) -> None:
    package = Path(app.config.reference_package)
    write_pages(package, Path(app.srcdir) / "reference" / package.name)


def setup(app: Sphinx) -> dict[str, object]:
    """Registers the writer of pages."""
    app.add_config_value("reference_package", "", "env")
    app.connect("builder-inited", _on_start)
    return {"parallel_read_safe": True}
