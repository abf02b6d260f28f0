"""What type checkers know of streams: only those that may have one have to care."""

from __future__ import annotations

from pathlib import Path

import pytest
from mypy import api

from tests.protocols.test_streams import MODEL
from tests.support.inline import model_of, package_of

USES = """
import hashlib
from collections.abc import AsyncIterable, Iterator
from io import BytesIO
from typing import BinaryIO, TypeVar, assert_type

from {package} import (
    ByteStream,
    Config,
    GetInput,
    GetOutput,
    HttpRequest,
    HttpResponse,
    Operation,
    PutInput,
    PutOutput,
    StreamingBody,
)

T = TypeVar("T")


def pieces() -> Iterator[bytes]:
    yield b""


def send(operation: Operation[T, ByteStream]) -> T:
    response = HttpResponse(status=200, body=pieces())
    return operation.parse(response)


def fetched(body: AsyncIterable[bytes]) -> GetOutput:
    return get.parse(HttpResponse(status=200, body=body))


get = GetInput(key="k").make_operation(Config())
assert_type(get, Operation[GetOutput])
hashlib.sha256(get.request.body)
output = send(get)
assert_type(output, GetOutput)
assert_type(output.body, StreamingBody | None)

file: BinaryIO = BytesIO()
for stream in (b"", file, pieces(), [b"a"], output.body):
    put = PutInput(key="k", body=stream).make_operation(Config())
    assert_type(put, Operation[PutOutput, ByteStream])
    assert_type(put.request, HttpRequest[ByteStream])
    assert_type(send(put), PutOutput)
PutInput.builder().body(file).set_body(pieces()).key("k").build()
PutInput(key="k", body="text")  # E
hashlib.sha256(put.request.body)  # E
"""


def test_mypy_tells_bytes_from_streams(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    package = package_of(model_of(MODEL), tmp_path, "restJson1")
    uses = USES.replace("{package}", package.__name__)
    file = tmp_path / "uses.py"
    file.write_text(uses, "utf-8")
    monkeypatch.setenv("MYPYPATH", str(tmp_path))

    found, problems, _ = api.run(
        ["--strict", "--config-file=", f"--cache-dir={tmp_path}/cache", str(file)]
    )

    assert problems == ""
    wrong = {n for n, line in enumerate(uses.splitlines(), 1) if line.endswith("# E")}
    reported = [line for line in found.splitlines() if ": error: " in line]
    assert {int(line.split(":")[1]) for line in reported} == wrong, found
    assert all("uses.py:" in line for line in reported)
