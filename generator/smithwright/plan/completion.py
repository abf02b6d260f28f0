"""What becomes of an outline: the modules of a package, and what they need."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath
from types import MappingProxyType
from typing import Final

from smithwright.plan.context import Context, Warned
from smithwright.plan.front import FRONT_RUNTIME, plan_front
from smithwright.plan.modules import Module
from smithwright.plan.outline import Outline
from smithwright.writing.module.imports import RUNTIME
from smithwright.writing.package import Package


@dataclass(frozen=True, slots=True)
class ModuleFacts:
    """What the whole package has to know of a module."""

    runtime: tuple[str, ...]
    """The runtime modules that it imports."""
    warnings: tuple[Warned, ...]


_NONE_KNOWN: Final[Mapping[PurePosixPath, ModuleFacts]] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Plan:
    """A whole package, in Python's terms."""

    package: Package
    modules: tuple[tuple[str, Module], ...]
    """Its modules, each after the template that renders it."""
    facts: Mapping[PurePosixPath, ModuleFacts]
    """By module; those of modules that were left out too."""
    runtime: tuple[str, ...]
    """The runtime modules that its modules import, dotted."""
    warnings: tuple[str, ...]
    """What the model says and the package does not do, for the user to know."""


def complete(
    outline: Outline, known: Mapping[PurePosixPath, ModuleFacts] = _NONE_KNOWN
) -> Plan:
    """Plans what an outline shows.

    Args:
        outline: The package.
        known: Modules that are there already, which the plan leaves out.

    Raises:
        PlanError: The model asks for what no package can be made of.
    """
    context = outline.context
    facts, modules = dict(known), list[tuple[str, Module]]()
    for section in outline.sections:
        for module in section.planned(known):
            modules.append((section.template, module))
            warned = context.take_warnings()
            facts[module.path] = ModuleFacts(_runtime_of(module), warned)
    imported = (module for each in facts.values() for module in each.runtime)
    runtime = FRONT_RUNTIME.union(imported)
    return Plan(
        package=plan_front(outline, runtime),
        modules=tuple(modules),
        facts=facts,
        runtime=tuple(sorted(runtime)),
        warnings=_warnings(context, (facts[path] for path in outline.paths())),
    )


def _runtime_of(module: Module) -> tuple[str, ...]:
    """Returns the runtime modules that a module imports, however deep it lies."""
    imported = (each.module.text.lstrip(".") for each in module.imports)
    return tuple(
        name.removeprefix(RUNTIME) for name in imported if name.startswith(RUNTIME)
    )


def _warnings(context: Context, facts: Iterable[ModuleFacts]) -> tuple[str, ...]:
    """Returns a line for each warning; several modules may have come upon it."""
    warned = dict.fromkeys(warning for each in facts for warning in each.warnings)
    model = context.closure.model
    return tuple(
        f"{model[shape].source}: warning: {shape}: {message}"
        for shape, message in warned
    )
