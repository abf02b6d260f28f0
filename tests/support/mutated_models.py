"""Random changes of a model that has each type of shape."""

from __future__ import annotations

from typing import Any

from hypothesis import assume
from hypothesis import strategies as st

EVERY_TYPE = """
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
    rename: { "a#Kind": "Sort" }
}
resource R {
    identifiers: { id: Text, other: Text }
    properties: { size: Number }
    read: G
    operations: [V]
}
@readonly
@http(method: "POST", uri: "/g")
operation G { input := {
    @required id: Text
    @required other: Text
    size: Number
} }
@http(method: "POST", uri: "/v")
operation V { input := {
    @required id: Text
    @required other: Text
} }
@http(method: "POST", uri: "/o")
operation O { input: I, output: P, errors: [F, E] }
@http(method: "POST", uri: "/q")
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
                if isinstance(owner.setdefault("traits", {}), dict):
                    owner["traits"][name] = traits[name]
            case "add member":
                owners = [
                    s for s in self.shapes() if isinstance(s.get("members"), dict)
                ]
                self.pick(owners)["members"]["new"] = {"target": "a#Text"}
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
        members = [
            each
            for shape in self.shapes()
            if isinstance(found := shape.get("members"), dict)
            for each in found.values()
            if isinstance(each, dict)
        ]
        return [*self.shapes(), *members]

    def shapes(self) -> list[dict[str, Any]]:
        """What still looks like a shape."""
        return [each for each in self.ast["shapes"].values() if isinstance(each, dict)]

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
