"""Validation as a whole: severities, configured validators, values, bad metadata."""

import time
from pathlib import Path
from typing import Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smithy_parser import (
    Document,
    Event,
    Model,
    Node,
    Severity,
    assemble,
    load_model,
    validate,
)
from smithy_parser.validation.node_values import NodeValues
from smithy_parser.validation.patterns import matches

SHAPES: Final = """
namespace a.b
@suppress(["Each.Kind"])
string Quiet
@deprecated
string Loud
integer Number
"""


def idl(metadata: str = "", shapes: str = SHAPES) -> Document:
    return Document("test.smithy", f'$version: "2.0"\n{metadata}\n{shapes}')


def lines(*sources: Document) -> list[str]:
    """The events without their places."""
    found = assemble(*sources)[1]
    return [f"{e.severity} {e.id} {e.shape_id or '-'}: {e.message}" for e in found]


def each(id: str, selector: str, more: str = "") -> str:
    return (
        f'{{ name: "EmitEachSelector", id: "{id}", message: "m", {more} '
        f'configuration: {{ selector: "{selector}" }} }}'
    )


def test_a_trait_suppresses_an_event_and_what_is_below_its_id() -> None:
    own = "[id|namespace='a.b'] string"
    metadata = f"metadata validators = [{each('Each.Kind.x', own)}]"
    assert lines(idl(metadata)) == [
        "SUPPRESSED Each.Kind.x a.b#Quiet: m",
        "DANGER Each.Kind.x a.b#Loud: m",
    ]


@pytest.mark.parametrize(
    ("namespace", "id", "severity"),
    [
        ("*", "Each", "SUPPRESSED"),
        ("a.b", "Each.Kind", "SUPPRESSED"),
        ("a", "Each", "DANGER"),
        ("a.b", "Each.Ki", "DANGER"),
        ("a.b", "Each.Kind.more", "DANGER"),
    ],
)
def test_metadata_suppresses_by_namespace_and_id(
    namespace: str, id: str, severity: str
) -> None:
    metadata = f"""
    metadata validators = [{each('Each.Kind', "[id='a.b#Number']")}]
    metadata suppressions = [{{ namespace: "{namespace}", id: "{id}", reason: "why" }}]
    """
    reason = " (why)" if severity == "SUPPRESSED" else ""
    assert lines(idl(metadata)) == [f"{severity} Each.Kind a.b#Number: m{reason}"]


def test_an_override_raises_a_severity_and_never_lowers_it() -> None:
    metadata = f"""
    metadata validators = [
        {each("Low", "[id='a.b#Number']", 'severity: "NOTE",')}
        {each("High", "[id='a.b#Number']")}
    ]
    metadata severityOverrides = [
        {{ namespace: "*", id: "Low", severity: "WARNING" }}
        {{ namespace: "a.b", id: "High", severity: "WARNING" }}
    ]
    """
    assert lines(idl(metadata)) == [
        "WARNING Low a.b#Number: m",
        "DANGER High a.b#Number: m",
    ]


@pytest.mark.parametrize(
    ("metadata", "event"),
    [
        ("suppressions = {}", "Expected array, but found object."),
        ("suppressions = [1]", "Expected object, but found number."),
        ("suppressions = [{id: 1}]", "Expected `id` member to be a string"),
        ("severityOverrides = 1", "Expected array, but found number."),
        ("validators = 1", "validators must be an array. Found number."),
        ("validators = [1]", "Each element of `validators` must be an object."),
        ("validators = [{}]", "Missing expected member `name`."),
        (
            'validators = [{name: "EmitNoneSelector", severity: "ERROR"}]',
            "Expected one of `DANGER`, `NOTE`, `WARNING`; got `ERROR`.",
        ),
        (
            'validators = [{name: "EmitNoneSelector", configuration: {selector: "?"}}]',
            "Error creating `EmitNoneSelector` validator: Syntax error at line 1",
        ),
        (
            'validators = [{name: "EmitNoneSelector", selector: "?"}]',
            "Syntax error at line 1 column 1, near `?`",
        ),
        (
            'validators = [{name: "EmitEachSelector", '
            'configuration: {selector: "*", messageTemplate: "@{"}}]',
            "Error creating `EmitEachSelector` validator: Syntax error",
        ),
        (
            'validators = [{name: "EmitEachSelector", '
            'configuration: {selector: "[name=a]"}}]',
            "Error evaluating `EmitEachSelector` validator: Shapes have no attribute",
        ),
    ],
)
def test_bad_metadata_is_one_error(metadata: str, event: str) -> None:
    (found,) = assemble(idl(f"metadata {metadata}"))[1]
    assert (found.severity, found.id, found.shape_id) == ("ERROR", "Model", None)
    assert found.message.startswith(event)
    assert found.source.line == 2


