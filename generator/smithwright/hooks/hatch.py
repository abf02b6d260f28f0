"""The build hook of hatchling, `[tool.hatch.build.hooks.smithwright]`.

https://hatch.pypa.io/latest/plugins/build-hook/reference/
"""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import Any

from hatchling.builders.config import BuilderConfig
from hatchling.builders.hooks.plugin.interface import BuildHookInterface
from hatchling.plugin import hookimpl

from smithwright.errors import SmithwrightError, message_of
from smithwright.hooks.project import Project, read_project

# In the patterns of git, which artifacts are.
_SPECIAL = re.compile(r"[\\*?\[ !#]")
_ESCAPED = r"\\\g<0>"


class SmithwrightBuildHook(BuildHookInterface[BuilderConfig]):
    """Generates before a wheel is built; puts models into an sdist."""

    PLUGIN_NAME = "smithwright"

    # Any: what hooks are given says hatchling.
    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Adds files to what is built; stops the build with a line if it cannot."""
        try:
            project = read_project(Path(self.root))
            if self.target_name == "sdist":
                self._add_inputs(project, build_data)
            else:
                project.generate(self.app.display_info)
                self._add_packages(project, build_data)
        except Exception as error:
            if (message := message_of(error)) is None:
                raise
            self.app.abort(f"smithwright: {message}")

    def _add_inputs(self, project: Project, build_data: dict[str, Any]) -> None:
        for path in project.inputs():
            build_data["force_include"][str(path)] = str(path.relative_to(self.root))

    def _add_packages(self, project: Project, build_data: dict[str, Any]) -> None:
        selected = [Path(path) for path in self.build_config.only_include]
        for settings in project.packages:
            folder = project.root / settings.folder
            if selected and not any(folder.is_relative_to(path) for path in selected):
                raise SmithwrightError(
                    f"{settings.folder.as_posix()}: not in the {self.target_name}: "
                    f"name it in tool.hatch.build.targets.{self.target_name}.packages"
                )
            # Artifacts are included although version control ignores them.
            path = Path(os.path.relpath(folder, self.root)).as_posix()
            build_data["artifacts"].append(f"/{_SPECIAL.sub(_ESCAPED, path)}/**")


@hookimpl
def hatch_register_build_hook() -> type[SmithwrightBuildHook]:
    """Tells hatchling of the hook."""
    return SmithwrightBuildHook
