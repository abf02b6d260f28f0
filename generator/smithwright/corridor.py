"""The corridor: from sources to a package's files, and what is done with them.

    sources ─► parse ─► select ─► plan ─► render ─► format ─► publish | check

`generate` and `check` share everything up to the last step. What is planned leaves out
modules that the version before already has as they are wanted.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, NamedTuple

from smithwright.formatters import formatter
from smithwright.incremental.fingerprints import fingerprint, module_fingerprints
from smithwright.publishing.comparison import ChangedMeanwhileError
from smithwright.publishing.manifest import Fingerprint, manifest_of
from smithwright.publishing.publish import (
    has_left_overs,
    held_files,
    is_current,
    publish,
)
from smithwright.settings import PackageSettings

if TYPE_CHECKING:
    from smithwright.incremental.kept import Made
    from smithwright.publishing.difference import Difference
    from smithwright.publishing.publish import Published


@dataclass(frozen=True, slots=True)
class Built:
    """A package that is ready to be published or compared."""

    texts: Mapping[PurePosixPath, str]
    """What was made, by path inside the package."""
    kept: Mapping[PurePosixPath, str]
    """The digests of files that its folder holds as they are wanted."""
    modules: Mapping[PurePosixPath, Made]
    """Its modules of shapes, errors and operations."""
    warnings: tuple[str, ...]
    """What the model says and the package does not do."""


class Generated(NamedTuple):
    """What became of a package."""

    published: Published | None
    """What was written; None where nothing had changed."""
    warnings: tuple[str, ...]
    """What the model says and the package does not do; of one that is made only."""


def generate(settings: PackageSettings, base: Path = Path()) -> Generated:
    """Writes a package; an unchanged one is left alone.

    Args:
        settings: The package.
        base: The folder that its paths are relative to.

    Raises:
        SmithwrightError: The package cannot be made or written; nothing has changed.
        ModelError: The model has errors, or makes no sense where the package needs it.
        OSError: A file cannot be read.
    """
    folder, run = base / settings.folder, fingerprint(settings, base)
    if is_current(folder, run):
        return Generated(None, ())
    built = build(settings, base, held_files(folder))
    published = publish_built(built, settings, base, run)
    return Generated(published, built.warnings)


def publish_built(
    built: Built, settings: PackageSettings, base: Path, run: Fingerprint
) -> Published:
    """Writes a package that a run has built."""
    try:
        return _publish(built, base / settings.folder, run)
    except ChangedMeanwhileError:  # by another run, so that there is nothing to keep
        return _publish(build(settings, base), base / settings.folder, run)


def _publish(built: Built, folder: Path, run: Fingerprint) -> Published:
    from smithwright.caching.text_cache import user_cache
    from smithwright.incremental.kept import note_modules

    manifest = manifest_of(built.texts, run.committed, built.kept)
    published = publish(built.texts, folder, manifest, run.noted)
    note_modules(folder, manifest.files, built.modules, user_cache())
    return published


def check(settings: PackageSettings, base: Path = Path()) -> tuple[Difference, ...]:
    """Returns how a package differs from what `generate` would write; writes nothing.

    Args:
        settings: The package.
        base: The folder that its paths are relative to.

    Returns:
        A difference for each file that is not as it would be; none if all are.

    Raises:
        SmithwrightError: The package cannot be made.
        ModelError: The model has errors, or makes no sense where the package needs it.
        OSError: A file cannot be read.
    """
    from smithwright.publishing.difference import differences
    from smithwright.publishing.recognition import look, recognise

    folder, run = base / settings.folder, fingerprint(settings, base)
    if is_current(folder, run) and not has_left_overs(folder):
        return ()
    built = build(settings, base, held_files(folder))
    manifest, sight = manifest_of(built.texts, run.committed, built.kept), look(folder)
    found = differences(built.texts, folder, manifest)
    if not found:
        recognise(folder, run.noted, manifest.digest, sight)
    return found


def build(
    settings: PackageSettings,
    base: Path,
    held: Mapping[PurePosixPath, str] | None = None,
    processes: int | None = None,
) -> Built:
    """Returns the files of a package.

    Args:
        settings: The package.
        base: The folder that its paths are relative to.
        held: The digests of the files that its folder holds as they were generated.
        processes: The most that format its text; as many as there are processors if
            left out.
    """
    from smithwright.caching.text_cache import user_cache
    from smithwright.formatters.formatting import format_files
    from smithwright.incremental.kept import Made, kept_modules
    from smithwright.models.loading import load
    from smithwright.models.selection import closure_of
    from smithwright.plan.completion import complete
    from smithwright.plan.outline import outline_package
    from smithwright.plan.validity import expect_valid
    from smithwright.rendering.render import render
    from smithwright.rendering.runtime import runtime

    closure = closure_of(load(settings.documents, base), settings)
    outline = outline_package(
        closure,
        settings.name,
        settings.protocol,
        validation=settings.validation,
        builders=settings.builders,
        client=settings.client,
    )
    made_from = module_fingerprints(outline, settings, base)
    held = held or {}
    kept = kept_modules(base / settings.folder, held, made_from, user_cache())
    expect_valid(outline, kept)
    plan = complete(outline, kept)
    layout = formatter(settings.formatter)
    cache = None if settings.formatter == "none" else user_cache()
    text = None
    if settings.templates is not None:
        from smithwright.rendering.custom_templates import CustomTemplates

        text = CustomTemplates(base / settings.templates, settings.templates).text
    formatted = format_files(render(plan, text), layout, cache, processes=processes)
    modules = {path: Made(made_from[path], plan.facts[path]) for path in made_from}
    digests = {path: held[path] for path in kept}
    return Built(formatted | runtime(plan.runtime), digests, modules, plan.warnings)
