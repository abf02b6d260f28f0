"""Operations are called by the scheme that model, endpoint and user agree on."""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Mapping
from datetime import UTC, datetime

import pytest
from botocore.auth import resolve_auth_scheme_preference
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace
from templates.runtime.client import sigv4a
from templates.runtime.client.auth import (
    AuthError,
    Chosen,
    ClientAuth,
    OperationAuth,
    choose_scheme,
    known_schemes,
)
from templates.runtime.client.credentials import Credentials
from templates.runtime.client.endpoint import AuthScheme, Endpoint
from templates.runtime.client.http_auth import InsecureError, with_header
from templates.runtime.client.identities import ApiKey, Fixed, Login, Token
from templates.runtime.client.messages import (
    SignedRequest,
    UnsignedRequest,
    as_signed,
)
from templates.runtime.client.profiles import ConfigurationError
from templates.runtime.client.schemes import NO_AUTH, Option
from templates.runtime.client.steps import IdentitySource

NOW = datetime(2026, 2, 3, tzinfo=UTC)
SIGV4 = Option("aws.auth#sigv4", {"name": "svc"})
SIGV4A = Option("aws.auth#sigv4a", {"name": "svc"})
BEARER = Option("smithy.api#httpBearerAuth")
BASIC = Option("smithy.api#httpBasicAuth")
NONE = Option(NO_AUTH)
OWN = Option("com.example#seal")
PLACE = Endpoint("https://svc.example")
IDENTITIES: Mapping[str, IdentitySource] = {
    "aws": Fixed(Credentials("AKIDEXAMPLE", "secret")),
    "token": Fixed(Token("hidden")),
    "key": Fixed(ApiKey("a_key k")),
    "login": Fixed(Login("Ann", "pass:code")),
}
CLIENT = ClientAuth(IDENTITIES, lambda: "eu-west-1")


def chosen(
    *options: Option,
    client: ClientAuth = CLIENT,
    endpoint: Endpoint = PLACE,
) -> Chosen:
    return choose_scheme(OperationAuth(options), endpoint, client)


def signed(choice: Chosen, request: UnsignedRequest | None = None) -> SignedRequest:
    request = request or unsigned()
    identity = choice.source.load() if choice.source is not None else None
    return choice.signer.sign(request, identity, NOW)


def unsigned(
    scheme: str = "https", host: str = "svc.example", target: str = "/a"
) -> UnsignedRequest:
    return UnsignedRequest("GET", scheme, host, None, target, (), b"")


def authorization(request: SignedRequest) -> str:
    return dict(request.headers)["Authorization"]


def test_the_first_scheme_of_the_operation_counts() -> None:
    assert chosen(BEARER, SIGV4).trait == BEARER.trait
    assert chosen(SIGV4, BEARER).trait == SIGV4.trait


def test_a_scheme_without_identity_is_passed_over() -> None:
    client = CLIENT._replace(identities={"aws": IDENTITIES["aws"]})
    assert chosen(BEARER, SIGV4, client=client).trait == SIGV4.trait


def test_the_scheme_of_the_preference_list_comes_first() -> None:
    client = CLIENT._replace(preferred=("sigv4a", "httpBearerAuth"))
    assert chosen(SIGV4, BEARER, client=client).trait == BEARER.trait
    assert chosen(SIGV4, BEARER, SIGV4A, client=client).trait == SIGV4A.trait
    assert chosen(SIGV4, client=client).trait == SIGV4.trait


schemes = st.permutations([SIGV4, SIGV4A, BEARER]).flatmap(
    lambda found: st.integers(1, 3).map(lambda count: found[:count])
)
names = st.lists(st.sampled_from(["sigv4", "sigv4a", "httpBearerAuth", "other"]))


@given(schemes.filter(lambda found: found != [SIGV4A]), names)
def test_the_scheme_is_the_one_of_botocore(
    options: list[Option], preferred: list[str]
) -> None:
    traits = [option.trait for option in options]
    expected = resolve_auth_scheme_preference(preferred, traits)
    with pytest.MonkeyPatch.context() as patched:
        # As botocore is without awscrt.
        patched.setattr(sigv4a, "_is_installed", lambda _: False)
        client = CLIENT._replace(preferred=tuple(preferred))
        found = chosen(*options, client=client).trait
    assert {SIGV4.trait: "v4", BEARER.trait: "bearer"}[found] == expected


