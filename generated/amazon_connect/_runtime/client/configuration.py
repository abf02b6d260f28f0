"""What users of AWS configure, with botocore's precedence.

Arguments come first, then variables of the environment, then the profile. Nothing is
read before it is asked for, and each file is read at most once.

https://docs.aws.amazon.com/sdkref/latest/guide/settings-reference.html
"""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from typing import Literal, Self

from .credential_chain import default_credentials, default_token
from .credentials import Credentials
from .identities import Token
from .profiles import ConfigurationError, Profile
from .setting import Places, Setting, flag, host_label, one_of, text, texts, whole

RetryMode = Literal["standard", "adaptive"]
"""How failed calls are tried again."""

Checksums = Literal["when_supported", "when_required"]
"""When bodies are accompanied by checksums, or these are looked at."""

AccountIdMode = Literal["preferred", "disabled", "required"]
"""Whether the account's id is part of the host, where a service has such endpoints."""

Addressing = Literal["auto", "path", "virtual"]
"""Where the bucket goes: wherever it fits, into the path, or into the host."""

Regional = Literal["regional", "legacy"]
"""Whether each region has its own endpoint, or the older ones share one."""

_MOST_COMPRESSED = 10485760


def _retry_mode(value: str) -> RetryMode:
    modes: Callable[[str], RetryMode] = one_of("standard", "adaptive")
    # `legacy` is what botocore had before; nobody else has it.
    return "standard" if value.strip().lower() == "legacy" else modes(value)


def _discovery(value: str) -> bool | None:
    return None if value.strip().lower() == "auto" else flag(value)


