"""The IDL loader: small texts and the models that they mean."""

import pytest

from smithy_parser import Document, Model, Severity, assemble, load_model
from smithy_parser.idl.strings import text_block, unescape

HEAD = '$version: "2.0"\nnamespace a\n'


def load(text: str, *others: str) -> Model:
    documents = [Document(f"m{n}.smithy", t) for n, t in enumerate((text, *others))]
    return load_model(*documents)


def errors(text: str, name: str = "m.smithy") -> list[str]:
    _, events = assemble(Document(name, text))
    return [str(event) for event in events if event.severity is Severity.ERROR]


def test_positions_are_those_of_keywords_names_and_traits() -> None:
    model = load(f"{HEAD}\n@sensitive\n  structure S {{\n    @required m: String }}\n")
    shape = model["a#S"]
    assert str(shape.source) == "m0.smithy:5:3"
    assert str(shape.trait_source("smithy.api#sensitive")) == "m0.smithy:4:1"
    member = shape.members["m"]
    assert str(member.source) == "m0.smithy:6:15"
    assert str(member.trait_source("smithy.api#required")) == "m0.smithy:6:5"


def test_names_resolve_to_used_own_and_prelude_shapes_in_that_order() -> None:
    other = '$version: "2.0"\nnamespace b\nstring Integer\nstring Blob\n'
    model = load(
        '$version: "2.0"\nnamespace a\nuse b#Integer\nstring String\n'
        "structure S { a: Integer, b: String, c: Long, d: b#Blob, e: Blob }",
        other,
    )
    targets = [m.target for m in model["a#S"].members.values()]
    used, own, prelude, absolute, shadowed = targets
    assert (used, own, prelude) == ("b#Integer", "a#String", "smithy.api#Long")
    assert (absolute, shadowed) == ("b#Blob", "smithy.api#Blob")


def test_the_order_of_the_sources_does_not_matter() -> None:
    texts = [
        f"{HEAD}structure S with [M] {{ own: T }}",
        f"{HEAD}@mixin\nstructure M {{ inherited: T }}\napply S$inherited @required",
        f'{HEAD}string T\napply S @documentation("S.")',
    ]
    shapes = load(*texts).shapes
    assert load(*reversed(texts)).shapes == shapes
    assert shapes["a#S"].members["inherited"].traits == {"smithy.api#required": {}}


def test_suffixes_name_inline_input_and_output() -> None:
    model = load(
        '$version: "2.0"\n$operationInputSuffix: "Request"\n'
        '$operationOutputSuffix: "Response"\nnamespace a\n'
        "operation O { input := { a: String }, output := {} }"
    )
    assert model["a#ORequest"].traits == {"smithy.api#input": {}}
    assert model["a#OResponse"].traits == {"smithy.api#output": {}}


def test_elided_members_take_targets_from_the_resource_or_a_mixin() -> None:
    model = load(
        f"{HEAD}resource R {{ identifiers: {{ id: Id }}, properties: {{ p: Long }} }}\n"
        "string Id\n@mixin\nstructure M { m: Blob }\n"
        "structure S for R with [M] { @required $id, $p, @sensitive $m }"
    )
    members = model["a#S"].members
    targets = {name: member.target for name, member in members.items()}
    assert targets == {"m": "smithy.api#Blob", "id": "a#Id", "p": "smithy.api#Long"}
    assert members["m"].traits == {"smithy.api#sensitive": {}}


def test_annotations_are_what_is_empty_for_the_trait() -> None:
    model = load(
        f"{HEAD}@trait\nlist l {{ member: String }}\n@trait\nmap m {{ key: String, "
        "value: String }\n@trait\nstructure s {}\n@trait\nstring t\n"
        "@l @m @s @t @b#unknown\nstring S"
    )
    values = {id.partition("#")[2]: v for id, v in model["a#S"].traits.items()}
    assert values == {"l": [], "m": {}, "s": {}, "t": None, "unknown": {}}


def test_documentation_comments_go_to_what_follows_them() -> None:
    model = load(
        f"{HEAD}/// One\n///   two\n///\n/// three\nstructure S {{\n"
        "    /// Of m\n    m: String\n}\n// none\nstring T\n"
    )
    docs = "smithy.api#documentation"
    assert model["a#S"].traits == {docs: "One\n  two\n\nthree"}
    assert model["a#S$m"].traits == {docs: "Of m"}
    assert model["a#T"].traits == {}