def test_the_endpoint_says_name_region_and_kind_of_signature() -> None:
    said = AuthScheme("sigv4", "other", "us-east-1")
    found = chosen(SIGV4, endpoint=replace(PLACE, auth_schemes=(said,)))
    assert "/us-east-1/other/aws4_request" in authorization(signed(found))
    said = AuthScheme("sigv4a", "other", None, ("*",))
    found = chosen(SIGV4, endpoint=replace(PLACE, auth_schemes=(said,)))
    assert found.trait == SIGV4A.trait
    assert dict(signed(found).headers)["X-Amz-Region-Set"] == "*"


def test_the_regions_of_sigv4a_that_are_configured_come_before_the_endpoints() -> None:
    said = AuthScheme("sigv4a", "svc", None, ("*",))
    endpoint = replace(PLACE, auth_schemes=(said,))
    client = CLIENT._replace(regions=("us-east-1", "us-west-2"))
    headers = dict(signed(chosen(SIGV4A, client=client, endpoint=endpoint)).headers)
    assert headers["X-Amz-Region-Set"] == "us-east-1,us-west-2"


def test_schemes_of_the_endpoint_that_the_operation_has_not_do_not_count() -> None:
    said = (AuthScheme("sigv4"), AuthScheme("of-the-future"))
    endpoint = replace(PLACE, auth_schemes=said)
    assert chosen(BEARER, endpoint=endpoint).trait == BEARER.trait
    assert chosen(NONE, endpoint=endpoint).trait == NO_AUTH


def test_s3_is_signed_by_its_own_rules() -> None:
    option = Option("aws.auth#sigv4", {"name": "s3"})
    request = unsigned(target="/a%20b//../c")
    headers = dict(signed(chosen(option), request).headers)
    assert headers["X-Amz-Content-SHA256"]
    said = AuthScheme("sigv4", "svc", None, (), True, True)
    endpoint = replace(PLACE, auth_schemes=(said,))
    plain = signed(chosen(SIGV4, endpoint=endpoint), request)
    assert "X-Amz-Content-SHA256" not in dict(plain.headers)
    assert authorization(plain) != authorization(signed(chosen(SIGV4), request))


def test_s3_express_sends_its_token_elsewhere() -> None:
    session = Fixed(Credentials("AKIDEXAMPLE", "secret", "session"))
    client = CLIENT._replace(identities={"express": session})
    said = AuthScheme("sigv4-s3express", "s3express", "eu-west-1", (), True)
    option = Option("aws.auth#sigv4", {"name": "s3"})
    endpoint = replace(PLACE, auth_schemes=(said,))
    found = signed(chosen(option, client=client, endpoint=endpoint))
    headers = dict(found.headers)
    assert headers["X-Amz-S3session-Token"] == "session"
    assert "X-Amz-Security-Token" not in headers


def test_an_operation_without_authentication_is_sent_as_it_is() -> None:
    choice = chosen(NONE)
    assert signed(choice).headers == ()
    assert choice.source is None
    assert not choice.hashes_streams


def test_optional_authentication_uses_what_is_given_but_no_aws_credentials() -> None:
    assert chosen(BEARER, NONE).trait == BEARER.trait
    nobody = CLIENT._replace(identities={})
    assert chosen(BEARER, NONE, client=nobody).trait == NO_AUTH
    assert chosen(SIGV4, NONE).trait == NO_AUTH
    liked = CLIENT._replace(preferred=("sigv4",))
    assert chosen(SIGV4, NONE, client=liked).trait == SIGV4.trait


def test_an_error_says_what_each_scheme_lacks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sigv4a, "_is_installed", lambda _: False)
    client = CLIENT._replace(identities={"aws": IDENTITIES["aws"]})
    with pytest.raises(AuthError) as caught:
        chosen(SIGV4A, BEARER, BASIC, OWN, client=client)
    assert str(caught.value) == (
        "no way to authenticate: sigv4a: pip install cryptography; "
        "httpBearerAuth: there is no token; httpBasicAuth: there is no login; "
        "seal: no function is registered for com.example#seal"
    )


def test_sigv4_without_a_region_is_an_error() -> None:
    def region() -> str:
        raise ConfigurationError("no region")

    with pytest.raises(ConfigurationError, match="no region"):
        chosen(SIGV4, client=CLIENT._replace(region=region))
    assert chosen(BEARER, client=CLIENT._replace(region=region))


