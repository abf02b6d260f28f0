"""`make differential` itself: it goes on where it was stopped and finds differences."""

from __future__ import annotations

import re
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from tests.differential.comparison import ABSENT, leaves
from tests.differential.explained import explanation_of
from tests.differential.service import Difference

ROOT = Path(__file__).parents[2]


def _run(state: Path, *services: str) -> str:
    command = [sys.executable, "-m", "tests.differential", "--jobs", "1"]
    command += ["--state", str(state), "--services", *services]
    done = subprocess.run(
        command, cwd=ROOT, capture_output=True, text=True, check=True, timeout=300
    )
    return done.stdout


@pytest.mark.conformance
def test_a_second_run_compares_only_what_the_first_did_not(tmp_path: Path) -> None:
    first = _run(tmp_path, "sts")
    kept = next(tmp_path.glob("state/*")).stat()
    second = _run(tmp_path, "sts", "pricing")
    assert first.count("[1/1] sts") == 1
    assert re.findall(r"\[(\d)/2\] (\w+)", second) == [("1", "sts"), ("2", "pricing")]
    assert next(tmp_path.glob("state/sts.*")).stat().st_mtime_ns == kept.st_mtime_ns
    # What is stored counts as what is compared.
    figures = re.search(r"awsQuery .*", first)
    assert figures is not None
    assert figures[0] in second
    assert (tmp_path / "differences.txt").read_text() == ""


@pytest.mark.conformance
def test_a_result_that_was_half_written_is_made_again(tmp_path: Path) -> None:
    first = _run(tmp_path, "pricing")
    (stored,) = tmp_path.glob("state/*")
    stored.write_bytes(stored.read_bytes()[:100])
    again = _run(tmp_path, "pricing")
    assert again.partition("Compared")[2] == first.partition("Compared")[2]


def test_the_innermost_places_are_found() -> None:
    ours = {"a": [{"b": 1, "c": True}, 2], "d": "2020-01-01T00:00:00.120Z"}
    theirs = {"a": [{"b": 2, "c": 1}, 2], "d": "2020-01-01T00:00:00.12Z", "e": None}
    found = [(leaf.path, leaf.ours, leaf.theirs) for leaf in leaves(ours, theirs)]
    assert found == [("a[0].b", 1, 2), ("a[0].c", True, 1), ("e", ABSENT, None)]
    assert list(leaves({"a": float("nan")}, {"a": float("nan")})) == []


def test_what_is_like_an_explained_difference_is_not_explained() -> None:
    explained = Difference(
        *("s3", "rest-xml", "PutObject", "input", "all", "header.content-type"),
        *("'application/xml'", "absent", "{}"),
    )
    other = replace(explained, ours="absent", theirs="'application/xml'")
    assert explanation_of(explained) is not None
    assert explanation_of(other) is None
