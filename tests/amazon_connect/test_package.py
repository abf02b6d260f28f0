"""The package as a whole: what it imports, when, and what it says about itself."""

from __future__ import annotations

import ast
import inspect
import json
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

import amazon_connect

PACKAGE = Path(amazon_connect.__file__).parent
MODULES = sorted(PACKAGE.rglob("*.py"))
SERVICE = [path for path in MODULES if path.parent.name != "_runtime"]
"""The modules that are made from the model."""

_HTTP_LIBRARIES = {
    "aiohttp_transport": {"aiohttp", "multidict", "yarl"},
    "httpx2_transport": {"httpx2"},
    "pyreqwest_transport": {"pyreqwest"},
    "urllib3_transport": {"urllib3"},
}


def relative(path: Path) -> str:
    return path.relative_to(PACKAGE).as_posix()


IMPORT = "from amazon_connect import StartChatContactInput"

KEY = r"^[A-Za-z0-9_-]+\Z"
"""The pattern of the keys of `attributes`, in Python's terms."""

USED_FOR_A_REQUEST = {
    "chat_message",
    "chat_streaming_configuration",
    "connection_credentials",
    "connection_type",
    "disconnect_on_customer_exit_participant_type",
    "participant_configuration",
    "participant_details",
    "persistent_chat",
    "rehydration_type",
    "response_mode",
    "segment_attribute_value",
    "websocket",
}
"""The shapes that input and output reach."""


def loaded_after(statements: str) -> set[str]:
    """Returns the modules that a fresh process loads to run `statements`."""
    code = (
        f"import json, sys; sys.path.insert(0, {str(PACKAGE.parent)!r})\n{statements}\n"
        "print(json.dumps(sorted(sys.modules)))"
    )
    run = (sys.executable, "-c", code)
    done = subprocess.run(run, capture_output=True, text=True, check=False)
    assert not done.stderr
    return set(json.loads(done.stdout))


def test_importing_an_input_loads_its_shapes_and_no_other_module() -> None:
    loaded = {name for name in loaded_after(IMPORT) if name.startswith("amazon_con")}
    assert {name for name in loaded if "._runtime." not in name} == {
        "amazon_connect",
        "amazon_connect._runtime",
        "amazon_connect.errors",
        "amazon_connect.operations",
        "amazon_connect.operations.start_chat_contact",
        "amazon_connect.shapes",
        *(f"amazon_connect.shapes.{name}" for name in USED_FOR_A_REQUEST),
    }
    assert "amazon_connect._runtime.timestamps" not in loaded
    assert "amazon_connect._runtime.http_text" not in loaded


def test_importing_an_input_loads_msgspec_and_no_part_of_the_generator() -> None:
    loaded = loaded_after(IMPORT) - loaded_after("")
    roots = {name.partition(".")[0] for name in loaded} - sys.stdlib_module_names
    # msgspec loads typing_extensions where it is installed.
    assert roots - {"typing_extensions"} == {"amazon_connect", "msgspec"}


def test_importing_the_package_loads_no_operation_or_shape() -> None:
    loaded = loaded_after("import amazon_connect; dir(amazon_connect)")
    assert {name for name in loaded if name.startswith("amazon_connect")} == {
        "amazon_connect",
        "amazon_connect._runtime",
        "amazon_connect._runtime.lazy",
    }
    assert "msgspec" not in loaded


def test_no_error_is_loaded_before_it_is_raised() -> None:
    request = f"""{IMPORT}, ParticipantDetails, Config, HttpResponse
chat = StartChatContactInput(
    instance_id="i",
    contact_flow_id="c",
    participant_details=ParticipantDetails(display_name="Ann"),
)
operation = chat.make_operation(Config())
operation.parse(HttpResponse(status=200, body=b"{{}}"))
"""
    loaded = loaded_after(request)
    assert not {name for name in loaded if name.startswith("amazon_connect.errors.")}


def test_patterns_are_compiled_when_they_are_first_used() -> None:
    statements = f"""
import re
KEY = {KEY!r}
compiled = []
compile = re.compile
re.compile = lambda *arguments: compiled.append(arguments) or compile(*arguments)
{IMPORT}, BuildError
assert not [pattern for pattern, *_ in compiled if pattern == KEY], compiled
try:
    StartChatContactInput.builder().attributes("a b", "c").build()
except BuildError:
    pass
assert [pattern for pattern, *_ in compiled if pattern == KEY], compiled
"""
    loaded_after(statements)


