"""The errors in what traits say of some shapes."""

from smithy_parser import Document, Model, load_model, trait_errors, validate

MODEL = """$version: "2"
namespace a

structure Good {
    @required
    name: String
}

@range(min: 1)
string Misplaced

structure Bad {
    @length(min: "1")
    name: String

    member: Misplaced
}
"""


def load() -> Model:
    return load_model(Document("a.smithy", MODEL))


def test_only_the_shapes_that_are_named_are_looked_at() -> None:
    model = load()
    assert trait_errors(model, ["a#Good"]) == []
    (event,) = trait_errors(model, ["a#Good", "a#Misplaced"])
    assert (event.id, event.shape_id) == ("TraitTarget", "a#Misplaced")
    assert event.source == ("a.smithy", 9, 1)


def test_they_are_among_all_events() -> None:
    model = load()
    found = trait_errors(model, model.shapes)
    assert {event.shape_id for event in found} == {"a#Misplaced", "a#Bad$name"}
    assert set(found) <= set(validate(model))


def test_values_that_are_no_trait_at_all_hide_what_follows_from_them() -> None:
    text = MODEL.replace('@length(min: "1")', "@length(1)")
    model = load_model(Document("a.smithy", text))
    assert {event.id for event in trait_errors(model, model.shapes)} == {"Model"}
