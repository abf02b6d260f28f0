"""What the writers give loads back as the same model."""

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from smithy_parser import Document, Model, Shape, load_model


def own(model: Model) -> dict[str, Shape]:
    return {id: s for id, s in model.shapes.items() if id not in model.builtin}


def assert_round_trips(model: Model, *beside: Path) -> None:
    """Check both forms; `beside` has what the model refers to but does not own."""
    ast = load_model(json.loads(json.dumps(model.to_ast())), *beside)
    idl = load_model(*(Document(k, v) for k, v in model.to_idl().items()), *beside)
    for loaded in (ast, idl):
        assert own(loaded) == own(model)
        assert loaded.metadata == model.metadata


def test_valid_models_round_trip(valid: Path) -> None:
    shared = next(p for p in valid.parents if p.name == "valid") / "__shared.json"
    assert_round_trips(load_model(valid, shared))


def test_aws_models_load_and_round_trip(aws_models: list[Path]) -> None:
    for path in aws_models:
        assert_round_trips(load_model(path))


def test_the_ast_of_a_flat_model_is_the_one_that_was_read(
    aws_models: list[Path],
) -> None:
    for path in aws_models:
        written, read = load_model(path).to_ast(), json.loads(path.read_bytes())
        assert list(written["shapes"]) == list(read["shapes"])  # type: ignore[arg-type] # JSON
        assert without_empty(written) == without_empty(read)


def without_empty(node: object) -> object:
    """A node less what may be left out: empty members, and operations' Unit."""
    if isinstance(node, dict):
        return {
            key: without_empty(value)
            for key, value in node.items()
            if not (key in ("members", "version", "traits") and not value)
        }
    if isinstance(node, list):
        return [without_empty(item) for item in node]
    return node


def test_written_idl_reads_well() -> None:
    """The text is formatted as a person would write it."""
    text = """\
$version: "2.0"

metadata suppressions = []

namespace a

use b#tall

/// A service.
@tall(
    one: "a long text that would not fit on the line together with the other one"
    two: [1, 2.5, null, "three"]
)
service S {
    version: "1"
    operations: [
        O
    ]
}

@http(method: "GET", uri: "/{id}")
operation O {
    input: I
    errors: [
        E
    ]
}

@mixin
structure M {
    inherited: String
}

structure I with [M] {
    @required
    $inherited

    @httpLabel
    @required
    id: String

    count: Integer = 1
    kind: Kind
}

@error("client")
structure E {}

enum Kind {
    PLAIN

    /// Not plain.
    FANCY = "fancy"
}
"""
    other = Document(
        "b.smithy", '$version: "2.0"\nnamespace b\n@trait\ndocument tall\n'
    )
    written = load_model(Document("a.smithy", text), other).to_idl()
    assert written["a.smithy"] == text


# A grammar of valid IDL, with white space and comments wherever they may be.
_WORDS = st.sampled_from(["Alpha", "beta", "_1", "apply", "with", "true", "String"])
_SPACE = st.sampled_from(["", " ", "\n", " , ", "// x\n", "\t", "\r\n"])
_TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
_STRINGS = _TEXT.map(lambda text: json.dumps(text))
_BLOCKS = _TEXT.map(lambda text: f'"""\n  {json.dumps(text)[1:-1]}\n  """')
_NUMBERS = st.one_of(
    st.integers().map(str), st.floats(allow_nan=False, allow_infinity=False).map(repr)
)
_SCALARS = st.one_of(
    _STRINGS, _BLOCKS, _NUMBERS, st.sampled_from(["true", "false", "null", "Integer"])
)


def _containers(values: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    items = st.lists(st.tuples(values, _SPACE), max_size=3)
    keys = st.one_of(_WORDS, _STRINGS)
    members = st.lists(
        st.tuples(keys, _SPACE, values, _SPACE), max_size=3, unique_by=_key
    )
    return st.one_of(
        items.map(lambda found: f"[{' '.join(map(''.join, found))}]"),
        members.map(
            lambda found: (
                f"{{{' '.join(f'{key}:{s}{v}{e}' for key, s, v, e in found)}}}"
            )
        ),
    )


def _key(member: tuple[str, str, str, str]) -> str:
    key = member[0]
    return str(json.loads(key)) if key.startswith('"') else key


_VALUES = st.recursive(_SCALARS, _containers, max_leaves=6)
_TRAITS = st.lists(
    st.one_of(
        st.just("@sensitive"),
        _VALUES.map(lambda value: f"@node({value})"),
        _STRINGS.map(lambda text: f"@documentation({text})"),
    ),
    max_size=2,
    unique_by=lambda trait: trait[:4],
).map(lambda traits: "".join(f"{trait}\n" for trait in traits))
_MEMBERS = st.lists(
    st.tuples(_TRAITS, _WORDS, st.sampled_from(["", " = null"]), _SPACE),
    max_size=4,
    unique_by=lambda member: member[1],
)


@st.composite
def _models(draw: st.DrawFn) -> str:
    def block(form: str) -> str:
        members = draw(_MEMBERS)
        return "".join(f"{t}{form.format(n)}{d}\n{e}" for t, n, d, e in members)

    doc = draw(st.lists(st.text("ab /é", max_size=5), max_size=2))
    traits = draw(_TRAITS)
    if "@documentation" not in traits:
        traits = "".join(f"///{line}\n" for line in doc) + traits
    enum = "\n".join(
        f"{t}{name} = {draw(_STRINGS)}\n" for t, name, _, _ in draw(_MEMBERS)
    )
    return f"""$version: "2.0"
metadata "{draw(_WORDS)}" = {draw(_VALUES)}
namespace a.b
@trait
document node
{traits}structure S{draw(_SPACE)}{{{draw(_SPACE)}{block("{}: Integer")}}}
@mixin {draw(_TRAITS)}structure M {{{block("{}: Integer")}}}
structure Both with [M] {{ {draw(_TRAITS)} own: M2 }}
list M2 {{ {draw(_TRAITS)} member: String }}
enum E {{ FIRST\n{enum} }}
operation O {{ input := {draw(_TRAITS)} with [M] {{}}{draw(_SPACE)} output: S }}
apply S {{ @deprecated }}
"""


@settings(max_examples=60, deadline=None)
@given(_models())
def test_any_valid_text_round_trips(text: str) -> None:
    assert_round_trips(load_model(Document("m.smithy", text)))


@pytest.mark.parametrize("text", ["", "/// only\n", "\n", '$version: "2.0"'])
def test_a_model_without_shapes_round_trips(text: str) -> None:
    assert_round_trips(load_model(Document("m.smithy", text)))
