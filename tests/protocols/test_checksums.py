"""Checksums that a service requires, and those that a caller chooses.

https://smithy.io/2.0/aws/aws-core.html#aws-protocols-httpchecksum-trait
"""

from __future__ import annotations

import io
from base64 import b64decode, b64encode
from hashlib import md5, new
from pathlib import Path
from types import ModuleType
from typing import Any
from zlib import crc32

import boto3
import pytest

from smithwright.settings import PackageSettings
from tests.support.inline import inline_package, request
from tests.support.packages import generated_package

MODEL = """
use aws.protocols#httpChecksum

@restJson1 @restXml
service Store { version: "1", operations: [Put, MustPut, MustHave] }

@httpChecksum(requestAlgorithmMember: "algorithm")
@http(method: "POST", uri: "/put")
operation Put { input := with [Members] {} }

@httpChecksum(requestAlgorithmMember: "algorithm", requestChecksumRequired: true)
@http(method: "POST", uri: "/must-put")
operation MustPut { input := with [Members] {} }

@httpChecksum(requestChecksumRequired: true)
@http(method: "POST", uri: "/must-have")
operation MustHave { input := { text: String } }

@mixin
structure Members {
    @httpHeader("x-amz-sdk-checksum-algorithm")
    algorithm: Algorithm
    @httpHeader("x-amz-checksum-crc32c")
    crc32c: String
    @httpPayload
    data: Data
}

@streaming
blob Data

enum Algorithm { CRC32, CRC32C, CRC64NVME, MD5, SHA1, SHA256, SHA512, XXHASH3 }
"""
DATA = b"some data" * 20_000
DIGESTS = {
    "CRC32": crc32(DATA).to_bytes(4),
    # As awscrt computes them.
    "CRC32C": bytes.fromhex("13e728ab"),
    "CRC64NVME": bytes.fromhex("ded0bc50bcaceaf1"),
} | {name: new(name, DATA).digest() for name in ("MD5", "SHA1", "SHA256", "SHA512")}


def package() -> ModuleType:
    return inline_package(MODEL)


def checksums(sent: Any) -> dict[str, str]:
    """Returns the headers of a request that are checksums."""
    starts = ("content-md5", "x-amz-checksum-")
    return {k: v for k, v in sent.headers.items() if k.lower().startswith(starts)}


def text(digest: bytes) -> str:
    return b64encode(digest).decode()


@pytest.mark.parametrize("operation", ["Put", "MustPut"])
@pytest.mark.parametrize("algorithm", DIGESTS)
def test_a_chosen_algorithm_is_used(operation: str, algorithm: str) -> None:
    expected = {f"x-amz-checksum-{algorithm.lower()}": text(DIGESTS[algorithm])}
    sent = request(package(), operation, algorithm=algorithm, data=DATA)
    assert checksums(sent) == expected
    file = io.BytesIO(b"before" + DATA)
    file.seek(6)
    sent = request(package(), operation, algorithm=algorithm, data=file)
    assert checksums(sent) == expected
    assert (sent.body, file.tell()) == (file, 6)


def test_nothing_chosen_is_the_usual_checksum_where_one_is_required() -> None:
    expected = {"Content-MD5": text(md5(DATA, usedforsecurity=False).digest())}
    assert checksums(request(package(), "Put", data=DATA)) == {}
    assert checksums(request(package(), "MustPut", data=DATA)) == expected
    sent = request(package(), "MustHave", text="a")
    assert checksums(sent) == {
        "Content-MD5": text(md5(sent.body, usedforsecurity=False).digest())
    }


@pytest.mark.parametrize("operation", ["Put", "MustPut"])
@pytest.mark.parametrize("algorithm", [None, "SHA1", "CRC64NVME", "XXHASH3"])
def test_a_checksum_that_is_given_counts(operation: str, algorithm: str | None) -> None:
    chosen = {} if algorithm is None else {"algorithm": algorithm}
    sent = request(package(), operation, **chosen, crc32c="given", data=DATA)
    assert checksums(sent) == {"x-amz-checksum-crc32c": "given"}


@pytest.mark.parametrize(
    ("algorithm", "check"),
    [("CRC32C", 0xE3069283), ("CRC64NVME", 0xAE8B14860A799888), ("CRC32", 0xCBF43926)],
)
def test_the_checks_of_catalogues_hold(algorithm: str, check: int) -> None:
    """https://reveng.sourceforge.io/crc-catalogue/all.htm."""
    sent = request(package(), "Put", algorithm=algorithm, data=b"123456789")
    (checksum,) = checksums(sent).values()
    assert int.from_bytes(b64decode(checksum)) == check


@pytest.mark.parametrize("algorithm", ["XXHASH3", "newer"])
def test_an_algorithm_that_is_not_known_needs_the_checksum(algorithm: str) -> None:
    with pytest.raises(package().BuildError, match="algorithm: needs the checksum"):
        request(package(), "Put", algorithm=algorithm, data=DATA)


@pytest.mark.parametrize("operation", ["Put", "MustPut"])
def test_what_can_be_read_once_gets_its_checksum_from_its_sender(
    operation: str,
) -> None:
    pieces = iter([DATA])
    sent = request(package(), operation, algorithm="SHA256", data=pieces)
    assert checksums(sent) == {}
    assert next(pieces) is DATA


@pytest.mark.parametrize("algorithm", ["CRC32", "SHA1", "SHA256"])
def test_s3_gets_the_checksum_that_botocore_computes(
    tmp_path: Path, algorithm: str
) -> None:
    members: dict[str, object] = {
        "Bucket": "my-bucket",
        "ChecksumAlgorithm": algorithm,
        "Delete": {"Objects": [{"Key": "a&b"}], "Quiet": True},
    }
    settings = PackageSettings(
        "s3_of_checksums", ("botocore:s3",), "", operations=("DeleteObjects",)
    )
    with generated_package(settings, tmp_path, tmp_path) as s3:
        sent = request(s3, "DeleteObjects", **members)
    received = sent_by_botocore(members)
    (name,) = checksums(sent)
    digest = crc32(received.body).to_bytes(4)
    if algorithm != "CRC32":
        digest = new(algorithm, received.body).digest()
    assert received.headers[name].decode() == text(digest)
    assert set(checksums(received)) == {name}
    assert sent.headers["x-amz-sdk-checksum-algorithm"] == algorithm


class _Sent(Exception):
    """Carries the request that botocore would send."""


# Any: botocore has no types.
def sent_by_botocore(members: dict[str, object]) -> Any:
    def keep(request: Any, **event: object) -> None:
        raise _Sent(request)

    client = boto3.session.Session("key", "secret", region_name="us-west-2").client(
        "s3"
    )
    client.meta.events.register("before-send", keep)
    with pytest.raises(_Sent) as kept:
        client.delete_objects(**members)
    return kept.value.args[0]
