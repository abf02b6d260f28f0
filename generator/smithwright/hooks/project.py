"""A project that is being built: what it generates, and from which of its files."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from smithwright.models.input_files import files_in, input_paths
from smithwright.publishing.manifest import MANIFEST
from smithwright.settings import (
    OWN_FILE,
    PackageSettings,
    SettingsError,
    read_settings,
    settings_in,
)


@dataclass(frozen=True, slots=True)
class Project:
    """A project with the packages that its own configuration asks for."""

    root: Path
    configuration: Path
    packages: tuple[PackageSettings, ...]

    def generate(self, tell: Callable[[str], None]) -> None:
        """Writes the packages that are not current.

        Args:
            tell: Shows a line to the user.

        Raises:
            SmithwrightError: A package cannot be generated.
            ModelError: A model has errors.
        """
        from smithwright import corridor

        for settings in self.packages:
            published, warnings = corridor.generate(settings, self.root)
            for warning in warnings:
                tell(warning)
            if published is not None:
                for path in published.edited:
                    file = settings.folder / path
                    tell(f"smithwright: {file.as_posix()}: had been edited by hand")
                tell(f"smithwright: generated {settings.folder.as_posix()}")

    def inputs(self) -> Iterator[Path]:
        """Yields the files of the project that its packages are made from."""
        yield self.configuration
        root = self.root.resolve()
        for file in files_in(input_paths(self.packages, self.root)):
            if file.resolve().is_relative_to(root):
                yield file

    def manifests(self) -> Iterator[Path]:
        """Yields what tells generated packages from other folders, once they are."""
        for settings in self.packages:
            manifest = self.root / settings.folder / MANIFEST
            if manifest.is_file():
                yield manifest


def read_project(root: Path) -> Project:
    """Returns the project in the folder `root`.

    Folders above do not count, as an sdist has none.

    Raises:
        SettingsError: It has no configuration, or one that cannot be read.
    """
    if (file := settings_in(root)) is None:
        raise SettingsError(f"{root}: no {OWN_FILE}, and no [tool.smithwright]")
    return Project(root, file, read_settings(file))
