"""The report on Connect: AWS's model of April 2025 and botocore's of today."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from tests.support.plain_comparison import assert_attributed, plain_differences

from smithwright.changes import Report, as_json, as_text, compare, read_model
from smithwright.sources import resolve

CONNECT = "aws-models/connect/service/2017-08-08/connect-2017-08-08.json"
BOTOCORE = "botocore:connect"


@pytest.fixture(scope="module")
def report(shared: Path) -> Report:
    pytest.importorskip("botocore")
    (old, _), (new, _) = (
        read_model(spec, Path()) for spec in (str(shared / CONNECT), BOTOCORE)
    )
    return compare(old, new, "old", "new")


def test_every_difference_is_listed_once(report: Report, shared: Path) -> None:
    """What a plain comparison of the two ASTs finds, and nothing else."""
    listed = json.loads(as_json(report, with_documentation=True))["differences"]
    paths = [tuple(each["path"]) for each in listed]
    orders = {tuple(d["path"]) for d in listed if d["change"] == "reordered"}
    old = json.loads((shared / CONNECT).read_text("utf-8"))
    places = list(plain_differences(old, resolve(BOTOCORE, Path()).data))
    assert len(places) > 3000
    assert_attributed(places, paths, orders)


def test_every_difference_has_a_line(report: Report) -> None:
    """The text says as many as it counts."""
    head, *lines = as_text(report, with_documentation=True).splitlines()
    counts = [int(count) for count in re.findall(r"(\d+) [a-z]", head)]
    assert sum(counts) == sum(line.startswith("  ") for line in lines)
    assert sum(counts) == len(report.entries) > 3000
