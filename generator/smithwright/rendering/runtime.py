"""The runtime of a package: the modules that it shares with others, as they are.

A package has those that its own modules import, and whatever these import in turn.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path, PurePosixPath
from typing import Final

from smithwright.installation import templates_folder

_FOLDER: Final = PurePosixPath("_runtime")

# Runtime modules import each other relatively, and say nothing else that looks so.
_IMPORT: Final = re.compile(
    r"^[ ]*from [ ] (\.+) ([\w.]*) [ ] import [ ] (\([^)]*\) | .*)$",
    re.MULTILINE | re.VERBOSE,
)


def runtime(modules: Iterable[str]) -> dict[PurePosixPath, str]:
    """Returns the files of the runtime that a package needs, by path in the package.

    Args:
        modules: The runtime modules that its own modules import, dotted.
    """
    source = templates_folder() / "runtime"
    found: dict[PurePosixPath, str] = {}
    waiting = [PurePosixPath(module.replace(".", "/")) for module in modules]
    while waiting:
        file = _file(source, waiting.pop())
        if file not in found:
            found[file] = (source / file).read_text("utf-8")
            waiting += _imported(source, file, found[file])
            # Importing a module imports the folders that it is in.
            waiting += file.parents
    return {_FOLDER / file: found[file] for file in sorted(found)}


def _imported(source: Path, file: PurePosixPath, text: str) -> Iterator[PurePosixPath]:
    """Yields the modules and folders that a runtime module imports."""
    for dots, module, names in _IMPORT.findall(text):
        start = file.parents[len(dots) - 1] / module.replace(".", "/")
        yield start
        if (source / start).is_dir():
            for name in re.findall(r"\w+", names):
                if (source / start / f"{name}.py").is_file():
                    yield start / name


def _file(source: Path, module: PurePosixPath) -> PurePosixPath:
    if (source / module).is_dir():
        return module / "__init__.py"
    return module.with_name(f"{module.name}.py")
