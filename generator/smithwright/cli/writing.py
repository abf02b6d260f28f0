"""Writes packages and says what was written: what several commands end with."""

from __future__ import annotations

from typing import TYPE_CHECKING

from smithwright.cli.messages import tell, tell_failures

if TYPE_CHECKING:
    from pathlib import Path

    from smithwright.cli.options import Requested
    from smithwright.publishing.publish import Published
    from smithwright.settings import PackageSettings


def write_packages(requested: Requested, processes: int | None = None) -> int:
    """Generates packages, with a line for each that was not current.

    Several are generated side by side, and none of them stops another: what failed is
    told in the end.

    Args:
        requested: The packages.
        processes: How many at once; as many as there are processors if left out.

    Returns:
        The exit code.

    Raises:
        SmithwrightError: The only package cannot be generated.
        ModelError: Its model has errors.
    """
    if len(requested.packages) == 1:
        from smithwright import corridor

        (settings,) = requested.packages
        published, warnings = corridor.generate(settings, requested.base)
        _tell(settings, requested.base, published, warnings)
        return 0
    return _write_several(requested, processes)


def _write_several(requested: Requested, processes: int | None) -> int:
    from smithwright.batch import generate_all
    from smithwright.cli.progress import shown

    failures: dict[str, str] = {}
    outcomes = generate_all(requested.packages, requested.base, processes=processes)
    for outcome in shown(outcomes, len(requested.packages)):
        settings = outcome.settings
        _tell(settings, requested.base, outcome.published, outcome.warnings)
        if outcome.failure is not None:
            failures[settings.name] = outcome.failure
    tell_failures(failures)
    return 2 if failures else 0


def _tell(
    settings: PackageSettings,
    base: Path,
    published: Published | None,
    warnings: tuple[str, ...],
) -> None:
    for warning in warnings:
        tell(warning)
    if published is not None:
        for path in published.edited:
            file = base / settings.folder / path
            tell(f"{file.as_posix()}: had been edited by hand")
        tell(
            f"{settings.name}: {len(published.written)} written, "
            f"{len(published.removed)} removed, {len(published.unchanged)} unchanged"
        )
