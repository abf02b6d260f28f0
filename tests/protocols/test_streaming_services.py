"""Operations of real services that stream, beside botocore where it knows them."""

from __future__ import annotations

import io
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path
from types import ModuleType
from typing import Any
from urllib.parse import urlsplit

import pytest
from botocore import loaders, serialize
from botocore.model import ServiceModel

from smithwright.settings import PackageSettings
from tests.support.packages import generated_package

MEBIBYTE = 1 << 20
EVENT_STREAM = "application/vnd.amazon.eventstream"
TRANSCRIBE = "transcribe-streaming/service/2017-10-26/transcribe-streaming-2017-10-26"


@contextmanager
def package_of(folder: Path, source: str, *operations: str) -> Iterator[ModuleType]:
    settings = PackageSettings("streamed", (source,), "", operations=operations)
    with generated_package(settings, folder, folder) as package:
        yield package


# Any: botocore's requests are dictionaries of many types.
def sent_by_botocore(
    service: str, operation: str, members: dict[str, object]
) -> dict[str, Any]:
    model = ServiceModel(
        loaders.create_loader().load_service_model(service, "service-2")
    )
    protocol = model.resolved_protocol
    serializer = serialize.create_serializer(protocol, True)
    request: dict[str, Any] = serializer.serialize_to_request(
        members, model.operation_model(operation)
    )
    return request


def endless() -> Iterator[bytes]:
    while True:
        yield b"more"


def at(position: int, content: bytes) -> io.BytesIO:
    file = io.BytesIO(content)
    file.seek(position)
    return file


UPLOADS: dict[str, tuple[str, str, str, dict[str, object]]] = {
    "S3": (
        "s3",
        "PutObject",
        "Body",
        {"Bucket": "b", "Key": "a/b c", "ContentMD5": "m"},
    ),
    "S3-part": (
        *("s3", "UploadPart", "Body"),
        {"Bucket": "b", "Key": "k", "PartNumber": 2, "UploadId": "u"},
    ),
    "Lambda": ("lambda", "InvokeAsync", "InvokeArgs", {"FunctionName": "f"}),
    "Glacier": (
        *("glacier", "UploadArchive", "body"),
        {"vaultName": "v", "accountId": "1", "archiveDescription": "d"},
    ),
    "Lex": (
        *("lex-runtime", "PostContent", "inputStream"),
        {"botName": "n", "botAlias": "a", "userId": "uu", "contentType": "audio/l16"},
    ),
    "Omics": (
        *("omics", "UploadReadSetPart", "payload"),
        {
            "sequenceStoreId": "1234567890",
            "uploadId": "1234567890",
            "partSource": "SOURCE1",
            "partNumber": 1,
        },
    ),
}


@pytest.mark.parametrize("upload", UPLOADS)
def test_uploads_are_the_requests_of_botocore(tmp_path: Path, upload: str) -> None:
    service, operation, member, members = UPLOADS[upload]
    stream = at(3, b"0123456789")
    given = {**members, member: stream}
    with package_of(tmp_path, f"botocore:{service}", operation) as package:
        definition = package.OPERATIONS[operation]
        value = definition.input_type.from_dict(given)
        sent = definition.serialize(value, package.Config())

        expected = sent_by_botocore(service, operation, given)
        assert sent.method == expected["method"]
        assert sent.path == urlsplit(expected["url_path"]).path
        assert dict(sent.query) == {
            name: str(text) for name, text in expected["query_string"].items()
        }
        assert sent.body is expected["body"] is stream
        assert stream.tell() == 3
        # botocore leaves the type to S3, and other headers to its handlers.
        own = {"Content-Type", "Content-Length", "X-Amz-Glacier-Version"}
        own |= {"X-Amz-Content-Sha256", "X-Amz-Sha256-Tree-Hash"}
        headers = dict(expected["headers"].items())
        added = sent.headers.keys() - headers.keys()
        assert added <= own
        assert {name: sent.headers[name] for name in headers} == headers


def test_a_file_for_glacier_is_hashed_and_left_where_it_was(tmp_path: Path) -> None:
    data = bytes(range(256)) * 8192 + b"end"
    left = data[1:]
    hashes = [
        sha256(left[i : i + MEBIBYTE]).digest()
        for i in range(0, 3 * MEBIBYTE, MEBIBYTE)
    ]
    root = sha256(sha256(hashes[0] + hashes[1]).digest() + hashes[2]).hexdigest()
    stream = at(1, data)
    with package_of(tmp_path, "botocore:glacier", "UploadArchive") as package:
        value = package.UploadArchiveInput(vault_name="v", body=stream)
        sent = value.make_operation(package.Config()).request
        assert sent.headers["X-Amz-Content-Sha256"] == sha256(left).hexdigest()
        assert sent.headers["X-Amz-Sha256-Tree-Hash"] == root
        assert stream.tell() == 1
        once = value.replace(body=endless()).make_operation(package.Config()).request
        assert "X-Amz-Sha256-Tree-Hash" not in once.headers


