"""Documents on their way through dictionaries."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from tempfile import mkdtemp
from types import ModuleType

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.support.inline import model_of, package_of

MODEL = """
@restJson1
service Store { version: "1", operations: [Act] }
@http(method: "POST", uri: "/act")
operation Act {
    input := {
        document: Document
        list: Documents
        lists: DocumentLists
        map: DocumentMap
        sparse: SparseDocuments
        inner: Inner
    }
}
structure Inner { document: Document, choice: Choice, inner: Inner }
union Choice { document: Document, text: String }
list Documents { member: Document }
list DocumentLists { member: Documents }
map DocumentMap { key: Kind, value: Document }
@sparse
list SparseDocuments { member: Document }
enum Kind {
    ONE = "one"
}
"""
SCALARS = (
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text()
)
DOCUMENTS = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner)
    | st.lists(inner).map(tuple)
    | st.dictionaries(st.text(), inner),
)


@cache
def package() -> ModuleType:
    return package_of(model_of(MODEL), Path(mkdtemp()))


@given(DOCUMENTS.filter(lambda document: document is not None))
def test_a_document_comes_back_as_it_was(document: object) -> None:
    made = package()
    value = made.ActInput(
        document=document,
        list_=(document, None),
        lists=((document,), ()),
        map={made.Kind("one"): document, made.Kind("other"): document},
        sparse=(document, None),
        inner=made.Inner(
            document=document,
            choice=made.Choice(document=document),
            inner=made.Inner(document=document),
        ),
    )
    again = made.ActInput.from_dict(value.to_dict())
    assert again == value
    assert repr(again) == repr(value)


def test_a_changed_dictionary_changes_no_value() -> None:
    document: dict[str, list[int]] = {"a": [1]}
    value = package().ActInput(document=document, list_=(document,))
    plain = value.to_dict()
    plain["document"]["a"].append(2)
    plain["list"][0]["b"] = [3]
    assert document == {"a": [1]}


def test_keys_of_enums_become_texts() -> None:
    made = package()
    plain = made.ActInput(map={made.Kind.ONE: {"x": 1}}).to_dict()
    assert plain == {"map": {"one": {"x": 1}}}
    assert [type(key) for key in plain["map"]] == [str]


@pytest.mark.parametrize("depth", [10, 100_000])
def test_a_document_may_be_nested_to_any_depth(depth: int) -> None:
    document: object = 1
    for _ in range(depth):
        document = {"a": document}
    plain = package().ActInput(document=document).to_dict()
    found: object = plain["document"]
    for _ in range(depth):
        assert isinstance(found, Mapping)
        found = found["a"]
    assert found == 1
