"""Patterns that a package leaves to the service, and the texts that it does not."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from tests.support.inline import model_of, package_of, request
from tests.support.packages import plan_package

from smithwright.models.selection import select

MODEL = """
@restJson1
service Service {{ version: "1", operations: [Act] }}

@http(method: "POST", uri: "/")
operation Act {{ input := {{ name: Name }} }}

{traits}
string Name
"""


def test_a_slow_pattern_is_left_to_the_service(tmp_path: Path) -> None:
    traits = '@length(max: 100)\n@pattern("^([A-Za-z](-|_|.)?)+$")'
    model = model_of(MODEL.format(traits=traits))
    (warning,) = plan_package(select(model), "warned").warnings
    assert warning.endswith("may take very long, and is not checked")
    package = package_of(model, tmp_path)
    text = "a" * 98 + "!!"
    assert text.encode() in request(package, "Act", name=text).body
    with pytest.raises(package.BuildError, match="at most 100"):
        request(package, "Act", name="a" * 101)


@pytest.mark.parametrize(
    ("length", "is_checked"), [("@length(max: 500)", True), ("", False)]
)
def test_a_pattern_counts_for_the_length_of_its_texts(
    length: str, is_checked: bool, tmp_path: Path
) -> None:
    """A square of 500 is little, one of 20,000 is much."""
    model = model_of(MODEL.format(traits=length + '\n@pattern("[a-z]+-[0-9]+")'))
    assert bool(plan_package(select(model), "warned").warnings) is not is_checked
    package = package_of(model, tmp_path)
    if is_checked:
        with pytest.raises(package.BuildError, match=re.escape("[a-z]+-[0-9]+")):
            request(package, "Act", name="a" * 500)
    else:
        assert request(package, "Act", name="a" * 20_000)


def test_a_text_that_is_too_long_is_not_held_against_its_pattern(
    tmp_path: Path,
) -> None:
    """The pattern is quick for five characters only."""
    model = model_of(MODEL.format(traits='@length(max: 5)\n@pattern("^(a+)+$")'))
    package = package_of(model, tmp_path)
    with pytest.raises(package.BuildError, match="at most 5"):
        request(package, "Act", name="a" * 100 + "!")
    with pytest.raises(package.BuildError, match="must match"):
        request(package, "Act", name="aaa!")
