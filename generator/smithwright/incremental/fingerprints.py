"""What tells two runs apart, or two modules, by digests of all that decides them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from smithwright.caching.digests import digest_of_parts
from smithwright.formatters import formatter
from smithwright.installation import generator_digests
from smithwright.rendering.templates import templates_digest
from smithwright.settings import PackageSettings
from smithwright.sources import digest_of

if TYPE_CHECKING:
    from smithwright.plan import Outline
    from smithy_parser import Model


def fingerprint(settings: PackageSettings, base: Path) -> str:
    """Returns what tells two runs apart whose packages may differ.

    That is the digest of the sources, of the settings, and of this generator.
    """
    # Where things are does not matter, but what they hold.
    placeless = replace(settings, sources=(), overlays=(), output="", templates=None)
    sources = (digest_of(spec, base) for spec in settings.documents)
    digest = digest_of_parts(repr(placeless), *sources, *_makers(settings, base))
    return f"sha256:{digest}"


def module_fingerprints(
    outline: Outline, settings: PackageSettings, base: Path
) -> dict[PurePosixPath, str]:
    """Returns what tells modules apart that may differ, by their paths.

    That is the digest of the shapes that they are planned from, of the settings that
    plans go by, of this generator, and of the traits that the sources define.
    """
    same_for_all = digest_of_parts(
        *(settings.name, settings.validation, str(settings.builders)),
        *(outline.protocol.trait, *_makers(settings, base)),
        _definitions_digest(outline.context.closure.model),
    )
    return {
        path: digest_of_parts(origin, same_for_all)
        for path, origin in outline.origins().items()
    }


def _makers(settings: PackageSettings, base: Path) -> tuple[str, ...]:
    """Returns what makes text of a plan: the generator, templates and a formatter."""
    own = (templates_digest(base / settings.templates),) if settings.templates else ()
    return (formatter(settings.formatter).identity, *own, *generator_digests())


def _definitions_digest(model: Model) -> str:
    """Returns the digest of the traits that the sources define, which rules go by."""
    return digest_of_parts(*(repr(each) for each in _definitions(model)))


def _definitions(model: Model) -> Iterator[object]:
    defined = (shape for shape in model.own if "smithy.api#trait" in shape.traits)
    for shape in model.walk(*(shape.id for shape in defined)):
        members = [(name, m.target, m.traits) for name, m in shape.members.items()]
        yield shape.id, shape.type, shape.traits, members
