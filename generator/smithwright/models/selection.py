"""Which shapes a set of operations needs."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from fnmatch import fnmatchcase
from typing import TYPE_CHECKING

from smithwright.errors import SmithwrightError, did_you_mean
from smithy_parser import Model, OperationShape, ServiceShape, Shape

if TYPE_CHECKING:
    from smithwright.settings import PackageSettings


class SelectionError(SmithwrightError):
    """The model has no such service or operation."""

    def __init__(
        self, reason: str, place: str = "", setting: tuple[str | int, ...] = ()
    ) -> None:
        """Makes the error.

        Args:
            reason: What is wrong.
            place: Where in the model, as far as it is known.
            setting: The setting that asks for it, with the index in a list.
        """
        super().__init__(f"{place}: {reason}" if place else reason)
        self.reason = reason
        self.place = place
        self.setting = setting


@dataclass(frozen=True, slots=True)
class Closure:
    """Operations of one service with every shape that they reach.

    https://smithy.io/2.0/spec/service-types.html#service-closure
    """

    model: Model
    service: ServiceShape
    operations: tuple[OperationShape, ...]
    shapes: tuple[Shape, ...]
    """In the order of the model; members stay with their containers."""
    input_shapes: frozenset[str]
    """Ids of the shapes that an input reaches, inputs among them."""


def select(
    model: Model,
    service: str | None = None,
    operations: Collection[str] = (),
    source: str = "",
) -> Closure:
    """Returns the closure of `operations`.

    Args:
        model: The model that holds the service.
        service: The service's id or name; may be left out where there is only one.
        operations: Names or patterns (`Describe*`) of operations; none means all.
        source: What messages call the model.

    Raises:
        SelectionError: There is no such service or operation.
    """
    chosen = _service(model, service, source)
    selected = _operations(model, chosen, operations)
    inputs = [operation.input for operation in selected]
    outputs = [operation.output for operation in selected]
    errors = [
        error
        for operation in selected
        for error in model.errors_of(operation.id, chosen.id)
    ]
    reached = {shape.id for shape in model.walk(*inputs, *outputs, *errors)}
    return Closure(
        model,
        chosen,
        selected,
        tuple(shape for shape in model.shapes.values() if shape.id in reached),
        frozenset(shape.id for shape in model.walk(*inputs)),
    )


def closure_of(model: Model, settings: PackageSettings) -> Closure:
    """Returns the closure that a package is made of.

    Raises:
        SelectionError: There is no such service or operation; it says where the
            configuration asks for it.
    """
    try:
        source = " ".join(settings.sources)
        return select(model, settings.service, settings.operations, source)
    except SelectionError as error:
        from smithwright.settings.reading import place_of_setting

        place = place_of_setting(settings, *error.setting) if error.setting else None
        raise SelectionError(error.reason, place or error.place) from None


def _service(model: Model, name: str | None, source: str) -> ServiceShape:
    services = model.services()
    found = [
        service
        for service in services
        if name is None or name in (service.id, service.id.name)
    ]
    if len(found) == 1:
        return found[0]
    if not services:
        raise SelectionError("the model has no service", source)
    known = ", ".join(service.id for service in services)
    file = services[0].source.filename
    if name is None:
        reason = f"the model has several services: name one of {known}"
    else:
        reason = f"service {name!r}: not in the model, which has: {known}"
    raise SelectionError(reason, file, ("service",))


def _operations(
    model: Model, service: ServiceShape, names: Collection[str]
) -> tuple[OperationShape, ...]:
    known = {shape.id.name: shape for shape in model.operations_of(service.id)}
    if not names:
        return tuple(known.values())
    chosen: set[str] = set()
    for index, name in enumerate(names):
        matches = [known_name for known_name in known if fnmatchcase(known_name, name)]
        if not matches:
            raise SelectionError(
                f"{service.id} has no operation {name!r}{did_you_mean(name, known)}",
                str(service.source),
                ("operations", index),
            )
        chosen.update(matches)
    return tuple(shape for name, shape in known.items() if name in chosen)
