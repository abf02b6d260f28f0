"""What to generate: a configuration file, or arguments.

`finding` finds the file and `reading` reads it, by the table of `keys`; `places` says
where in it a mistake is, and `schema` tells editors the same beforehand.
"""

from smithwright.settings.finding import find_settings, settings_in
from smithwright.settings.package import (
    FORMATTERS,
    VALIDATIONS,
    FormatterName,
    PackageSettings,
    SettingsError,
    Validation,
)
from smithwright.settings.reading import (
    OWN_FILE,
    PYPROJECT,
    read_settings,
)

__all__ = [
    "FORMATTERS",
    "OWN_FILE",
    "PYPROJECT",
    "VALIDATIONS",
    "FormatterName",
    "PackageSettings",
    "SettingsError",
    "Validation",
    "find_settings",
    "read_settings",
    "settings_in",
]
