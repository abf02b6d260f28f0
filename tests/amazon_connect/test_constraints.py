"""Every constraint below StartChatContact's input, at, below and above its bounds.

The cases come from the model and its overlay, so that a constraint which is added
there is tested here.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from amazon_connect import BuildError, Config, StartChatContactInput
from smithwright.models.loading import load
from tests.support.boundaries import Case, cases, sites
from tests.support.values import PATTERN

ROOT = Path(__file__).parents[2]
NAMESPACE = "com.amazonaws.connect"
MODEL = load(("models/connect.json", "models/connect.overlay.json"), ROOT)
INPUT = MODEL[f"{NAMESPACE}#StartChatContactRequest"]
SITES = list(sites(MODEL, INPUT))
CASES = [case for site in SITES for case in cases(site)]
CONSTRAINTS = {
    "smithy.api#length": "length",
    "smithy.api#range": "range",
    "smithy.api#required": "required",
    "smithy.api#pattern": "pattern",
    "smithy.api#uniqueItems": "uniqueItems",
    "smithwright.constraints#totalSize": "totalSize",
    "smithwright.constraints#requiredElements": "requiredElements",
    "smithwright.constraints#exclusiveMembers": "exclusiveMembers",
}


def problems(value: StartChatContactInput, config: Config) -> set[tuple[str, str]]:
    """Returns path and constraint of what serialising reports."""
    try:
        value.make_operation(config)
    except BuildError as error:
        return {(problem.path, problem.constraint) for problem in error.problems}
    return set()


@pytest.mark.parametrize("case", [case for case in CASES if case.valid], ids=str)
def test_a_value_within_its_bounds_is_built_and_serialised(case: Case) -> None:
    value = StartChatContactInput.from_dict(case.params)
    assert value.to_builder().build() == value
    assert problems(value, Config()) == set()


@pytest.mark.parametrize("case", [case for case in CASES if not case.valid], ids=str)
def test_a_value_out_of_its_bounds_is_reported(case: Case) -> None:
    value = StartChatContactInput.from_dict(case.params)
    with pytest.raises(BuildError) as raised:
        value.to_builder().build()
    assert raised.value.shape == "StartChatContactInput"
    built = {(problem.path, problem.constraint) for problem in raised.value.problems}
    assert (case.path, case.constraint) in built
    assert problems(value, Config()) == built


@pytest.mark.parametrize("case", [case for case in CASES if not case.valid], ids=str)
def test_with_validate_required_only_required_members_are(case: Case) -> None:
    value = StartChatContactInput.from_dict(case.params)
    expected = {(case.path, "required")} if case.constraint == "required" else set()
    assert problems(value, Config(validate="required")) == expected


def test_the_cases_cover_every_constraint_of_the_model() -> None:
    applied = {
        (site.path, CONSTRAINTS[name])
        for site in SITES
        for name in {**site.shape.traits, **site.place.traits}
        if name in CONSTRAINTS and name != "smithwright.constraints#exclusiveMembers"
    }
    tested = {(case.site.path, case.constraint) for case in CASES}
    # The pattern of the keys of `attributes` has tests of its own below.
    assert applied - tested == {("attributes.keys()", "pattern")}
    both = {(case.path, case.valid) for case in CASES}
    assert {("persistent_chat", False), ("persistent_chat", True)} <= both
    broken = {(case.site.path, case.constraint) for case in CASES if not case.valid}
    assert tested == broken


@pytest.mark.parametrize("key", ["a", "Z", "0", "-", "_", "tier-1_B", "a" * 1000])
def test_a_key_of_alphanumeric_dash_and_underscore_characters_is_valid(
    key: str,
) -> None:
    value = StartChatContactInput.from_dict(minimal_with_key(key))
    assert problems(value, Config()) == set()


@pytest.mark.parametrize(
    "key",
    ["", " ", "a b", "a\n", "\na", "a.b", "é", "\uff41", "\u0661", "a😀", "a\0", "a/b"],
)
def test_a_key_with_another_character_is_reported(key: str) -> None:
    value = StartChatContactInput.from_dict(minimal_with_key(key))
    assert ("attributes.keys()", "pattern") in problems(value, Config())
    assert problems(value, Config(validate="required")) == set()


def test_one_bad_key_among_many_is_found() -> None:
    keys = [f"key{index}" for index in range(50)]
    attributes = {**dict.fromkeys(keys, "v"), "b d": "v", **dict.fromkeys("xyz", "v")}
    value = StartChatContactInput.from_dict(minimal_with_key("k"))
    with pytest.raises(BuildError) as raised:
        value.replace(attributes=attributes).make_operation(Config())
    (problem,) = raised.value.problems
    assert problem.constraint == "pattern"
    assert "'b d'" in problem.message


def minimal_with_key(key: str) -> dict[str, object]:
    (site,) = (site for site in SITES if site.path == "attributes.keys()")
    assert PATTERN in site.place.traits
    return site.input_with(key)
