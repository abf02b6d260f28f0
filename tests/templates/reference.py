"""What templates may use, read from the templates and from the plan's classes.

`python -m tests.templates.reference` prints it as it stands in docs/templates.md.
"""

from __future__ import annotations

import ast
import inspect
import re
from collections.abc import Iterator
from itertools import chain

from jinja2 import Environment, nodes

from smithwright.installation import templates_folder
from smithwright.writing import client, package
from smithwright.writing.endpoints import module as endpoints

_FOLDER = templates_folder() / "package"
_MODULES = (package, client, endpoints)
_VARIABLES = {
    "shapes.py.jinja": (
        "`module`: `ShapeModule`; in a class, `shape`: `Enum` or `Structure`"
    ),
    "client.py.jinja": "`module`: `ClientModule`",
    "client.pyi.jinja": "`module`: `ClientStub`",
    "endpoints.py.jinja": "`module`: `EndpointModule`",
    "error.py.jinja": "`module`: `ErrorModule`",
    "operation.py.jinja": (
        "`module`: `OperationModule`; its `operation`, `input` and `output`"
    ),
}


def reference() -> str:
    """Returns the tables of templates and of the plan's classes."""
    return "\n".join(["## Templates", "", *_templates(), "", *_classes()]).rstrip()


def _templates() -> Iterator[str]:
    yield "| template | variable | blocks |"
    yield "| --- | --- | --- |"
    environment = Environment()
    for path in sorted(_FOLDER.rglob("*.jinja")):
        name = path.relative_to(_FOLDER).as_posix()
        tree = environment.parse(path.read_text("utf-8"))
        blocks = [f"`{block.name}`" for block in tree.find_all(nodes.Block)]
        if ".py" in name:
            variable = _VARIABLES.get(name, "`package`: `Package`")
            yield f"| `{name}` | {variable} | {', '.join(blocks)} |"


def _classes() -> Iterator[str]:
    statements = chain(*(ast.parse(inspect.getsource(m)).body for m in _MODULES))
    for node in statements:
        if isinstance(node, ast.ClassDef):
            yield f"### {node.name}"
            yield ""
            yield ast.get_docstring(node) or ""
            yield ""
            yield "| attribute | type | |"
            yield "| --- | --- | --- |"
            yield from _attributes(node)
            yield ""


def _attributes(node: ast.ClassDef) -> Iterator[str]:
    following = [*node.body[1:], None]
    for statement, after in zip(node.body, following, strict=True):
        if isinstance(statement, ast.AnnAssign):
            name, kind = map(ast.unparse, (statement.target, statement.annotation))
            yield _row(name, kind, _text(after))
        elif isinstance(statement, ast.FunctionDef):
            names = [argument.arg for argument in statement.args.args[1:]]
            called = f"{statement.name}({', '.join(names)})" if names else ""
            doc = (ast.get_docstring(statement) or "").partition("\n")[0]
            kind = ast.unparse(statement.returns or ast.Constant(None))
            yield _row(called or statement.name, kind, doc)


def _row(name: str, kind: str, doc: str) -> str:
    escaped = kind.replace("|", "\\|")
    return f"| `{name}` | `{escaped}` | {doc} |"


def _text(node: ast.stmt | None) -> str:
    match node:
        case ast.Expr(value=ast.Constant(value=str() as doc)):
            return re.sub(r"\s+", " ", doc).strip()
        case _:
            return ""


if __name__ == "__main__":
    print(reference())
