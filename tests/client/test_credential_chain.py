"""Credentials come from where botocore takes them, or botocore is asked."""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

import pytest
from botocore.credentials import RefreshableCredentials
from botocore.exceptions import BotoCoreError
from botocore.session import Session
from botocore.tokens import DeferredRefreshableToken, FrozenAuthToken
from templates.runtime.client.configuration import Configuration
from templates.runtime.client.credential_chain import default_credentials, default_token
from templates.runtime.client.credentials import CredentialsError

OWN = {"AWS_ACCESS_KEY_ID": "AKIAENV", "AWS_SECRET_ACCESS_KEY": "env"}
KEYS = (
    "aws_access_key_id = AKIA{0}\naws_secret_access_key = secret {0}\n"
    "region = of-{0}\n"
)
PRINTED = json.dumps(
    {"Version": 1, "AccessKeyId": "AKIAPROCESS", "SecretAccessKey": "printed"}
)
PROCESS = f"credential_process = echo '{PRINTED}'\n"


class Case(NamedTuple):
    """What a user has set up."""

    environment: Mapping[str, str] = {}
    config: str = ""
    credentials: str = ""
    profile: str | None = None


CASES = {
    "nothing": Case(),
    "environment": Case(OWN),
    "environment with token": Case(OWN | {"AWS_SESSION_TOKEN": "t"}),
    "environment with both tokens": Case(
        OWN | {"AWS_SESSION_TOKEN": "t", "AWS_SECURITY_TOKEN": "old"}
    ),
    "environment with account": Case(OWN | {"AWS_ACCOUNT_ID": "123"}),
    "environment with expiry": Case(
        OWN | {"AWS_CREDENTIAL_EXPIRATION": "2099-01-01T00:00:00Z"}
    ),
    "expired environment": Case(
        OWN | {"AWS_CREDENTIAL_EXPIRATION": "2019-01-01T00:00:00Z"}
    ),
    "environment without secret": Case({"AWS_ACCESS_KEY_ID": "AKIAENV"}),
    "environment without id": Case({"AWS_SECRET_ACCESS_KEY": "env"}),
    "empty environment": Case(
        {"AWS_ACCESS_KEY_ID": ""}, credentials="[default]\n" + KEYS.format("FILE")
    ),
    "credentials file": Case(credentials="[default]\n" + KEYS.format("FILE")),
    "config file": Case(config="[default]\n" + KEYS.format("CONFIG")),
    "both files": Case(
        config="[default]\n" + KEYS.format("CONFIG"),
        credentials="[default]\n" + KEYS.format("FILE"),
    ),
    "environment before files": Case(
        OWN, credentials="[default]\n" + KEYS.format("FILE")
    ),
    "file with token and account": Case(
        credentials="[default]\n"
        + KEYS.format("FILE")
        + "aws_session_token = t\naws_account_id = 123\n"
    ),
    "account in the other file": Case(
        config="[default]\naws_account_id = 123\n",
        credentials="[default]\n" + KEYS.format("FILE"),
    ),
    "file without secret": Case(credentials="[default]\naws_access_key_id = AKIA\n"),
    "named by variable": Case(
        {"AWS_PROFILE": "a"}, config="[profile a]\n" + KEYS.format("CONFIG")
    ),
    "named by the older variable": Case(
        {"AWS_PROFILE": "a", "AWS_DEFAULT_PROFILE": "b"},
        credentials="[a]\n" + KEYS.format("A") + "[b]\n" + KEYS.format("B"),
    ),
    "named by variable beside keys": Case(
        OWN | {"AWS_PROFILE": "a"}, credentials="[a]\n" + KEYS.format("A")
    ),
    "chosen beside keys": Case(OWN, "", "[a]\n" + KEYS.format("A"), "a"),
    "chosen default beside keys": Case(
        OWN, "", "[default]\n" + KEYS.format("A"), "default"
    ),
    "chosen beside a variable": Case(
        {"AWS_PROFILE": "b"},
        "",
        "[a]\n" + KEYS.format("A") + "[b]\n" + KEYS.format("B"),
        "a",
    ),
    "credentials file with prefix": Case(
        {"AWS_PROFILE": "a"}, credentials="[profile a]\n" + KEYS.format("A")
    ),
    "config file without prefix": Case(
        {"AWS_PROFILE": "a"}, config="[a]\n" + KEYS.format("A")
    ),
    "process": Case(config="[default]\n" + PROCESS),
    "process before keys of the config file": Case(
        config="[default]\n" + PROCESS + KEYS.format("CONFIG")
    ),
    "keys of the credentials file before process": Case(
        config="[default]\n" + PROCESS, credentials="[default]\n" + KEYS.format("FILE")
    ),
    "process of a chosen profile": Case(OWN, "[profile a]\n" + PROCESS, "", "a"),
    "process with account": Case(
        config="[default]\n" + PROCESS + "aws_account_id = 123\n"
    ),
    "empty web identity variable": Case(
        {"AWS_WEB_IDENTITY_TOKEN_FILE": ""},
        credentials="[default]\n" + KEYS.format("FILE"),
    ),
    "region of the environment": Case(
        {"AWS_DEFAULT_REGION": "of-env"}, config="[default]\n" + KEYS.format("CONFIG")
    ),
    "region of the other file": Case(
        config="[default]\nregion = of-config\n",
        credentials="[default]\n" + KEYS.format("FILE").partition("region")[0],
    ),
    "boto's own file": Case({"BOTO_CONFIG": "boto.cfg"}),
}

