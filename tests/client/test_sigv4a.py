"""SigV4a signatures hold, by whichever library they are made."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from importlib import invalidate_caches

import pytest
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from hypothesis import HealthCheck, given, settings
from templates.runtime.client import sigv4a
from templates.runtime.client.credentials import Credentials
from templates.runtime.client.messages import SignedRequest, UnsignedRequest
from templates.runtime.client.signatures import (
    UNSIGNED_PAYLOAD,
    Algorithm,
    SigningRules,
    sign_headers,
    sign_query,
    timestamp_of,
)
from templates.runtime.client.sigv4a import (
    SigV4aError,
    can_sign_v4a,
    presign_v4a,
    private_number,
    sign_v4a,
)

from tests.client.test_signatures import Case, cases
from tests.support.awscrt_library import awscrt_folder

SECRET = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY"
NOW = datetime(2015, 8, 30, 12, 36, tzinfo=UTC)
USUAL = SigningRules("connect", "*")
S3 = SigningRules("s3", "us-east-1,us-west-2", False, False, True)
PLAIN = UnsignedRequest("GET", "https", "a.example", None, "/", (), b"")


@pytest.fixture(autouse=True)
def _fresh() -> Iterator[None]:
    sigv4a._has_cryptography.cache_clear()
    sigv4a._key.cache_clear()
    yield
    sigv4a._has_cryptography.cache_clear()


@pytest.fixture
def only_awscrt(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Lets awscrt be imported, as if there were no cryptography."""
    monkeypatch.syspath_prepend(str(awscrt_folder()))
    installed = sigv4a._is_installed
    monkeypatch.setattr(
        sigv4a, "_is_installed", lambda name: name == "awscrt" and installed(name)
    )
    invalidate_caches()
    yield
    for name in [name for name in sys.modules if name.partition(".")[0] == "awscrt"]:
        monkeypatch.delitem(sys.modules, name)


def public_key(credentials: Credentials) -> ec.EllipticCurvePublicKey:
    number = private_number(credentials.access_key_id, credentials.secret_access_key)
    return ec.derive_private_key(number, ec.SECP256R1()).public_key()


def test_the_key_is_the_one_of_the_cases_that_aws_has() -> None:
    numbers = public_key(Credentials("AKIDEXAMPLE", SECRET)).public_numbers()
    # https://github.com/awslabs/aws-c-auth: tests/aws-signing-test-suite/v4a
    x = "b6618f6a65740a99e650b33b6b4b5bd0d43b176d721a3edfea7e7d2d56d936b1"
    y = "865ed22a7eadc9c5cb9d2cbaca1b3699139fedc5043dc6661864218330c8e518"
    assert (numbers.x, numbers.y) == (int(x, 16), int(y, 16))


@given(cases)
def test_a_signature_by_cryptography_holds(case: Case) -> None:
    signed = sign_v4a(case.unsigned(), USUAL, case.credentials, NOW)
    assert_holds(case, USUAL, signed)
    assert dict(signed.headers)["X-Amz-Region-Set"] == "*"


@pytest.mark.conformance
@pytest.mark.usefixtures("only_awscrt")
@pytest.mark.parametrize("rules", [USUAL, S3], ids=["usual", "S3"])
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(cases)
def test_a_signature_by_awscrt_holds_for_the_same_text(
    rules: SigningRules, case: Case
) -> None:
    signed = sign_v4a(case.unsigned(), rules, case.credentials, NOW)
    assert_holds(case, rules, signed)


@pytest.mark.conformance
@pytest.mark.usefixtures("only_awscrt")
def test_a_body_that_is_not_signed_is_named_by_awscrt_too() -> None:
    request = UnsignedRequest(
        "GET", "https", "a.example", None, "/", (), iter([b"a"]), UNSIGNED_PAYLOAD
    )
    signed = sign_v4a(request, USUAL, Credentials("AKIDEXAMPLE", SECRET), NOW)
    headers = {name.lower(): value for name, value in signed.headers}
    assert headers["x-amz-content-sha256"] == UNSIGNED_PAYLOAD


@pytest.mark.conformance
@pytest.mark.usefixtures("only_awscrt")
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(cases)
def test_a_presigned_request_by_awscrt_holds_for_the_same_text(case: Case) -> None:
    assert_presigned(case)


@given(cases)
def test_a_presigned_request_by_cryptography_holds(case: Case) -> None:
    assert_presigned(case)


def test_without_a_library_the_error_says_what_to_install(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(sigv4a, "_is_installed", lambda _: False)
    assert not can_sign_v4a()
    sign: Callable[..., SignedRequest]
    for sign in (sign_v4a, presign_v4a):
        with pytest.raises(SigV4aError, match=re.escape("pip install cryptography")):
            sign(PLAIN, USUAL, Credentials("AKIDEXAMPLE", SECRET), NOW)


def assert_holds(case: Case, rules: SigningRules, signed: SignedRequest) -> None:
    """Holds headers and signature against the text that is to be signed."""
    texts: list[str] = []
    timestamp = timestamp_of(NOW)
    algorithm = recorded(rules, texts)
    expected = sign_headers(
        case.unsigned(), rules, case.credentials, timestamp, algorithm
    )
    found = {name.lower(): value for name, value in signed.headers}
    wanted = {name.lower(): value for name, value in expected.headers}
    assert without_signature(found) == without_signature(wanted)
    signature = found["authorization"].rpartition("Signature=")[2]
    verify(case, signature, texts[0])


def assert_presigned(case: Case) -> None:
    """Signs a case in the query, and holds that against the text to be signed."""
    texts: list[str] = []
    unsigned, key = case.unsigned(), case.credentials
    signed = presign_v4a(unsigned, USUAL, key, NOW, 60)
    algorithm = recorded(USUAL, texts)
    expected = sign_query(unsigned, USUAL, key, timestamp_of(NOW), algorithm, 60)
    target, _, signature = signed.target.rpartition("&X-Amz-Signature=")
    wanted = expected.target.rpartition("&X-Amz-Signature=")[0]
    assert sorted(target.split("&")) == sorted(wanted.split("&"))
    verify(case, signature, texts[0])


def recorded(rules: SigningRules, texts: list[str]) -> Algorithm:
    """Returns an algorithm that keeps what it is to sign."""

    def sign(text: str) -> str:
        texts.append(text)
        return "none"

    scope = f"20150830/{rules.service}/aws4_request"
    extra = (("X-Amz-Region-Set", rules.region),)
    return Algorithm("AWS4-ECDSA-P256-SHA256", scope, extra, sign)


def verify(case: Case, signature: str, text: str) -> None:
    """Raises an error if the signature is not that of the text."""
    key, algorithm = public_key(case.credentials), ec.ECDSA(SHA256())
    key.verify(bytes.fromhex(signature), text.encode(), algorithm)


def without_signature(headers: dict[str, str]) -> dict[str, str]:
    """Returns headers with all of `Authorization` but the signature, never the same."""
    start = headers["authorization"].rpartition("Signature=")[0]
    return {**headers, "authorization": start}
