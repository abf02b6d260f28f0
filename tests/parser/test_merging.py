"""Several sources as one model: duplicates, conflicts, folders, upgrades."""

from pathlib import Path
from typing import Any

import pytest

from smithy_parser import (
    Document,
    EnumShape,
    ModelError,
    assemble,
    load_model,
)

HEAD = '$version: "2.0"\nnamespace a\n'


def events(*texts: str) -> list[str]:
    documents = [Document(f"m{n}.smithy", text) for n, text in enumerate(texts)]
    return [str(event) for event in assemble(*documents)[1]]


def metadata(*values: object) -> list[dict[str, Any]]:
    return [{"smithy": "2.0", "metadata": {"k": value}} for value in values]


def test_equal_definitions_are_one_and_others_a_conflict() -> None:
    text = f'{HEAD}@tags(["x"])\nstructure S {{ m: String }}'
    assert events(text, text) == [
        "m1.smithy:4:1: NOTE [Model.IgnoredDuplicateDefinition] a#S: "
        "Ignoring duplicate but equivalent shape definition: "
        "a#S defined at m0.smithy:4:1 and m1.smithy:4:1"
    ]
    assert events(text, f"{HEAD}structure S {{ m: Blob }}") == [
        "m1.smithy:3:1: ERROR [Model] a#S: Conflicting shape definition for `a#S` "
        "found at `m0.smithy:4:1` and `m1.smithy:3:1`"
    ]


def test_metadata_joins_lists_keeps_equals_and_refuses_others() -> None:
    assert load_model(*metadata([1], [2, 1])).metadata == {"k": [1, 2, 1]}
    assert load_model(*metadata({"a": 1}, {"a": 1})).metadata == {"k": {"a": 1}}
    with pytest.raises(ModelError, match="Metadata conflict for key `k`"):
        load_model(*metadata(1, True))


def test_applied_traits_join_lists_keep_equals_and_refuse_others() -> None:
    base = f'{HEAD}@tags(["x"]) @documentation("D")\nstring S\n'
    shape = load_model(
        Document("a.smithy", f'{base}apply S {{ @tags(["y"]) @documentation("D") }}')
    )["a#S"]
    assert shape.traits["smithy.api#tags"] == ["x", "y"]
    (conflict,) = events(base, f'{HEAD}apply S @documentation("E")')
    assert conflict.startswith("m1.smithy:3:9: ERROR [Model] a#S: Conflicting `smithy.")
    assert "`m0.smithy:3:14`" in conflict


def test_traits_apply_to_shapes_of_the_prelude() -> None:
    model = load_model(
        Document("a.smithy", f"{HEAD}apply smithy.api#String @sensitive")
    )
    assert "smithy.api#sensitive" in model["smithy.api#String"].traits
    assert "smithy.api#sensitive" not in load_model()["smithy.api#String"].traits
    member = "smithy.api#deprecated$since"
    text = f"{HEAD}apply {member} @required\napply {member}s @required"
    found, (event,) = assemble(Document("a.smithy", text))
    assert found is not None
    assert "smithy.api#required" in found[member].traits
    assert event.message.endswith(f"applied to unknown shape `{member}s`")


def test_a_folder_stands_for_its_models(tmp_path: Path) -> None:
    (tmp_path / "deep").mkdir()
    (tmp_path / "deep" / "b.smithy").write_text(f"{HEAD}string B")
    (tmp_path / "a.json").write_text('{"smithy": "2.0"}')
    (tmp_path / "README.md").write_text("not a model")
    assert "a#B" in load_model(tmp_path)
    with pytest.raises(ModelError, match=r"missing: ERROR .* Cannot read"):
        load_model(tmp_path / "missing")


def test_a_decoded_ast_is_copied() -> None:
    shapes: dict[str, Any] = {"a#S": {"type": "string", "traits": {"b#t": [1]}}}
    model = load_model({"smithy": "2.0", "shapes": shapes})
    shapes["a#S"]["traits"]["b#t"].append(2)
    assert model["a#S"].traits == {"b#t": [1]}
    circle: dict[str, Any] = {"smithy": "2.0"}
    circle["shapes"] = circle
    assert "not JSON" in str(assemble(circle)[1][0])


def test_models_of_1_0_become_2_0() -> None:
    text = """namespace a
@enum([{value: "x", name: "X", documentation: "Doc", tags: ["t"], deprecated: true}])
string Named
@enum([{value: "x"}])
string Unnamed
set Set { member: String }
integer Unboxed
@box integer Boxed
structure S { a: Unboxed, @box b: Unboxed, c: Boxed, d: PrimitiveBoolean, e: Long }
"""
    model, found = assemble(Document("a.smithy", text))
    assert model is not None
    assert [event.id for event in found] == ["ModelDeprecation", "EnumNamesPresent"]
    named = model.expect("a#Named", EnumShape)
    assert named.members["X"].traits == {
        "smithy.api#enumValue": "x",
        "smithy.api#documentation": "Doc",
        "smithy.api#tags": ["t"],
        "smithy.api#deprecated": {},
    }
    assert model["a#Unnamed"].type == "string"
    assert (model["a#Set"].type, *model["a#Set"].traits) == (
        "list",
        "smithy.api#uniqueItems",
    )
    defaults = {
        name: dict(member.traits) for name, member in model["a#S"].members.items()
    }
    assert defaults == {
        "a": {"smithy.api#default": 0},
        "b": {"smithy.api#default": None},
        "c": {},
        "d": {"smithy.api#default": False},
        "e": {},
    }
