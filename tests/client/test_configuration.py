"""Settings are found where botocore finds them."""

from __future__ import annotations

import gzip
import pickle
import re
from collections.abc import Callable, Mapping
from itertools import product
from pathlib import Path
from typing import NamedTuple

import botocore
import pytest
from botocore.configprovider import ConfiguredEndpointProvider
from botocore.session import Session
from templates.runtime.client.configuration import Configuration
from templates.runtime.client.profiles import ConfigurationError


def same(value: object) -> object:
    return value


def as_flag(value: object) -> object:
    return value if isinstance(value, bool) else str(value).lower() == "true"


def as_choice(value: object) -> object:
    return None if value == "auto" else as_flag(value)


def as_tuple(value: object) -> object:
    return tuple(each.strip() for each in str(value).split(",")) if value else ()


class Case(NamedTuple):
    """A setting, and where botocore has it."""

    name: str
    variable: str
    key: str
    values: tuple[str, str]
    read: Callable[[object], object] = same
    """What makes of botocore's value what it means."""


FLAGS = ("true", "False")
CHECKSUMS = ("when_required", "when_supported")
DISCOVERY = ("true", "auto")
SCHEMES = ("sigv4a, sigv4", "httpBearerAuth")
SIZES = ("1", "1048576")
SETS = ("*", "us-east-1,us-west-2")
MODES = ("adaptive", "legacy")

NAMED_ALIKE: Mapping[str, tuple[tuple[str, str], Callable[[object], object]]] = {
    "use_fips_endpoint": (FLAGS, as_flag),
    "use_dualstack_endpoint": (FLAGS, as_flag),
    "ignore_configured_endpoint_urls": (FLAGS, as_flag),
    "disable_host_prefix_injection": (FLAGS, as_flag),
    "disable_request_compression": (FLAGS, as_flag),
    "s3_disable_express_session_auth": (FLAGS, as_flag),
    "account_id_endpoint_mode": (("disabled", "required"), same),
    "sts_regional_endpoints": (("legacy", "regional"), same),
    "endpoint_discovery_enabled": (DISCOVERY, as_choice),
    "max_attempts": (("1", "9"), same),
    "retry_mode": (MODES, lambda mode: "standard" if mode == "legacy" else mode),
    "request_checksum_calculation": (CHECKSUMS, same),
    "response_checksum_validation": (CHECKSUMS, same),
    "request_min_compression_size_bytes": (SIZES, lambda size: int(str(size))),
    "auth_scheme_preference": (SCHEMES, as_tuple),
    "sigv4a_signing_region_set": (SETS, as_tuple),
    "ca_bundle": (("/a.pem", "/b.pem"), same),
}
CASES = [
    Case(name, f"AWS_{name.upper()}", name, values, read)
    for name, (values, read) in NAMED_ALIKE.items()
]
CASES += [
    Case("region", "AWS_DEFAULT_REGION", "region", ("a-1", "b-2")),
    Case("user_agent_appid", "AWS_SDK_UA_APP_ID", "sdk_ua_app_id", ("app", "other")),
    Case("tcp_keepalive", "BOTOCORE_TCP_KEEPALIVE", "tcp_keepalive", FLAGS, as_flag),
]

S3 = [
    ("addressing_style", "", ("path", "virtual"), "auto"),
    ("use_accelerate_endpoint", "", FLAGS, False),
    ("use_dualstack_endpoint", "", FLAGS, False),
    ("payload_signing_enabled", "", FLAGS, None),
    ("use_arn_region", "AWS_S3_USE_ARN_REGION", FLAGS, None),
    (
        "us_east_1_regional_endpoint",
        "AWS_S3_US_EAST_1_REGIONAL_ENDPOINT",
        ("regional", "legacy"),
        "legacy",
    ),
    (
        "s3_disable_multiregion_access_points",
        "AWS_S3_DISABLE_MULTIREGION_ACCESS_POINTS",
        FLAGS,
        False,
    ),
]


