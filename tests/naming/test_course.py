"""The obstacle course of names: generated, imported, type-checked, and stable."""

from __future__ import annotations

import json
import string
from importlib import import_module
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from smithwright.corridor import build
from smithwright.models.selection import select
from smithwright.plan.symbols import Symbols, assign_symbols
from smithwright.settings import PackageSettings
from smithy_parser import Document, load_model
from tests.support.type_checkers import CHECKERS, findings

from ..support.packages import importing_from, write_files
from .course import PROTOCOLS, model


@pytest.fixture(scope="module")
def course(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a package of the course for each protocol."""
    folder = tmp_path_factory.mktemp("course")
    for protocol in PROTOCOLS:
        (folder / "model.json").write_text(json.dumps(model(protocol)))
        name = f"course_{protocol.lower()}"
        wanted = PackageSettings(name, ("model.json",), "", formatter="none")
        write_files(build(wanted, folder).texts, folder / name)
    return folder


@pytest.mark.parametrize("protocol", PROTOCOLS)
def test_every_public_name_is_there(protocol: str, course: Path) -> None:
    with importing_from(course):
        package = import_module(f"course_{protocol.lower()}")
    assert dir(package) == sorted(package.__all__)
    for name in package.__all__:
        value = getattr(package, name)
        own = getattr(value, "__module__", "").startswith(package.__name__)
        assert not (own and isinstance(value, type)) or value.__name__ == name
    whole = package.Whole.builder()
    text = package.OfText.builder()
    for attribute in package.OfText.__struct_fields__:
        method = "build_" if attribute == "build" else attribute
        text = getattr(text, method)(attribute)
    value = whole.of_text(text.build()).build()
    operation = package.ThingOperationInput(whole=value).make_operation(
        package.Config()
    )
    assert operation.request.method == "POST"


@pytest.mark.conformance
@pytest.mark.parametrize("checker", CHECKERS)
def test_type_checkers_find_nothing(checker: str, course: Path) -> None:
    packages = [f"course_{protocol.lower()}" for protocol in PROTOCOLS]
    assert findings(checker, course, packages)[-3000:] == ""


def symbols_of(others: tuple[str, ...] = ()) -> Symbols:
    """Returns the names of the course, with shapes beside it that nobody needs."""
    document = Document("model.json", json.dumps(model("restJson1", others)))
    return assign_symbols(select(load_model(document)), "Course")


@pytest.fixture(scope="module")
def before() -> Symbols:
    return symbols_of()


_LETTERS = st.sampled_from(string.ascii_letters)
_IDENTIFIER = st.tuples(
    st.sampled_from(["", "_", "__"]),
    _LETTERS,
    st.text(string.ascii_letters + string.digits + "_", max_size=12),
).map("".join)


@settings(max_examples=10)
@given(st.lists(_IDENTIFIER, min_size=1, max_size=6, unique_by=str.lower))
def test_unrelated_shapes_rename_nothing(before: Symbols, names: list[str]) -> None:
    """Not even shapes whose names are close; those that clash get the underscore."""
    known = model("restJson1")["shapes"]
    assert isinstance(known, dict)
    taken = {key.lower() for key in known}
    after = symbols_of(
        tuple(f"Zz{name}" for name in names if f"a#zz{name}".lower() not in taken)
    )
    for shape_id, symbol in before.shapes.items():
        assert after.shapes[shape_id] == symbol
    for shape_id, error in before.errors.items():
        assert after.errors[shape_id] == error
    for name, operation in before.operations.items():
        assert after.operations[name] == operation
