"""Every difference is found, once: compared with a plain comparison of ASTs."""

from __future__ import annotations

import copy
from pathlib import Path as File
from typing import Any

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from tests.support.mutated_models import EVERY_TYPE, Mutation
from tests.support.plain_comparison import Path, assert_attributed, plain_differences

from smithy_parser import Document, ModelError, load_model
from smithy_parser.diff import Change, Difference, diff


@pytest.fixture(scope="module")
def base() -> dict[str, Any]:
    """A model with each type of shape, as its AST."""
    return dict(load_model(Document("a.smithy", EVERY_TYPE)).to_ast())


def paths_of(found: list[Difference]) -> tuple[list[Path], set[Path]]:
    """All paths, and those of orders only."""
    orders = {each.path for each in found if each.change is Change.REORDERED}
    return [each.path for each in found], orders


def test_one_model_has_no_differences(aws_models: list[File]) -> None:
    """A model is what it is, however it is written."""
    for path in aws_models:
        model = load_model(path)
        assert diff(model, model) == []
        if path.stat().st_size < 1_000_000:
            assert diff(model, load_model(model.to_ast())) == []


@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_a_mutation_is_reported(base: dict[str, Any], data: st.DataObject) -> None:
    """Whatever changes, and still is a model, is listed once and in the same order."""
    mutated = copy.deepcopy(base)
    for _ in range(data.draw(st.integers(1, 3))):
        Mutation(data, mutated).apply()
    old = load_model(base)
    try:
        model = load_model(mutated)
        found = diff(old, model)
    except ModelError:
        assume(False)
        return
    places = list(plain_differences(flat(old.to_ast()), flat(model.to_ast())))
    assert_attributed(places, *paths_of(found))
    assert diff(old, load_model(mutated)) == found
    back = {each.path for each in diff(model, old)}
    assert back == {each.path for each in found}


def flat(ast: Any) -> Any:
    """An AST as it is without mixins: `diff` shows what shapes have in the end."""
    model = load_model(ast)
    whole = copy.deepcopy(ast)
    for id, shape in list(whole["shapes"].items()):
        if shape["type"] == "apply":
            del whole["shapes"][id]
        elif model[id].mixins:
            shape["traits"] = dict(model[id].traits)
            shape["members"] = {
                name: {"target": str(m.target), "traits": dict(m.traits)}
                for name, m in model[id].members.items()
            }
    return whole
