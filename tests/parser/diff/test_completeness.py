"""Every difference is found, once: compared with a plain comparison of ASTs."""

from __future__ import annotations

import copy
import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from tests.support.plain_comparison import assert_attributed, plain_differences

from smithy_parser import Document, ModelError, load_model
from smithy_parser.diff import diff

CONNECT = "aws-models/connect/service/2017-08-08/connect-2017-08-08.json"

BASE = """
$version: "2.0"
metadata owners = ["x"]
namespace a
use aws.protocols#restJson1
@restJson1
@title("t")
service S {
    version: "1"
    operations: [O, Q]
    resources: [R]
    errors: [F]
    rename: { "b#X": "Y" }
}
resource R {
    identifiers: { id: Text, other: Text }
    properties: { size: Number }
    read: G
    operations: [Q]
}
@readonly
operation G { input := { @required id: Text, @required other: Text } }
@http(method: "POST", uri: "/o")
operation O { input: I, output: P, errors: [F, E] }
operation Q {}
structure I {
    @required a: Text
    b: Number = 1
    c: Texts
    d: Kind
    e: Choice
}
@mixin
structure M { @length(min: 1, max: 9) m: Text }
structure P with [M] { list: Numbers, @jsonName("x") map: Map }
@error("client") structure F { message: String }
@error("server") structure E { message: String }
@pattern("^a") @length(max: 3) string Text
@range(min: 1) integer Number
list Texts { member: Text }
@sparse list Numbers { member: Number }
map Map { key: Text, value: Texts }
enum Kind {
    A = "a"
    B = "b"
    C
}
intEnum Count {
    ONE = 1
    TWO = 2
}
union Choice { a: Text, b: Number, c: I }
"""


@pytest.fixture(scope="module")
def base() -> dict[str, Any]:
    """A model with each type of shape, as its AST."""
    return dict(load_model(Document("a.smithy", BASE)).to_ast())


def test_connect_over_a_year(shared: Path) -> None:
    """Connect as AWS published it, and as botocore has it: all is listed, once."""
    pytest.importorskip("botocore")
    from smithwright.sources import resolve

    file = shared / CONNECT
    old, new = json.loads(file.read_text("utf-8")), resolve("botocore:connect", Path())
    assert isinstance(new.data, dict)
    found = diff(load_model(file), load_model(Document(new.name, new.data)))
    places = list(plain_differences(old, new.data))
    assert len(places) > 3000
    assert_attributed(places, found)


def test_one_model_has_no_differences(aws_models: list[Path]) -> None:
    """A model is what it is, however it is written."""
    for path in aws_models:
        model = load_model(path)
        assert diff(model, model) == []
        if path.stat().st_size < 1_000_000:
            assert diff(model, load_model(model.to_ast())) == []


class Mutation:
    """A random change of an AST, drawn step by step."""

    def __init__(self, data: st.DataObject, ast: dict[str, Any]) -> None:
        self.data, self.ast = data, ast

    def pick(self, choices: Any) -> Any:
        listed = list(choices)
        assume(listed)
        return self.data.draw(st.sampled_from(listed))

    def apply(self) -> None:
        """Change one thing somewhere."""
        kinds = ("node", "order", "add trait", "add member", "add shape", "metadata")
        match self.pick(kinds):
            case "node":
                self.change(self.pick(list(self.nodes(self.ast))))
            case "order":
                holders = [h for h, _ in self.nodes(self.ast) if len(h) > 1]
                self.reorder(self.pick(holders))
            case "add trait":
                traits = {
                    "smithy.api#deprecated": {},
                    "smithy.api#required": {},
                    "smithy.api#documentation": "text",
                    "smithy.api#sensitive": {},
                    "b#unknown": [1, {"x": None}],
                }
                name = self.pick(traits)
                owner = self.pick(self.owners())
                owner.setdefault("traits", {})[name] = traits[name]
            case "add member":
                shapes = [s for s in self.ast["shapes"].values() if "members" in s]
                self.pick(shapes)["members"]["new"] = {"target": "smithy.api#Unit"}
            case "add shape":
                self.ast["shapes"][f"a#{self.pick('XYZ')}"] = {"type": "boolean"}
            case _:
                self.ast.setdefault("metadata", {})[self.pick("pq")] = self.pick(
                    (1, True)
                )

    def nodes(self, node: Any) -> Any:
        """All containers with the keys in them."""
        items = node.items() if isinstance(node, dict) else enumerate(node)
        for key, value in list(items):
            if node is not self.ast:
                yield node, key
            if isinstance(value, dict | list):
                yield from self.nodes(value)

    def owners(self) -> list[dict[str, Any]]:
        """All that may have traits."""
        shapes = self.ast["shapes"].values()
        members = [m for s in shapes for m in s.get("members", {}).values()]
        return [*shapes, *members]

    def change(self, place: tuple[Any, Any]) -> None:
        holder, key = place
        if self.data.draw(st.booleans()):
            del holder[key]
            return
        value = holder[key]
        ids = [*self.ast["shapes"], "smithy.api#String", "smithy.api#Integer"]
        if isinstance(value, str):
            holder[key] = self.pick([*ids, "string", "integer", "structure", "other"])
        elif isinstance(value, int):
            holder[key] = value + 1
        else:
            holder[key] = self.pick(({}, [], "x", 7, None, True))

    def reorder(self, holder: Any) -> None:
        if isinstance(holder, list):
            holder.reverse()
        else:
            first = next(iter(holder))
            holder[first] = holder.pop(first)


@settings(max_examples=300, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_a_mutation_is_reported(base: dict[str, Any], data: st.DataObject) -> None:
    """Whatever changes, and still is a model, is listed once and in the same order."""
    mutated = copy.deepcopy(base)
    for _ in range(data.draw(st.integers(1, 3))):
        Mutation(data, mutated).apply()
    old = load_model(base)
    try:
        model = load_model(mutated)
        found = diff(old, model)
    except ModelError:
        assume(False)
        return
    places = list(plain_differences(flat(old.to_ast()), flat(model.to_ast())))
    assert_attributed(places, found)
    assert diff(old, load_model(mutated)) == found
    back = {each.path for each in diff(model, old)}
    assert back == {each.path for each in found}


def flat(ast: Any) -> Any:
    """An AST as it is without mixins: `diff` shows what shapes have in the end."""
    model = load_model(ast)
    whole = copy.deepcopy(ast)
    for id, shape in list(whole["shapes"].items()):
        if shape["type"] == "apply":
            del whole["shapes"][id]
        elif model[id].mixins:
            shape["traits"] = dict(model[id].traits)
            shape["members"] = {
                name: {"target": str(m.target), "traits": dict(m.traits)}
                for name, m in model[id].members.items()
            }
    return whole