@pytest.mark.parametrize(
    ("body", "value"),
    [
        ("\n    a\n      b\n    ", "a\n  b\n"),
        ("\n    a\n  ", "  a\n"),
        ("\n  a  \n\n  b", "a\n\nb"),
        ("\n\ta\\\n\tb", "ab"),
        ("\r\n  a\r\n  b", "a\nb"),
        ("\n  \\u0041\\n", "A\n"),
        ("\na\n", "a\n"),
    ],
)
def test_text_blocks_lose_their_common_indentation(body: str, value: str) -> None:
    assert text_block(body) == value


def test_escapes_of_two_halves_make_one_character() -> None:
    assert unescape(r"\ud83d\ude00") == "\N{GRINNING FACE}"
    with pytest.raises(ValueError, match="surrogate"):
        unescape(r"\ud83d")


def test_numbers_keep_their_kind_and_range() -> None:
    numbers = f"[1, 1.0, -0.5e2, 2e308, {'9' * 400}]"
    model = load(f"{HEAD}@trait\ndocument d\n@d({numbers})\nstring S")
    values = model["a#S"].traits["a#d"]
    assert values == [1, 1.0, -50.0, 2 * 10**308, int("9" * 400)]
    assert isinstance(values, list)
    assert [type(v) for v in values] == [int, float, float, int, int]
    assert load_model(model.to_ast())["a#S"] == model["a#S"]


HOSTILE = {
    "nested": (f"{HEAD}@a({'[' * 10_000}", "depth of 200"),
    "nested objects": (f"{HEAD}@a({'{a:' * 10_000}", "depth of 200"),
    "huge integer": (f"{HEAD}@a({'9' * 5_000})\nstring S", "out of range"),
    "huge exponent": (f"{HEAD}@a(1e999999999)\nstring S", "out of range"),
    "hugest exponent": (f"{HEAD}@a(1e{'9' * 4_000})\nstring S", "out of range"),
    "second byte order mark": (
        f"\ufeff\ufeff{HEAD}",
        "Unexpected character: '\\ufeff'",
    ),
    "only quotes": ('"' * 9_999, "Expected a namespace definition"),
    "open string": (f'{HEAD}@a("' + "x\\" * 10_000, "Expected: '\"', but found"),
    "no value": (f"{HEAD}@a(-)\nstring S", "Invalid number '-'"),
}


@pytest.mark.parametrize(("text", "message"), HOSTILE.values(), ids=HOSTILE.keys())
def test_hostile_text_is_an_event(text: str, message: str) -> None:
    (error,) = errors(text)
    assert message in error


@pytest.mark.parametrize("code", [*range(9), 11, 12, *range(14, 32)])
@pytest.mark.parametrize("where", ["// {}", '@documentation("{}")', "{}"])
def test_every_control_character_is_refused_where_it_stands(
    code: int, where: str
) -> None:
    (error,) = errors(f"{HEAD}{where.format(chr(code))}\nstring S")
    column = where.index("{}") + 1
    assert error.startswith(f"m.smithy:3:{column}: ERROR [Model] -: Syntax error at ")


def test_mixins_are_of_the_type_of_what_they_are_mixed_into() -> None:
    (error,) = errors(f"{HEAD}@mixin\nunion U {{ a: Blob }}\nstructure S with [U] {{}}")
    assert error.endswith(
        "Mixins may only be mixed into shapes of the same type. The following mixins "
        "were applied to the structure shape `a#S` which are not structure shapes: "
        "[`a#U`]"
    )


def test_bytes_that_are_not_utf_8_are_refused_where_they_stand() -> None:
    _, (event,) = assemble(Document("m.smithy", HEAD.encode() + b"// \xc3\x28"))
    assert str(event.source) == "m.smithy:3:4"


def test_all_errors_of_a_file_are_found_and_show_their_lines() -> None:
    text = f"{HEAD}structure A {{\n  x y\n}}\nstring B\nlist C {{ member String }}\n"
    model, events = assemble(Document("m.smithy", text))
    assert [event.excerpt for event in events] == ["  x y", "list C { member String }"]
    assert events[0].report().endswith("\n      x y\n        ^")
    assert model is not None
    assert "a#B" in model


def test_circles_of_mixins_resources_and_members_end() -> None:
    model = load(
        f"{HEAD}service S {{ resources: [R] }}\nresource R {{ resources: [Q] }}\n"
        "resource Q { resources: [R], read: O }\noperation O { input := { s: T } }\n"
        "structure T { t: T }"
    )
    assert [o.id for o in model.operations_of("a#S")] == ["a#O"]
    assert {s.id for s in model.walk("a#S")} >= {"a#R", "a#Q", "a#O", "a#T"}
    error, _ = errors(
        f"{HEAD}@mixin\nstructure A with [B] {{}}\n@mixin\nstructure B with [A] {{}}"
    )
    assert "cycles detected" in error
