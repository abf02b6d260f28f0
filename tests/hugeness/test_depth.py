"""Recursive shapes, deep values and deep closures work, or one error says why not."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType

# Any: what a generated package makes has no static type here.
from typing import Any, TypeAlias

import pytest

from tests.hugeness.models import chain, tree
from tests.support.inline import ALL_PROTOCOLS, inline_package

Value: TypeAlias = Any

LINKS = 300
"""How many structures deep the closure is."""

WAYS: dict[str, Callable[[ModuleType, Value], Value]] = {
    "itself": lambda package, inner: package.Tree(other=inner),
    "list": lambda package, inner: package.Tree(many=(inner,)),
    "map": lambda package, inner: package.Tree(map={"a": inner}),
    "union": lambda package, inner: package.Tree(choice=package.Choice(tree=inner)),
    "union of lists": lambda package, inner: package.Tree(
        choice=package.Choice(many=(inner,))
    ),
    "another structure": lambda package, inner: package.Tree(
        leaf=package.Leaf(secret="s", tree=inner)
    ),
}
"""How a structure can lead to itself."""

EACH_WAY = [
    (protocol, way)
    for protocol in ALL_PROTOCOLS
    for way in WAYS
    if (protocol, way) != ("ec2Query", "map")  # which has none
]


@pytest.fixture(autouse=True)
def _usual_limit() -> Iterator[None]:
    """The limit of calls that Python has, whatever other tests leave behind."""
    before = sys.getrecursionlimit()
    sys.setrecursionlimit(1_000)
    yield
    sys.setrecursionlimit(before)


def package_of_trees(protocol: str) -> ModuleType:
    text = tree(maps=protocol != "ec2Query")
    return inline_package(text, protocol)


def package_of_links(protocol: str) -> ModuleType:
    return inline_package(chain(LINKS), protocol)


def nested(package: ModuleType, way: str, depth: int) -> Value:
    """Returns an input with a value so many structures deep."""
    value = package.Tree(text="a")
    for _ in range(depth):
        value = WAYS[way](package, value)
    return package.ActInput(value=value)


def response_of(package: ModuleType, protocol: str, value: Value) -> Value:
    """Returns a response whose output has the members of an input."""
    body: bytes = package.OPERATIONS["Act"].serialize(value, package.Config()).body
    if protocol in ("awsQuery", "ec2Query"):
        return None
    return package.HttpResponse(status=200, headers={}, body=body)


@pytest.mark.parametrize(("protocol", "way"), EACH_WAY)
def test_shapes_that_lead_to_themselves(protocol: str, way: str) -> None:
    package = package_of_trees(protocol)
    value = nested(package, way, 3)
    assert package.ActInput.from_dict(value.to_dict()) == value
    assert value.to_builder().build() == value
    if response := response_of(package, protocol, value):
        parsed = package.OPERATIONS["Act"].parse(response)
        assert parsed.to_dict() == value.to_dict()


@pytest.mark.parametrize(("protocol", "way"), EACH_WAY)
@pytest.mark.parametrize("depth", [LINKS, 3_000])
def test_deep_values_are_sent_or_refused_without_a_recursion_error(
    protocol: str, way: str, depth: int
) -> None:
    """No RecursionError escapes; those of 300 structures are checked and sent."""
    package = package_of_trees(protocol)
    operation = package.OPERATIONS["Act"]
    value = nested(package, way, depth)
    assert repr(value).startswith("ActInput(value=Tree(")
    plain = value.to_dict()
    actions: dict[str, Callable[[], Value]] = {
        "from_dict": lambda: package.ActInput.from_dict(plain),
        "build": lambda: value.to_builder().build(),
        "serialize": lambda: operation.serialize(value, package.Config()),
        "serialize unchecked": lambda: operation.serialize(
            value, package.Config(validate="none")
        ),
    }
    refused = {name for name, act in actions.items() if is_refused(package, act)}
    if depth == LINKS:
        assert refused <= {"from_dict"}
        response = response_of(package, protocol, value)
        assert response is None or parses(package, response, plain)
    else:
        assert {"from_dict", "build", "serialize"} <= refused


def is_refused(package: ModuleType, act: Callable[[], Value]) -> bool:
    try:
        act()
    except package.BuildError as error:
        return str(error).endswith(" has 1 problem:\n  is nested too deep")
    return False


def parses(package: ModuleType, response: Value, plain: Value) -> bool:
    """Returns whether a response is read, or refused as too deep."""
    try:
        return bool(package.OPERATIONS["Act"].parse(response).to_dict() == plain)
    except package.ResponseError as error:
        # The reader of CBOR has a limit of its own.
        return "nesting depth" in str(error)


@pytest.mark.conformance
@pytest.mark.parametrize("protocol", ALL_PROTOCOLS)
def test_structures_of_300_kinds_nest_in_each_other(protocol: str) -> None:
    """Structures of 300 kinds, each one in the one before."""
    package = package_of_links(protocol)
    plain: dict[str, object] = {"text": "a"}
    for _ in range(LINKS):
        plain = {"next": plain}
    value = package.ActInput.from_dict({"value": plain})
    assert value.to_dict() == {"value": plain}
    assert repr(value).count("Link") == LINKS + 1
    assert value.to_builder().build() == value
    if response := response_of(package, protocol, value):
        parsed = package.OPERATIONS["Act"].parse(response)
        assert parsed.to_dict() == {"value": plain}
    plain.clear()
    deepest = ".".join(["value", *["next"] * LINKS, "text"])
    lacking = package.ActInput(value=package.Link0(next=None))
    with pytest.raises(package.BuildError, match=r"value\.next: is required"):
        lacking.to_builder().build()
    link: Value = getattr(package, f"Link{LINKS}")(text=None)
    for number in reversed(range(LINKS)):
        link = getattr(package, f"Link{number}")(next=link)
    with pytest.raises(package.BuildError, match=f"{deepest}: is required"):
        package.ActInput(value=link).to_builder().build()


@pytest.mark.conformance
@pytest.mark.parametrize("name", ["Link0", "Link150", f"Link{LINKS}", "ActInput"])
@pytest.mark.parametrize("calls", [0, 500])
def test_deep_closures_are_imported_from_anywhere(name: str, calls: int) -> None:
    """A program that is half as deep as it may be can still import them."""
    package = package_of_links("restJson1")
    code = f"""
def import_below(calls):
    if calls:
        return import_below(calls - 1)
    from {package.__name__} import {name}
import_below({calls})
"""
    folder = Path(str(package.__file__)).parents[1]
    run = subprocess.run(
        [sys.executable, "-c", code],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 0, run.stderr[-1000:]


def test_a_module_without_a_builder_imports_nothing_for_one() -> None:
    package = inline_package("""
@restJson1
service Service { version: "1", operations: [Act] }

@http(method: "POST", uri: "/")
operation Act { input := { value: Value } }

union Value {
    text: String
    next: Value
}
""")
    module = sys.modules[package.Value.__module__]
    assert not hasattr(module, "too_deep")
    value = package.Value(text="a")
    for _ in range(5_000):
        value = package.Value(next=value)
    with pytest.raises(package.BuildError):
        package.ActInput(value=value).make_operation(package.Config())
