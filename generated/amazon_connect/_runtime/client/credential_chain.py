"""Where AWS credentials come from, in botocore's order.

Keys that stand in the environment or in a shared file are read here. For all else, and
wherever something else comes first, botocore is asked, if it is installed.

https://docs.aws.amazon.com/sdkref/latest/guide/standardized-credentials.html
"""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from datetime import UTC, datetime

from .botocore_session import BotocoreSession
from .credentials import Credentials, CredentialsError
from .identities import Token
from .profiles import ConfigurationError, Profile, Section, read_profile

_NO_VARIABLES: Mapping[str, str] = {}


def default_credentials(
    profile: str | None = None,
    region: str | None = None,
    environment: Mapping[str, str] = os.environ,
) -> Callable[[], Credentials]:
    """Returns a source of credentials that looks where users of AWS keep theirs.

    Give it to `Refreshed`. Nothing is read before it is called; each call
    looks anew.

    Args:
        profile: The profile to use. If one is given, keys in the environment are not.
        region: Where roles are assumed, if the configuration does not say.
        environment: The variables to look at. botocore looks at the process' own.
    """
    chain = _Chain(profile, region, environment)
    return chain.find


class _Chain:
    def __init__(
        self, profile: str | None, region: str | None, environment: Mapping[str, str]
    ) -> None:
        self._profile, self._region = profile, region
        self._environment = environment
        self._session: BotocoreSession | None = None

    def find(self) -> Credentials:
        """Returns the first credentials that are found.

        Raises:
            CredentialsError: There are none, or not all of them; it says where was
                looked.
        """
        looked: list[str] = []
        if self._profile is None:
            looked.append("the environment (AWS_ACCESS_KEY_ID)")
            if (found := _in_environment(self._environment)) is not None:
                return found
        try:
            profile = read_profile(self._profile, self._environment)
        except ConfigurationError as error:
            raise CredentialsError(str(error)) from None
        is_explicit = self._profile is not None
        variables = _NO_VARIABLES if is_explicit else self._environment
        reason = _first_of_others(profile, variables)
        config, credentials = profile.paths
        if reason is None:
            if (found := _static(profile.credentials, credentials)) is not None:
                return found
            reason = _next_of_others(profile)
        if reason is None:
            if (found := _static(profile.config, config)) is not None:
                return found
            looked.append(f"the profile {profile.name!r} of {credentials} and {config}")
        else:
            looked.append(reason)
        return self._ask_botocore(looked)

    def _ask_botocore(self, looked: list[str]) -> Credentials:
        places = ", ".join(looked)
        try:
            session = self._session or BotocoreSession(self._profile, self._region)
        except ImportError:
            others = "roles, SSO, processes, containers and instances need botocore"
            text = f"no credentials in {places}; {others}: pip install botocore"
            raise CredentialsError(text) from None
        self._session = session
        if (found := session.credentials()) is None:
            others = "a process, container or instance"
            raise CredentialsError(f"no credentials in {places}, nor from {others}")
        return found


def default_token(
    variable: str,
    profile: str | None = None,
    environment: Mapping[str, str] = os.environ,
) -> Callable[[], Token]:
    """Returns a source of the bearer token that a user of AWS has for a service.

    Give it to `Refreshed`. The variable comes first; then botocore is asked for the
    token of the profile's single sign-on, if it is installed.

    Args:
        variable: Such as `AWS_BEARER_TOKEN_BEDROCK`.
        profile: The profile to use, whatever the environment says.
        environment: The variables to look at. botocore looks at the process' own.
    """
    sessions: list[BotocoreSession] = []

    def find() -> Token:
        if token := environment.get(variable):
            return Token(token)
        reason = "the profile's single sign-on needs botocore: pip install botocore"
        try:
            if not sessions:
                sessions.append(BotocoreSession(profile, None))
            if (found := sessions[0].token()) is not None:
                return found
            reason = "the profile names no sso_session"
        except ImportError:
            pass
        raise CredentialsError(f"no token: {variable} is not set, and {reason}")

    return find


def _in_environment(variables: Mapping[str, str]) -> Credentials | None:
    if not (key := variables.get("AWS_ACCESS_KEY_ID")):
        return None
    if not (secret := variables.get("AWS_SECRET_ACCESS_KEY")):
        reason = "AWS_ACCESS_KEY_ID is set, and AWS_SECRET_ACCESS_KEY is not"
        raise CredentialsError(reason)
    token = variables.get("AWS_SECURITY_TOKEN") or variables.get("AWS_SESSION_TOKEN")
    expiry = _expiry(variables.get("AWS_CREDENTIAL_EXPIRATION"))
    account = variables.get("AWS_ACCOUNT_ID")
    return Credentials(key, secret, token or None, expiry, account or None)


def _expiry(text: str | None) -> datetime | None:
    if not text:
        return None
    try:
        time = datetime.fromisoformat(text)
    except ValueError:
        reason = "AWS_CREDENTIAL_EXPIRATION is no date in the form of ISO 8601"
        raise CredentialsError(reason) from None
    return time if time.tzinfo else time.replace(tzinfo=UTC)


def _static(section: Section, path: str) -> Credentials | None:
    """Returns the keys that stand in a section of a file."""
    values = {key: each for key, each in section.items() if isinstance(each, str)}
    if (key := values.get("aws_access_key_id")) is None:
        return None
    if (secret := values.get("aws_secret_access_key")) is None:
        reason = f"{path} has aws_access_key_id without aws_secret_access_key"
        raise CredentialsError(reason)
    token = values.get("aws_security_token", values.get("aws_session_token"))
    account = values.get("aws_account_id")
    return Credentials(key, secret, token or None, None, account)


def _first_of_others(profile: Profile, variables: Mapping[str, str]) -> str | None:
    """Returns what comes before the keys of the credentials file, if anything does."""
    own = profile.merged
    written = own.get("web_identity_token_file")
    if variables.get("AWS_WEB_IDENTITY_TOKEN_FILE", written):
        return "a web identity token"
    if "role_arn" in own and written is None:
        return f"role_arn of the profile {profile.name!r}"
    if "sso_role_name" in own or "sso_account_id" in own:
        return f"sso_role_name of the profile {profile.name!r}"
    return None


def _next_of_others(profile: Profile) -> str | None:
    """Returns what comes before the keys of the config file, if anything does."""
    for key in ("login_session", "credential_process"):
        if key in profile.merged:
            return f"{key} of the profile {profile.name!r}"
    return None
