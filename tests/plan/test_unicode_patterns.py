"""Patterns with general categories of Unicode, from the model to a generated check."""

from collections.abc import Iterator
from importlib import import_module
from types import ModuleType
from unicodedata import category

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.support.packages import generated_package

from smithwright.settings import PackageSettings

MODEL = r"""
$version: "2"
namespace example
@aws.protocols#awsJson1_0
service Shop { operations: [Tag] }
operation Tag { input := { key: Key, keys: Keys } }
@pattern("^([\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]*)$")
string Key
list Keys { member: Word }
@pattern("^[\\p{L}\\P{C}]+$")
string Word
"""


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ModuleType]:
    base = tmp_path_factory.mktemp("shop")
    (base / "shop.smithy").write_text(MODEL, "utf-8")
    settings = PackageSettings("unicode_shop", ("shop.smithy",), ".")
    with generated_package(settings, base, base) as package:
        yield package


def is_valid(shop: ModuleType, **members: object) -> bool:
    try:
        shop.TagInput(**members).make_operation(shop.Config(region="r"))
    except shop.BuildError:
        return False
    return True


@pytest.mark.parametrize("key", ["", "Owner 1", "größe", "名 前", "٣", "a\u2028b"])
def test_letters_of_all_scripts_are_letters(shop: ModuleType, key: str) -> None:
    assert is_valid(shop, key=key)


@pytest.mark.parametrize("key", ["a\n", "a!", "größe!", "☃", "e\u0301"])
def test_what_is_in_no_category_of_the_pattern_is_refused(
    shop: ModuleType, key: str
) -> None:
    assert not is_valid(shop, key=key)


def test_a_list_is_tested_item_by_item(shop: ModuleType) -> None:
    assert is_valid(shop, keys=("a", "ü"))
    assert not is_valid(shop, keys=("a", "\x07"))
    assert not is_valid(shop, keys=("ü", "\x85"))


@given(st.sampled_from("L Lu Ll N Nd P S Z Zs M C Cf".split()), st.text(max_size=5))
def test_a_category_has_the_characters_that_unicode_gives_it(
    shop: ModuleType, name: str, text: str
) -> None:
    runtime = import_module(f"{shop.__name__}._runtime.unicode_patterns")

    def matches(characters: str) -> bool:
        pattern = runtime.UnicodePattern(rf"^{characters}*\Z", "")
        return pattern.search(text) is not None

    inside = [category(char).startswith(name) for char in text]
    assert matches(rf"[\p{{{name}}}]") == matches(rf"[^\P{{{name}}}]") == all(inside)
    assert (
        matches(rf"[\P{{{name}}}]") == matches(rf"[^\p{{{name}}}]") == (not any(inside))
    )
