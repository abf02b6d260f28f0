"""The definitions that come with the parser, against those that Smithy publishes."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from smithy_parser import load_model
from smithy_parser.builtin import NAMESPACES, builtin_shapes
from smithy_parser.places import SourceText
from smithy_parser.shapes import Shape

_PRELUDE = "smithy-model/src/main/resources/software/amazon/smithy/model/loader"
_DEPRECATED = "smithy.api#deprecated"
_DOCUMENTATION = "smithy.api#documentation"


def facts(shape: Shape) -> object:
    """All of a shape but what it says to readers."""
    return (
        shape.type,
        bare(shape.traits),
        {name: (m.target, bare(m.traits)) for name, m in shape.members.items()},
        list(shape.members),
    )


def bare(traits: Mapping[str, Any]) -> Mapping[str, Any]:
    found = {t: value for t, value in traits.items() if t != _DOCUMENTATION}
    if _DEPRECATED in found:
        found[_DEPRECATED] = {**found[_DEPRECATED], "message": ""}
    return found


def test_the_definitions_are_those_of_smithy(smithy_root: Path) -> None:
    prelude = smithy_root / _PRELUDE / "prelude.smithy"
    found = smithy_root.glob("*/src/main/resources/META-INF/smithy/*.smithy")
    others = [path for path in found if "smithy-rules-engine-tests" not in path.parts]
    theirs = load_model(prelude, *sorted(others))
    ours = builtin_shapes([SourceText("", "".join(f"{name}#" for name in NAMESPACES))])
    expected = {
        id: facts(shape)
        for id, shape in theirs.shapes.items()
        if id not in theirs.builtin
    }
    assert {id: facts(ours[id]) for id in expected} == expected


@pytest.mark.parametrize("namespace", ["smithy.api", *NAMESPACES])
def test_each_namespace_needs_the_prelude_only(namespace: str) -> None:
    shapes = builtin_shapes([SourceText("", f"{namespace}#")])
    assert any(shape.id.namespace == namespace for shape in shapes.values())
    targets = {m.target for s in shapes.values() for m in s.members.values()}
    assert targets <= shapes.keys()
