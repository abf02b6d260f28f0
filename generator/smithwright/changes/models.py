"""The two models of a comparison, whole or restricted to what operations need."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from pathlib import Path

from smithwright.models.loading import load
from smithwright.models.pull import needed_shapes
from smithwright.models.selection import SelectionError, select
from smithwright.sources import name_of
from smithy_parser import Model


def read_model(spec: str, base: Path) -> tuple[Model, str]:
    """Returns the model that a source spec or a folder holds, and its name.

    Raises:
        SourceError: The source cannot be read or converted.
        ModelError: The model has errors.
    """
    return load((spec,), base), name_of(spec, base)


def restricted(
    old: Model, new: Model, service: str | None, operations: Collection[str]
) -> tuple[Model, Model]:
    """Returns both models with what a service's operations need, and nothing else.

    Args:
        old: The model as it was.
        new: The model as it is.
        service: Id or name of the service; needed where a model has several.
        operations: Names or patterns of operations, each of which one of the models
            has to have; none means all.

    Raises:
        SelectionError: Neither model has such a service or operation.
        ModelError: Something that the service binds is not what can be bound.
    """
    known = [_known(model, service, operations) for model in (old, new)]
    for name in operations or (None,):
        if not any(name in names for names in known):
            # Says which operations there are.
            select(new, service, () if name is None else (name,))
    before, after = (
        _restricted(model, service, names)
        for model, names in zip((old, new), known, strict=True)
    )
    return before, after


def _known(
    model: Model, service: str | None, operations: Collection[str]
) -> tuple[str | None, ...]:
    """The names that a model knows; None stands for all operations."""
    return tuple(name for name in (operations or (None,)) if _has(model, service, name))


def _has(model: Model, service: str | None, operation: str | None) -> bool:
    try:
        select(model, service, () if operation is None else (operation,))
    except SelectionError:
        return False
    return True


def _restricted(
    model: Model, service: str | None, names: tuple[str | None, ...]
) -> Model:
    if not names:
        shapes = {id: s for id, s in model.shapes.items() if id in model.builtin}
        return replace(model, shapes=shapes)
    closure = select(model, service, [name for name in names if name is not None])
    bound = tuple(operation.id for operation in closure.operations)
    kept = needed_shapes(closure) | model.builtin
    shapes = {id: shape for id, shape in model.shapes.items() if id in kept}
    # Operations of resources become operations of the service, as in a pulled model.
    entry = replace(closure.service, operations=bound, resources=())
    return replace(model, shapes={**shapes, entry.id: entry})