class Configuration(Places):
    """The settings of one client.

    Each attribute raises `ConfigurationError` where a value cannot be read.
    """

    region = Setting[str | None](
        host_label, None, "AWS_DEFAULT_REGION AWS_REGION", keys="region"
    )
    """The region. botocore does not read `AWS_REGION`, which all others do."""

    use_fips_endpoint = Setting(
        flag, False, "AWS_USE_FIPS_ENDPOINT", "use_fips_endpoint"
    )
    """Whether to call endpoints with approved cryptography."""

    use_dualstack_endpoint = Setting(
        flag, False, "AWS_USE_DUALSTACK_ENDPOINT", "use_dualstack_endpoint"
    )
    """Whether to call endpoints that have IPv6 too."""

    ignore_configured_endpoint_urls = Setting(
        flag,
        False,
        "AWS_IGNORE_CONFIGURED_ENDPOINT_URLS",
        "ignore_configured_endpoint_urls",
    )
    """Whether only an argument changes the endpoint."""

    account_id_endpoint_mode = Setting[AccountIdMode](
        one_of("preferred", "disabled", "required"),
        "preferred",
        "AWS_ACCOUNT_ID_ENDPOINT_MODE",
        "account_id_endpoint_mode",
    )
    """Whether the account's id is part of the host."""

    sts_regional_endpoints = Setting[Regional](
        one_of("regional", "legacy"),
        "regional",
        "AWS_STS_REGIONAL_ENDPOINTS",
        "sts_regional_endpoints",
    )
    """Whether STS is called in the region itself."""

    disable_host_prefix_injection = Setting(
        flag,
        False,
        "AWS_DISABLE_HOST_PREFIX_INJECTION",
        "disable_host_prefix_injection",
    )
    """Whether hosts go without what an operation puts there."""

    endpoint_discovery_enabled = Setting[bool | None](
        _discovery,
        None,
        "AWS_ENDPOINT_DISCOVERY_ENABLED",
        "endpoint_discovery_enabled",
    )
    """Whether a service is asked for its endpoints; if None, where it has to be."""

    max_attempts = Setting[int | None](
        whole(1), None, "AWS_MAX_ATTEMPTS", "max_attempts"
    )
    """How often a call is tried at most; if None, as often as its service wants."""

    retry_mode = Setting[RetryMode](
        _retry_mode, "standard", "AWS_RETRY_MODE", "retry_mode"
    )
    """How failed calls are tried again; `legacy` means `standard`."""

    request_checksum_calculation = Setting[Checksums](
        one_of("when_supported", "when_required"),
        "when_supported",
        "AWS_REQUEST_CHECKSUM_CALCULATION",
        "request_checksum_calculation",
    )
    """When requests have checksums."""

    response_checksum_validation = Setting[Checksums](
        one_of("when_supported", "when_required"),
        "when_supported",
        "AWS_RESPONSE_CHECKSUM_VALIDATION",
        "response_checksum_validation",
    )
    """When checksums of responses are looked at."""

    disable_request_compression = Setting(
        flag, False, "AWS_DISABLE_REQUEST_COMPRESSION", "disable_request_compression"
    )
    """Whether bodies are never compressed."""

    request_min_compression_size_bytes = Setting(
        whole(0, _MOST_COMPRESSED),
        10240,
        "AWS_REQUEST_MIN_COMPRESSION_SIZE_BYTES",
        "request_min_compression_size_bytes",
    )
    """The size from which bodies are compressed, in bytes."""

    auth_scheme_preference = Setting[tuple[str, ...]](
        texts, (), "AWS_AUTH_SCHEME_PREFERENCE", "auth_scheme_preference"
    )
    """Names of auth schemes, those first that are liked best, such as `sigv4a`."""

    sigv4a_signing_region_set = Setting[tuple[str, ...]](
        texts, (), "AWS_SIGV4A_SIGNING_REGION_SET", "sigv4a_signing_region_set"
    )
    """The regions that SigV4a signs for; if empty, those that the endpoint says."""

    user_agent_appid = Setting[str | None](
        text, None, "AWS_SDK_UA_APP_ID", "sdk_ua_app_id"
    )
    """The application's id, for the user agent."""

    ca_bundle = Setting[str | None](text, None, "AWS_CA_BUNDLE", "ca_bundle")
    """The file of certificates to trust."""

    tcp_keepalive = Setting(flag, False, "BOTOCORE_TCP_KEEPALIVE", "tcp_keepalive")
    """Whether idle connections are kept alive by TCP."""

    proxy_ca_bundle = Setting[str | None](
        text, None, keys="proxy_ca_bundle proxies_config.proxy_ca_bundle"
    )
    """The file of certificates to trust a proxy by."""

    proxy_client_cert = Setting[str | None](
        text, None, keys="proxy_client_cert proxies_config.proxy_client_cert"
    )
    """The file with the client's own certificate, for a proxy."""

    proxy_use_forwarding_for_https = Setting(
        flag,
        False,
        keys="proxy_use_forwarding_for_https "
        "proxies_config.proxy_use_forwarding_for_https",
    )
    """Whether a proxy gets whole requests for `https`, and no tunnel."""

    s3_addressing_style = Setting[Addressing](
        one_of("auto", "path", "virtual"), "auto", keys="s3.addressing_style"
    )
    """Where S3's bucket goes."""

    s3_use_accelerate_endpoint = Setting(flag, False, keys="s3.use_accelerate_endpoint")
    """Whether S3's accelerated endpoint is called."""

    s3_use_dualstack_endpoint = Setting(flag, False, keys="s3.use_dualstack_endpoint")
    """Whether S3's endpoints have IPv6 too, even if those of others have not."""

    s3_payload_signing_enabled = Setting[bool | None](
        flag, None, keys="s3.payload_signing_enabled"
    )
    """Whether S3's bodies are signed; if None, where nothing else protects them."""

    s3_use_arn_region = Setting[bool | None](
        flag,
        None,
        "AWS_S3_USE_ARN_REGION",
        "s3_use_arn_region s3.use_arn_region",
    )
    """Whether the region of an ARN counts; if None, for S3 but not for S3 Control."""

    s3_us_east_1_regional_endpoint = Setting[Regional](
        one_of("regional", "legacy"),
        "legacy",
        "AWS_S3_US_EAST_1_REGIONAL_ENDPOINT",
        "s3_us_east_1_regional_endpoint s3.us_east_1_regional_endpoint",
    )
    """Whether `us-east-1` has an endpoint of its own."""

    s3_disable_multiregion_access_points = Setting(
        flag,
        False,
        "AWS_S3_DISABLE_MULTIREGION_ACCESS_POINTS",
        "s3.s3_disable_multiregion_access_points",
    )
    """Whether S3's access points of several regions are refused."""

    s3_disable_express_session_auth = Setting(
        flag,
        False,
        "AWS_S3_DISABLE_EXPRESS_SESSION_AUTH",
        "s3_disable_express_session_auth",
    )
    """Whether S3 Express goes without sessions."""

    def __init__(
        self,
        service_id: str = "",
        signing_name: str = "",
        *,
        profile: str | None = None,
        arguments: Mapping[str, object] | None = None,
        environment: Mapping[str, str] = os.environ,
    ) -> None:
        """Says what is configured, and reads nothing.

        Args:
            service_id: The sdkId, such as `API Gateway`, which names variables and
                sections.
            signing_name: The name in signatures, which names the variable with a
                bearer token.
            profile: The profile to use, whatever the environment says.
            arguments: What comes before all else, by the names of the attributes; a
                value that is None counts as none.
            environment: The variables to look at.

        Raises:
            TypeError: There is no such setting.
        """
        super().__init__(profile, arguments or {}, environment)
        self._service_id, self._signing_name = service_id, signing_name
        for name in self.arguments:
            if not _is_setting(name):
                raise TypeError(f"there is no setting {name}")

    @classmethod
    def of_arguments(cls, arguments: Mapping[str, object]) -> Self:
        """Returns a configuration that looks nowhere else: of a service not of AWS.

        Raises:
            TypeError: There is no such setting.
        """
        configuration = cls(arguments=arguments, environment={})
        configuration._profile = Profile("", {}, {}, {}, {}, ("", ""))
        return configuration

    def with_arguments(self, arguments: Mapping[str, object]) -> Self:
        """Returns the configuration with these before all else."""
        changed = type(self)(
            self._service_id,
            self._signing_name,
            profile=self.chosen_profile,
            arguments={**self.arguments, **arguments},
            environment=self.environment,
        )
        changed._profile = self._profile
        return changed

    @property
    def endpoint_url(self) -> str | None:
        """The endpoint to call instead of the service's own.

        https://docs.aws.amazon.com/sdkref/latest/guide/feature-ss-endpoints.html

        Raises:
            ConfigurationError: The services section that the profile names is missing.
        """
        if (given := self.arguments.get("endpoint_url")) is not None:
            return str(given)
        if self.ignore_configured_endpoint_urls:
            return None
        section = "_".join(self._service_id.lower().replace("-", " ").split())
        for variable in (f"AWS_ENDPOINT_URL_{section.upper()}", "AWS_ENDPOINT_URL"):
            if url := self.environment.get(variable):
                return url
        profile = self.profile
        if profile.services is None:
            name, place = profile.text("services"), profile.paths[0]
            raise ConfigurationError(
                f"there is no section [services {name}] in {place}"
            )
        service = profile.services.get(section, {})
        url = service.get("endpoint_url") if isinstance(service, Mapping) else None
        return url or profile.text("endpoint_url")

    @property
    def bearer_variable(self) -> str:
        """The variable with the service's token, `AWS_BEARER_TOKEN_<SERVICE>`."""
        name = self._signing_name.replace("-", "_").replace(" ", "_").upper()
        return f"AWS_BEARER_TOKEN_{name}"

    @property
    def bearer_token(self) -> Token | None:
        """The token that this variable has, if it has one."""
        token = self.environment.get(self.bearer_variable)
        return Token(token) if token else None

    @property
    def preferred_schemes(self) -> tuple[str, ...]:
        """Names of auth schemes, those first that are liked best.

        Whoever sets a bearer token for the service means it to be used, unless an
        argument says otherwise.
        """
        preferred = self.auth_scheme_preference
        is_said = self.arguments.get("auth_scheme_preference") is not None
        if is_said or self.bearer_token is None:
            return preferred
        return ("httpBearerAuth", *preferred)

    def required_region(self) -> str:
        """Returns the region.

        Raises:
            ConfigurationError: There is none; it says where was looked.
        """
        if (region := self.region) is not None:
            return region
        config, credentials = self.profile.paths
        if not config:
            raise ConfigurationError("no region: there is no argument `region`")
        raise ConfigurationError(
            "no region: there is no argument `region`, no variable AWS_DEFAULT_REGION "
            f"or AWS_REGION, and no region in the profile {self.profile.name!r} of "
            f"{config} and {credentials}"
        )

    def credentials_source(self) -> Callable[[], Credentials]:
        """Returns what fetches credentials, for `Refreshed`."""
        return default_credentials(self.chosen_profile, self.region, self.environment)

    def token_source(self) -> Callable[[], Token]:
        """Returns what fetches a bearer token, for `Refreshed`."""
        return default_token(
            self.bearer_variable, self.chosen_profile, self.environment
        )

    def __repr__(self) -> str:
        return f"<{type(self).__name__} {self._service_id!r}>"


def _is_setting(name: str) -> bool:
    return name == "endpoint_url" or isinstance(vars(Configuration).get(name), Setting)
