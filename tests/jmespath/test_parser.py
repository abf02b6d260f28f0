"""The parser of JMESPath, beside the language's own cases and its Python library."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import botocore
import pytest
from hypothesis import given
from hypothesis import strategies as st
from jmespath.exceptions import JMESPathError

import jmespath
from smithwright.jmespath import JmespathError, parse
from tests.jmespath.evaluation import evaluate
from tests.parser.conftest import find_smithy

COMPLIANCE = Path(
    "smithy-jmespath-tests/src/main/resources/software/amazon/smithy/jmespath/tests"
    "/compliance"
)
DATA = Path(botocore.__file__).with_name("data")
PIECES = st.sampled_from(
    "a b c . . [*] [] [0] [-1] [1:] [::2] [?a] [?a==`1`] * | || && ! @ ( ) , { } : "
    '[a,b] {x:a} \'r\' `{"a":1}` "b" == < foo( ] ['.split()
)
DOCUMENTS = st.recursive(
    st.none() | st.booleans() | st.integers(-2, 2) | st.sampled_from(["", "r"]),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from("abc"), inner, max_size=3)
    ),
    max_leaves=12,
)


def test_compliance_cases_are_parsed_as_they_are_meant(
    pytestconfig: pytest.Config,
) -> None:
    smithy = find_smithy(pytestconfig)
    if smithy is None:
        pytest.skip("no Smithy checkout (--smithy-root)")
    seen = 0
    for path in sorted((smithy / COMPLIANCE).glob("*.json")):
        for suite in json.loads(path.read_text("utf-8")):
            for case in suite["cases"]:
                seen += 1
                _check(case, suite["given"])
    assert seen > 400


def _check(case: dict[str, Any], given: object) -> None:
    text = case["expression"]
    if "error" in case:
        with pytest.raises(JmespathError):
            parse(text)
    else:
        found = parse(text)
        if "result" in case:
            assert evaluate(found, given) == case["result"], text


@given(st.lists(PIECES, max_size=7).map("".join), DOCUMENTS)
def test_parser_and_python_library_agree(text: str, document: object) -> None:
    try:
        parsed = jmespath.compile(text)
    except JMESPathError:
        with pytest.raises(JmespathError):
            parse(text)
        return
    found = parse(text)
    try:
        expected = parsed.search(document)
    except JMESPathError:
        return  # A function that does not exist, or a wrong type for it.
    assert evaluate(found, document) == expected


def _paths_of_botocore() -> Iterator[str]:
    for path in DATA.glob("*/*/waiters-2.json*"):
        text = path.read_bytes()
        content = json.loads(gzip.decompress(text) if path.suffix == ".gz" else text)
        for waiter in content["waiters"].values():
            for acceptor in waiter["acceptors"]:
                if "argument" in acceptor:
                    yield acceptor["argument"]


def test_every_path_of_botocores_waiters_is_parsed() -> None:
    paths = set(_paths_of_botocore())
    assert len(paths) > 100
    for path in paths:
        parse(path)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "an expression is missing, at 0"),
        ("a.", "a name, list or object is missing, at 2"),
        ("a[?b", "']' is missing, at 4"),
        ("a b", "'end' is missing, at 2"),
        ("a ~", "'~' means nothing, at 2"),
        ("a[::0]", "a slice has no step of 0, at 5"),
        ("`{`", "{ is no JSON: Expecting property name enclosed in double quotes"),
    ],
)
def test_error_says_what_is_wrong_and_where(text: str, message: str) -> None:
    with pytest.raises(JmespathError) as caught:
        parse(text)
    assert str(caught.value).startswith(message)


def test_expression_that_is_nested_too_deep_is_refused() -> None:
    for text in ("(" * 5_000, "!" * 5_000, "a[*]" + "[*]" * 5_000, "[" * 5_000):
        with pytest.raises(JmespathError):
            parse(text)
