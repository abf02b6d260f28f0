"""What the report promises holds for the packages that the two models become."""

from __future__ import annotations

import copy
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from tests.support.mutated_models import EVERY_TYPE, Mutation
from tests.support.packages import plan_package

from smithwright.changes import Impact, Report, compare
from smithwright.models.selection import SelectionError, select
from smithwright.plan.completion import Plan
from smithwright.plan.plan_error import PlanError
from smithwright.rendering.render import render
from smithwright.writing.package import Enum, Structure
from smithy_parser import Document, Model, ModelError, load_model, validate


@dataclass
class Interface:
    """What code that uses a package may rely on."""

    operations: set[str] = field(default_factory=set[str])
    names: set[str] = field(default_factory=set[str])
    attributes: dict[tuple[str, str], Any] = field(default_factory=dict[Any, Any])
    needed: set[tuple[str, str]] = field(default_factory=set[Any])
    """Attributes that have to be given."""
    read: set[tuple[str, str]] = field(default_factory=set[Any])
    """Attributes that only services give."""


def interface(package: Plan) -> Interface:
    """Reads the interface off a plan."""
    found = Interface()
    found.operations = {name.text for name, _ in package.package.operations}
    found.names = {export.name.text for export in package.package.exports}
    for value in everything(package):
        if isinstance(value, Structure):
            for member in value.members:
                key = (value.name.text, member.name.text)
                found.attributes[key] = (str(member.annotation), str(member.default))
                if value.builder is None:
                    found.read.add(key)
                if member.required and value.builder is not None:
                    found.needed.add(key)
        elif isinstance(value, Enum):
            for each in value.members:
                found.attributes[value.name.text, each.name.text] = str(each.value)
    return found


def everything(value: Any) -> Any:
    """All parts of a plan."""
    yield value
    if isinstance(value, tuple | list):
        for each in value:
            yield from everything(each)
    elif isinstance(value, Mapping):
        yield from everything(list(value.values()))
    elif hasattr(value, "__dataclass_fields__"):
        for name in value.__dataclass_fields__:
            yield from everything(getattr(value, name))


def is_kept(old: Interface, new: Interface) -> bool:
    """Whether what worked with the old package works with the new one."""
    return (
        old.operations <= new.operations
        and old.names <= new.names
        and all(
            new.attributes.get(key) in (value, without_none(value, key in new.read))
            for key, value in old.attributes.items()
        )
        # Nobody who used the old package gives what was not needed.
        and {k for k in new.needed if k[0] in old.names} <= old.needed
    )


def without_none(value: Any, is_read: bool) -> Any:
    """What is only read may promise more than before."""
    return (value[0].replace(" | None", ""), value[1]) if is_read else value


def text_of(package: Plan) -> dict[str, str]:
    return {str(path): text for path, text in render(package).items()}


@dataclass(frozen=True)
class Base:
    """A model with each type of shape, and what becomes of it."""

    model: Model
    ast: dict[str, Any]
    interface: Interface
    text: dict[str, str]


@pytest.fixture(scope="module")
def base() -> Base:
    """The model that mutations start from."""
    model = load_model(Document("a.smithy", EVERY_TYPE))
    package = plan_package(select(model), "p")
    ast = dict(model.to_ast())
    return Base(model, ast, interface(package), text_of(package))


_SETTINGS = settings(deadline=None, suppress_health_check=list(HealthCheck))


@settings(_SETTINGS, max_examples=60, derandomize=True)
@given(data=st.data())
def test_changed_models_keep_the_promises_of_their_report(
    base: Base, data: st.DataObject
) -> None:
    """No effect: the same bytes. Not breaking: the interface is kept."""
    check_mutation(base, data)


@pytest.mark.conformance
@settings(_SETTINGS, max_examples=1500)
@given(data=st.data())
def test_more_changed_models_keep_the_promises_of_their_report(
    base: Base, data: st.DataObject
) -> None:
    """The same, for longer."""
    check_mutation(base, data)


def check_mutation(base: Base, data: st.DataObject) -> None:
    mutated = copy.deepcopy(base.ast)
    for _ in range(data.draw(st.integers(1, 2))):
        Mutation(data, mutated).apply()
    check(base, mutated)


def shown(report: Report) -> str:
    return "; ".join(
        f"{e.meaning.impact} {e.subject}: {e.words} ({e.meaning.reason})"
        for e in report.entries
    )


def check(old: Base, changed: Any) -> None:
    """Compares the packages of two models with what the report says of them."""
    try:
        new = load_model(changed)
        assume(not any(event.is_fatal for event in validate(new)))
        package = plan_package(select(new), "p")
    except (ModelError, SelectionError, PlanError, ValueError):
        assume(False)
        return
    report = compare(old.model, new, "old", "new")
    is_same = old.text == text_of(package)
    if report.impact is Impact.NONE:
        assert is_same, shown(report)
    kept = is_kept(old.interface, interface(package))
    if report.impact is not Impact.BREAKING:
        assert kept, shown(report)
    if is_same:
        assert report.impact in (Impact.NONE, Impact.COMPATIBLE), shown(report)
    if not kept:
        assert report.impact is Impact.BREAKING, shown(report)
