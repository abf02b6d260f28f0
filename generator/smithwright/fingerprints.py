"""What tells two runs apart, or two modules, by digests of all that decides them."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from hashlib import sha256
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from smithwright import __version__
from smithwright.digests import digest_of_parts
from smithwright.formatters import formatter
from smithwright.settings import PackageSettings
from smithwright.sources import digest_of
from smithwright.templates import templates_digest, templates_folder

if TYPE_CHECKING:
    from smithwright.plan import Outline


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
    from smithwright.plan.origins import origins
    from smithwright.validity import definitions_digest

    same_for_all = digest_of_parts(
        *(settings.name, settings.validation, str(settings.builders)),
        *(outline.protocol.trait, *_makers(settings, base)),
        definitions_digest(outline.context.closure.model),
    )
    return {
        path: digest_of_parts(origin, same_for_all)
        for path, origin in origins(outline).items()
    }


def _makers(settings: PackageSettings, base: Path) -> tuple[str, ...]:
    """Returns what makes text of a plan: the generator, templates and a formatter."""
    own = (templates_digest(base / settings.templates),) if settings.templates else ()
    return (formatter(settings.formatter).identity, *own, *generator_digests())


@cache
def generator_digests() -> tuple[str, ...]:
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
