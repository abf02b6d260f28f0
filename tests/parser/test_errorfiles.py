"""Smithy's own cases of validation: which events each model must give.

Each ``.errors`` file lists events as ``[SEVERITY] shape: message | Id``. The table of
the files that differ, and how, is `errorfiles_known.txt`; the test run prints it too.
It must be exact: a file that starts to match has to leave it.
"""

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final, NamedTuple

import pytest

from smithy_parser import Event, assemble

_EVENT: Final = re.compile(r"\[([A-Z]+)\] ([^ ]+): ?(.*) \| ([^)]+)")
_MODELS: Final = Path(
    "smithy-model/src/test/resources/software/amazon/smithy/model/errorfiles"
)
_KNOWN: Final = Path(__file__).with_name("errorfiles_known.txt")
_TOLERATED: Final = ("ModelDeprecation", "DeprecatedTrait", "DeprecatedShape")


class Expected(NamedTuple):
    severity: str
    shape: str
    message: str
    id: str

    def matches(self, event: Event) -> bool:
        return (
            event.severity == self.severity
            and (event.shape_id or "-") == self.shape
            and within(event.id, self.id)
            and event.message.replace("\n", r"\n").startswith(self.message)
        )


def test_models_give_the_events_that_their_files_list(
    smithy_root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root = smithy_root / _MODELS
    table = "".join(differences(root))
    with capsys.disabled():
        print(f"\nValidation cases that differ:\n{table}")
    assert table.split() == _KNOWN.read_text().split()


@pytest.mark.parametrize(
    ("line", "event"),
    [
        ("[ERROR] -: a: b | X.y", ("ERROR", "-", "a: b", "X.y")),
        ("[NOTE] a#B$c: m | X", ("NOTE", "a#B$c", "m", "X")),
    ],
)
def test_expected_events_are_read(line: str, event: tuple[str, ...]) -> None:
    assert read(line) == event


def differences(root: Path) -> Iterator[str]:
    for errors in sorted(root.rglob("*.errors")):
        lines = errors.read_text().splitlines()
        expected = [read(line) for line in lines if line.strip()]
        suffixes = (".smithy", ".json")
        (model,) = (p for s in suffixes if (p := errors.with_suffix(s)).exists())
        if found := list(compare(expected, assemble(model)[1])):
            name = errors.relative_to(root).with_suffix("")
            yield "\n    ".join([str(name), *found]) + "\n"


def compare(expected: list[Expected], events: Iterable[Event]) -> Iterator[str]:
    events = list(events)
    for each in expected:
        if not any(each.matches(event) for event in events):
            severity, shape, message, id = each
            yield f"missing [{severity}] {shape}: {message} | {id}"
    for event in events:
        if not is_tolerated(event) and not any(e.matches(event) for e in expected):
            shape = event.shape_id or "-"
            yield f"unexpected [{event.severity}] {shape}: {event.message} | {event.id}"


def is_tolerated(event: Event) -> bool:
    return event.severity == "SUPPRESSED" or any(
        within(event.id, id) for id in _TOLERATED
    )


def within(id: str, parent: str) -> bool:
    return id == parent or id.startswith(f"{parent}.")


def read(line: str) -> Expected:
    match = _EVENT.match(line)
    assert match is not None, line
    return Expected(*match.groups())
