"""The house has no circle, few rooms at its top, and one stage that knows Smithy."""

from __future__ import annotations

from typing import Final

import pytest

from tests.structure.imports import circle, folders, import_graph, rooms

GRAPH: Final = import_graph()

# Two circles go with the split of plan/ into plan/ and writing/.
_TO_BE_SPLIT: Final = pytest.mark.xfail(strict=False, reason="plan/ is being split")

KNOW_SMITHY: Final = (
    "smithwright.models.",
    "smithwright.plan.",
    "smithwright.sources.",
)
"""The rooms that import the parser."""

FURTHER: Final = frozenset(
    f"smithwright.{name}"
    for name in (
        # Its errors are part of the API, and of what users are told.
        "__init__",
        "errors",
        # They compare two models.
        "changes.meaning.constraints",
        "changes.meaning.operations",
        "changes.meaning.shapes",
        "changes.meaning.traits",
        "changes.models",
        "changes.renderings.wording",
        "changes.report",
        "changes.usage",
        "changes.words",
        "cli.model_pull",
        # They print a model's own events, or ask which services it has.
        "cli.init_questions",
        "cli.model_validate",
        "cli.proposal",
        # They still look at the model, not at the plan.
        "explain.describe",
        "explain.graph",
    )
)
"""Files of other rooms that do, by name."""


def test_the_graph_has_what_files_import() -> None:
    """At the top, in a function, by a folder's face, and for type checkers only."""
    assert "smithwright.batch" in GRAPH["smithwright.cli.check"]
    assert "smithwright.plan.completion" in GRAPH["smithwright.incremental.kept"]
    assert "smithwright.corridor" in GRAPH["smithwright.batch"]
    assert "smithy_parser.shapes" in GRAPH["smithy_parser.__init__"]
    assert not circle(rooms(GRAPH, "smithy_parser"))
    assert circle({"a": ("b",), "b": ("a",)}) == "b imports a, a imports b"


@_TO_BE_SPLIT
def test_no_module_imports_itself_by_way_of_others() -> None:
    assert not circle(GRAPH)


@pytest.mark.parametrize(
    "folder",
    [
        pytest.param(
            folder,
            marks=_TO_BE_SPLIT if folder in ("smithwright", "smithwright.plan") else (),
        )
        for folder in folders(GRAPH)
    ],
)
def test_no_room_of_a_folder_imports_itself_by_way_of_others(folder: str) -> None:
    assert not circle(rooms(GRAPH, folder))


def test_the_top_has_at_most_24_rooms() -> None:
    """Besides the package's face and what `python -m smithwright` runs."""
    faces = {"__init__", "__main__"}
    assert len(rooms(GRAPH, "smithwright").keys() - faces) <= 24


def test_few_rooms_know_smithy() -> None:
    """The list may get shorter."""
    knowing = {
        module
        for module, imported in GRAPH.items()
        if module.startswith("smithwright.")
        and any(name.startswith("smithy_parser") for name in imported)
    }
    assert {each for each in knowing if not each.startswith(KNOW_SMITHY)} <= FURTHER


def test_the_parser_knows_nothing_of_the_generator() -> None:
    for module, imported in GRAPH.items():
        if module.startswith("smithy_parser."):
            assert not [name for name in imported if name.startswith("smithwright")]
