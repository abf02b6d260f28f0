"""The command `smithwright smithy-build`: a `run` plugin of Smithy's own build.

https://smithy.io/2.0/guides/smithy-build-json.html#run-plugin
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import click

from smithwright.cli.messages import errors_reported
from smithwright.cli.options import Requested, given_of, making_options
from smithwright.cli.writing import write_packages
from smithwright.settings import PackageSettings


@click.command()
@click.option(
    "--package",
    help="Import name of the package; the artifact's name, with underscores, if left "
    "out.",
)
@making_options
@errors_reported()
# Any: each option has the name and the type of its setting.
def smithy_build(
    package: str | None,
    overlays: Iterable[str],
    templates: str | None,
    **options: Any,
) -> None:
    """Writes a package of the model that `smithy build` sends.

    This is the command of a `run` plugin in smithy-build.json: it reads the model from
    standard input, and writes to the plugin's folder. Overlays and templates are
    relative to the folder of the build.
    """
    output = os.environ.get("SMITHY_PLUGIN_DIR")
    root = os.environ.get("SMITHY_ROOT_DIR")
    if not output or not root:
        raise click.UsageError(
            "smithy-build.json runs it: SMITHY_PLUGIN_DIR or SMITHY_ROOT_DIR is not set"
        )
    artifact = os.environ.get("SMITHY_ARTIFACT_NAME", "")
    settings = PackageSettings(
        name=package or artifact.replace("-", "_").replace(".", "_"),
        sources=("-",),
        output=".",
        overlays=tuple(os.path.join(root, overlay) for overlay in overlays),
        templates=None if templates is None else os.path.join(root, templates),
        **given_of(options),
    )
    write_packages(Requested((settings,), Path(output)))
