"""Models whose traits make no sense, so that no package is made of them."""

from __future__ import annotations

from collections.abc import Container, Iterator
from pathlib import PurePosixPath

from smithwright.digests import digest_of_parts
from smithwright.plan import Outline
from smithy_parser import Model, ModelError, trait_errors


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
    made = (shape.id for path, shape in outline.subjects() if path not in known)
    reached = (shape.id for shape in model.walk(*made))
    if errors := trait_errors(model, (service.id, *reached)):
        raise ModelError(errors)


def definitions_digest(model: Model) -> str:
    """Returns the digest of the traits that the sources define, which rules go by."""
    return digest_of_parts(*(repr(each) for each in _definitions(model)))


def _definitions(model: Model) -> Iterator[object]:
    defined = (shape for shape in model.own if "smithy.api#trait" in shape.traits)
    for shape in model.walk(*(shape.id for shape in defined)):
        members = [(name, m.target, m.traits) for name, m in shape.members.items()]
        yield shape.id, shape.type, shape.traits, members
