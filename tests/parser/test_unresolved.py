"""Traits that nobody defines."""

from typing import Any

import pytest

from smithy_parser import Document, ModelError, Severity, assemble, load_model
from smithy_parser.events import Event


def unresolved(*texts: str) -> list[Event]:
    documents = (
        Document(f"m{index}.smithy", f'$version: "2"\n{text}')
        for index, text in enumerate(texts)
    )
    _, events = assemble(*documents)
    return [event for event in events if event.id == "Model.UnresolvedTrait"]


def test_a_misspelt_trait_is_an_error_where_it_stands_with_what_was_meant() -> None:
    text = "namespace a\nstructure S {\n    @rnge(min: 1)\n    count: Integer\n}"
    (event,) = unresolved(text)
    assert str(event) == (
        "m0.smithy:4:5: ERROR [Model.UnresolvedTrait] a#S$count: Unable to resolve "
        "trait `a#rnge`. If this is a custom trait, then it must be defined before it "
        "can be used in a model. Did you mean `smithy.api#range`?"
    )


def test_no_model_is_loaded_with_a_misspelt_trait() -> None:
    shape: dict[str, Any] = {"type": "string", "traits": {"smithy.api#patern": "a"}}
    with pytest.raises(ModelError, match=r"Did you mean `smithy\.api#pattern`"):
        load_model({"smithy": "2.0", "shapes": {"a#S": shape}})


@pytest.mark.parametrize(
    "text",
    [
        "namespace a\n@aws.api#arnReferense\nstring S",
        "namespace a\nstructure S {}\napply S @lenght(min: 1)",
        "namespace a\nuse b#t\n@t\nstring S\n",
        "namespace a\n@mixin\nstructure M { m: String }\n"
        "structure S with [M] {}\napply S$m @lenght(min: 1)",
    ],
)
def test_a_trait_of_a_known_namespace_must_be_defined(text: str) -> None:
    found = unresolved(text, "namespace b\nstring Other")
    assert [event.severity for event in found] == [Severity.ERROR]


def test_the_definitions_of_another_namespace_may_be_left_out() -> None:
    (event,) = unresolved("namespace a\n@other.tool#kind\nstring S")
    assert event.severity is Severity.WARNING
    assert event.message.endswith("can be used in a model.")


def test_such_a_trait_can_be_suppressed_and_made_a_danger() -> None:
    entry = 'id: "Model.UnresolvedTrait", namespace: "*"'
    model = "namespace a\n@other.tool#kind\nstring S"
    (quiet,) = unresolved(f"metadata suppressions = [{{{entry}}}]\n{model}")
    assert quiet.severity is Severity.SUPPRESSED
    (loud,) = unresolved(
        f'metadata severityOverrides = [{{{entry}, severity: "DANGER"}}]\n{model}'
    )
    assert loud.severity is Severity.DANGER


def test_a_mixin_is_reported_once_and_not_those_who_use_it() -> None:
    text = "namespace a\n@mixin\n@t\nstructure M {}\nstructure S with [M] {}"
    assert [event.shape_id for event in unresolved(text)] == ["a#M"]
