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


@pytest.mark.parametrize(
    "target",
    ["smithy.api#String", "smithy.api#length", "smithy.api#deprecated$since"],
)
def test_traits_do_not_apply_to_shapes_of_the_prelude(target: str) -> None:
    text = f'{HEAD}apply {target} @documentation("D")'
    assert events(text) == [
        f"m0.smithy:3:{8 + len(target)}: ERROR [Model] {target}: Cannot apply "
        "`smithy.api#documentation` to an immutable prelude shape defined in "
        "`smithy.api`."
    ]


def test_traits_apply_to_other_shapes_that_come_with_the_parser() -> None:
    text = (
        f'{HEAD}apply aws.api#arn @tags(["x"])\napply aws.api#arn$template @sensitive'
    )
    model = load_model(Document("a.smithy", text))
    assert model["aws.api#arn"].traits["smithy.api#tags"] == ["x"]
    assert "smithy.api#sensitive" in model["aws.api#arn$template"].traits
    found = events(f"{HEAD}apply aws.api#arn$none @sensitive")
    assert found[0].endswith("applied to unknown shape `aws.api#arn$none`")


TRAITS_APART = {
    "of a list": (
        "@length(max: 3)\nlist S { member: String }",
        "list S { member: String }",
    ),
    "of members": (
        "structure S { @required\n m: String }",
        "structure S { m: String }",
    ),
    "of a map's key": (
        "map S { @length(max: 3)\n key: String value: String }",
        "map S { key: String, value: String }",
    ),
    "of an enum": ("@sensitive enum S { A, B }", "enum S { A @deprecated\n B }"),
    "of an operation": ("@readonly operation S {}", "operation S {}"),
    "of a service": (
        '@title("T") service S { version: "1" }',
        'service S { version: "1" }',
    ),
    "of a union": ("union S { m: String }", "union S { @sensitive m: String }"),
}


@pytest.mark.parametrize("texts", TRAITS_APART.values(), ids=TRAITS_APART.keys())
def test_definitions_that_differ_in_traits_only_have_the_traits_of_both(
    texts: tuple[str, str],
) -> None:
    first, second = texts
    separate = [f'{HEAD}@documentation("D")\n{first}', f'{HEAD}@tags(["x"])\n{second}']
    together = f'{HEAD}@documentation("D")\n{first}\n\n@tags(["x"])\n{second}'
    shapes = [
        load_model(*(Document(f"{n}.smithy", t) for n, t in enumerate(sources)))["a#S"]
        for sources in (separate, reversed(separate), [together])
    ]
    applied = load_model(
        Document("0.smithy", separate[0]),
        Document("1.smithy", f'{HEAD}apply S @tags(["x"])'),
    )["a#S"]
    for shape in shapes:
        assert shape.traits.items() >= applied.traits.items()
        assert shape.traits["smithy.api#documentation"] == "D"
        assert shape.traits["smithy.api#tags"] == ["x"]
        for name, member in applied.members.items():
            assert shape.members[name].traits.items() >= member.traits.items()


def test_traits_of_two_definitions_join_or_conflict_as_if_they_were_applied() -> None:
    first = f'{HEAD}@tags(["x"])\n@documentation("D")\nstructure S {{ m: String }}'
    second = f'{HEAD}@tags(["y"])\n@documentation("D")\nstructure S {{ m: String }}'
    model = load_model(Document("a.smithy", first), Document("b.smithy", second))
    assert model["a#S"].traits["smithy.api#tags"] == ["x", "y"]
    (conflict,) = events(first, second.replace('"D"', '"E"'))
    assert conflict.startswith("m1.smithy:4:1: ERROR [Model] a#S: Conflicting `smithy.")
    assert "`m0.smithy:4:1`" in conflict


@pytest.mark.parametrize(
    "other",
    [
        "union S { m: String, n: String }",
        "structure S { n: String, m: String }",
        "structure S { m: String }",
        "structure S { m: String, n: Integer }",
        "structure S with [M] { m: String, n: String }",
    ],
)
def test_definitions_that_differ_in_more_than_traits_are_a_conflict(other: str) -> None:
    first = f"{HEAD}@mixin structure M {{}}\nstructure S {{ m: String, n: String }}"
    (found,) = events(first, f"{HEAD}@sensitive {other}")
    assert "Conflicting shape definition for `a#S`" in found


def test_a_definition_in_json_adds_its_traits() -> None:
    ast: dict[str, Any] = {
        "smithy": "2.0",
        "shapes": {
            "a#S": {
                "type": "structure",
                "members": {
                    "m": {
                        "target": "smithy.api#String",
                        "traits": {"smithy.api#required": {}},
                    }
                },
            }
        },
    }
    model = load_model(Document("a.smithy", f"{HEAD}structure S {{ m: String }}"), ast)
    assert "smithy.api#required" in model["a#S$m"].traits


MARK = "\ufeff"


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.smithy", f"{HEAD}string S"),
        ("a.json", '{"smithy": "2.0", "shapes": {"a#S": {"type": "string"}}}'),
        ("unnamed", '{"smithy": "2.0", "shapes": {"a#S": {"type": "string"}}}'),
        ("unnamed", f"{HEAD}string S"),
    ],
)
def test_a_byte_order_mark_is_read_over(name: str, text: str) -> None:
    for data in (MARK + text, (MARK + text).encode()):
        assert "a#S" in load_model(Document(name, data))
        (event,) = assemble(Document(name, MARK + text + "}"))[1]
        (plain,) = assemble(Document(name, text + "}"))[1]
        assert event.source == plain.source


def test_a_byte_order_mark_inside_a_text_is_a_character() -> None:
    assert "Unexpected character" in events(f"{HEAD}string S {MARK}")[0]


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
