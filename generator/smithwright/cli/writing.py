"""Writes packages and says what was written: what several commands end with."""

from __future__ import annotations

from typing import TYPE_CHECKING

from smithwright.cli.messages import tell

if TYPE_CHECKING:
    from smithwright.cli.options import Requested
    from smithwright.publishing.publish import Published


def write_packages(requested: Requested) -> None:
    """Generates packages, with a line for each that was not current.

    Raises:
        SmithwrightError: A package cannot be generated.
        ModelError: A model has errors.
    """
    from smithwright import corridor

    for settings in requested.packages:
        published, warnings = corridor.generate(settings, requested.base)
        for warning in warnings:
            tell(warning)
        if published is not None:
            tell(f"{settings.name}: {_counts(published)}")


def _counts(published: Published) -> str:
    return (
        f"{len(published.written)} written, {len(published.removed)} removed, "
        f"{len(published.unchanged)} unchanged"
    )
