"""The project's own constraint traits on a model that an overlay makes stricter."""

import json
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest

from smithwright.models.loading import load
from smithwright.models.selection import select
from smithwright.plan.plan_error import PlanError
from smithwright.settings import PackageSettings
from smithwright.sources import Json

from ..support.packages import generated_package, plan_package

SIZE = "smithwright.constraints#totalSize"
ELEMENTS = "smithwright.constraints#requiredElements"
EXCLUSIVE = "smithwright.constraints#exclusiveMembers"

MODEL = {
    "smithy": "2.0",
    "shapes": {
        "tea#Shop": {
            "type": "service",
            "version": "1",
            "operations": [{"target": "tea#Brew"}],
            "traits": {"aws.protocols#restJson1": {}},
        },
        "tea#Brew": {
            "type": "operation",
            "input": {"target": "tea#Order"},
            "traits": {"smithy.api#http": {"method": "POST", "uri": "/brew"}},
        },
        "tea#Order": {
            "type": "structure",
            "members": {
                "Leaves": {"target": "tea#Leaves"},
                "Notes": {"target": "tea#Notes"},
                "Milk": {"target": "smithy.api#Boolean"},
                "Lemon": {"target": "smithy.api#Boolean"},
                "Sugar": {"target": "smithy.api#Integer"},
                "Honey": {"target": "smithy.api#Integer"},
                "Syrup": {"target": "smithy.api#String"},
            },
        },
        "tea#Leaves": {"type": "list", "member": {"target": "smithy.api#String"}},
        "tea#Notes": {
            "type": "map",
            "key": {"target": "smithy.api#String"},
            "value": {"target": "smithy.api#String"},
        },
    },
}

OVERLAY: dict[str, dict[str, Json]] = {
    "tea#Leaves": {SIZE: {"min": 3, "max": 12}, ELEMENTS: ["green", "ü"]},
    "tea#Notes": {SIZE: {"max": 10}},
    "tea#Order": {EXCLUSIVE: [["Milk", "Lemon"], ["Sugar", "Honey", "Syrup"]]},
}


def write(folder: Path, overlay: dict[str, dict[str, Json]]) -> tuple[str, str]:
    """Writes the model and an overlay; returns their names."""
    shapes = {
        name: {"type": "apply", "traits": traits} for name, traits in overlay.items()
    }
    (folder / "tea.json").write_text(json.dumps(MODEL))
    text = json.dumps({"smithy": "2.0", "shapes": shapes})
    (folder / "overlay.json").write_text(text)
    return "tea.json", "overlay.json"


@pytest.fixture(scope="module")
def tea(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ModuleType]:
    """The package of the model with the overlay."""
    folder = tmp_path_factory.mktemp("tea")
    settings = PackageSettings("tea_shop", write(folder, OVERLAY), "")
    with generated_package(settings, folder, folder) as package:
        yield package


@pytest.mark.parametrize(
    ("members", "problems"),
    [
        ({}, []),
        ({"leaves": ("green", "ü")}, []),
        ({"leaves": ("green", "ü", "black")}, []),
        (
            {"leaves": ("green", "ü", "blacks")},
            ["leaves: must have 3 to 12 UTF-8 bytes in all, has 13"],
        ),
        (
            {"leaves": ()},
            [
                "leaves: must have 3 to 12 UTF-8 bytes in all, has 0",
                "leaves: must contain 'green'",
                "leaves: must contain 'ü'",
            ],
        ),
        ({"leaves": ("green",)}, ["leaves: must contain 'ü'"]),
        ({"notes": {"a": "b"}}, []),
        ({"notes": {"": "ü" * 5}}, []),
        ({"notes": {"12345": "12345"}}, []),
        (
            {"notes": {"123456": "12345"}},
            ["notes: must have at most 10 UTF-8 bytes in all, has 11"],
        ),
        (
            {"notes": {"ü": "ü" * 4, "x": ""}},
            ["notes: must have at most 10 UTF-8 bytes in all, has 11"],
        ),
        ({"milk": False}, []),
        ({"milk": True, "sugar": 1}, []),
        (
            {"milk": False, "lemon": False},
            ["lemon: cannot be set together with milk"],
        ),
        (
            {"sugar": 0, "syrup": ""},
            ["syrup: cannot be set together with sugar"],
        ),
        (
            {"sugar": 1, "honey": 1, "syrup": "x"},
            [
                "honey: cannot be set together with sugar",
                "syrup: cannot be set together with sugar",
                "syrup: cannot be set together with honey",
            ],
        ),
    ],
)
def test_traits_are_checked(
    tea: ModuleType, members: dict[str, object], problems: list[str]
) -> None:
    """Each trait holds at, below and above its bounds, and reports what is wrong."""
    value = tea.BrewInput(**members)
    if not problems:
        value.make_operation(tea.Config(region="us-east-1"))
        return
    with pytest.raises(tea.BuildError) as raised:
        value.make_operation(tea.Config(region="us-east-1"))
    found = [f"{problem.path}: {problem.message}" for problem in raised.value.problems]
    assert found == problems


@pytest.mark.parametrize(
    ("shape", "trait", "value"),
    [
        ("tea#Leaves", SIZE, {}),
        ("tea#Leaves", SIZE, {"max": "much"}),
        ("tea#Leaves", SIZE, {"max": True}),
        ("tea#Leaves", SIZE, {"max": 1.5}),
        ("tea#Leaves", SIZE, {"max": -1}),
        ("tea#Leaves", SIZE, {"min": 2, "max": 1}),
        ("tea#Leaves", SIZE, {"most": 1}),
        ("tea#Leaves", SIZE, [1]),
        ("tea#Leaves", ELEMENTS, "green"),
        ("tea#Leaves", ELEMENTS, [1]),
        ("tea#Leaves", ELEMENTS, {"green": True}),
        ("tea#Order", EXCLUSIVE, "Milk"),
        ("tea#Order", EXCLUSIVE, ["Milk", "Lemon"]),
        ("tea#Order", EXCLUSIVE, [["Milk", 1]]),
        ("tea#Order", EXCLUSIVE, [["Milk", "Rum"]]),
        ("tea#Order$Sugar", "smithy.api#range", {"max": "NaN"}),
        ("tea#Order$Sugar", "smithy.api#range", {"min": 5, "max": 1}),
        ("tea#Order$Syrup", "smithy.api#length", {"max": "5"}),
        ("tea#Order$Syrup", "smithy.api#pattern", 5),
    ],
)
def test_wrong_value_is_refused(
    shape: str, trait: str, value: Json, tmp_path: Path
) -> None:
    """A trait's value that its definition excludes is an error naming both."""
    model = load(write(tmp_path, {shape: {trait: value}}), tmp_path)
    with pytest.raises(PlanError) as raised:
        plan_package(select(model), "tea_shop")
    assert f" {shape}: trait {trait} " in str(raised.value)
