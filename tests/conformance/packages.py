"""Packages that are generated for a test and imported at once."""

from __future__ import annotations

import importlib
import sys
from pathlib import Path
from types import ModuleType
from typing import Any, cast

from smithwright.plan import plan_package
from smithwright.render import render, runtime
from smithwright.selection import select
from smithwright.sources.c2j import Api, ServiceFiles, to_smithy
from smithy_parser import Model, load_model


# Any: a C2J model is JSON of many forms.
def model_of(api: dict[str, Any]) -> Model:
    """Returns the model of a service in botocore's format."""
    ast = to_smithy(ServiceFiles(cast("Api", api), None, None, None))
    return load_model(ast)


def import_package(model: Model, name: str, folder: Path) -> ModuleType:
    """Generates the package `name` for a model's service, and imports it."""
    package = plan_package(select(model), name)
    for path, text in {**render(package), **runtime(package)}.items():
        file = folder / name / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, "utf-8")
    if str(folder) not in sys.path:
        sys.path.insert(0, str(folder))
    importlib.invalidate_caches()
    return importlib.import_module(name)
