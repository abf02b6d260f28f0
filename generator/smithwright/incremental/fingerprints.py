"""What tells two runs apart, or two modules, by digests of all that decides them."""

from __future__ import annotations

from dataclasses import fields
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from smithwright.caching.digests import digest_of_parts
from smithwright.formatters import formatter
from smithwright.installation import generator_digests
from smithwright.publishing.manifest import Fingerprint
from smithwright.rendering.templates import templates_digest
from smithwright.settings import PackageSettings
from smithwright.sources import digest_of

if TYPE_CHECKING:
    from smithwright.plan.outline import Outline


# Where things are does not matter, but what they hold.
_PLACES = ("sources", "overlays", "output", "templates", "origin")


def fingerprint(settings: PackageSettings, base: Path) -> Fingerprint:
    """Returns what tells two runs apart whose packages may differ."""
    # A setting that is new and left out changes nothing.
    given = (
        f"{field.name}={getattr(settings, field.name)!r}"
        for field in fields(settings)
        if field.name not in _PLACES and getattr(settings, field.name) != field.default
    )
    sources = (digest_of(spec, base) for spec in settings.documents)
    custom = _custom_templates(settings, base)
    committed = f"sha256:{digest_of_parts(*given, '', *sources, *custom)}"
    return Fingerprint(committed, digest_of_parts(committed, *_makers(settings)))


def module_fingerprints(
    outline: Outline, settings: PackageSettings, base: Path
) -> dict[PurePosixPath, str]:
    """Returns what tells modules apart that may differ, by their paths.

    That is the digest of the shapes that they are planned from, of the settings that
    plans go by, of this generator, and of the traits that the sources define.
    """
    from smithwright.plan.origins import definitions_digest

    same_for_all = digest_of_parts(
        *(
            settings.name,
            settings.validation,
            str(settings.builders),
            str(settings.client),
        ),
        *(outline.protocol.trait, *_custom_templates(settings, base)),
        *_makers(settings),
        definitions_digest(outline.context.closure.model),
    )
    return {
        path: digest_of_parts(origin, same_for_all)
        for path, origin in outline.origins().items()
    }


def _custom_templates(settings: PackageSettings, base: Path) -> tuple[str, ...]:
    if settings.templates is None:
        return ()
    return (templates_digest(base / settings.templates),)


def _makers(settings: PackageSettings) -> tuple[str, ...]:
    """Returns what makes text of a plan: a formatter and this generator."""
    return (formatter(settings.formatter).identity, *generator_digests())
