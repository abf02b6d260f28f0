"""The corridor: from sources to a package's files, and what is done with them.

    sources ─► parse ─► select ─► plan ─► render ─► format ─► publish | check

`generate` and `check` share everything up to the last step. What is planned leaves out
modules that the version before already has as they are wanted.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from smithwright.fingerprints import fingerprint, module_fingerprints
from smithwright.formatters import formatter
from smithwright.publishing.manifest import manifest_of
from smithwright.publishing.publish import has_left_overs, is_current, publish
from smithwright.settings import PackageSettings
from smithwright.sources import documents_of

if TYPE_CHECKING:
    from smithwright.publishing.difference import Difference
    from smithwright.publishing.publish import Published
    from smithwright.reuse import Made
    from smithy_parser import Model


@dataclass(frozen=True, slots=True)
class Built:
    """A package that is ready to be published or compared."""

    files: Mapping[PurePosixPath, str]
    modules: Mapping[PurePosixPath, Made]
    """Its modules of shapes, errors and operations."""
    warnings: tuple[str, ...]
    """What the model says and the package does not do."""


def generate(
    settings: PackageSettings, base: Path
) -> tuple[Published | None, tuple[str, ...]]:
    """Writes a package; an unchanged one is left alone.

    Args:
        settings: The package.
        base: The folder that its paths are relative to.

    Returns:
        What was written, or None where nothing had changed, and warnings.
    """
    inputs = fingerprint(settings, base)
    if is_current(base / settings.folder, inputs):
        return None, ()
    built = build(settings, base)
    return publish_built(built, settings, base, inputs), built.warnings


def publish_built(
    built: Built, settings: PackageSettings, base: Path, inputs: str
) -> Published:
    """Writes a package that was built from these inputs."""
    from smithwright.reuse import note_modules
    from smithwright.text_cache import user_cache

    folder, manifest = base / settings.folder, manifest_of(built.files, inputs)
    published = publish(built.files, folder, manifest)
    note_modules(folder, manifest.files, built.modules, user_cache())
    return published


def check(settings: PackageSettings, base: Path) -> tuple[Difference, ...]:
    """Returns how a package differs from what `generate` would write."""
    from smithwright.publishing.difference import differences

    folder, inputs = base / settings.folder, fingerprint(settings, base)
    if is_current(folder, inputs) and not has_left_overs(folder):
        return ()
    built = build(settings, base)
    return differences(built.files, folder, manifest_of(built.files, inputs))


def build(settings: PackageSettings, base: Path, processes: int | None = None) -> Built:
    """Returns the files of a package.

    Args:
        settings: The package.
        base: The folder that its paths are relative to.
        processes: The most that format its text; as many as there are processors if
            left out.
    """
    from smithwright.formatting import format_files
    from smithwright.plan import complete, outline_package
    from smithwright.render import render, runtime
    from smithwright.reuse import Made, kept_modules
    from smithwright.selection import closure_of
    from smithwright.text_cache import user_cache
    from smithwright.validity import expect_valid

    closure = closure_of(load(settings.documents, base), settings)
    outline = outline_package(
        closure,
        settings.name,
        settings.protocol,
        validation=settings.validation,
        builders=settings.builders,
    )
    made_from = module_fingerprints(outline, settings, base)
    kept = kept_modules(base / settings.folder, made_from, user_cache())
    expect_valid(outline, kept)
    plan = complete(outline, {path: module.facts for path, module in kept.items()})
    layout = formatter(settings.formatter)
    cache = None if settings.formatter == "none" else user_cache()
    text = None
    if settings.templates is not None:
        from smithwright.own_templates import OwnTemplates

        text = OwnTemplates(base / settings.templates, settings.templates).text
    formatted = format_files(render(plan, text), layout, cache, processes=processes)
    files = {path: module.text for path, module in kept.items()}
    files |= formatted | runtime(plan)
    modules = {path: Made(made_from[path], plan.facts[path]) for path in made_from}
    return Built(files, modules, plan.warnings)


def load(sources: tuple[str, ...], base: Path) -> Model:
    """Returns the model that sources make up, with the project's own traits."""
    from smithwright.own_traits import own_traits
    from smithy_parser import Document, load_model

    return load_model(
        *(Document(each.name, each.data) for each in documents_of(sources, base)),
        own_traits(),
    )
