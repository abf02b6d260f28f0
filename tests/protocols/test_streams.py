"""Streaming blobs: bytes, files and iterables go through unread, both ways.

https://smithy.io/2.0/spec/streaming.html
"""

from __future__ import annotations

import asyncio
import gzip
import io
from base64 import b64encode
from collections.abc import AsyncIterator, Callable, Iterator
from hashlib import md5
from pathlib import Path
from types import ModuleType
from typing import Any, cast

import pytest

from tests.support.inline import inline_package, model_of, package_of, request, response

MODEL = """
@restJson1 @restXml
service Store { version: "1", operations: [Put, Get, Sized, Summed, Packed, Plain] }

@streaming
blob Content

@streaming
@requiresLength
blob SizedContent

@streaming
@mediaType("audio/mpeg")
@sensitive
@length(min: 1, max: 4)
blob Sound

@http(method: "PUT", uri: "/things/{key}")
operation Put {
    input := {
        @required @httpLabel
        key: String
        @httpHeader("Content-Type")
        kind: String
        @required @httpPayload
        body: Content
    }
}

@http(method: "GET", uri: "/things/{key}")
operation Get {
    input := {
        @required @httpLabel
        key: String
    }
    output := {
        @httpHeader("Content-Type")
        kind: String
        @httpResponseCode
        status: Integer
        @required @httpPayload
        body: Content
    }
    errors: [Missing]
}

@http(method: "PUT", uri: "/sized")
operation Sized {
    input := {
        @required @httpPayload
        body: SizedContent
    }
}

@httpChecksumRequired
@http(method: "PUT", uri: "/summed")
operation Summed {
    input := {
        @httpPayload
        body: Sound
    }
    output := {
        @httpPayload
        body: Sound
    }
}

@requestCompression(encodings: ["gzip"])
@http(method: "PUT", uri: "/packed")
operation Packed {
    input := {
        @httpPayload
        body: Content = ""
    }
}

@http(method: "GET", uri: "/plain")
operation Plain {
    output := {
        name: String
    }
    errors: [Missing]
}

@error("client")
@httpError(404)
structure Missing {
    message: String
    reason: String
}
"""

PROTOCOLS = pytest.mark.parametrize("protocol", ["restJson1", "restXml"])
JSON_ERROR = b'{"__type": "Missing", "message": "no", "reason": "gone"}'
XML_ERROR = b"<R><Error><Code>Missing</Code><reason>gone</reason></Error></R>"
ERRORS = {"restJson1": JSON_ERROR, "restXml": XML_ERROR}


class Unreadable(io.RawIOBase):
    """A file that must not be read."""

    def readinto(self, _: object) -> int:
        raise AssertionError("it was read")


class OneWay(io.RawIOBase):
    """A file that cannot be read twice, and gives as much as it has."""

    def __init__(self, *pieces: bytes) -> None:
        self.pieces = list(pieces)
        self.asked: list[int] = []

    def read(self, size: int = -1) -> bytes:
        self.asked.append(size)
        return self.pieces.pop(0) if self.pieces else b""


def package(protocol: str) -> ModuleType:
    return inline_package(MODEL, protocol)


def pieces(*parts: bytes) -> Iterator[bytes]:
    yield from parts


async def later(*parts: bytes) -> AsyncIterator[bytes]:
    for part in parts:
        yield part


@PROTOCOLS
@pytest.mark.parametrize(
    "stream",
    [b"bytes", Unreadable(), pieces(b"a"), [b"a", b"b"], later(b"a")],
    ids=["bytes", "file", "generator", "list", "asynchronous"],
)
def test_a_stream_is_the_body_as_it_was_given(protocol: str, stream: object) -> None:
    sent = request(package(protocol), "Put", key="k", body=stream)

    assert sent.body is stream
    assert sent.headers == {"Content-Type": "application/octet-stream"}


@PROTOCOLS
def test_the_media_type_or_a_header_says_what_a_stream_is(protocol: str) -> None:
    sound = request(package(protocol), "Summed", body=b"la")
    text = request(package(protocol), "Put", key="k", kind="text/plain", body=b"la")

    assert sound.headers["Content-Type"] == "audio/mpeg"
    assert text.headers["Content-Type"] == "text/plain"


@PROTOCOLS
def test_an_unset_stream_is_an_empty_body_without_type(protocol: str) -> None:
    sent = request(package(protocol), "Packed")

    assert sent.body == b""
    assert sent.headers == {}


@pytest.mark.parametrize(
    "value",
    ["text", 5, bytearray(b"a"), memoryview(b"a"), io.StringIO("a"), {b"a": b"b"}],
    ids=lambda value: type(value).__name__,
)
def test_what_is_no_stream_is_a_problem(value: object) -> None:
    with pytest.raises(package("restJson1").BuildError) as raised:
        request(package("restJson1"), "Put", key="k", body=value)

    [problem] = raised.value.problems
    assert (problem.path, problem.constraint) == ("body", "type")
    assert "bytes, a binary file or an iterable of bytes" in problem.message


