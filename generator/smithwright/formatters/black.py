"""The text as black lays it out.

What the generator writes is taken apart into statements, and black is asked once about
each kind of these: that takes a tenth of its time, and gives what it makes of the whole
(tests/publish/test_layouts.py). Other text, and text for a black whose rules for blank
lines are not known here, goes to it as it is.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.metadata import version
from pathlib import PurePosixPath
from threading import Lock

from smithwright.formatters.blank_lines import blank_lines, stub_blank_lines
from smithwright.formatters.formatter import FormatterError, Text
from smithwright.formatters.layouts import Layouts
from smithwright.formatters.skeleton import UnknownTextError
from smithwright.formatters.statements import Statement, statements

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
        return f"black {version('black')} py311 {self.line_length}"

    def format(self, texts: Iterable[Text]) -> Iterator[Text]:
        """Lay out texts, stubs (`.pyi`) as black does stubs.

        Raises:
            FormatterError: black refuses one.
        """
        take_apart = _taken_apart if _is_known_style() else _left_whole
        apart = [
            (path, text, take_apart(text, self.line_length)) for path, text in texts
        ]
        layouts = _layouts(self.line_length)
        layouts.learn([s for _, _, parts in apart for s in parts])
        for path, text, parts in apart:
            try:
                yield path, _composed(path, parts, layouts)
            except UnknownTextError:
                yield path, self._whole(path, text)

    def _whole(self, path: PurePosixPath, text: str) -> str:
        try:
            return laid_out(text, self.line_length, is_stub=path.suffix == ".pyi")
        except Exception as error:
            # Whatever it raises, for a text that compiles: the file must be named.
            reason = f"{type(error).__name__}: {error}"
            raise FormatterError(path, reason) from None


def _is_known_style() -> bool:
    return version("black").startswith(_KNOWN_STYLES)


def _taken_apart(text: str, line_length: int) -> tuple[Statement, ...]:
    try:
        return tuple(statements(text, line_length))
    except UnknownTextError:
        return ()


def _left_whole(text: str, line_length: int) -> tuple[Statement, ...]:
    return ()


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
    return Layouts(lambda text: laid_out(text, line_length))


def _composed(path: PurePosixPath, parts: Sequence[Statement], layouts: Layouts) -> str:
    if not parts:
        raise UnknownTextError
    rules = stub_blank_lines if path.suffix == ".pyi" else blank_lines
    lines: list[str] = []
    for count, statement in zip(rules(parts), parts, strict=True):
        lines += [""] * count
        lines.append(layouts.laid_out(statement))
    return "\n".join([*lines, ""])
