"""The settings of a new package, where nobody says otherwise."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from smithwright.settings import PackageSettings

if TYPE_CHECKING:
    from smithy_parser import Model

BOTOCORE = "botocore:"
"""What the source spec of a service of botocore starts with."""


def spec_of(source: str) -> str:
    """Returns the source spec of what a user calls a source."""
    is_file = source.endswith((".json", ".smithy")) or Path(source).exists()
    return source if is_file or ":" in source else f"{BOTOCORE}{source}"


# Any: here and below, each option has the name and the type of its setting.
def load(spec: str, given: Mapping[str, Any]) -> Model:
    """Returns the model of a source, with the overlays that options give.

    Raises:
        SourceError: A source cannot be read.
        ModelError: It is not a valid model.
    """
    from smithwright.models.loading import load

    return load((spec, *given.get("overlays", ())), Path())


def proposed(spec: str, model: Model, given: Mapping[str, Any]) -> PackageSettings:
    """Returns the settings, of a service and operations that the model has.

    Args:
        spec: The source.
        model: What it holds.
        given: Settings that options give.

    Raises:
        SelectionError: The model has no such service or operation.
    """
    from smithwright.models.selection import select

    operations = given.get("operations", ())
    closure = select(model, given.get("service"), operations, spec)
    name = _name(spec, closure.service.id.name)
    return replace(PackageSettings(name, (spec,), usual_output()), **given)


def usual_output() -> str:
    """Returns the folder that packages are usually in, here."""
    return "src" if Path("src").is_dir() else "."


def _name(spec: str, service: str) -> str:
    from smithwright.models.catalogue import package_name
    from smithwright.plan.naming import module_name

    if spec.startswith(BOTOCORE):
        return package_name(spec.removeprefix(BOTOCORE).partition("@")[0])
    return f"{module_name(service)}_client"
