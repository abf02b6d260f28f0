"""How black lays out single statements: it is asked once for each of their kinds.

A statement whose lines fit is left as it is if black leaves its shortest form as it is.
Any other is laid out as black lays out one with tokens of the same widths.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import groupby
from typing import cast

from smithwright.formatters.skeleton import UnknownTextError, as_wide, named
from smithwright.formatters.statements import Kind, Statement

# A name that no skeleton has: between the statements that black is asked about.
_MARK = "_mark"

_MOST_KNOWN = 200_000
_MOST_KEPT = 10_000

# What has to be there before a header that goes on with another statement.
_BEFORE_BRANCH = {"elif": "if a:", "else": "if a:", "except": "try:", "finally": "try:"}

_Wide = tuple[int, Kind, str]
"""Depth, kind and form of a statement, all of which decide on its layout."""


class Layouts:
    """The layouts that are known, for one way of asking black."""

    def __init__(self, ask: Callable[[str], str]) -> None:
        """Knows nothing yet.

        Args:
            ask: Lays out the text of a module.
        """
        self._ask = ask
        self._fits: dict[str, bool] = {}
        self._wide: dict[_Wide, str | None] = {}

    def learn(self, statements: Sequence[Statement]) -> None:
        """Asks black about those of `statements` whose layout is not known."""
        if len(self._wide) > _MOST_KNOWN:
            self._wide.clear()
        new = {
            (0, statement.kind, statement.form)
            for statement in statements
            if statement.form is not None and statement.form not in self._fits
        }
        for (_, _, form), answer in self._answers(new):
            self._fits[form] = form == answer
        others = {_wide(s) for s in statements if not self._stays(s)}
        self._wide.update(self._answers(others - self._wide.keys()))

    @property
    def text(self) -> str:
        """What is known, for `recall`."""
        # Copies, as other threads may be learning.
        wide = [
            (depth, kind.name, form, answer)
            for (depth, kind, form), answer in list(self._wide.items())[-_MOST_KEPT:]
            if answer is not None
        ]
        return json.dumps([dict(self._fits), wide])

    def recall(self, text: str) -> None:
        """Knows what another has known, of the same version of this module."""
        fits, wide = cast(
            "tuple[dict[str, bool], list[tuple[int, str, str, str]]]", json.loads(text)
        )
        self._fits |= fits
        for depth, kind, form, answer in wide:
            self._wide[depth, Kind[kind], form] = answer

    def laid_out(self, statement: Statement) -> str:
        """Returns the lines of a statement that `learn` has seen.

        Raises:
            UnknownTextError: black has to see the whole file.
        """
        margin = " " * 4 * statement.depth
        if self._stays(statement):
            return f"{margin}{statement.text}"
        known = self._wide.get(_wide(statement))
        if known is None:
            raise UnknownTextError
        return named(known, statement.text)

    def _stays(self, statement: Statement) -> bool:
        if statement.form is None:
            return statement.is_string
        return self._fits[statement.form]

    def _answers(self, asked: Iterable[_Wide]) -> Iterator[tuple[_Wide, str | None]]:
        questions = sorted(asked, key=lambda form: (form[0], form[2]))
        return self._answers_to(questions) if questions else iter(())

    def _answers_to(
        self, questions: Sequence[_Wide]
    ) -> Iterator[tuple[_Wide, str | None]]:
        try:
            answers = _segments(self._ask(_module(questions)))
        except Exception:
            # Whatever black raises: it says so of the files, which it gets to see.
            answers = []
        if len(answers) == len(questions):
            for question, lines in zip(questions, answers, strict=True):
                yield question, _answer(question, lines)
        elif len(questions) == 1:
            yield questions[0], None
        else:
            # One that black refuses keeps no other from being answered.
            middle = len(questions) // 2
            yield from self._answers_to(questions[:middle])
            yield from self._answers_to(questions[middle:])


def _wide(statement: Statement) -> _Wide:
    return statement.depth, statement.kind, as_wide(statement.text)


def _module(questions: Sequence[_Wide]) -> str:
    """Returns a module with each statement, between marks, at its depth."""
    lines: list[str] = []
    for depth, same_depth in groupby(questions, key=lambda form: form[0]):
        margin = " " * 4 * depth
        lines += [f"{' ' * 4 * level}if a:" for level in range(depth)]
        for question in same_depth:
            before, after = _surroundings(question)
            parts = [_MARK, *before, question[2], *after, _MARK]
            lines += [f"{margin}{part}" for part in parts]
    return "\n".join([*lines, ""])


def _surroundings(question: _Wide) -> tuple[list[str], list[str]]:
    """Returns the lines before and after a statement that make it a whole one."""
    _, kind, text = question
    if kind is Kind.DECORATOR:
        return [], ["def a():", "    pass"]
    after = ["    pass"] if text.endswith(":") else []
    if text == "try:":
        after += ["finally:", "    pass"]
    if kind is Kind.BRANCH:
        word = text.partition(" ")[0].rstrip(":")
        return [_BEFORE_BRANCH[word], "    pass"], after
    return [], after


def _segments(text: str) -> list[list[str]]:
    """Returns the lines between each pair of marks, without blank ones."""
    segments: list[list[str]] = []
    inside = False
    for line in text.split("\n"):
        if line.strip() == _MARK:
            inside = not inside
            if inside:
                segments.append([])
        elif inside and line:
            segments[-1].append(line)
    return segments


def _answer(question: _Wide, lines: list[str]) -> str:
    before, after = _surroundings(question)
    return "\n".join(lines[len(before) : len(lines) - len(after)])
