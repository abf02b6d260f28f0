"""SigV4 signatures are those of AWS's own cases, which botocore's tests carry."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import quote

import pytest
from templates.runtime.client.credentials import Credentials
from templates.runtime.client.messages import UnsignedRequest
from templates.runtime.client.signatures import SigningRules
from templates.runtime.client.sigv4 import sign_v4

from tests.support.botocore_source import source_distribution

NOW = datetime(2015, 8, 30, 12, 36, tzinfo=UTC)
RULES = SigningRules("service", "us-east-1")
SECRET = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY"


@pytest.mark.conformance
def test_every_case_has_the_signature_that_it_wants() -> None:
    folder = source_distribution() / "tests/unit/auth/aws4_testsuite"
    cases = sorted(folder.rglob("*.req"))
    wanted = {case.stem: case.with_suffix(".authz").read_text() for case in cases}
    assert {case.stem: authorization(case) for case in cases} == wanted
    assert len(wanted) >= 34


def authorization(case: Path) -> str:
    """Returns the header that the signed request of a case has."""
    canonical = case.with_suffix(".creq").read_text("utf-8")
    lines = [line.partition(":") for line in canonical.splitlines()]
    # Where the token is added after signing, the signature does not know it.
    tokens = [value for name, _, value in lines if name == "x-amz-security-token"]
    credentials = Credentials("AKIDEXAMPLE", SECRET, tokens[0] if tokens else None)
    signed = sign_v4(parsed(case.read_text("utf-8")), RULES, credentials, NOW)
    return dict(signed.headers)["Authorization"]


def parsed(text: str) -> UnsignedRequest:
    """Returns the request that a case describes."""
    head, _, body = text.partition("\n\n")
    # A field may go on in lines that start with a space.
    first, *lines = head.replace("\n ", " ").splitlines()
    method, _, rest = first.partition(" ")
    path, mark, query = rest.rpartition(" ")[0].partition("?")
    target = f"{path}{mark}{quote(query, safe='=&%-._~')}"
    pairs = [line.partition(":")[::2] for line in lines]
    headers = tuple((name, value) for name, value in pairs if name.lower() != "host")
    host = "example.amazonaws.com"
    return UnsignedRequest(method, "https", host, None, target, headers, body.encode())
