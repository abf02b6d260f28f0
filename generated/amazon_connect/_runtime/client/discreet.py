"""Values that hold secrets, and show none."""

from __future__ import annotations

from typing import Any, NoReturn, Self

from msgspec import Struct


class Discreet(Struct, frozen=True):
    """A value whose members no `repr`, log, traceback or pickle gives away."""

    def __repr__(self) -> str:
        return f"<{type(self).__name__}>"

    def __rich_repr__(self) -> list[tuple[str, object]]:
        """Shows `rich` no more than `repr` does."""
        return []

    def __reduce__(self) -> NoReturn:
        """Refuses to be pickled.

        Raises:
            TypeError: Always: a pickle would hold the secret.
        """
        raise TypeError(f"{type(self).__name__} is not pickled: it holds a secret")

    # Any: what `copy.deepcopy` hands on is its own business.
    def __deepcopy__(self, memo: dict[int, Any]) -> Self:
        """Returns the value itself, which cannot change."""
        return self
