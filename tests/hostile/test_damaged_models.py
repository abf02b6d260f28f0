"""Models that are damaged somewhere: each gives a package, or an error for the user."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from copy import deepcopy
from json import loads
from pathlib import Path
from random import Random

# Any: damage makes anything of a model.
from typing import Any

import pytest

from smithwright.errors import SmithwrightError
from smithwright.models.selection import select
from smithwright.rendering.render import render
from smithy_parser import ModelError, ShapeType, load_model
from tests.support.inline import ALL_PROTOCOLS, model_of
from tests.support.packages import plan_package

CONNECT = Path(__file__).parents[2] / "models" / "connect.json"
SMALL = """
service Small { operations: [Do], errors: [Bad] }
@http(method: "POST", uri: "/{id}")
@endpoint(hostPrefix: "a.")
operation Do { input: In, output: Out }
structure In {
    @required @httpLabel id: Text
    @httpQuery("q") query: Numbers
    @httpHeader("h") header: Moment
    map: Map
    choice: Choice
    kind: Kind = "a"
}
structure Out {
    choice: Choice
    data: Data
    map: Map
}
@error("client") structure Bad { message: Text }
@length(min: 1, max: 9) @pattern("^a") string Text
@range(min: 1) integer Number
list Numbers { member: Number }
@timestampFormat("http-date") timestamp Moment
map Map { key: Text, value: Choice }
union Choice { again: Numbers, data: Data, text: Text }
enum Kind {
    A = "a"
}
blob Data
"""
PRELUDE = ["String", "Integer", "Unit", "Document", "Blob", "Timestamp", "Missing"]
VALUES: tuple[object, ...] = (
    None,
    0,
    -1,
    True,
    "",
    "a",
    [],
    ["a"],
    {},
    {"a": 1},
    1.5,
    10**30,
)

Place = tuple[str | int, ...]


def places(node: object, place: Place = ()) -> Iterator[Place]:
    """Yields the place of each value in an AST, but for documentation."""
    items: Iterator[tuple[str | int, object]] = iter(())
    if isinstance(node, dict):
        items = iter(node.items())
    elif isinstance(node, list):
        items = iter(enumerate(node))
    for key, value in items:
        if key != "smithy.api#documentation":
            yield (*place, key)
            yield from places(value, (*place, key))


def damage(ast: Any, places: Sequence[Place], random: Random) -> None:
    """Changes a target, a type or a value of an AST, or removes one."""
    *above, key = random.choice(places)
    node = ast
    try:
        for each in above:
            node = node[each]
        value = node[key]
    except (KeyError, IndexError, TypeError):
        return
    ids = [*ast["shapes"], *(f"smithy.api#{name}" for name in PRELUDE)]
    if isinstance(value, str) and "#" in value:
        node[key] = random.choice(ids)
    elif key == "type":
        node[key] = random.choice(list(ShapeType))
    elif random.random() < 0.1:
        del node[key]
    else:
        node[key] = random.choice(VALUES)


def is_generated(ast: Any) -> bool:
    try:
        files = render(plan_package(select(load_model(ast)), "damaged"))
    except (ModelError, SmithwrightError):
        return False
    for path, text in files.items():
        if path.suffix in (".py", ".pyi"):
            compile(text, str(path), "exec")
    return True


def asts() -> Iterator[Any]:
    for protocol in ALL_PROTOCOLS:
        # https://smithy.io/2.0/aws/protocols/aws-ec2-query-protocol.html has no maps.
        text = SMALL.replace("    map: Map\n", "") if protocol == "ec2Query" else SMALL
        yield model_of(f"@{protocol}{text}").to_ast()
    yield loads(CONNECT.read_bytes())


@pytest.mark.parametrize(
    "ast",
    [
        pytest.param(ast, id=name)
        for name, ast in zip((*ALL_PROTOCOLS, "connect"), asts(), strict=True)
    ],
)
def test_damage_gives_a_package_or_an_error(ast: Any) -> None:
    random = Random(20_26)
    where = [place for place in places(ast) if place[0] == "shapes"]
    generated = 0
    for _ in range(60):
        damaged = deepcopy(ast)
        for _ in range(random.choice((1, 1, 2, 3))):
            damage(damaged, where, random)
        generated += is_generated(damaged)
    assert 0 < generated < 60
