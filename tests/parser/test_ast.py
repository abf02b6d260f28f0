"""The JSON AST loader: what a small model gives, and what a broken one says."""

import json
from typing import Any

import pytest

from smithy_parser import (
    MISSING,
    Document,
    ListShape,
    Member,
    Model,
    ModelError,
    ServiceShape,
    Severity,
    StructureShape,
    assemble,
    load_model,
)


def ast(shapes: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {"smithy": "2.0", "shapes": shapes, **more}


def load(shapes: dict[str, Any]) -> Model:
    return load_model(ast(shapes))


def errors(*sources: Any) -> list[str]:
    _, events = assemble(*sources)
    return [str(event) for event in events if event.severity is Severity.ERROR]


STRING = {"target": "smithy.api#String"}


def test_shapes_members_and_traits_are_found_by_id() -> None:
    model = load(
        {
            "a#Box": {
                "type": "structure",
                "members": {"b": STRING, "a": {"target": "a#Items"}},
                "traits": {"smithy.api#documentation": "A box."},
            },
            "a#Items": {"type": "list", "member": STRING},
        }
    )
    box = model.expect("a#Box", StructureShape)
    assert list(box.members) == ["b", "a"]
    assert box.traits == {"smithy.api#documentation": "A box."}
    member = model.expect("a#Box$a", Member)
    assert (member.container, member.name, member.target) == ("a#Box", "a", "a#Items")
    assert model.expect("a#Items", ListShape).member.target == "smithy.api#String"
    assert next(iter(model.shapes)) == "a#Box"


def test_effective_trait_is_the_members_own_before_its_targets() -> None:
    length, longer = {"max": 1}, {"max": 2}
    trait = "smithy.api#length"
    model = load(
        {
            "a#Text": {"type": "string", "traits": {trait: length}},
            "a#S": {
                "type": "structure",
                "members": {
                    "own": {"target": "a#Text", "traits": {trait: longer}},
                    "targets": {"target": "a#Text"},
                },
            },
        }
    )
    assert model.trait(model["a#S$own"], trait) == longer
    assert model.trait(model["a#S$targets"], trait) == length
    assert model.trait(model["a#S$targets"], "smithy.api#pattern") is MISSING


def test_expect_names_the_shape_that_is_missing_or_of_another_type() -> None:
    model = load({"a#S": {"type": "string"}})
    with pytest.raises(ModelError, match="a#S: expected a service, found a string"):
        model.expect("a#S", ServiceShape)
    with pytest.raises(ModelError, match="a#T: the model has no such shape"):
        model.expect("a#T", ServiceShape)


def test_an_overlay_applies_traits_to_shapes_and_members_of_another_file() -> None:
    base = ast({"a#S": {"type": "structure", "members": {"m": STRING}}})
    overlay = ast(
        {
            "a#S": {"type": "apply", "traits": {"smithy.api#sensitive": {}}},
            "a#S$m": {"type": "apply", "traits": {"smithy.api#required": {}}},
        }
    )
    for sources in ((base, overlay), (overlay, base)):
        shape = load_model(*sources)["a#S"]
        assert shape.traits == {"smithy.api#sensitive": {}}
        assert shape.members["m"].traits == {"smithy.api#required": {}}


def test_an_overlay_for_a_shape_that_is_not_there_is_an_error_that_names_it() -> None:
    text = json.dumps(
        ast({"a#No$m": {"type": "apply", "traits": {"a#t": {}}}}), indent=1
    )
    assert errors(Document("over.json", text)) == [
        "over.json:7:12: ERROR [Model] -: Trait `a#t` applied to unknown shape `a#No$m`"
    ]


def test_operations_of_a_service_come_once_and_through_its_resources() -> None:
    def references(*ids: str) -> list[dict[str, str]]:
        return [{"target": id} for id in ids]

    model = load(
        {
            "a#S": {
                "type": "service",
                "operations": references("a#One"),
                "resources": references("a#R"),
                "errors": references("a#E2"),
            },
            "a#R": {
                "type": "resource",
                "read": {"target": "a#Two"},
                "operations": references("a#One"),
            },
            "a#One": {"type": "operation", "errors": references("a#E1", "a#E2")},
            "a#Two": {"type": "operation"},
            "a#E1": {"type": "structure", "traits": {"smithy.api#error": "client"}},
            "a#E2": {"type": "structure", "traits": {"smithy.api#error": "server"}},
        }
    )
    assert [o.id for o in model.operations_of("a#S")] == ["a#One", "a#Two"]
    assert model.errors_of("a#One", "a#S") == ("a#E1", "a#E2")
    assert model.errors_of("a#Two", "a#S") == ("a#E2",)


def test_recursion_groups_hold_the_shapes_of_each_circle() -> None:
    model = load(
        {
            "a#A": {"type": "structure", "members": {"b": {"target": "a#B"}}},
            "a#B": {"type": "list", "member": {"target": "a#A"}},
            "a#C": {"type": "structure", "members": {"c": {"target": "a#C"}}},
            "a#D": {"type": "structure", "members": {"a": {"target": "a#A"}}},
        }
    )
    assert model.recursion_groups() == [("a#A", "a#B"), ("a#C",)]


BROKEN = {
    "truncated": ('{"smithy": "2.0", "shapes": {', 1, 30, "Error parsing JSON"),
    "duplicate": ('{"smithy": "2.0",\n"smithy": "2.0"}', 2, 1, "Duplicate member"),
    "version": ('{\n "smithy": "9"}', 2, 12, "Unsupported Smithy version number: 9"),
    "no version": ("{}", 1, 1, "Missing expected member `smithy`"),
    "shapes": ('{"smithy": "2", "shapes": 1}', 1, 27, "Expected `shapes` to be an obj"),
    "type": (
        '{"smithy": "2",\n "shapes": {"a#B": {"type": "cube"}}}',
        2,
        20,
        "Invalid shape `type`: cube (at /shapes/a#B)",
    ),
    "target": (
        '{"smithy": "2",\n "shapes": {"a#B": {"type": "list",\n "member": {"target": '
        '"a#No"}}}}',
        3,
        12,
        "member shape targets an unresolved shape `a#No`",
    ),
    "huge integer": (
        f'{{"smithy": "2", "metadata": {"9" * 5000}}}',
        1,
        1,
        "Error pars",
    ),
    "infinity": ('{"smithy": "2", "metadata": {"a": Infinity}}', 1, 1, "Invalid JSON"),
    "nested": ("[" * 100_000, 1, 1, "nested too deep"),
    "byte order mark": ('\ufeff\ufeff{"smithy": "2"}', 1, 1, "BOM"),
    "surrogate": ('{"smithy": "2", "metadata": {"a": "\\ud800"}}', 1, 35, "Unpaired"),
}


@pytest.mark.parametrize(
    ("text", "line", "column", "message"), BROKEN.values(), ids=BROKEN.keys()
)
def test_broken_input_is_an_event_with_its_position(
    text: str, line: int, column: int, message: str
) -> None:
    (error,) = errors(Document("m.json", text))
    assert error.startswith(f"m.json:{line}:{column}: ERROR [")
    assert message in error


def test_mixins_in_a_circle_are_an_event_each() -> None:
    mixin = {"traits": {"smithy.api#mixin": {}}, "type": "structure"}
    found = errors(
        ast(
            {
                "a#A": {**mixin, "mixins": [{"target": "a#B"}]},
                "a#B": {**mixin, "mixins": [{"target": "a#A"}]},
            }
        )
    )
    assert len(found) == 2
    assert all("cycles detected" in error for error in found)
