"""Follows one member from its model to its request: the functions that it passes.

    python -m tests.structure.walk [ChatDurationInMinutes]

Prints each function of the generator that is called with the member, as a shape of the
model or as a value that was decided of it, in the order in which a run meets them.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from types import FrameType

from smithwright.corridor import build
from smithwright.settings.reading import read_settings

ROOT = Path(__file__).parents[2]
GENERATOR = ROOT / "generator"


def walked(member: str) -> list[tuple[str, str, int]]:
    """Returns the file, the name and the calls of each function, as they are met."""
    met: dict[tuple[str, str], int] = {}

    def profile(frame: FrameType, event: str, argument: object) -> None:
        code = frame.f_code
        if event != "call" or not code.co_filename.startswith(str(GENERATOR)):
            return
        if code.co_name.startswith("<"):
            return
        if any(_is_member(value, member) for value in _arguments(frame)):
            file = str(Path(code.co_filename).relative_to(GENERATOR))
            key = file, code.co_qualname
            met[key] = met.get(key, 0) + 1

    settings = replace(read_settings(ROOT / "pyproject.toml")[0], formatter="none")
    sys.setprofile(profile)
    try:
        build(settings, ROOT)
    finally:
        sys.setprofile(None)
    return [(file, name, count) for (file, name), count in met.items()]


def _arguments(frame: FrameType) -> Iterator[object]:
    code = frame.f_code
    for name in code.co_varnames[: code.co_argcount + code.co_kwonlyargcount]:
        yield frame.f_locals.get(name)


def _is_member(value: object, member: str) -> bool:
    identity = getattr(value, "id", None) if not isinstance(value, type) else None
    return isinstance(identity, str) and identity.endswith(f"${member}")


if __name__ == "__main__":
    rows = walked(sys.argv[1] if len(sys.argv) > 1 else "ChatDurationInMinutes")
    for file, name, count in rows:
        print(f"{count:4}  {file}: {name}")
    calls, files = sum(count for *_, count in rows), {file for file, *_ in rows}
    print(f"{calls} calls of {len(rows)} functions in {len(files)} files")
