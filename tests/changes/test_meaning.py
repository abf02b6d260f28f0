"""What differences mean for users of the generated Python, case by case."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from smithwright.changes import Bump, Report, compare
from smithy_parser import Document, Model, load_model

HEAD = """
$version: "2.0"
namespace a
use aws.protocols#awsJson1_0
use aws.protocols#restJson1
"""
SERVICE = """
@restJson1
service S { version: "1", operations: [O] }
@http(method: "POST", uri: "/o")
operation O { input: I, output: P, errors: [F] }
structure I { %s }
structure P { %s }
@error("client")
structure F { message: String }
"""


@dataclass(frozen=True)
class Case:
    """Two models, and what one of their differences means."""

    name: str
    old: str
    new: str
    subject: str
    meaning: str
    """The impact and the reason."""


def inputs(name: str, old: str, new: str, subject: str, meaning: str) -> Case:
    """A case of the members of an input; what they target stands after `;`."""
    return _members(name, old, new, subject, meaning, is_input=True)


def outputs(name: str, old: str, new: str, subject: str, meaning: str) -> Case:
    """A case of the members of an output; what they target stands after `;`."""
    return _members(name, old, new, subject, meaning, is_input=False)


def _members(
    name: str, old: str, new: str, subject: str, meaning: str, is_input: bool
) -> Case:
    before, after = (_whole(text, is_input) for text in (old, new))
    return Case(name, before, after, subject, meaning)


def _whole(text: str, is_input: bool) -> str:
    members, _, shapes = text.partition(";")
    return SERVICE % ((members, "") if is_input else ("", members)) + shapes


CASES = [
    # Operations.
    Case(
        "operation added",
        SERVICE % ("", ""),
        SERVICE.replace("[O]", "[O, Q]") % ("", "")
        + '@http(method: "POST", uri: "/q")\noperation Q {}',
        "Q",
        "new: an operation to call",
    ),
    Case(
        "operation no longer bound",
        SERVICE % ("", ""),
        SERVICE.replace("[O]", "[]") % ("", ""),
        "S",
        "breaking: the operation is gone",
    ),
    Case(
        "operation moved to a resource",
        SERVICE % ("", ""),
        SERVICE.replace("operations: [O]", "resources: [R]") % ("", "")
        + "resource R { operations: [O] }",
        "S",
        "compatible: only the order of operations may change",
    ),
    Case(
        "uri changed",
        SERVICE % ("", ""),
        SERVICE.replace('"/o"', '"/p"') % ("", ""),
        "O",
        "compatible: the generated code follows what goes over the wire",
    ),
    Case(
        "protocol changed",
        SERVICE % ("", ""),
        SERVICE.replace("@restJson1", "@awsJson1_0") % ("", ""),
        "S",
        "compatible: the generated code follows what goes over the wire",
    ),
    Case(
        "input of the same members",
        SERVICE % ("m: String", "") + "structure J { m: String }",
        SERVICE.replace("input: I", "input: J") % ("m: String", "")
        + "structure J { m: String }",
        "O",
        "compatible: the attributes stay what they were",
    ),
    Case(
        "input of other members",
        SERVICE % ("m: String", "") + "structure J { m: Integer }",
        SERVICE.replace("input: I", "input: J") % ("m: String", "")
        + "structure J { m: Integer }",
        "O",
        "breaking: attributes are gone or others",
    ),
    Case(
        "error added",
        SERVICE.replace("[F]", "[]") % ("", ""),
        SERVICE % ("", ""),
        "O",
        "new: a new class: `F`",
    ),
    Case(
        "error removed",
        SERVICE % ("", ""),
        SERVICE.replace("[F]", "[]") % ("", ""),
        "O",
        "breaking: the class `F` is gone",
    ),
    Case(
        "message of an error removed",
        SERVICE % ("", ""),
        SERVICE.replace("message: String", "") % ("", ""),
        "F$message",
        "compatible: every error has a message",
    ),
    # Members.
    inputs("attribute", "", "m: String", "I$m", "new: a new attribute: `m`"),
    inputs(
        "required attribute",
        "",
        "@required m: String",
        "I$m",
        "breaking: `m` has to be given",
    ),
    outputs(
        "required attribute of an output",
        "",
        "@required m: String",
        "P$m",
        "new: a new attribute: `m`",
    ),
    outputs(
        "attribute removed",
        "m: String",
        "",
        "P$m",
        "breaking: the attribute `m` is gone",
    ),
    inputs(
        "attribute that keeps its name in Python",
        "fooBar: String",
        "FooBar: String",
        "I$fooBar",
        "compatible: `foo_bar` stays in Python",
    ),
    inputs(
        "required",
        "m: String",
        "@required m: String",
        "I$m",
        "breaking: it has to be given",
    ),
    outputs(
        "required in an output",
        "m: String",
        "@required m: String",
        "P$m",
        "compatible: asked for only where you make a value yourself",
    ),
    inputs(
        "no longer required",
        "@required m: String",
        "m: String",
        "I$m",
        "compatible: it may be left out",
    ),
    outputs(
        "default added",
        "m: String",
        'm: String = "x"\n',
        "P$m",
        "compatible: unset, it holds the default",
    ),
    outputs(
        "another default",
        'm: String = "y"\n',
        'm: String = "x"\n',
        "P$m",
        "breaking: unset, it holds another value",
    ),
    # Types.
    inputs(
        "other string",
        "m: A;\nstring A\nstring B",
        "m: B;\nstring A\nstring B",
        "I$m",
        "compatible: values still are `str`",
    ),
    inputs(
        "number in place of a string",
        "m: String",
        "m: Integer",
        "I$m",
        "breaking: values are `int`, not `str`",
    ),
    inputs(
        "longer number",
        "m: Integer",
        "m: Long",
        "I$m",
        "compatible: values still are `int`",
    ),
    inputs(
        "shorter number",
        "m: Long",
        "m: Integer",
        "I$m",
        "breaking: may refuse values that were accepted",
    ),
    outputs(
        "shorter number that services send",
        "m: Long",
        "m: Integer",
        "P$m",
        "compatible: values still are `int`",
    ),
    inputs(
        "list of others",
        "m: L;\nlist L { member: String }",
        "m: L;\nlist L { member: Integer }",
        "L$member",
        "breaking: values are `int`, not `str`",
    ),
    outputs(
        "sparse list",
        "m: L;\nlist L { member: String }",
        "m: L;\n@sparse\nlist L { member: String }",
        "L",
        "breaking: items may be None",
    ),
    outputs(
        "type changed",
        "m: A;\nstring A",
        "m: A;\ntimestamp A",
        "A",
        "breaking: values are `datetime`, not `str`",
    ),
    # Enums and unions.
    inputs(
        "constant",
        "m: E;\nenum E { A }",
        "m: E;\nenum E { A, B }",
        "E$B",
        "new: a new constant: `B`",
    ),
    inputs(
        "constant removed",
        "m: E;\nenum E { A, B }",
        "m: E;\nenum E { A }",
        "E$B",
        "breaking: the constant `B` is gone",
    ),
    inputs(
        "constant that keeps its name and value",
        'm: E;\nenum E {\n FooBar = "x"\n}',
        'm: E;\nenum E {\n FOO_BAR = "x"\n}',
        "E$FooBar",
        "compatible: `FOO_BAR` stays in Python",
    ),
    inputs(
        "constant with another value",
        'm: E;\nenum E {\n A = "x"\n}',
        'm: E;\nenum E {\n A = "y"\n}',
        "E$A",
        "breaking: the constant has another value",
    ),
    inputs(
        "variant",
        "m: U;\nunion U { a: String }",
        "m: U;\nunion U { a: String, b: String }",
        "U$b",
        "new: a new variant: `b`",
    ),
    # Constraints.
    inputs(
        "narrower",
        "m: A;\n@length(max: 9)\nstring A",
        "m: A;\n@length(max: 8)\nstring A",
        "A",
        "breaking: refuses values that were accepted",
    ),
    inputs(
        "lower, and with a maximum",
        "m: A;\n@range(min: 2)\ninteger A",
        "m: A;\n@range(min: 1, max: 9)\ninteger A",
        "A",
        "breaking: refuses values that were accepted",
    ),
    inputs(
        "another pattern",
        'm: A;\n@pattern("^a")\nstring A',
        'm: A;\n@pattern("^[ab]")\nstring A',
        "A",
        "breaking: may refuse values that were accepted",
    ),
    inputs(
        "constraint removed",
        'm: A;\n@pattern("^a")\nstring A',
        "m: A;\nstring A",
        "A",
        "compatible: refuses nothing that was accepted",
    ),
    inputs(
        "constraint added",
        "m: A;\nstring A",
        "m: A;\n@length(min: 1)\nstring A",
        "A",
        "breaking: refuses values that were accepted",
    ),
    outputs(
        "narrower on what services send",
        "m: A;\n@length(max: 9)\nstring A",
        "m: A;\n@length(max: 8)\nstring A",
        "A",
        "compatible: what services send is not checked",
    ),
    # Shapes.
    outputs(
        "class",
        "",
        "m: B;\nstructure B {}",
        "B",
        "new: a new class: `B`",
    ),
    outputs(
        "class removed",
        "m: B;\nstructure B {}",
        "",
        "B",
        "breaking: the class `B` is gone",
    ),
    outputs(
        "string",
        "",
        "m: B;\nstring B",
        "B",
        "none: it has no class: its members show it",
    ),
    outputs("unused", "", ";\nstructure B {}", "B", "none: no operation needs it"),
    # Traits.
    inputs(
        "token no longer filled in",
        "@required @idempotencyToken m: String",
        "@required m: String",
        "I$m",
        "breaking: it is no longer filled in by itself",
    ),
    inputs(
        "deprecated",
        "m: String",
        "@deprecated m: String",
        "I$m",
        "compatible: the docstring says so",
    ),
    inputs(
        "trait that nothing is generated of",
        "m: String",
        '@tags(["x"]) m: String',
        "I$m",
        "none: nothing is generated of this trait",
    ),
    inputs(
        "documentation",
        '@documentation("x") m: String',
        '@documentation("y") m: String',
        "I$m",
        "compatible: docstrings change",
    ),
    Case(
        "metadata",
        SERVICE % ("", ""),
        "metadata x = 1" + SERVICE % ("", ""),
        "x",
        "none: nothing is generated of metadata",
    ),
]


def model(text: str) -> Model:
    """A model of a text, with metadata before it if there is any."""
    metadata, _, rest = text.partition("\n")
    head = HEAD.replace("namespace", f"{metadata}\nnamespace", 1)
    return load_model(Document("a.smithy", head + rest))


def report(old: str, new: str) -> Report:
    return compare(model(old), model(new), "old", "new")


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_difference_means_what_the_table_says(case: Case) -> None:
    """A difference means what the table says."""
    found = {
        f"{e.meaning.impact}: {e.meaning.reason}"
        for e in report(case.old, case.new).entries
        if e.subject == case.subject or e.subject == f"a#{case.subject}"
    }
    assert case.meaning in found


@pytest.mark.parametrize(
    ("old", "new", "bump"),
    [
        ("", "", Bump.NONE),
        ('@documentation("x") m: String', "m: String", Bump.PATCH),
        ("", "m: String", Bump.MINOR),
        ("m: String", "", Bump.MAJOR),
    ],
)
def test_the_greatest_impact_decides_on_the_version(
    old: str, new: str, bump: Bump
) -> None:
    """The greatest impact decides."""
    assert report(SERVICE % (old, ""), SERVICE % (new, "")).bump is bump


def test_name_that_yields_to_another() -> None:
    """A member that comes before one that differs in case only takes its name."""
    old, new = SERVICE % ("", "fooBar: String"), SERVICE % (
        "",
        "FooBar: String, fooBar: String",
    )
    found = report(old, new)
    (rename,) = found.renames
    assert (rename.of, rename.old, rename.new) == ("a#P$fooBar", "foo_bar", "foo_bar_")
    assert found.bump is Bump.MAJOR
