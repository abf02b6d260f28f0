"""Validating models that are written in the tests."""

from collections.abc import Callable

import pytest

from smithy_parser import Document, assemble


@pytest.fixture
def events() -> Callable[[str], list[str]]:
    """The events of a model in the namespace ``a``, as lines of ``.errors`` files."""

    def validate(shapes: str) -> list[str]:
        text = f'$version: "2"\nnamespace a\n{shapes}'
        _, found = assemble(Document("a.smithy", text))
        return [
            f"[{event.severity}] {event.shape_id or '-'}: {event.message} | {event.id}"
            for event in found
        ]

    return validate