def test_bytes_have_a_length_and_other_streams_none() -> None:
    made = package("restJson1")
    with pytest.raises(made.BuildError, match="body: must have 1 to 4 bytes, has 5"):
        request(made, "Summed", body=b"12345")

    request(made, "Summed", body=pieces(b"12345"))


@PROTOCOLS
def test_a_required_length_is_that_of_what_is_left(protocol: str) -> None:
    file = io.BytesIO(b"0123456789")
    file.seek(3)

    sent = request(package(protocol), "Sized", body=file)

    assert sent.headers["Content-Length"] == "7"
    assert sent.body.read() == b"3456789"
    assert request(package(protocol), "Sized", body=b"0").headers == {
        "Content-Length": "1",
        "Content-Type": "application/octet-stream",
    }


@PROTOCOLS
@pytest.mark.parametrize("stream", [OneWay(b"a"), pieces(b"a"), [b"a"]])
def test_an_unknown_length_is_a_problem_where_one_is_required(
    protocol: str, stream: object
) -> None:
    with pytest.raises(package(protocol).BuildError) as raised:
        request(package(protocol), "Sized", body=stream)

    assert [problem.constraint for problem in raised.value.problems] == [
        "requiresLength"
    ]


@PROTOCOLS
def test_a_checksum_leaves_a_file_where_it_was(protocol: str) -> None:
    file = io.BytesIO(bytes(200_000) + b"end")
    file.seek(100_000)

    sent = request(package(protocol), "Summed", body=file)

    digest = md5(bytes(100_000) + b"end", usedforsecurity=False).digest()
    assert sent.headers["Content-MD5"] == b64encode(digest).decode()
    assert file.tell() == 100_000


@PROTOCOLS
@pytest.mark.parametrize("stream", [OneWay(b"a"), pieces(b"a"), later(b"a")])
def test_the_sender_sums_what_can_be_read_only_once(
    protocol: str, stream: object
) -> None:
    sent = request(package(protocol), "Summed", body=stream)

    assert sent.body is stream
    assert "Content-MD5" not in sent.headers


@PROTOCOLS
def test_a_stream_is_compressed_while_it_is_read(protocol: str) -> None:
    source = pieces(b"a" * 100, b"b" * 100)

    sent = request(package(protocol), "Packed", body=source)

    assert sent.headers["Content-Encoding"] == "gzip"
    assert next(source) == b"a" * 100
    packed = list(sent.body)
    assert b"" not in packed
    assert gzip.decompress(b"".join(packed)) == b"b" * 100


@PROTOCOLS
def test_a_stream_may_be_left_as_it_is(protocol: str) -> None:
    source = pieces(b"a" * 100, b"b" * 100)
    packed = package(protocol).PackedInput(body=source)
    config = package(protocol).Config(compress=False)
    sent = packed.make_operation(config).request
    assert sent.body is source
    assert "Content-Encoding" not in sent.headers


@PROTOCOLS
def test_a_response_is_parsed_without_a_look_at_its_stream(protocol: str) -> None:
    raw = Unreadable()

    output = response(
        package(protocol), "Get", cast("bytes", raw), headers={"content-type": "a/b"}
    )

    assert output.body.raw is raw
    assert (output.kind, output.status) == ("a/b", 200)


@PROTOCOLS
@pytest.mark.parametrize(
    "raw",
    [
        lambda: b"one\ntwo\r\nthree",
        lambda: io.BytesIO(b"one\ntwo\r\nthree"),
        lambda: pieces(b"one\nt", b"wo\r", b"\nthree"),
    ],
    ids=["bytes", "file", "iterable"],
)
def test_a_body_is_read_as_boto3_reads_it(
    protocol: str, raw: Callable[[], bytes]
) -> None:
    # Any: what a generated package makes has no static type here.
    def body() -> Any:
        return response(package(protocol), "Get", raw()).body

    assert body().read() == b"one\ntwo\r\nthree"
    assert b"".join(body()) == b"one\ntwo\r\nthree"
    assert list(body().iter_lines()) == [b"one", b"two", b"three"]
    assert list(body().iter_lines(keepends=True)) == [b"one\n", b"two\r\n", b"three"]
    assert list(body().iter_chunks(6)) == [b"one\ntw", b"o\r\nthr", b"ee"]
    with body() as some:
        assert (some.read(2), some.read(0), some.read(5)) == (b"on", b"", b"e\ntwo")
        assert b"".join(some) == b"\r\nthree"
        assert (some.read(), some.read(3)) == (b"", b"")