def test_a_validator_keeps_to_its_namespaces_and_selector() -> None:
    narrow = 'namespaces: ["a.b"], selector: "string",'
    metadata = f"metadata validators = [{each('X', ':is(string, integer)', narrow)}]"
    other = Document("other.smithy", '$version: "2"\nnamespace c\nstring Other')
    assert lines(idl(metadata), other) == [
        "DANGER X a.b#Quiet: m",
        "DANGER X a.b#Loud: m",
    ]


def test_templates_show_attributes_and_variables() -> None:
    metadata = """
    metadata validators = [{
        name: "EmitEachSelector"
        message: "It says: {super}"
        configuration: {
            selector: "structure $s(*) $m(> member) > member"
            bindToTrait: documentation
            messageTemplate: "@{id|member} of @{var|s|id|name}, @@ @{var|m|id|member}, \
@{trait|tags} @{trait|documentation}"
        }
    }]
    """
    shapes = """
    namespace a
    structure S { @documentation("D") @tags(["x"]) b: String, a: String }
    """
    (event,) = assemble(idl(metadata, shapes))[1]
    assert event.message == 'It says: b of [S], @ [a, b], ["x"] D'
    assert event.source.line > 0


def test_a_trait_brings_its_own_validators() -> None:
    shapes = """
    namespace a
    @trait(selector: "structure")
    @traitValidators("Flat.NoMaps": { selector: "~> map", message: "no maps" })
    structure flat {}
    @flat
    structure S { m: M }
    map M { key: String, value: String }
    """
    prefix = "Found an incompatible shape when validating the constraints of the"
    assert lines(idl(shapes=shapes)) == [
        f"ERROR Flat.NoMaps a#M: {prefix} `a#flat` trait attached to `a#S`: no maps"
    ]


def test_values_of_traits_are_checked_to_any_depth() -> None:
    shapes = """
    namespace a
    @trait
    structure t { @required n: Byte, when: Timestamp, next: N, u: U, l: L, f: Float }
    structure N { @required n: Byte, next: N }
    union U { a: String, b: String }
    @uniqueItems
    list L { member: E }
    enum E { A, B }
    @t(n: 200, when: "2020-02-30T00:00:00Z", next: {n: 1.5, more: 1},
       u: {a: "", b: ""}, l: ["A", "C", "A"], f: "Inf")
    string S
    """
    deep: Node = {"n": 1}
    for _ in range(5000):
        deep = {"n": 1, "next": deep}
    context = "ERROR TraitValue a#S: Error validating trait `a#t`"
    assert sorted(lines(idl(shapes=shapes))) == [
        f"{context}.f: Value for `smithy.api#Float` must either be numeric or one of "
        f'the following strings: ["NaN", "Infinity", "-Infinity"], but was "Inf"',
        f"{context}.l.1: String value provided for `a#E` must be one of the following "
        f"values: `A`, `B`",
        f"{context}.l: Value provided for `a#L` must have unique items, but the "
        f'following items had multiple entries: [`"A"`]',
        f"{context}.n: byte value must be < 127, but found 200",
        f"{context}.next.n: byte shapes must not have floating point values, but found "
        f"`1.5` provided for `smithy.api#Byte`",
        f"{context}.u: union values can contain a value for only a single member",
        f"{context}.when: Invalid string value, `2020-02-30T00:00:00Z`, provided for "
        f"timestamp, `smithy.api#Timestamp`. Expected an RFC 3339 formatted timestamp "
        f'(e.g., "1985-04-12T23:20:50.52Z")',
        "WARNING TraitValue.UnknownMember.a#N.more a#S: Error validating trait "
        "`a#t`.next: Member `more` does not exist in `a#N`",
    ]
    model, _ = assemble(idl(shapes=shapes))
    assert isinstance(model, Model)
    assert not list(NodeValues(model).problems(model["a#t"], deep))