FIRST = {
    "role": "role_arn = arn:aws:iam::1:role/x\nsource_profile = default\n",
    "web identity": "web_identity_token_file = /token\nrole_arn = arn\n",
    "sign-on": "sso_role_name = x\nsso_account_id = 1\n",
    "sign-on, half": "sso_account_id = 1\n",
}


@pytest.fixture(autouse=True)
def _home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("AWS_PROFILE", "AWS_DEFAULT_PROFILE", "AWS_DEFAULT_REGION", *OWN):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("AWS_EC2_METADATA_DISABLED", "true")
    monkeypatch.chdir(tmp_path)
    (tmp_path / ".aws").mkdir()
    (tmp_path / "boto.cfg").write_text("[Credentials]\n" + KEYS.format("BOTO"))


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_credentials_account_and_region_are_those_of_botocore(
    case: Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    set_up(case, monkeypatch)
    assert own_keys(case) == peer_keys(case)


@pytest.mark.parametrize("first", FIRST.values(), ids=FIRST)
@pytest.mark.parametrize("file", ["config", "credentials"])
def test_botocore_is_asked_where_something_comes_before_the_keys(
    first: str, file: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    written = "[default]\n" + KEYS.format("FILE") + first
    case = Case(config=written) if file == "config" else Case(credentials=written)
    set_up(case, monkeypatch)
    monkeypatch.setattr(Session, "get_credentials", lambda _: None)
    with pytest.raises(CredentialsError, match="nor from a process"):
        default_credentials()()


def test_a_web_identity_of_the_environment_comes_before_the_keys_of_a_file(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    token = {"AWS_WEB_IDENTITY_TOKEN_FILE": "/token", "AWS_ROLE_ARN": "arn"}
    set_up(Case(token, credentials="[a]\n" + KEYS.format("FILE")), monkeypatch)
    monkeypatch.setenv("AWS_PROFILE", "a")
    monkeypatch.setitem(sys.modules, "botocore.session", None)
    with pytest.raises(CredentialsError, match=r"no credentials in .*a web identity"):
        default_credentials()()
    # Whoever chooses a profile does not mean the environment.
    assert default_credentials("a")().access_key_id == "AKIAFILE"


def test_without_botocore_the_error_says_where_was_looked_and_what_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "botocore.session", None)
    with pytest.raises(CredentialsError) as caught:
        default_credentials()()
    folder = tmp_path / ".aws"
    assert str(caught.value) == (
        "no credentials in the environment (AWS_ACCESS_KEY_ID), the profile 'default' "
        f"of {folder}/credentials and {folder}/config; roles, SSO, processes, "
        "containers and instances need botocore: pip install botocore"
    )


def test_what_a_process_prints_is_in_no_error(monkeypatch: pytest.MonkeyPatch) -> None:
    process = 'credential_process = echo \'{"SecretAccessKey": "hidden\'\n'
    set_up(Case(config="[default]\n" + process), monkeypatch)
    with pytest.raises(CredentialsError, match="JSONDecodeError") as caught:
        default_credentials()()
    assert "hidden" not in str(caught.value)
    assert caught.value.__context__ is None


def test_a_token_comes_from_the_variable_or_the_single_sign_on_of_botocore(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    set_up(Case(config="[default]\nsso_session = s\n[sso-session s]\n"), monkeypatch)
    source = default_token("AWS_BEARER_TOKEN_A")
    with pytest.raises(CredentialsError, match=r'no token: .* "s" sso_session'):
        source()
    monkeypatch.setenv("AWS_BEARER_TOKEN_A", "given")
    assert source().token == "given"


def test_without_a_token_the_error_says_where_was_looked(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    start = "no token: AWS_BEARER_TOKEN_A is not set, and the profile"
    with pytest.raises(CredentialsError, match=f"{start} names no sso_session"):
        default_token("AWS_BEARER_TOKEN_A")()
    monkeypatch.setitem(sys.modules, "botocore.session", None)
    with pytest.raises(CredentialsError, match=f"{start}'s single sign-on needs"):
        default_token("AWS_BEARER_TOKEN_A")()


def test_a_token_of_botocore_is_taken_with_its_expiry(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    expiry = datetime(2099, 1, 1, tzinfo=UTC)
    held = DeferredRefreshableToken("sso", lambda: FrozenAuthToken("kept", expiry))
    monkeypatch.setattr(Session, "get_auth_token", lambda _: held)
    found = default_token("AWS_BEARER_TOKEN_A")()
    assert (found.token, found.expires_at) == ("kept", expiry)


def test_credentials_of_botocore_are_taken_with_their_expiry(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    expiry = datetime(2099, 1, 1, tzinfo=UTC)
    keys = RefreshableCredentials("AKIA", "s", "t", expiry, dict, "role")
    monkeypatch.setattr(Session, "get_credentials", lambda _: keys)
    found = default_credentials()()
    assert (found.access_key_id, found.expires_at) == ("AKIA", expiry)


def set_up(case: Case, monkeypatch: pytest.MonkeyPatch) -> None:
    """Sets the variables and writes the files."""
    for name, value in case.environment.items():
        monkeypatch.setenv(name, value)
    Path(".aws/config").write_text(case.config)
    Path(".aws/credentials").write_text(case.credentials)


Found = tuple[str, str, str | None, str | None, str | None] | None


def own_keys(case: Case) -> Found:
    """Returns what is found here; None where it is an error."""
    try:
        found = default_credentials(case.profile)()
    except CredentialsError:
        return None
    if found.expires_at is not None and found.expires_at.year < 2026:
        return None
    key, secret = found.access_key_id, found.secret_access_key
    region = Configuration(profile=case.profile).region
    return key, secret, found.session_token, found.account_id, region


def peer_keys(case: Case) -> Found:
    """Returns what botocore finds; None where it finds nothing."""
    try:
        session = Session(profile=case.profile)
        found = session.get_credentials()
        if found is None:
            return None
        keys = found.get_frozen_credentials()
        region = session.get_config_variable("region")
    except (BotoCoreError, RuntimeError):
        return None
    return keys.access_key, keys.secret_key, keys.token, keys.account_id, region