def test_pieces_come_as_they_are_and_no_sooner() -> None:
    raw = pieces(b"first", b"second", b"third")
    body = response(package("restJson1"), "Get", cast("bytes", raw)).body

    assert next(iter(body)) == b"first"
    assert body.read(3) == b"sec"
    assert next(raw) == b"third"
    assert list(body) == [b"ond"]


def test_an_asynchronous_body_is_read_with_async_for() -> None:
    body = response(package("restXml"), "Get", cast("bytes", later(b"a", b"b"))).body

    async def read() -> list[bytes]:
        return [piece async for piece in body]

    assert not body.readable()
    with pytest.raises(TypeError, match="async for"):
        body.read()
    assert asyncio.run(read()) == [b"a", b"b"]


def test_closing_closes_what_the_body_came_from() -> None:
    raw = io.BytesIO(b"a")
    with response(package("restXml"), "Get", cast("bytes", raw)).body:
        assert not raw.closed
    assert raw.closed
    response(package("restXml"), "Get", b"a").body.close()


@PROTOCOLS
@pytest.mark.parametrize("operation", ["Get", "Plain"])
def test_an_error_is_read_from_a_stream(protocol: str, operation: str) -> None:
    made, error = package(protocol), ERRORS[protocol]
    for raw in (io.BytesIO(error), OneWay(error[:9], error[9:]), pieces(error, b" ")):
        with pytest.raises(made.Missing) as raised:
            response(made, operation, cast("bytes", raw), 404)
        assert raised.value.reason == "gone"


@PROTOCOLS
def test_an_endless_error_is_read_to_a_bound(protocol: str) -> None:
    count = 0

    def endless() -> Iterator[bytes]:
        nonlocal count
        while True:
            count += 1
            yield bytes(65536)

    with pytest.raises(package(protocol).ServiceError):
        response(package(protocol), "Get", cast("bytes", endless()), 500)
    assert count == 16


@PROTOCOLS
def test_other_operations_read_a_stream_whole(protocol: str) -> None:
    made = package(protocol)
    bodies = {"restJson1": b'{"name": "n"}', "restXml": b"<R><name>n</name></R>"}
    body = bodies[protocol]

    for raw in (body, io.BytesIO(body), pieces(body[:5], body[5:])):
        assert response(made, "Plain", cast("bytes", raw)).name == "n"
    with pytest.raises(made.ResponseError) as raised:
        response(made, "Plain", cast("bytes", pieces(b"<no", b"ne")))
    assert raised.value.body_start == b"<none"
    with pytest.raises(TypeError, match="asynchronous"):
        response(made, "Plain", cast("bytes", later(body)))


def test_a_stream_is_never_shown() -> None:
    made = package("restJson1")
    put = made.PutInput(key="k", body=b"content")

    assert repr(put) == "PutInput(key='k', body=<stream>)"
    assert repr(put.replace(body=pieces(b"a"))) == "PutInput(key='k', body=<stream>)"
    assert "redacted" in repr(made.SummedInput(body=b"a"))
    assert (
        repr(response(made, "Get", b"content"))
        == "GetOutput(status=200, body=<stream>)"
    )
    sent = request(made, "Put", key="k", body=pieces(b"a"))
    assert repr(sent) == "<HttpRequest PUT, headers [Content-Type], <stream>>"
    assert repr(made.HttpResponse(status=200, body=pieces(b"a"))) == (
        "<HttpResponse 200, headers [], <stream>>"
    )


def test_values_with_streams_are_values() -> None:
    made = package("restJson1")
    stream = pieces(b"a")
    put = made.PutInput(key="k", body=stream)

    assert put == made.PutInput(key="k", body=stream)
    assert put != made.PutInput(key="k", body=pieces(b"a"))
    assert hash(put) == hash(made.PutInput(key="k", body=stream))
    with pytest.raises(AttributeError):
        put.body = b""
    assert put.to_builder().build() == put
    assert put.to_dict() == {"key": "k", "body": stream}
    assert made.PutInput.from_dict(put.to_dict()) == put
    received = made.GetOutput.from_dict({"body": io.BytesIO(b"x"), "status": 200})
    assert received.body.read() == b"x"


def test_a_body_of_bytes_need_not_be_named() -> None:
    made = package("restJson1")

    assert made.Operation[made.GetOutput] == made.Operation[made.GetOutput, bytes]
    definition = made.OperationDefinition[made.GetInput, made.GetOutput]
    assert definition.__args__ == (made.GetInput, made.GetOutput, bytes)
    with pytest.raises(TypeError):
        made.Operation[made.GetInput, made.GetOutput, bytes]


def test_a_package_without_streams_has_no_code_for_them(tmp_path: Path) -> None:
    model = model_of('@restJson1 service Bare { version: "1" }')

    package_of(model, tmp_path)

    copied = {path.name for path in tmp_path.glob("*/_runtime/*.py")}
    assert not copied & {"streams.py", "stream_requests.py", "event_streams.py"}
