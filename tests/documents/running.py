"""Does what the blocks of a page say, in a project folder of the page's own."""

from __future__ import annotations

import ast
import json
import os
import re
import shlex
import subprocess
import sys
import tomllib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from doctest import ELLIPSIS, Example, OutputChecker
from importlib.metadata import version
from pathlib import Path
from typing import cast

import yaml
from packaging.requirements import InvalidRequirement, Requirement

from ..conftest import ROOT
from . import session
from .pages import Block

_SECONDS = 60


class BlockError(Exception):
    """A block does not do what its page says."""


@dataclass(frozen=True, slots=True)
class Command:
    """A command of a console, and what the page shows that it prints."""

    text: str
    output: str


def commands(text: str) -> Iterator[Command]:
    """Yields the commands of a `console` block."""
    found = re.split(r"^\$ ", text, flags=re.MULTILINE)
    if found[0].strip():
        raise BlockError(f"a line before the first `$ `: {found[0]!r}")
    for part in found[1:]:
        command = re.match(r"(?:.*\\\n)*.*(?:\n|$)", part)
        assert command is not None
        yield Command(command[0].strip(), part[command.end() :].rstrip("\n"))


class Project:
    """A folder in which the blocks of a page are run, one after the other."""

    def __init__(self, folder: Path, cache: Path) -> None:
        self._folder = folder
        self._python: subprocess.Popen[str] | None = None
        self._environment = {
            # The page's own packages come before those of the checkout.
            "PYTHONPATH": os.pathsep.join(
                [".", "src", "generated", str(ROOT / "generated")]
            ),
            "PYTHONDONTWRITEBYTECODE": "1",
            "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
            "HOME": str(folder),
            "SMITHWRIGHT_CACHE": str(cache),
            "CHECKOUT": str(ROOT),
            "COLUMNS": "88",
            "LC_ALL": "C.UTF-8",
        }

    def close(self) -> None:
        """Ends the Python of the page."""
        if self._python is not None:
            self._python.communicate()

    def do(self, block: Block) -> None:
        """Runs, writes or parses a block.

        Raises:
            BlockError: It does not do what the page says.
        """
        reason = block.notes.get("not run")
        if reason == "":
            raise BlockError("`not run` needs a reason")
        for note in ("file", "append"):
            if (name := block.notes.get(note)) is not None:
                self._write(name, block.text, note)
                _parse(block, Path(name).suffix.removeprefix("."))
                return
        if reason is not None or block.language not in ("console", "sh", "python"):
            _parse(block, block.language)
        elif block.language == "console":
            for command in commands(block.text):
                self._console(command, _exit(block))
        elif block.language == "sh":
            printed = self._shell(f"set -e\n{block.text}", _exit(block))
            _compare(block.output, printed)
        else:
            self._run_python(block)

    def _write(self, name: str, text: str, note: str) -> None:
        path = self._folder / name
        if not path.resolve().is_relative_to(self._folder.resolve()):
            raise BlockError(f"{name}: outside the page's project")
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("a" if note == "append" else "w", encoding="utf-8") as file:
            file.write(text)

    def _console(self, command: Command, code: int) -> None:
        words = shlex.split(command.text, comments=True)
        if words[:2] == ["pip", "install"] and _check_requirements(words[2:]):
            return
        if words[0] == "make" and not (self._folder / "Makefile").exists():
            # The targets of the checkout: running them is the business of CI.
            words = ["make", "--dry-run", "-C", str(ROOT), *words[1:]]
            self._shell(shlex.join(words), 0)
            return
        _compare(command.output or None, self._shell(command.text, code))

    def _shell(self, script: str, code: int) -> str:
        ended = subprocess.run(
            ["bash", "-c", script],
            cwd=self._folder,
            env=self._environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            timeout=_SECONDS,
            check=False,
        )
        if ended.returncode != code:
            raise BlockError(
                f"{script}\nexit code {ended.returncode}, not {code}\n{ended.stdout}"
            )
        return ended.stdout

    def _run_python(self, block: Block) -> None:
        if self._python is None:
            self._python = subprocess.Popen(
                [sys.executable, str(session.__file__)],
                cwd=self._folder,
                env=self._environment,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                encoding="utf-8",
            )
        assert self._python.stdin is not None
        assert self._python.stdout is not None
        print(json.dumps(block.text), file=self._python.stdin, flush=True)
        printed, failed = cast(
            "tuple[str, bool]", json.loads(self._python.stdout.readline())
        )
        if failed and block.output is None:
            raise BlockError(printed)
        _compare(block.output, printed)


def _exit(block: Block) -> int:
    return int(block.notes.get("exit", "0"))


def _compare(expected: str | None, printed: str) -> None:
    """Compares what is printed with what the page shows, where `...` is any text."""
    if expected is None:
        return
    checker = OutputChecker()
    wanted, got = f"{expected.rstrip()}\n", f"{printed.rstrip()}\n"
    if not checker.check_output(wanted, got, ELLIPSIS):
        example = Example("", wanted)
        raise BlockError(checker.output_difference(example, got, ELLIPSIS))


def _check_requirements(words: list[str]) -> bool:
    """Checks requirements by name; returns False where something else is asked for."""
    try:
        found = [Requirement(word) for word in words if not word.startswith("-")]
    except InvalidRequirement:
        return False
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    for requirement in found:
        if requirement.name != project["name"]:
            version(requirement.name)
        elif unknown := requirement.extras - project["optional-dependencies"].keys():
            raise BlockError(f"{requirement}: no extra {unknown}")
    return True


def _parse(block: Block, language: str) -> None:
    """Parses what is written to a file, or shown only."""
    if (parser := _PARSERS.get(language)) is not None:
        parser(block.text)
    # Building the site reads directives.
    elif not (block.notes.keys() & {"file", "append"} or language.startswith("{")):
        raise BlockError(
            f"no way to check a block in {language!r}; see CONTRIBUTING.md"
        )


def _parse_json(text: str) -> None:
    """Parses JSON, or members of an object."""
    text = text.strip()
    json.loads(text if text.startswith(("{", "[")) else f"{{{text}}}")


def _parse_console(text: str) -> None:
    for command in commands(text):
        _check_syntax(command.text)


def _see(text: str) -> None:
    """Accepts what other tests generate from, or of which nothing can be said."""


def _check_syntax(script: str) -> None:
    ended = subprocess.run(
        ["bash", "-n", "-c", script], capture_output=True, text=True, check=False
    )
    if ended.returncode:
        raise BlockError(ended.stderr)


_PARSERS: Mapping[str, Callable[[str], object]] = {
    "toml": tomllib.loads,
    "json": _parse_json,
    "yaml": yaml.safe_load,
    "yml": yaml.safe_load,
    "sh": _check_syntax,
    "console": _parse_console,
    **dict.fromkeys(("python", "py", "starlark", "bazel"), ast.parse),
    **dict.fromkeys(("text", "diff", "markdown", "jinja", "smithy", "mermaid"), _see),
}
