"""The report knows every trait that the generator looks at."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import smithwright.plan
from smithwright.changes.meaning.traits import ROLES
from smithy_parser import Node, load_model

_PLAN = Path(smithwright.plan.__file__).parent
_ID = re.compile(r"[a-z][\w.]*#[a-zA-Z]\w*")
# What is said about a trait, or stands in for a shape.
_NO_TRAITS = {
    "smithy.api#Unit",
    "smithy.api#authDefinition",
    "smithy.api#noAuth",
    "smithy.api#trait",
}


def looked_at() -> set[str]:
    """The ids in the strings of the stage that plans a package."""
    return {
        node.value
        for path in _PLAN.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Constant)
        and isinstance(node.value, str)
        and _ID.fullmatch(node.value)
    }


def test_every_trait_that_is_looked_at_has_a_role() -> None:
    """A new one in the generator needs a role, or its changes seem to mean nothing."""
    assert looked_at() - _NO_TRAITS - ROLES.keys() == set()


def test_roles_are_of_traits() -> None:
    """No id of the table is misspelt."""
    ids = [id for id in ROLES if not id.startswith("smithwright.")]
    applied: dict[str, Node] = {id: {} for id in ids}
    model = load_model(
        {"smithy": "2.0", "shapes": {"a#B": {"type": "string", "traits": applied}}}
    )
    assert [id for id in ids if id not in model] == []
