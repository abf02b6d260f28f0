"""The questions that `smithwright init` asks on a terminal."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from smithwright.cli.proposal import BOTOCORE, load, proposed, spec_of, usual_output
from smithwright.errors import message_of
from smithwright.settings import PackageSettings

if TYPE_CHECKING:
    from smithy_parser import Model

T = TypeVar("T")


# Any: here and below, each option has the name and the type of its setting.
def ask(
    given: Mapping[str, Any], keep: Path | None
) -> tuple[PackageSettings, Path | None]:
    """Asks for what no option says; each answer is tried before the next question.

    Args:
        given: Settings that options give.
        keep: The file that keeps the model, if an option gives it.

    Returns:
        The package, and the file that keeps its model.
    """
    spec, model = _model(given)
    given = {**given, **_service(model, given)}
    settings = _with_operations(spec, model, given)
    if "name" not in given:
        question = "Import name of the package"
        settings = _asked(
            question, lambda name: replace(settings, name=name), settings.name
        )
    if "output" not in given:
        question = "Folder for the package's folder"
        output = click.prompt(question, default=usual_output())
        settings = replace(settings, output=output)
    if keep is None and spec.startswith(BOTOCORE):
        keep = _kept(settings.name)
    return settings, keep


def _model(given: Mapping[str, Any]) -> tuple[str, Model]:
    def loaded(answer: str) -> tuple[str, Model]:
        spec = spec_of(answer)
        return spec, load(spec, given)

    return _asked("Model (a file, or a service of botocore)", loaded)


def _service(model: Model, given: Mapping[str, Any]) -> dict[str, str]:
    names = [shape.id.name for shape in model.services()]
    if "service" in given or len(names) < 2:
        return {}
    return {"service": click.prompt("Service", type=click.Choice(names))}


def _with_operations(
    spec: str, model: Model, given: Mapping[str, Any]
) -> PackageSettings:
    if "operations" in given:
        return proposed(spec, model, given)

    def selected(answer: str) -> PackageSettings:
        operations = tuple(answer.replace(",", " ").split())
        return proposed(spec, model, {**given, "operations": operations})

    return _asked("Operations, or patterns (all if empty)", selected, "")


def _kept(name: str) -> Path | None:
    file = Path("models", f"{name}.json")
    wanted = click.confirm(f"Keep the model in {file.as_posix()}?", default=True)
    return file if wanted else None


def _asked(question: str, taken: Callable[[str], T], default: str | None = None) -> T:
    """Asks until `taken` accepts the answer; returns what it makes of that."""

    def tried(answer: str) -> T:
        try:
            return taken(answer)
        except Exception as error:
            if (message := message_of(error)) is None:
                raise
            raise click.BadParameter(message) from None

    shown = bool(default)
    answer: T = click.prompt(
        question, default=default, show_default=shown, value_proc=tried
    )
    return answer