@pytest.mark.parametrize(
    ("service", "operation", "member"),
    [
        ("s3", "GetObject", "Body"),
        ("glacier", "GetJobOutput", "body"),
        ("polly", "SynthesizeSpeech", "AudioStream"),
    ],
)
def test_downloads_are_streams(
    tmp_path: Path, service: str, operation: str, member: str
) -> None:
    with package_of(tmp_path, f"botocore:{service}", operation) as package:
        response = package.HttpResponse(
            status=200, headers={"content-type": "a/b"}, body=endless()
        )
        output = package.OPERATIONS[operation].parse(response)
        members = output.to_dict()
        assert members[member].read(6) == b"moremo"
        assert members.get("ContentType", members.get("contentType")) == "a/b"


def test_s3_reads_what_may_be_a_late_error_from_a_stream(tmp_path: Path) -> None:
    with package_of(tmp_path, "botocore:s3", "CopyObject") as package:
        error = io.BytesIO(b"<Error><Code>SlowDown</Code></Error>")
        with pytest.raises(package.S3Error, match="SlowDown"):
            package.OPERATIONS["CopyObject"].parse(
                package.HttpResponse(status=200, body=error)
            )
        done = iter([b"<CopyObjectResult><ETag>e</ETag>", b"</CopyObjectResult>"])
        output = package.OPERATIONS["CopyObject"].parse(
            package.HttpResponse(status=200, body=done)
        )
        assert output.copy_object_result.e_tag == "e"


def test_converse_stream_hands_on_its_events(tmp_path: Path) -> None:
    members: dict[str, object] = {
        "modelId": "a/b",
        "messages": [{"role": "user", "content": [{"text": "Hi"}]}],
    }
    with package_of(tmp_path, "botocore:bedrock-runtime", "ConverseStream") as package:
        definition = package.OPERATIONS["ConverseStream"]
        value = definition.input_type.from_dict(members)
        sent = definition.serialize(value, package.Config())
        expected = sent_by_botocore("bedrock-runtime", "ConverseStream", members)
        assert sent.path == expected["url_path"]
        assert sent.body == expected["body"].replace(b": ", b":").replace(b", ", b",")
        raw = endless()
        output = definition.parse(package.HttpResponse(status=200, body=raw))
        assert output.stream.raw is raw


def test_subscribe_to_shard_is_sent_and_not_read(tmp_path: Path) -> None:
    arn = "arn:aws:kinesis:us-east-1:123456789012:stream/s/consumer/c:1"
    members: dict[str, object] = {
        "ConsumerARN": arn,
        "ShardId": "s",
        "StartingPosition": {"Type": "LATEST"},
    }
    with package_of(tmp_path, "botocore:kinesis", "SubscribeToShard") as package:
        definition = package.OPERATIONS["SubscribeToShard"]
        value = definition.input_type.from_dict(members)
        sent = definition.serialize(value, package.Config())
        expected = sent_by_botocore("kinesis", "SubscribeToShard", members)
        assert sent.body == expected["body"].replace(b": ", b":").replace(b", ", b",")
        assert sent.headers == dict(expected["headers"].items())
        with pytest.raises(
            package.UnsupportedError, match="SubscribeToShard: event_st"
        ):
            definition.parse(package.HttpResponse(status=200, body=endless()))
        refused = iter([b'{"__type": "ResourceInUseException"}'])
        with pytest.raises(package.ResourceInUseException):
            definition.parse(package.HttpResponse(status=400, body=refused))


def test_transcribing_takes_and_gives_encoded_events(
    tmp_path: Path, shared: Path
) -> None:
    source = str(shared / "aws-models" / f"{TRANSCRIBE}.json")
    with package_of(tmp_path, source, "StartStreamTranscription") as package:
        sound, text = endless(), endless()
        call = package.StartStreamTranscriptionInput(
            language_code=package.LanguageCode.EN_US,
            media_sample_rate_hertz=16000,
            media_encoding=package.MediaEncoding.PCM,
            audio_stream=package.EventStreamBody(sound),
        ).make_operation(package.Config())
        assert (call.request.method, call.request.path) == (
            *("POST", "/stream-transcription"),
        )
        assert call.request.headers == {
            "Content-Type": EVENT_STREAM,
            "x-amzn-transcribe-language-code": "en-US",
            "x-amzn-transcribe-sample-rate": "16000",
            "x-amzn-transcribe-media-encoding": "pcm",
        }
        assert call.request.body is sound
        output = call.parse(
            package.HttpResponse(
                status=200, headers={"X-Amzn-Transcribe-Session-Id": "i"}, body=text
            )
        )
        assert (output.session_id, output.transcript_result_stream.raw) == ("i", text)