@pytest.fixture(autouse=True)
def _home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("AWS_PROFILE", "AWS_DEFAULT_PROFILE", "AWS_DEFAULT_REGION"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.chdir(tmp_path)
    (tmp_path / ".aws").mkdir()
    write("")


def write(config: str, credentials: str = "") -> None:
    Path(".aws/config").write_text(config)
    Path(".aws/credentials").write_text(credentials)


@pytest.mark.parametrize("case", CASES, ids=[case.name for case in CASES])
def test_a_setting_has_the_value_of_botocore(
    case: Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    choices = (None, *case.values)
    for variable, written, shared in product(choices, choices, choices):
        with monkeypatch.context() as patched:
            if variable is not None:
                patched.setenv(case.variable, variable)
            write(
                "" if written is None else f"[default]\n{case.key} = {written}\n",
                "" if shared is None else f"[default]\n{case.key} = {shared}\n",
            )
            expected = case.read(Session().get_config_variable(case.name))
            assert getattr(Configuration(), case.name) == expected


@pytest.mark.parametrize(
    ("key", "variable", "values", "default"), S3, ids=[each[0] for each in S3]
)
def test_a_setting_of_s3_has_the_value_of_botocore(
    key: str,
    variable: str,
    values: tuple[str, str],
    default: object,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    name = key if key.startswith("s3_") else f"s3_{key}"
    lines = ["", *[f"s3 =\n  {key} = {value}\n" for value in values]]
    if key in ("use_arn_region", "us_east_1_regional_endpoint"):
        lines += [f"{lines[1]}s3_{key} = {values[1]}\n"]
    for given, line in product((None, *values) if variable else (None,), lines):
        with monkeypatch.context() as patched:
            if given is not None:
                patched.setenv(variable, given)
            write(f"[default]\n{line}")
            section = Session().get_config_variable("s3") or {}
            assert getattr(Configuration("S3"), name) == section.get(key, default)


URL = "http://localhost:{0}"
PROFILE = "[default]\nservices = dev\nendpoint_url = http://localhost:4\n"
OTHERS = "[services dev]\nx ="
SERVICES = "[services dev]\napi_gateway =\n  endpoint_url = http://localhost:3\n"


@pytest.mark.parametrize("own", [False, True])
@pytest.mark.parametrize("general", [False, True])
@pytest.mark.parametrize("config", ["", PROFILE + SERVICES, PROFILE + OTHERS])
def test_an_endpoint_comes_from_where_botocore_has_it(
    own: bool, general: bool, config: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(config + "\n")
    if own:
        monkeypatch.setenv("AWS_ENDPOINT_URL_API_GATEWAY", "http://localhost:1")
    if general:
        monkeypatch.setenv("AWS_ENDPOINT_URL", "http://localhost:2")
    assert Configuration("API Gateway").endpoint_url == peer_endpoint("apigateway")


def test_configured_endpoints_are_ignored_where_that_is_said(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("AWS_ENDPOINT_URL", "http://localhost:2")
    monkeypatch.setenv("AWS_IGNORE_CONFIGURED_ENDPOINT_URLS", "true")
    assert Configuration("S3").endpoint_url is None
    given = {"endpoint_url": "http://localhost:3"}
    assert Configuration("S3", arguments=given).endpoint_url == "http://localhost:3"
    heeded = {"ignore_configured_endpoint_urls": False}
    assert Configuration("S3", arguments=heeded).endpoint_url == "http://localhost:2"


def test_a_services_section_that_is_missing_is_an_error() -> None:
    write("[default]\nservices = dev\n")
    with pytest.raises(ConfigurationError, match=r"no section \[services dev\] in "):
        _ = Configuration("S3").endpoint_url


@pytest.mark.conformance
def test_the_variable_of_each_service_is_the_one_of_botocore() -> None:
    wanted, found = {}, {}
    for path in sorted(Path(botocore.__file__).parent.glob("data/*/*/service-2.json*")):
        text = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else b""
        (service_id,) = set(re.findall(rb'"serviceId"\s*:\s*"([^"]+)"', text)) or {b""}
        name = path.parts[-3]
        provider = ConfiguredEndpointProvider({}, {}, name)
        wanted[name] = provider._get_service_env_var_name()
        url = {wanted[name]: name}
        configured = Configuration(service_id.decode(), environment=url).endpoint_url
        found[name] = wanted[name] if configured == name else service_id
    assert found == wanted
    assert len(found) > 400


@pytest.mark.parametrize(
    ("environment", "region"),
    [
        ({"AWS_REGION": "a"}, "a"),
        ({"AWS_REGION": "a", "AWS_DEFAULT_REGION": "b"}, "b"),
        ({"AWS_REGION": "a", "AWS_DEFAULT_REGION": ""}, "a"),
        ({"AWS_DEFAULT_REGION": ""}, "written"),
        ({}, "written"),
    ],
)
def test_the_variable_that_botocore_does_not_read_comes_before_the_profile(
    environment: Mapping[str, str], region: str
) -> None:
    write("[default]\nregion = written\n")
    assert Configuration(environment=environment).region == region


def test_an_argument_comes_first_unless_it_is_none() -> None:
    environment = {"AWS_DEFAULT_REGION": "b", "AWS_MAX_ATTEMPTS": "5"}
    arguments = {"region": "a", "max_attempts": None, "retry_mode": "legacy"}
    found = Configuration(arguments=arguments, environment=environment)
    assert (found.region, found.max_attempts, found.retry_mode) == ("a", 5, "standard")
    changed = found.with_arguments({"max_attempts": 2})
    assert (changed.region, changed.max_attempts, found.max_attempts) == ("a", 2, 5)


def test_a_chosen_profile_says_the_region() -> None:
    write("[profile a]\nregion = eu-west-1\n")
    assert Configuration(profile="a").region == "eu-west-1"
    assert Configuration(environment={"AWS_PROFILE": "a"}).region == "eu-west-1"
    with pytest.raises(ConfigurationError, match="the profile 'b' is in neither"):
        _ = Configuration(profile="b").region


def test_nothing_is_read_before_it_is_asked_for() -> None:
    Path(".aws/config").write_text("broken")
    configuration = Configuration(arguments={"region": "a"})
    assert configuration.region == "a"
    with pytest.raises(ConfigurationError, match="config, line 1"):
        _ = configuration.use_fips_endpoint


def test_a_region_that_is_not_to_be_had_is_an_error_that_says_where_was_looked(
    tmp_path: Path,
) -> None:
    with pytest.raises(ConfigurationError) as caught:
        Configuration(environment={}).required_region()
    folder = tmp_path / ".aws"
    assert str(caught.value) == (
        "no region: there is no argument `region`, no variable AWS_DEFAULT_REGION or "
        f"AWS_REGION, and no region in the profile 'default' of {folder}/config and "
        f"{folder}/credentials"
    )


@pytest.mark.parametrize(
    ("variable", "name", "value", "reason"),
    [
        ("AWS_MAX_ATTEMPTS", "max_attempts", "0", "a whole number, 1 or more"),
        ("AWS_MAX_ATTEMPTS", "max_attempts", "two", "a whole number, 1 or more"),
        ("AWS_USE_FIPS_ENDPOINT", "use_fips_endpoint", "1", "true or false"),
        ("AWS_RETRY_MODE", "retry_mode", "never", "one of standard, adaptive"),
    ],
)
def test_a_value_that_cannot_be_read_is_an_error_that_names_its_place(
    variable: str, name: str, value: str, reason: str
) -> None:
    write(f"[default]\n{name} = {value}\n")
    places = {
        variable: Configuration(environment={variable: value}),
        name: Configuration(arguments={name: value}),
        f"{name} of the profile 'default'": Configuration(environment={}),
    }
    for place, configuration in places.items():
        with pytest.raises(ConfigurationError) as caught:
            getattr(configuration, name)
        assert str(caught.value) == f"{place} is '{value}': it must be {reason}"


def test_a_bearer_token_of_the_service_is_preferred_to_what_is_configured() -> None:
    environment = {"AWS_BEARER_TOKEN_BEDROCK": "t", "AWS_AUTH_SCHEME_PREFERENCE": "a"}
    found = Configuration("Bedrock Runtime", "bedrock", environment=environment)
    assert found.token_source()().token == "t"
    assert found.preferred_schemes == ("httpBearerAuth", "a")
    said = found.with_arguments({"auth_scheme_preference": ("sigv4",)})
    assert said.preferred_schemes == ("sigv4",)
    other = Configuration("S3", "s3", environment=environment)
    assert other.preferred_schemes == ("a",)


@pytest.mark.parametrize("region", ["a.example/", "-a", "a-", "", "\u00e9", "a" * 64])
def test_a_region_is_a_part_of_a_host(region: str) -> None:
    with pytest.raises(ConfigurationError, match="it must be letters, digits and hy"):
        _ = Configuration(arguments={"region": region}).region


def test_a_configuration_is_not_pickled() -> None:
    with pytest.raises(TypeError, match="may hold secrets"):
        pickle.dumps(Configuration(environment={"AWS_SECRET_ACCESS_KEY": "hidden"}))
    assert "hidden" not in repr(Configuration(environment={"A": "hidden"}))


def test_a_configuration_of_arguments_looks_nowhere_else(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    Path(".aws/config").write_text("broken")
    for variable in ("AWS_ENDPOINT_URL", "AWS_DEFAULT_REGION", "AWS_BEARER_TOKEN_"):
        monkeypatch.setenv(variable, "a")
    found = Configuration.of_arguments({"max_attempts": 2}).with_arguments({})
    assert (found.max_attempts, found.endpoint_url, found.region) == (2, None, None)
    assert found.bearer_token is None
    with pytest.raises(ConfigurationError, match="no argument `region`"):
        found.required_region()


@pytest.mark.parametrize("name", ["regoin", "profile", "with_arguments"])
def test_a_setting_that_does_not_exist_is_refused(name: str) -> None:
    with pytest.raises(TypeError, match=f"there is no setting {name}"):
        Configuration(arguments={name: "a"})


def peer_endpoint(name: str) -> str | None:
    session = Session()
    provider = ConfiguredEndpointProvider(
        session.full_config, session.get_scoped_config(), name
    )
    url: str | None = provider.provide()
    return url
