"""Neither logs nor values of a client show a secret."""

from __future__ import annotations

import logging
import pickle
from datetime import UTC, datetime
from pathlib import Path

import pytest
from templates.runtime.client.auth import ClientAuth, OperationAuth, choose_scheme
from templates.runtime.client.configuration import Configuration
from templates.runtime.client.credentials import Credentials
from templates.runtime.client.endpoint import Endpoint
from templates.runtime.client.identities import ApiKey, Fixed, Login, Refreshed, Token
from templates.runtime.client.messages import UnsignedRequest
from templates.runtime.client.schemes import Option

NOW = datetime(2026, 2, 3, tzinfo=UTC)
IDENTITIES = {
    "aws": Credentials("AKIA", "hidden", "hidden", None, "hidden"),
    "token": Token("hidden"),
    "key": ApiKey("hidden"),
    "login": Login("hidden", "hidden"),
}
OPTIONS = {
    "aws": Option("aws.auth#sigv4", {"name": "svc"}),
    "token": Option("smithy.api#httpBearerAuth"),
    "key": Option("smithy.api#httpApiKeyAuth", {"name": "X-Key", "in": "query"}),
    "login": Option("smithy.api#httpBasicAuth"),
}


@pytest.mark.parametrize("kind", IDENTITIES)
def test_signing_shows_no_secret(kind: str, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    source = Fixed(IDENTITIES[kind])
    client = ClientAuth({kind: source}, lambda: "eu-west-1")
    place = Endpoint("https://svc.example")
    choice = choose_scheme(OperationAuth((OPTIONS[kind],)), place, client)
    request = UnsignedRequest("GET", "https", "svc.example", None, "/", (), b"")
    signed = choice.signer.sign(request, source.load(), NOW)
    shown = [IDENTITIES[kind], source, client, choice, choice.signer, signed]
    assert "hidden" not in f"{shown}{caplog.text}"


@pytest.mark.parametrize("kind", IDENTITIES)
def test_no_identity_is_pickled(kind: str) -> None:
    identity = IDENTITIES[kind]
    for value in (identity, Fixed(identity), [identity]):
        with pytest.raises(TypeError, match="holds a secret"):
            pickle.dumps(value)


def test_what_is_configured_is_neither_shown_nor_pickled(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    file = tmp_path / "credentials"
    file.write_text(
        "[default]\naws_access_key_id = AKIA\naws_secret_access_key = hidden\n"
        "aws_session_token = hidden\naws_account_id = hidden\n"
    )
    environment = {
        "AWS_SHARED_CREDENTIALS_FILE": str(file),
        "AWS_CONFIG_FILE": str(tmp_path / "config"),
        "AWS_BEARER_TOKEN_SVC": "hidden",
    }
    configuration = Configuration("Svc", "svc", environment=environment)
    credentials = Refreshed(configuration.credentials_source())
    token = Refreshed(configuration.token_source())
    assert credentials.load().secret_access_key == token.load().token == "hidden"
    shown = [configuration, configuration.profile, credentials, token]
    assert "hidden" not in f"{shown}{caplog.text}"
    for value in shown:
        with pytest.raises((TypeError, AttributeError)):
            pickle.dumps(value)
