"""A package has the runtime modules that it needs, and no others."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import PurePosixPath

import pytest
from tests.support.inline import ALL_PROTOCOLS, model_of
from tests.support.packages import files_of, plan_package

from smithwright.installation import templates_folder
from smithwright.models.selection import select
from smithwright.rendering.runtime import runtime

FOLDER = templates_folder() / "runtime"

MODULES = sorted(
    path.relative_to(FOLDER).with_suffix("").as_posix()
    for path in FOLDER.rglob("*.py")
    if path.name != "__init__.py"
)

SERVICE = """
@{protocol}
@xmlNamespace(uri: "https://example.com")
service Shop {{ version: "1", operations: [Order] }}
@http(method: "POST", uri: "/orders")
operation Order {{
    input := {{ title: String, count: Integer, at: Timestamp, data: Blob }}
    output := {{ id: String, price: Float, at: Timestamp }}
    errors: [Sold]
}}
@error("client")
structure Sold {{ message: String }}
"""


def modules_that_are_imported(text: str, path: PurePosixPath) -> Iterator[set[str]]:
    """Yields where each relative import of a module may lead, as Python has them."""
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.ImportFrom) and node.level:
            start = path.parents[node.level - 1] / (node.module or "").replace(".", "/")
            for name in node.names:
                yield {f"{start}.py", f"{start / name.name}.py", f"{start}/__init__.py"}


def files(module: str) -> set[str]:
    return {str(path.relative_to("_runtime")) for path in runtime([module])}


@pytest.mark.parametrize("module", MODULES)
def test_a_module_brings_all_that_it_imports(module: str) -> None:
    """As Python reads its imports."""
    found = files(module.replace("/", "."))
    for name in found:
        text = (FOLDER / name).read_text("utf-8")
        for places in modules_that_are_imported(text, PurePosixPath(name)):
            assert places & found


def test_a_module_brings_no_more_than_is_imported() -> None:
    """Nothing in a comment or a docstring counts."""
    assert files("documents") == {"__init__.py", "documents.py"}


def test_a_module_in_a_folder_brings_the_folder() -> None:
    found = files("client.discreet")
    assert {"__init__.py", "client/__init__.py", "client/discreet.py"} <= found


@pytest.mark.parametrize("protocol", ALL_PROTOCOLS)
def test_what_the_modules_of_a_package_import_is_there_and_nothing_else(
    protocol: str,
) -> None:
    model = model_of(SERVICE.format(protocol=protocol))
    texts = files_of(plan_package(select(model), "shop"))
    python = {path: texts[path] for path in texts if path.suffix == ".py"}
    needed = {PurePosixPath("__init__.py")}
    waiting = [path for path in python if path.parts[0] != "_runtime"]
    while waiting:
        path = waiting.pop()
        needed.add(path)
        for places in modules_that_are_imported(python[path], path):
            found = {PurePosixPath(place) for place in places} & python.keys()
            assert found, f"{path}: none of {places}"
            waiting += found - needed
        folder = path.parent / "__init__.py"
        waiting += {folder} - needed
    assert needed == python.keys()