def test_dir_lists_all_names_and_all_of_them_can_be_imported() -> None:
    names = dir(amazon_connect)
    assert names == sorted(names)
    assert {"StartChatContactInput", "OPERATIONS", "Config", "BuildError"} <= {*names}
    for name in names:
        assert getattr(amazon_connect, name) is not None
    stars: dict[str, object] = {}
    exec("from amazon_connect import *", stars)
    assert {*names} <= {*stars}


def test_the_stub_declares_the_same_names() -> None:
    stub = ast.parse((PACKAGE / "__init__.pyi").read_text("utf-8"))
    declared = {
        alias.asname
        for statement in stub.body
        if isinstance(statement, ast.ImportFrom)
        for alias in statement.names
    }
    assert declared == set(dir(amazon_connect))


def test_an_unknown_name_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="has no attribute 'StartChat'"):
        amazon_connect.StartChat  # type: ignore[attr-defined]  # noqa: B018


@pytest.mark.parametrize("path", MODULES, ids=relative)
def test_no_module_imports_anything_but_msgspec_and_the_standard_library(
    path: Path,
) -> None:
    roots: set[str] = set()
    for node in run(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            roots |= {alias.name.partition(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and not node.level:
            roots.add((node.module or "").partition(".")[0])
    # An HTTP library is the choice of the user, and only its adapter imports it.
    chosen = _HTTP_LIBRARIES.get(path.stem, set[str]())
    assert roots - sys.stdlib_module_names <= {"msgspec", *chosen}


def run(tree: ast.AST) -> Iterator[ast.AST]:
    """Yields what is run: all nodes but what only type checkers read."""
    yield tree
    for child in ast.iter_child_nodes(tree):
        match child:
            case ast.If(test=ast.Name(id="TYPE_CHECKING")):
                for other in child.orelse:
                    yield from run(other)
            case _:
                yield from run(child)


def undocumented(body: list[ast.stmt], owner: str) -> Iterator[str]:
    """Yields the public classes, functions and fields without a docstring."""
    for statement, following in zip(body, [*body[1:], ast.Pass()], strict=True):
        match statement:
            case ast.ClassDef(name=name) | ast.FunctionDef(name=name):
                if name.startswith("_"):
                    continue
                if not (ast.get_docstring(statement) or "").strip():
                    yield f"{owner}.{name}"
                if isinstance(statement, ast.ClassDef):
                    yield from undocumented(statement.body, f"{owner}.{name}")
            case ast.AnnAssign(target=ast.Name(id=name)) if owner:
                if name in ("SENSITIVE", "OPERATION") or name.startswith("_"):
                    continue
                match following:
                    case ast.Expr(value=ast.Constant(value=str(text))) if text.strip():
                        pass
                    case _:
                        yield f"{owner}.{name}"


@pytest.mark.parametrize("path", SERVICE, ids=relative)
def test_every_module_class_method_and_member_has_a_docstring(path: Path) -> None:
    module = ast.parse(path.read_text("utf-8"))
    assert (ast.get_docstring(module) or "").strip()
    assert list(undocumented(module.body, path.stem)) == []


def docstrings() -> Iterator[str]:
    """Yields all docstrings of the service's own modules."""
    for path in SERVICE:
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            match node:
                case ast.Expr(value=ast.Constant(value=str(text))):
                    yield inspect.cleandoc(text)


def test_docstrings_are_markdown_without_html() -> None:
    for text in docstrings():
        assert not re.search(r"</?(p|ul|li|code|a|b|i|note|important)\b", text), text
        assert text.count("`") % 2 == 0, text


def test_no_docstring_has_an_escaped_code_span() -> None:
    assert [text for text in docstrings() if "\\`" in text] == []


def test_a_builder_method_carries_the_first_sentence_of_its_member() -> None:
    from amazon_connect import StartChatContactInputBuilder

    documentation = inspect.getdoc(StartChatContactInputBuilder.customer_id)
    assert documentation == "The customer's identification number."