def test_a_function_that_is_registered_for_a_trait_signs() -> None:
    def seal(request: UnsignedRequest, identity: str, now: datetime) -> SignedRequest:
        return as_signed(with_header(request, "X-Seal", f"{identity} {now.year}"))

    identities = {OWN.trait: Fixed("wax"), "token": Fixed("given")}
    known = known_schemes({OWN.trait: seal, BEARER.trait: seal})
    client = CLIENT._replace(identities=identities, schemes=known)
    assert dict(signed(chosen(OWN, client=client)).headers) == {"X-Seal": "wax 2026"}
    found = signed(chosen(BEARER, client=client))
    assert dict(found.headers) == {"X-Seal": "given 2026"}


def test_a_bearer_token_is_in_the_header() -> None:
    assert authorization(signed(chosen(BEARER))) == "Bearer hidden"


def test_a_login_is_in_the_header() -> None:
    pair = b64encode(b"Ann:pass:code").decode()
    assert authorization(signed(chosen(BASIC))) == f"Basic {pair}"


@pytest.mark.parametrize(
    ("properties", "headers", "target"),
    [
        ({"in": "header"}, (("X-Key", "a_key k"),), "/a?b"),
        ({"in": "header", "scheme": "Key"}, (("X-Key", "Key a_key k"),), "/a?b"),
        ({"in": "query"}, (), "/a?b&X-Key=a_key%20k"),
    ],
)
def test_an_api_key_is_where_the_model_wants_it(
    properties: dict[str, str], headers: tuple[tuple[str, str], ...], target: str
) -> None:
    option = Option("smithy.api#httpApiKeyAuth", {"name": "X-Key", **properties})
    found = signed(chosen(option), unsigned(target="/a?b"))
    assert (found.headers, found.target) == (headers, target)


KEY = Option("smithy.api#httpApiKeyAuth", {"name": "X-Key", "in": "header"})


@pytest.mark.parametrize("option", [BEARER, BASIC, KEY])
def test_a_secret_is_not_sent_over_the_network_as_plain_text(option: Option) -> None:
    choice = chosen(option)
    with pytest.raises(InsecureError, match="is not sent to http://") as caught:
        signed(choice, unsigned("http"))
    assert not re.search("hidden|code|a_key|Ann", str(caught.value))
    for host in ("localhost", "127.0.0.1", "[::1]"):
        assert signed(choice, unsigned("http", host))


@pytest.mark.parametrize(
    ("scheme", "body", "payload_hash", "headers", "expected"),
    [
        ("https", b"a", None, (), "ca978"),
        ("https", b"a", None, (("x-amz-checksum-crc32", "x"),), "UNSIGNED-PAYLOAD"),
        ("https", b"a", None, (("Content-MD5", "x"),), "UNSIGNED-PAYLOAD"),
        ("http", b"a", None, (("Content-MD5", "x"),), "ca978"),
        ("https", iter([b"a"]), None, (), "UNSIGNED-PAYLOAD"),
        ("http", iter([b"a"]), "ca978", (), "ca978"),
    ],
)
def test_a_stream_to_s3_is_signed_where_nothing_else_protects_it(
    scheme: str,
    body: bytes,
    payload_hash: str | None,
    headers: tuple[tuple[str, str], ...],
    expected: str,
) -> None:
    auth = OperationAuth((Option("aws.auth#sigv4", {"name": "s3"}),), "protected")
    choice = choose_scheme(auth, Endpoint(f"{scheme}://s3.example"), CLIENT)
    assert choice.hashes_streams == (scheme == "http")
    place = ("PUT", scheme, "s3.example", None, "/a", headers)
    found = signed(choice, UnsignedRequest(*place, body, payload_hash))
    assert dict(found.headers)["X-Amz-Content-SHA256"].startswith(expected)


def test_a_payload_that_the_model_leaves_out_is_not_signed() -> None:
    choice = choose_scheme(OperationAuth((SIGV4,), "unsigned"), PLACE, CLIENT)
    assert dict(signed(choice).headers)["X-Amz-Content-SHA256"] == "UNSIGNED-PAYLOAD"
    assert not choice.hashes_streams
    assert chosen(SIGV4).hashes_streams


def test_sigv4_presigns_and_tokens_do_not() -> None:
    presign = chosen(SIGV4).signer.presign
    assert presign is not None
    found = presign(unsigned(), IDENTITIES["aws"].load(), NOW, 60)
    assert "X-Amz-Expires=60" in found.target
    assert chosen(BEARER).signer.presign is None