def test_null_is_a_value_only_of_sparse_collections() -> None:
    shapes = """
    namespace a
    list Dense { member: String }
    @sparse
    list Sparse { member: String }
    structure S { @required a: String, b: String }
    """
    model = load_model(idl(shapes=shapes))

    def found(id: str, value: Node, allow_null: bool) -> list[str]:
        values = NodeValues(model, allow_null=allow_null)
        return [problem.message for problem in values.problems(model[id], value)]

    dense = "Non-sparse list shape `a#Dense` cannot contain null values"
    assert found("a#Dense", [None], allow_null=True) == [dense]
    assert found("a#Dense", [None], allow_null=False)[0] == dense
    assert not found("a#Sparse", [None], allow_null=False)
    assert found("a#S", {"a": None, "b": None}, allow_null=True) == [
        "Required structure member `a` for `a#S` cannot be null"
    ]


NODES: Final = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=8,
)


@given(st.sampled_from(sorted(load_model(idl()).shapes)), NODES)
def test_any_value_of_any_shape_gives_problems_or_none(id: str, value: Node) -> None:
    model = load_model(idl())
    for problem in NodeValues(model).problems(model[id], value):
        assert problem.message


@pytest.mark.parametrize(
    ("pattern", "text", "found"),
    [
        ("^[a-z]+$", "abc", True),
        ("^[a-z]+$", "abC", False),
        ("b", "abc", True),
        (r"^\w$", "é", False),
        ("(", "anything", True),
        ("(a+)+$", "a" * 40 + "b", True),
        ("^(a|a)*$", "a" * 12 + "b", False),
        ("^(a|a)*$", "a" * 2_000 + "b", True),
        ("a?" * 50 + "a" * 50, "a" * 40, True),
        ("^(a|a){40}b$", "a" * 41, True),
        (r"^\p{L}+$", "\u00e9", True),
        (r"^\p{L}+$", "1", False),
        (r"^a$", "a\n", False),
        (".*" * 12 + "x", "a" * 500, True),
        (r"^arn:[^:]+:[^:]+:[^:]*:[^:]*:.+$", "arn:aws:s3:::bucket", True),
        (r"^arn:[^:]+:[^:]+:[^:]*:[^:]*:.+$", "arn:aws", False),
    ],
)
def test_patterns_are_tried_where_that_ends(
    pattern: str, text: str, found: bool
) -> None:
    started = time.monotonic()
    assert matches(pattern, text) is found
    assert time.monotonic() - started < 5


def test_published_models_have_no_errors(aws_models: list[Path]) -> None:
    for path in aws_models:
        model = load_model(path)
        fatal = [event for event in validate(model) if event.is_fatal]
        assert not fatal, (path.name, fatal[:3])


def test_known_events_are_adjusted_too() -> None:
    metadata = 'metadata suppressions = [{ namespace: "*", id: "Known" }]'
    known = Event(Severity.WARNING, "Known", None, "m")
    (event,) = validate(load_model(idl(metadata)), [known])
    assert event.severity is Severity.SUPPRESSED
