"""The text as black lays it out.

What the generator writes is taken apart into statements, and black is asked once about
each kind of these: that takes a tenth of its time, and gives what it makes of the whole
(tests/publish/test_layouts.py). Other text, and text for a black whose rules for blank
lines are not known here, goes to it as it is.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import PurePosixPath
from threading import Lock
from typing import TYPE_CHECKING

from smithwright.formatters.formatter import FormatterError, PathAndText
from smithwright.installation import installed_version

if TYPE_CHECKING:
    from smithwright.formatters.layouts import Layouts

# Its stable style changes with the year only:
# https://black.readthedocs.io/en/stable/the_black_code_style/index.html#stability-policy
_KNOWN_STYLES = ("26.",)

# Its compiled modules crash when two threads import them at once.
_ONE_AT_A_TIME = Lock()


@dataclass(frozen=True, slots=True)
class Black:
    """black's stable style for Python 3.11, whatever a pyproject.toml says."""

    line_length: int = 88

    @property
    def identity(self) -> str:
        """The version and the settings, without importing black."""
        return f"black {installed_version('black')} py311 {self.line_length}"

    @property
    def knowledge(self) -> str:
        """What is known of black's layouts."""
        return _layouts(self.line_length).text

    def learn(self, knowledge: str) -> None:
        """Takes over what another run or process knows."""
        _layouts(self.line_length).recall(knowledge)

    def format(self, texts: Iterable[PathAndText]) -> Iterator[PathAndText]:
        """Lay out texts, stubs (`.pyi`) as black does stubs.

        Raises:
            FormatterError: black refuses one.
        """
        if (installed_version("black") or "").startswith(_KNOWN_STYLES):
            return self._by_statement(texts)
        return ((path, self._whole(path, text)) for path, text in texts)

    def _by_statement(self, texts: Iterable[PathAndText]) -> Iterator[PathAndText]:
        from smithwright.formatters.composition import composed, taken_apart

        room = self.line_length
        apart = [(path, text, taken_apart(text, room)) for path, text in texts]
        layouts = _layouts(room)
        layouts.learn([s for _, _, parts in apart for s in parts])
        for path, text, parts in apart:
            known = composed(path, parts, layouts)
            yield path, self._whole(path, text) if known is None else known

    def _whole(self, path: PurePosixPath, text: str) -> str:
        try:
            return laid_out(text, self.line_length, is_stub=path.suffix == ".pyi")
        except Exception as error:
            # Whatever it raises, for a text that compiles: the file must be named.
            reason = f"{type(error).__name__}: {error}"
            raise FormatterError(path, reason) from None


def laid_out(text: str, line_length: int = 88, *, is_stub: bool = False) -> str:
    """Returns a module as black itself lays it out."""
    with _ONE_AT_A_TIME:
        from black import format_str
        from black.mode import Mode, TargetVersion

        mode = Mode(
            target_versions={TargetVersion.PY311},
            line_length=line_length,
            is_pyi=is_stub,
            preview=False,
        )
        return format_str(text, mode=mode)


@cache
def _layouts(line_length: int) -> Layouts:
    from smithwright.formatters.layouts import Layouts

    return Layouts(lambda text: laid_out(text, line_length))
