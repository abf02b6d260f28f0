"""What is generated where a model says nothing about its shapes."""

from __future__ import annotations

from pathlib import PurePosixPath

import pytest
from tests.support.inline import inline_package, model_of
from tests.support.packages import plan_package

from smithwright.models.selection import select
from smithwright.rendering.render import render

MODEL = """
@restJson1
service Towns { version: "1", operations: [Found] }

@http(method: "PUT", uri: "/town")
operation Found {
    input := {
        @required
        name: String

        streets: Streets

        @required
        mayors: Mayors

        people: People

        @required
        house: House

        /// Where it is. Roughly.
        place: String
    }
    output := {}
}

list Streets { member: String }

@length(min: 1, max: 1)
list Mayors { member: String }

map People { key: String, value: String }

structure House {
    @required
    number: Integer
}
"""


@pytest.fixture(scope="module")
def text() -> str:
    files = render(plan_package(select(model_of(MODEL)), "towns"))
    return files[PurePosixPath("operations/found.py")]


@pytest.mark.parametrize(
    ("method", "said"),
    [
        ("name", "Sets `name`."),
        ("set_name", "Replaces `name`; None clears it."),
        ("get_name", "Returns `name`."),
        ("streets", "Appends an item to `streets`."),
        ("people", "Puts an entry into `people`."),
        ("place", "Where it is."),
        ("get_place", "Where it is.\n\nReturns what is set."),
    ],
)
def test_methods_of_a_builder_say_what_they_do(method: str, said: str) -> None:
    package = inline_package(MODEL)
    doc = getattr(package.FoundInputBuilder, method).__doc__
    assert "\n".join(line.strip() for line in doc.strip().split("\n")) == said


def test_a_member_without_documentation_has_its_constraints_or_nothing(
    text: str,
) -> None:
    assert '\n    name: str | None = required()\n    """Constraints: requ' in text
    assert "\n    streets: tuple[str, ...] | None = None\n\n    mayors: " in text
    assert "Not documented" not in text


def test_checks_read_as_a_colleague_writes_them(text: str) -> None:
    """One size is compared with, and a member is looked at once."""
    assert "if len(mayors) != 1:" in text
    assert "elif type(house) is House and (found := house_missing(house)):" in text
    assert '"""\n    return ()\n' in text
