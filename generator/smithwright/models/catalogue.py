"""The whole catalogue: a package for each service of the installed botocore."""

from __future__ import annotations

from typing import Any

from smithwright.settings import PackageSettings
from smithwright.sources import services


def package_name(service: str) -> str:
    """Returns the import name of a service of botocore: `aws_` and its name there."""
    return f"aws_{service.replace('-', '_').replace('.', '_')}"


# Any: the remaining settings, by their names.
def botocore_packages(output: str, **others: Any) -> tuple[PackageSettings, ...]:
    """Returns the settings of a package for each service of the installed botocore.

    Args:
        output: The folder that gets the packages' folders.
        others: Settings that all packages have, as `formatter`.

    Raises:
        SourceError: botocore isn't installed.
    """
    return tuple(
        PackageSettings(
            package_name(service), (f"botocore:{service}",), output, **others
        )
        for service in services()
    )
