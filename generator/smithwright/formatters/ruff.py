"""The text as ruff lays it out: one run of its binary for all files."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from smithwright.errors import SmithwrightError
from smithwright.formatters.formatter import FormatterError, PathAndText
from smithwright.installation import installed_version


@dataclass(frozen=True, slots=True)
class Ruff:
    """ruff's style for Python 3.11, whatever a configuration says."""

    line_length: int = 88
    knowledge: str = ""

    def learn(self, knowledge: str) -> None:
        """There is nothing to know."""

    @property
    def identity(self) -> str:
        """The version and the settings.

        Raises:
            SmithwrightError: ruff is not installed.
        """
        if (version := installed_version("ruff")) is None:
            raise SmithwrightError(
                "ruff isn't installed: pip install 'smithwright[ruff]'"
            )
        return f"ruff {version} py311 {self.line_length}"

    def format(self, texts: Iterable[PathAndText]) -> Iterator[PathAndText]:
        """Lay out texts, stubs (`.pyi`) as stubs.

        Raises:
            FormatterError: ruff refuses one.
        """
        from tempfile import TemporaryDirectory

        given = tuple(texts)
        with TemporaryDirectory(prefix="smithwright-") as name:
            folder = Path(name)
            for path, text in given:
                (folder / path).parent.mkdir(parents=True, exist_ok=True)
                (folder / path).write_text(text, "utf-8", newline="")
            self._run(folder)
            for path, _ in given:
                yield path, (folder / path).read_bytes().decode()

    def _run(self, folder: Path) -> None:
        from subprocess import run

        command = [
            # Isolated: none of the texts is a module for Python to import.
            *(sys.executable, "-I", "-m", "ruff"),
            *("format", "--isolated", "--no-cache", "--quiet"),
            *("--line-length", str(self.line_length), "--target-version", "py311"),
            *("--config", "exclude = []", "."),
        ]
        done = run(
            command, cwd=folder, capture_output=True, encoding="utf-8", check=False
        )
        if done.returncode:
            raise FormatterError(None, f"ruff: {' '.join(done.stderr.split())}")
