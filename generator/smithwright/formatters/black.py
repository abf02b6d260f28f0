"""The text as black lays it out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import PurePosixPath

from smithwright.formatters.formatter import FormatterError, Text


@dataclass(frozen=True, slots=True)
class Black:
    """black's stable style for Python 3.11, whatever a pyproject.toml says."""

    line_length: int = 88

    @property
    def identity(self) -> str:
        """The version and the settings, without importing black."""
        return f"black {version('black')} py311 {self.line_length}"

    def format(self, texts: Iterable[Text]) -> Iterator[Text]:
        """Lay out texts, stubs (`.pyi`) as black does stubs.

        Raises:
            FormatterError: black refuses one.
        """
        for path, text in texts:
            try:
                yield path, self._laid_out(path, text)
            except Exception as error:
                # Whatever it raises, for a text that compiles: the file must be named.
                reason = f"{type(error).__name__}: {error}"
                raise FormatterError(path, reason) from None

    def _laid_out(self, path: PurePosixPath, text: str) -> str:
        from black import format_str
        from black.mode import Mode, TargetVersion

        mode = Mode(
            target_versions={TargetVersion.PY311},
            line_length=self.line_length,
            is_pyi=path.suffix == ".pyi",
            preview=False,
        )
        return format_str(text, mode=mode)
