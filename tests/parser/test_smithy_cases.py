"""Smithy's own test models: what must load, and what must be refused and how."""

import json
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from smithy_parser import Event, Model, Nullability, Shape, assemble, load_model

_COMMENT: Final = re.compile(r"^\s*//\s?")


def test_a_valid_model_equals_its_twin(valid: Path) -> None:
    shared = next(p for p in valid.parents if p.name == "valid") / "__shared.json"
    idl, ast = load_model(valid, shared), load_model(valid.with_suffix(".json"), shared)
    assert own(idl) == own(ast)
    assert idl.metadata == ast.metadata


def test_a_valid_model_without_a_twin_loads(alone: Path) -> None:
    load_model(alone)


def test_flattened_mixins_equal_those_written_out(flattened: Path) -> None:
    mixed = load_model(flattened.with_name(flattened.name.replace(".flattened", "")))
    plain = load_model(flattened)
    assert without_mixins(mixed) == without_mixins(plain)


def test_an_invalid_model_is_refused_as_it_says(invalid: Path) -> None:
    first = invalid.read_text().partition("\n")[0]
    _, events = assemble(invalid)
    refusals = [formatted(event) for event in events if event.is_fatal]
    assert any(_COMMENT.sub("", first) in refusal for refusal in refusals), refusals


def test_an_invalid_ast_is_refused(invalid_ast: Path) -> None:
    """Its file can't say how, as JSON has no comments."""
    _, events = assemble(invalid_ast)
    assert any(event.is_fatal for event in events)


def test_nullability_survives_upgrades_and_round_trips(upgraded: Path) -> None:
    expected = json.loads(_COMMENT.sub("", upgraded.read_text().partition("\n")[0]))
    checks = {
        "v1-box": Nullability.BOX_1_0,
        "v1-client-zero-value": Nullability.CLIENT_1_0,
        "v2": Nullability.CLIENT,
    }
    model = load_model(upgraded)
    for loaded in (model, load_model(model.to_ast())):
        (member,) = loaded["smithy.example#Foo"].members.values()
        found = {name: loaded.is_nullable(member, c) for name, c in checks.items()}
        assert found == expected


def formatted(event: Event) -> str:
    """An event in the form that the first lines of the files are parts of."""
    shape = event.shape_id or "-"
    return f"[{event.severity}] {shape}: {event.message} | {event.id} {event.source}"


def own(model: Model) -> Mapping[str, Shape]:
    return {id: s for id, s in model.shapes.items() if id not in model.builtin}


def without_mixins(model: Model) -> object:
    return {
        id: (
            shape.type,
            shape.traits,
            {name: (m.target, m.traits) for name, m in shape.members.items()},
            [getattr(shape, name, None) for name in ("errors", "operations", "rename")],
        )
        for id, shape in own(model).items()
        if "smithy.api#mixin" not in shape.traits
    }
