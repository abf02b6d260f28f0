"""Which values an operation is tried with."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from random import Random

from botocore.model import ShapeResolver

from tests.differential.values import BotocoreShape, Recipe, Text, Values

_EXTREMES = (
    Recipe("unicode", text="unicode"),
    Recipe("empty", size="empty"),
    Recipe("least", size="least"),
    Recipe("most", size="most"),
)


@dataclass(frozen=True, slots=True)
class Plan:
    """How many random cases there are, and what they grow from."""

    seed: int = 1
    random_cases: int = 3


STANDARD = Plan()


@dataclass(frozen=True, slots=True)
class Case:
    """One value of an input, an output or an error."""

    name: str
    value: dict[str, object]


def cases(
    shape: BotocoreShape | None, where: str, plan: Plan, unions: frozenset[str]
) -> Iterator[Case]:
    """Yields the cases of an input or output.

    Args:
        shape: The structure; None where the operation has none.
        where: What tells this structure's random numbers from others'.
        plan: The seed and the number of random cases.
        unions: The names of the model's unions.
    """
    if shape is None or not shape.members:
        yield Case("none", {})
        return
    for recipe in _recipes(shape, plan):
        random = Random(f"{plan.seed}/{where}/{recipe.name}")
        yield Case(recipe.name, Values(recipe, random, unions).top(shape))


def newer_case(
    shape: BotocoreShape | None, where: str, plan: Plan, unions: frozenset[str]
) -> Case:
    """Returns an output of a service that is newer than the model."""
    if shape is None:
        return Case("none", {})
    random = Random(f"{plan.seed}/{where}/newer")
    recipe = Recipe("newer", members="any", service="newer")
    return Case("newer", Values(recipe, random, unions).top(shape))


def one_case(shape: BotocoreShape, where: str, plan: Plan) -> Case:
    """Returns one case of an error: all its members."""
    recipe = Recipe("all")
    random = Random(f"{plan.seed}/{where}/{shape.name}")
    return Case("all", Values(recipe, random, frozenset()).top(shape))


def unmodeled_error() -> tuple[BotocoreShape, Case]:
    """Returns an error that no model has, as a service would describe it, and one case.

    Its message is what every error has, whatever its name.
    """
    description = {
        "OfTomorrow": {
            "type": "structure",
            "members": {"message": {"shape": "Text"}, "number": {"shape": "Number"}},
            "exception": True,
        },
        "Text": {"type": "string"},
        "Number": {"type": "integer"},
    }
    shape = ShapeResolver(description).get_shape_by_name("OfTomorrow")
    value: dict[str, object] = {"message": "nicht möglich: <a&b>", "number": 7}
    return shape, Case("unmodeled", value)


def _recipes(shape: BotocoreShape, plan: Plan) -> Iterator[Recipe]:
    yield Recipe("required", members="required")
    yield Recipe("all")
    for name in shape.members:
        yield Recipe(f"alone-{name}", members="required", alone=name)
    yield from _EXTREMES
    for number in range(plan.random_cases):
        text: Text = "unicode" if number % 2 else "plain"
        yield Recipe(f"random-{number}", members="any", text=text)
