"""Formatting: generated texts are compiled, then laid out by a formatter.

What was formatted before comes from a cache, by content; the rest is spread over the
processors when that pays. Without anything to format, no formatter is imported.
"""

from __future__ import annotations

import sys
import warnings
from collections.abc import Generator, Iterator, Mapping
from contextlib import contextmanager, nullcontext
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, TypeAlias

from smithwright.caching.digests import digest_of_parts
from smithwright.caching.text_cache import TextCache
from smithwright.errors import SmithwrightError
from smithwright.formatters.formatter import Formatter, FormatterError, PathAndText
from smithwright.installation import generator_digests
from smithwright.processes import is_started, process_pool, processors

if TYPE_CHECKING:
    from concurrent.futures import Executor

# Fewer characters are formatted sooner by one process, which asks black about each kind
# of statement once: the two meet near 400,000, as all operations of SQS have.
_WORTH_PROCESSES = 400_000

_BATCHES_PER_PROCESS = 4

_Texts: TypeAlias = tuple[PathAndText, ...]


class FormatError(SmithwrightError):
    """A generated text is not Python, or the formatter refuses it.

    Attributes:
        path: The file; None if the formatter does not say.
        line: The line in the text as generated, from 1; None if unknown.
        reason: What is wrong with it.
    """

    def __init__(
        self, path: PurePosixPath | None, line: int | None, reason: str
    ) -> None:
        """Keeps all three as arguments, so that the error can leave its process."""
        super().__init__(path, line, reason)
        self.path = path
        self.line = line
        self.reason = reason

    def __str__(self) -> str:
        """Returns the file, the line and the reason on one line."""
        place = "" if self.line is None else f":{self.line}"
        place = "" if self.path is None else f"{self.path}{place}: "
        return f"{place}the generated text is not right: {self.reason}"


def format_files(
    files: Mapping[PurePosixPath, str],
    formatter: Formatter,
    cache: TextCache | None = None,
    processes: int | None = None,
) -> dict[PurePosixPath, str]:
    """Compiles and lays out the Python among generated texts; leaves the rest as it is.

    Args:
        files: Each file's text by its path; `.py` and `.pyi` are Python.
        formatter: What lays them out.
        cache: Results of earlier runs, to use and to add to.
        processes: The most that format much text; as many as there are processors if
            left out. A process that shares another's work starts none itself.

    Returns:
        The texts in the order of `files`.

    Raises:
        FormatError: The first file whose text is not Python, or which the formatter
            refuses.
    """
    python = {path: files[path] for path in files if path.suffix in {".py", ".pyi"}}
    keys = _keys(python, formatter)
    done = {} if cache is None else cache.get(keys)
    todo = tuple((path, text) for path, text in python.items() if path not in done)
    if todo:
        with nullcontext() if cache is None else _knowing(formatter, cache):
            new = _formatted(todo, formatter, processes or processors())
        if cache is not None:
            cache.put({keys[path]: text for path, text in new.items()})
        done |= new
    return {path: done.get(path, text) for path, text in files.items()}


def _keys(
    python: Mapping[PurePosixPath, str], formatter: Formatter
) -> dict[PurePosixPath, str]:
    kind = f"{formatter.identity} {sys.version_info[:2]}"
    return {
        path: digest_of_parts(kind, path.suffix, text) for path, text in python.items()
    }


@contextmanager
def _knowing(formatter: Formatter, cache: TextCache) -> Generator[None]:
    """Lets a formatter know what earlier runs found out, and later ones what it did."""
    key = digest_of_parts("knowledge", formatter.identity, *generator_digests())
    before = cache.get({key: key}).get(key, "")
    if before:
        formatter.learn(before)
    yield
    if (after := formatter.knowledge) != before:
        cache.put({key: after})


def _formatted(
    texts: _Texts, formatter: Formatter, processes: int
) -> dict[PurePosixPath, str]:
    size = sum(len(text) for _, text in texts)
    if size < _WORTH_PROCESSES or processes == 1 or is_started():
        return dict(_format_batch(texts, formatter))
    with process_pool(min(processes, len(texts))) as pool:
        return _spread(texts, formatter, pool, processes)


def _spread(
    texts: _Texts, formatter: Formatter, executor: Executor, processes: int
) -> dict[PurePosixPath, str]:
    batches = _batches(texts, processes * _BATCHES_PER_PROCESS)
    known = formatter.knowledge
    futures = [
        executor.submit(_format_elsewhere, batch, formatter, known) for batch in batches
    ]
    done: dict[PurePosixPath, str] = {}
    for future in futures:
        formatted, known = future.result()
        formatter.learn(known)
        done.update(formatted)
    return done


def _format_elsewhere(
    texts: _Texts, formatter: Formatter, known: str
) -> tuple[_Texts, str]:
    """Formats in another process, and says what that found out."""
    formatter.learn(known)
    return _format_batch(texts, formatter), formatter.knowledge


def _batches(texts: _Texts, number: int) -> Iterator[_Texts]:
    """Yields at most so many runs of texts in order, of about the same size."""
    share = sum(len(text) for _, text in texts) / number
    start, size = 0, 0
    for end, (_, text) in enumerate(texts, start=1):
        size += len(text)
        if size >= share or end == len(texts):
            yield texts[start:end]
            start, size = end, 0


def _format_batch(texts: _Texts, formatter: Formatter) -> _Texts:
    for path, text in texts:
        _compile(path, text)
    try:
        return tuple(formatter.format(texts))
    except FormatterError as error:
        raise FormatError(error.path, None, error.reason) from None


def _compile(path: PurePosixPath, text: str) -> None:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            compile(text, str(path), "exec", dont_inherit=True)
    except SyntaxError as error:
        raise FormatError(path, error.lineno, error.msg) from None
    except (ValueError, RecursionError, MemoryError, Warning) as error:
        reason = str(error) or type(error).__name__
        raise FormatError(path, None, reason) from None
