"""Models whose traits make no sense, so that no package is made of them."""

from __future__ import annotations

from collections.abc import Container
from pathlib import PurePosixPath

from smithwright.plan.outline import Outline
from smithy_parser import ModelError, trait_errors


def expect_valid(outline: Outline, known: Container[PurePosixPath]) -> None:
    """Looks at what the traits say of the shapes that modules are made of.

    Args:
        outline: The package.
        known: Modules that are there already, whose shapes were looked at then.

    Raises:
        ModelError: A trait has a value that it cannot have, stands where it may not, or
            contradicts another one.
    """
    model, service = outline.context.closure.model, outline.context.closure.service
    made = (shape.id for shape in outline.shapes(known))
    reached = (shape.id for shape in model.walk(*made))
    if errors := trait_errors(model, (service.id, *reached)):
        raise ModelError(errors)
