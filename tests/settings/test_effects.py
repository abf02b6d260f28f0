"""What settings change in a package."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path
from types import ModuleType

import pytest

from smithwright.settings import PackageSettings, Validation

from ..support.packages import generated_package

MODEL = """
$version: "2"
namespace a
use aws.protocols#restJson1

@restJson1
service Things { version: "1", operations: [Put, Ping] }

@http(method: "PUT", uri: "/things/{id}")
operation Put {
    input := { @required @httpLabel id: String, thing: Thing, count: Count }
}

@http(method: "POST", uri: "/ping")
operation Ping { input := { count: Count } }

structure Thing { @required word: Word }
string Word
@range(min: 1) integer Count
"""
OVERLAY = {
    "smithy": "2.0",
    "shapes": {
        "a#Word": {"type": "apply", "traits": {"smithy.api#length": {"max": 3}}}
    },
}
SETTINGS = PackageSettings("things", ("model.smithy",), "")

Generate = Callable[[PackageSettings], ModuleType]


@pytest.fixture
def generate(tmp_path: Path) -> Iterator[Generate]:
    (tmp_path / "model.smithy").write_text(MODEL)
    (tmp_path / "overlay.json").write_text(json.dumps(OVERLAY))
    with ExitStack() as packages:
        yield lambda settings: packages.enter_context(
            generated_package(settings, tmp_path, tmp_path / "out")
        )


def problems(package: ModuleType, level: str | None, **members: object) -> set[str]:
    """Returns the constraints that a request for Put breaks."""
    config = package.Config() if level is None else package.Config(validate=level)
    try:
        package.PutInput(**members).make_operation(config)
    except package.BuildError as error:
        return {f"{problem.path} {problem.constraint}" for problem in error.problems}
    return set()


def built(package: ModuleType, *level: str) -> set[str]:
    """Returns the constraints that a built value breaks."""
    try:
        package.PutInput.builder().count(0).build(*level)
    except package.BuildError as error:
        return {f"{problem.path} {problem.constraint}" for problem in error.problems}
    return set()


@pytest.mark.parametrize("validation", ["all", "required", "none"])
def test_validation_decides_where_the_caller_does_not(
    validation: Validation, generate: Generate
) -> None:
    """It is what holds where the caller does not say; the caller's word comes first."""
    package = generate(replace(SETTINGS, validation=validation))
    found = {
        "all": {"id required", "count range"},
        "required": {"id required"},
        "none": set[str](),
    }
    assert built(package) == found[validation]
    assert package.Config().validate is None
    for level, broken in found.items():
        assert built(package, level) == broken
    empty = {"id": "x", "thing": package.Thing(word=None), "count": 0}
    broken = {"thing.word required", "count range"}
    expected = {"all": broken, "required": broken - {"count range"}, "none": set[str]()}
    assert problems(package, None, **empty) == expected[validation]
    for level in expected:
        assert problems(package, level, **empty) == expected[level]
    request = package.PingInput(count=0).make_operation(package.Config(validate="none"))
    assert request.request.body == b'{"count":0}'


def test_without_builders_all_else_works(generate: Generate) -> None:
    """Nothing is left of builders, and all else works."""
    package = generate(replace(SETTINGS, builders=False))
    assert not [name for name in dir(package) if "Builder" in name]
    assert not hasattr(package.PutInput, "builder")
    assert not hasattr(package.PutInput, "to_builder")
    assert problems(package, None, count=0) == {"id required", "count range"}
    request = package.PutInput(id="x").make_operation(package.Config()).request
    assert (request.method, request.path) == ("PUT", "/things/x")


def test_the_traits_of_an_overlay_count(generate: Generate) -> None:
    """An overlay's traits count."""
    package = generate(replace(SETTINGS, overlays=("overlay.json",)))
    thing = package.Thing(word="long")
    assert problems(package, None, id="x", thing=thing) == {"thing.word length"}
