"""Signatures of arbitrary requests are botocore's, in headers and in the query."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from typing import Any, NamedTuple
from unittest.mock import patch
from urllib.parse import quote

import pytest
from botocore import auth
from botocore.awsrequest import AWSRequest
from botocore.credentials import Credentials as Keys
from hypothesis import given
from hypothesis import strategies as st
from templates.runtime.client.aws_auth import AwsSigner
from templates.runtime.client.credentials import Credentials
from templates.runtime.client.messages import SignedRequest, UnsignedRequest
from templates.runtime.client.signatures import UNSIGNED_PAYLOAD, SigningRules
from templates.runtime.client.sigv4 import presign_v4, sign_v4

USUAL = SigningRules("connect", "eu-central-1")
S3 = SigningRules(
    "s3",
    "eu-central-1",
    double_encoding=False,
    normalize_path=False,
    content_sha256=True,
)
NOW = datetime(2026, 2, 3, 4, 5, 6, tzinfo=UTC)

text = st.text(st.characters(exclude_categories=["Cs"]), max_size=8)
names = st.text("abcXYZ-019", min_size=1, max_size=9).map(lambda each: f"x{each}")
values = st.text(st.characters(min_codepoint=32, max_codepoint=126), max_size=12)
headers = st.dictionaries(
    names | st.sampled_from(["User-Agent", "Content-Type", "Expect", "X-Amz-Target"]),
    values,
    max_size=5,
).filter(lambda found: len({name.lower() for name in found}) == len(found))
segments = st.sampled_from(["", ".", "..", "a%2Fb", "~x"]) | text.map(
    lambda each: quote(each, safe="-._~")
)
paths = st.lists(segments, max_size=5).map(lambda found: "/" + "/".join(found))
queries = st.dictionaries(text.filter(bool), text, max_size=4)


class Case(NamedTuple):
    """A request, in parts, and what to sign it with."""

    method: str
    scheme: str
    host: str
    port: int | None
    path: str
    query: Mapping[str, str]
    headers: Mapping[str, str]
    body: bytes
    token: str | None

    @property
    def target(self) -> str:
        pairs = [
            f"{encoded(name)}={encoded(each)}" for name, each in self.query.items()
        ]
        return f"{self.path}?{'&'.join(pairs)}" if pairs else self.path

    def unsigned(self, payload_hash: str | None = None) -> UnsignedRequest:
        fields = tuple(self.headers.items())
        place = (self.scheme, self.host, self.port, self.target)
        return UnsignedRequest(self.method, *place, fields, self.body, payload_hash)

    # Any: botocore has no types.
    def peer(self) -> Any:
        port = "" if self.port is None else f":{self.port}"
        url = f"{self.scheme}://{self.host}{port}{self.target}"
        return AWSRequest(self.method, url, dict(self.headers), self.body)

    @property
    def keys(self) -> Keys:
        return Keys("AKIDEXAMPLE", "a/secret+", self.token)

    @property
    def credentials(self) -> Credentials:
        return Credentials("AKIDEXAMPLE", "a/secret+", self.token)


cases = st.builds(
    Case,
    st.sampled_from(["GET", "PUT", "POST"]),
    st.sampled_from(["https", "http"]),
    st.sampled_from(["connect.eu-central-1.amazonaws.com", "localhost", "[::1]"]),
    st.sampled_from([None, 80, 443, 8080]),
    paths,
    queries,
    headers,
    st.binary(max_size=20),
    st.none() | st.just("a/token+=="),
)


@pytest.fixture(autouse=True, scope="module")
def _frozen() -> Iterator[None]:
    def now(remove_tzinfo: bool = True) -> datetime:
        return NOW.replace(tzinfo=None) if remove_tzinfo else NOW

    with patch.object(auth, "get_current_datetime", now):
        yield


@given(cases)
def test_a_signed_request_has_the_headers_of_botocore(case: Case) -> None:
    peer = case.peer()
    auth.SigV4Auth(case.keys, USUAL.service, USUAL.region).add_auth(peer)
    assert_same(sign_v4(case.unsigned(), USUAL, case.credentials, NOW), peer)


@given(cases)
def test_s3_signs_the_path_as_it_is_and_sends_the_hash(case: Case) -> None:
    peer = case.peer()
    auth.S3SigV4Auth(case.keys, S3.service, S3.region).add_auth(peer)
    assert_same(sign_v4(case.unsigned(), S3, case.credentials, NOW), peer)


@given(cases)
def test_an_unsigned_payload_is_named_in_place_of_its_hash(case: Case) -> None:
    peer = case.peer()
    peer.context["payload_signing_enabled"] = False
    auth.SigV4Auth(case.keys, USUAL.service, USUAL.region).add_auth(peer)
    unsigned = case.unsigned(UNSIGNED_PAYLOAD)
    assert_same(sign_v4(unsigned, USUAL, case.credentials, NOW), peer)


@given(cases)
def test_a_presigned_request_has_the_query_of_botocore(case: Case) -> None:
    # botocore moves the body into the query, which the signer leaves to its caller.
    case = case._replace(body=b"")
    peer = case.peer()
    auth.SigV4QueryAuth(case.keys, USUAL.service, USUAL.region, 60).add_auth(peer)
    signed = presign_v4(case.unsigned(), USUAL, case.credentials, NOW, 60)
    assert_same(signed, peer)


@given(cases)
def test_a_presigned_request_leaves_out_a_body_that_is_not_signed(case: Case) -> None:
    case = case._replace(body=b"")
    peer = case.peer()
    peer.context["payload_signing_enabled"] = False
    auth.SigV4QueryAuth(case.keys, USUAL.service, USUAL.region, 60).add_auth(peer)
    signer = AwsSigner(USUAL, "unsigned")
    assert_same(signer.presign(case.unsigned(), case.credentials, NOW, 60), peer)


@given(cases)
def test_s3_leaves_the_body_out_of_a_presigned_request(case: Case) -> None:
    case = case._replace(body=b"")
    peer = case.peer()
    auth.S3SigV4QueryAuth(case.keys, S3.service, S3.region, 900).add_auth(peer)
    signed = presign_v4(case.unsigned(), S3, case.credentials, NOW, 900)
    assert_same(signed, peer)


def test_a_request_is_signed_anew_without_its_earlier_signature() -> None:
    request = UnsignedRequest("GET", "https", "a.example", None, "/", (), b"")
    key = Credentials("AKIDEXAMPLE", "a/secret+", "a token")
    first = sign_v4(request, S3, key, NOW)
    again = UnsignedRequest("GET", "https", "a.example", None, "/", first.headers, b"")
    assert sign_v4(again, S3, key, NOW).headers == first.headers


def test_a_body_that_is_a_stream_is_signed_by_the_hash_that_is_given() -> None:
    key = Credentials("AKIDEXAMPLE", "a/secret+")
    place = ("PUT", "https", "a.example", None, "/", ())
    whole = sign_v4(UnsignedRequest(*place, b"body"), S3, key, NOW)
    hashed = dict(whole.headers)["X-Amz-Content-SHA256"]
    stream = sign_v4(UnsignedRequest(*place, iter([b"body"]), hashed), S3, key, NOW)
    assert stream.headers == whole.headers
    with pytest.raises(ValueError, match="it cannot be signed"):
        sign_v4(UnsignedRequest(*place, iter([b"body"])), S3, key, NOW)


def test_a_header_that_comes_twice_is_signed_with_both_values() -> None:
    key = Credentials("AKIDEXAMPLE", "a/secret+")
    place = ("GET", "https", "a.example", None, "/")
    twice = UnsignedRequest(*place, (("X-A", "one "), ("x-a", " two")), b"")
    once = UnsignedRequest(*place, (("X-A", "one,two"),), b"")
    signed = [sign_v4(each, USUAL, key, NOW) for each in (twice, once)]
    assert len({dict(each.headers)["Authorization"] for each in signed}) == 1


# Any: botocore has no types.
def assert_same(signed: SignedRequest, peer: Any) -> None:
    """Holds a signed request against what botocore made of it."""
    assert sorted(signed.headers) == sorted(peer.headers.items())
    assert peer.url.endswith(signed.target)


def encoded(each: str) -> str:
    return quote(each, safe="-._~")
