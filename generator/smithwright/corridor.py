"""The corridor: from sources to a package's files, and what is done with them.

    sources ─► parse ─► select ─► plan ─► render ─► format ─► publish | check

`generate` and `check` share everything up to the last step.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from hashlib import sha256
from importlib.resources import files as package_files
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from smithwright import __version__
from smithwright.formatters import formatter
from smithwright.publishing.manifest import manifest_of
from smithwright.publishing.publish import has_left_overs, is_current, publish
from smithwright.settings import PackageSettings
from smithwright.sources import digest_of, resolve
from smithwright.templates import templates_digest, templates_folder

if TYPE_CHECKING:
    from smithwright.publishing.difference import Difference
    from smithwright.publishing.publish import Published
    from smithy_parser import Model


@dataclass(frozen=True, slots=True)
class Built:
    """A package that is ready to be published or compared."""

    files: Mapping[PurePosixPath, str]
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
    folder = base / settings.folder
    published = publish(built.files, folder, manifest_of(built.files, inputs))
    is_current(folder, inputs)  # so that the next run recognises it
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
    from smithwright.format_cache import user_cache
    from smithwright.formatting import format_files
    from smithwright.own_templates import OwnTemplates
    from smithwright.plan import plan_package
    from smithwright.render import render, runtime
    from smithwright.selection import select

    model = load(settings.documents, base)
    closure = select(model, settings.service, settings.operations)
    package = plan_package(
        closure,
        settings.name,
        settings.protocol,
        validation=settings.validation,
        builders=settings.builders,
    )
    layout = formatter(settings.formatter)
    cache = None if settings.formatter == "none" else user_cache()
    text = None
    if settings.templates is not None:
        text = OwnTemplates(base / settings.templates, settings.templates).text
    formatted = format_files(render(package, text), layout, cache, processes=processes)
    return Built({**formatted, **runtime(package)}, package.warnings)


def load(sources: tuple[str, ...], base: Path) -> Model:
    """Returns the model that sources make up, with the project's own traits."""
    from smithy_parser import Document, load_model

    documents = (resolve(spec, base) for spec in sources)
    traits = package_files("smithwright").joinpath("constraints.json").read_bytes()
    return load_model(
        *(Document(document.name, document.data) for document in documents),
        Document("smithwright/constraints.json", traits),
    )


def fingerprint(settings: PackageSettings, base: Path) -> str:
    """Returns what tells two runs apart whose packages may differ.

    That is the digest of the sources, of the settings, and of this generator.
    """
    digest = sha256()
    # Where things are does not matter, but what they hold.
    placeless = replace(settings, sources=(), overlays=(), output="", templates=None)
    parts = [
        repr(placeless),
        *(digest_of(spec, base) for spec in settings.documents),
        formatter(settings.formatter).identity,
        *([templates_digest(base / settings.templates)] if settings.templates else []),
        *_generator(),
    ]
    for part in parts:
        digest.update(f"{len(part)}:{part}".encode())
    return f"sha256:{digest.hexdigest()}"


@cache
def _generator() -> tuple[str, ...]:
    """Returns what tells generators apart: the version, and in a checkout the code."""
    generator = Path(__file__).parent
    if templates_folder().parent == generator:
        return (__version__,)
    folders = (generator, generator.parent / "smithy_parser", templates_folder())
    code = (
        sha256(path.read_bytes()).hexdigest()
        for folder in folders
        for path in sorted(folder.rglob("*"))
        if path.suffix in (".py", ".json", ".smithy", ".jinja")
    )
    return __version__, *code
