"""Patterns that may take exponential time, and those that only look like it."""

from __future__ import annotations

import re
from pathlib import Path
from time import process_time

import pytest
from tests.support.inline import model_of, package_of, request
from tests.support.packages import plan_package

from smithwright.models.selection import select
from smithwright.plan.pattern_cost import is_exponential

EXPONENTIAL = [
    # From services of AWS.
    *(r"^([A-Za-z](-|_|.)?)+\Z", r"^(\/+[^\/]+\/*)+\Z", r"^[0-9](.[0-9]*)*\Z"),
    *(r"^[ \t]*[ -~]+([ \t]+[ -~]+)*[ \t]*\Z", r"\$\{(\w+.)+\w+\}"),
    r"^([^/]([!-~]+/){1,511})?[A-Za-z0-9_+=,.@-]{1,64}\Z",
    # As textbooks have them.
    *(r"^(a+)+\Z", r"^(a*)*\Z", r"(a+)+b", r"^(a|ab|b)*\Z", r"^([^a]|b)*\Z"),
    *(r"^(?=(a+)+b)", r"^(a|a)*\Z", r"^x(?:(?:a|b)+c?)+\Z"),
]
LINEAR = [
    *(r"^([A-Za-z]_?)+\Z", r"^(?:[A-Za-z0-9+/]{4})*\Z", r"^(a|b)*\Z"),
    *(r"^[a-z]+(-[a-z]+)*\Z", r"^([a-z0-9]+/)*[a-z0-9]+\Z", r"^(ab|cd)+\Z"),
    *(r"^(?:(?:\d{1,3})\.){3}\d+\Z", r"(/\w[^/]*)+", r"^(\d|[a-z])*\Z"),
    *(r"^[^,]+(,[^,]+)*\Z", r"^(a?){3}\Z", r"(a+)+", r"a*a*b", r"^\)[*]\Z"),
]


@pytest.mark.parametrize("pattern", EXPONENTIAL)
def test_what_can_match_in_two_ways_again_and_again_is_found(pattern: str) -> None:
    assert is_exponential(pattern)


@pytest.mark.parametrize("pattern", LINEAR)
def test_what_can_match_in_one_way_is_not(pattern: str) -> None:
    assert not is_exponential(pattern)
    for text in ("a" * 100, "ab" * 50, "a1" * 50, "a-" * 50, "/a" * 50):
        re.search(pattern, f"{text}\n!")


@pytest.mark.parametrize(
    "pattern", [r"(a)\1+", r"(?>a+)+b", r"(a++)+b", r"(b)?(?(1)a|c)*"]
)
def test_what_is_not_understood_is_taken_as_it_is(pattern: str) -> None:
    assert not is_exponential(pattern)


def test_the_many_ways_take_as_long_as_said() -> None:
    def seconds(length: int) -> float:
        start = process_time()
        assert not re.search(EXPONENTIAL[0], "a" * length + "!!")
        return process_time() - start

    assert seconds(27) > 5 * seconds(21)


def test_an_exponential_pattern_is_left_to_the_service(tmp_path: Path) -> None:
    model = model_of("""
@restJson1
service Service { version: "1", operations: [Act] }

@http(method: "POST", uri: "/")
operation Act { input := { name: Name } }

@length(max: 100)
@pattern("^([A-Za-z](-|_|.)?)+$")
string Name
""")
    (warning,) = plan_package(select(model), "warned").warnings
    assert warning.endswith("may take exponential time, and is not checked")
    package = package_of(model, tmp_path)
    text = "a" * 98 + "!!"
    assert text.encode() in request(package, "Act", name=text).body
    with pytest.raises(package.BuildError, match="at most 100"):
        request(package, "Act", name="a" * 101)
