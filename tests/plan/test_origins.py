"""Modules of equal origin are equal: what allows to leave them as they are."""

from __future__ import annotations

import copy
from collections.abc import Mapping
from functools import cache
from pathlib import Path, PurePosixPath
from typing import Any

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from tests.support.mutated_models import EVERY_TYPE, Mutation

from smithwright.models.loading import load
from smithwright.models.selection import SelectionError, select
from smithwright.plan.completion import complete
from smithwright.plan.outline import outline_package
from smithwright.plan.plan_error import PlanError
from smithwright.rendering.render import render
from smithy_parser import Document, Model, ModelError, load_model, validate

_PROTOCOLS = ("restJson1", "restXml", "awsJson1_1", "awsQuery", "ec2Query")
_SERVICES = ("sts", "sqs", "cloudfront-keyvaluestore", "glacier", "route53domains")
_SETTINGS = settings(deadline=None, suppress_health_check=list(HealthCheck))

Modules = Mapping[PurePosixPath, tuple[str, str, object]]
"""Origin, text and runtime modules of each module."""


def modules(model: Model, *, client: bool) -> Modules:
    outline = outline_package(select(model), "package", client=client)
    plan = complete(outline)
    text, made_from = render(plan), outline.origins()
    return {
        path: (made_from[path], text[path], plan.facts[path].runtime)
        for path in outline.paths()
    }


@cache
def base(name: str) -> tuple[dict[str, Any], Modules]:
    """An AST with the modules of its package."""
    if name in _PROTOCOLS:
        text = EVERY_TYPE.replace("restJson1", name)
        model = load_model(Document("a.smithy", text))
    else:
        model = load((f"botocore:{name}",), Path())
    ast = dict(model.to_ast())
    return ast, modules(load_model(ast), client=True)


def check(name: str, data: st.DataObject) -> None:
    ast, before = base(name)
    changed = copy.deepcopy(ast)
    Mutation(data, changed).apply()
    try:
        model = load_model(changed)
        assume(not any(event.is_fatal for event in validate(model)))
        after = modules(model, client=True)
    except (ModelError, SelectionError, PlanError, ValueError):
        assume(False)
        return
    for path in before.keys() & after.keys():
        if before[path][0] == after[path][0]:
            assert before[path] == after[path], path


@settings(_SETTINGS, max_examples=120, derandomize=True)
@given(name=st.sampled_from(_PROTOCOLS), data=st.data())
def test_equal_origins_make_equal_modules(name: str, data: st.DataObject) -> None:
    """Whatever changes in a model with shapes of each type."""
    check(name, data)


@pytest.mark.conformance
@settings(_SETTINGS, max_examples=600)
@given(name=st.sampled_from(_PROTOCOLS), data=st.data())
def test_equal_origins_are_equal_modules_in_more_models(
    name: str, data: st.DataObject
) -> None:
    """The same, for longer."""
    check(name, data)


@pytest.mark.conformance
@settings(_SETTINGS, max_examples=60)
@given(name=st.sampled_from(_SERVICES), data=st.data())
def test_equal_origins_are_equal_modules_in_services(
    name: str, data: st.DataObject
) -> None:
    """The same for the models of services."""
    check(name, data)


MODEL = """
$version: "2.0"
namespace a
use aws.protocols#restJson1
@restJson1
service S { version: "1", operations: [Far, Near, Other], errors: [Failed] }
@http(method: "POST", uri: "/far")
operation Far { input := { middle: Middle } }
@http(method: "POST", uri: "/near")
operation Near { input := { leaf: Leaf } }
@http(method: "POST", uri: "/other")
operation Other { input := { text: String, next: Loop } }
structure Middle { leaf: Leaf }
/// A leaf.
structure Leaf { @length(max: 3) text: String }
structure Loop { next: Back }
structure Back { next: Loop }
/// A failure.
@error("client") structure Failed { message: String }
"""


def changed_modules(old: str, new: str) -> set[str]:
    before, after = (
        modules(load_model(Document("a.smithy", text)), client=False)
        for text in (MODEL, MODEL.replace(old, new))
    )
    return {
        str(path)
        for path in after
        if path not in before or before[path][0] != after[path][0]
    }


@pytest.mark.parametrize(
    ("old", "new", "changed"),
    [
        (
            "/// A leaf.",
            "/// A green leaf.",
            {
                "operations/far.py",
                "operations/near.py",
                "shapes/leaf.py",
                "shapes/middle.py",
            },
        ),
        ("/// A failure.", "/// A fault.", {"errors/failed.py"}),
        (
            "structure Back { next: Loop }",
            "structure Back { next: Loop, more: String }",
            {"operations/other.py", "shapes/back.py"},
        ),
        ("text: String, next", "text: Integer, next", {"operations/other.py"}),
        ("[Far, Near, Other]", "[Far, Near]", set[str]()),
        ("namespace a\n", "namespace a\n\n// A comment moves all lines.\n", set[str]()),
    ],
)
def test_only_what_a_change_touches(old: str, new: str, changed: set[str]) -> None:
    """Other modules keep their origins."""
    assert changed_modules(old, new) == changed
