"""Smithwright turns Smithy service models into typed Python packages.

This is what build scripts use. Each name is imported when it is first asked for: who
needs one of them waits for no other, and the command line waits for none.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from smithwright.version import __version__

if TYPE_CHECKING:
    from smithwright.batch import Outcome, check_all, generate_all
    from smithwright.corridor import Generated, check, generate
    from smithwright.errors import SmithwrightError, message_of
    from smithwright.formatters.formatting import FormatError
    from smithwright.models.catalogue import botocore_packages
    from smithwright.models.selection import SelectionError
    from smithwright.plan.plan_error import PlanError
    from smithwright.publishing.difference import Difference
    from smithwright.publishing.publish import Published, PublishError
    from smithwright.rendering.custom_templates import TemplateError
    from smithwright.settings import PackageSettings, SettingsError, read_settings
    from smithwright.sources import SourceError
    from smithy_parser import ModelError

__all__ = [
    "Difference",
    "FormatError",
    "Generated",
    "ModelError",
    "Outcome",
    "PackageSettings",
    "PlanError",
    "PublishError",
    "Published",
    "SelectionError",
    "SettingsError",
    "SmithwrightError",
    "SourceError",
    "TemplateError",
    "__version__",
    "botocore_packages",
    "check",
    "check_all",
    "generate",
    "generate_all",
    "message_of",
    "read_settings",
]

_MODULES = {
    "smithwright.batch": ("Outcome", "check_all", "generate_all"),
    "smithwright.corridor": ("Generated", "check", "generate"),
    "smithwright.errors": ("SmithwrightError", "message_of"),
    "smithwright.formatters.formatting": ("FormatError",),
    "smithwright.models.catalogue": ("botocore_packages",),
    "smithwright.models.selection": ("SelectionError",),
    "smithwright.plan.plan_error": ("PlanError",),
    "smithwright.publishing.difference": ("Difference",),
    "smithwright.publishing.publish": ("PublishError", "Published"),
    "smithwright.rendering.custom_templates": ("TemplateError",),
    "smithwright.settings": ("PackageSettings", "SettingsError", "read_settings"),
    "smithwright.sources": ("SourceError",),
    "smithy_parser": ("ModelError",),
}

# Type checkers would take any name otherwise.
if not TYPE_CHECKING:

    def __getattr__(name: str) -> object:
        """Imports what a name stands for."""
        for module, names in _MODULES.items():
            if name in names:
                from importlib import import_module

                return globals().setdefault(name, getattr(import_module(module), name))
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
