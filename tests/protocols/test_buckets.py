"""Where requests name a bucket of S3: what botocore's client does is what ours do.

https://smithy.io/2.0/aws/customizations/s3-customizations.html
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any

import boto3
import pytest
from botocore.config import Config

from smithwright.settings import PackageSettings
from tests.support.inline import model_of, package_of, request
from tests.support.packages import generated_package

OPERATIONS: dict[str, dict[str, object]] = {
    "CreateBucket": {},
    "DeleteObjects": {"Delete": {"Objects": [{"Key": "a"}]}},
    "GetBucketLocation": {},
    "GetObject": {"Key": "/a//b c+é/.../d/", "VersionId": "a/b"},
    "HeadBucket": {},
    "ListObjectsV2": {"EncodingType": "url"},
    "PutObject": {"Key": "a", "Body": b"data"},
}
BUCKETS = [
    *("my-bucket", "123", "a" * 63, "zone--usw2-az1--x-s3", "mine-abc-s3alias"),
    *("my.bucket", "My-Bucket", "my_bucket", "ab", "-ab", "ab-", "192.168.1.1"),
]
POINTS = [
    "arn:aws:s3:us-west-2:123456789012:accesspoint/mine",
    "arn:aws:s3:us-west-2:123456789012:accesspoint:mine",
]
STYLES = ["auto", "virtual", "path"]
ELSEWHERE = ["http://127.0.0.1:9000", "https://store.example.com:8443/base"]


@pytest.fixture(scope="module")
def package(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ModuleType]:
    folder = tmp_path_factory.mktemp("s3")
    settings = PackageSettings(
        "s3_of_buckets", ("botocore:s3",), "", operations=tuple(OPERATIONS)
    )
    with generated_package(settings, folder, folder) as module:
        yield module


@cache
# Any: botocore has no types.
def client(style: str, endpoint: str | None) -> Any:
    made = boto3.session.Session("key", "secret", region_name="us-west-2").client(
        "s3",
        endpoint_url=endpoint,
        config=Config(s3={"addressing_style": style}, disable_request_compression=True),
    )
    made.meta.events.register("before-send", _keep)
    return made


class Sent(Exception):
    """Carries the request that botocore would send."""


def _keep(request: Any, **event: object) -> None:
    raise Sent(request.url)


def sent_by_botocore(
    style: str, endpoint: str | None, operation: str, members: dict[str, object]
) -> str:
    made = client(style, endpoint)
    method = next(
        name
        for name, api in made.meta.method_to_api_mapping.items()
        if api == operation
    )
    with pytest.raises(Sent) as kept:
        getattr(made, method)(**members)
    return str(kept.value.args[0])


def sent(
    package: ModuleType,
    style: str,
    endpoint: str,
    operation: str,
    members: dict[str, object],
) -> str:
    value = package.OPERATIONS[operation].input_type.from_dict(members)
    config = package.AddressingConfig(addressing_style=style)
    return str(value.make_operation(config).request.url(endpoint))


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize("operation", OPERATIONS)
@pytest.mark.parametrize("bucket", BUCKETS)
def test_a_bucket_is_in_the_host_at_aws(
    package: ModuleType, style: str, operation: str, bucket: str
) -> None:
    members = {"Bucket": bucket, **OPERATIONS[operation]}
    if bucket.endswith("--x-s3"):
        # An endpoint of its own, where botocore wants to start a session first.
        expected = f"https://{bucket}.s3express-usw2-az1.us-west-2.amazonaws.com"
        endpoint = expected.replace(f"{bucket}.", "")
        found = sent(package, style, endpoint, operation, members)
        is_in_path = style == "path" or operation == "GetBucketLocation"
        assert found.startswith(expected) is not is_in_path
        return
    found = sent(
        package, style, "https://s3.us-west-2.amazonaws.com", operation, members
    )
    assert found == sent_by_botocore(style, None, operation, members)


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize("operation", OPERATIONS)
@pytest.mark.parametrize("endpoint", ELSEWHERE)
def test_a_bucket_is_in_the_path_elsewhere(
    package: ModuleType, style: str, operation: str, endpoint: str
) -> None:
    members = {"Bucket": "my-bucket", **OPERATIONS[operation]}
    found = sent(package, style, endpoint, operation, members)
    if style == "virtual" and operation != "GetBucketLocation":
        # Even at an address of IP, where botocore changes its mind.
        assert found.partition("://")[2].startswith("my-bucket.")
    else:
        assert found == sent_by_botocore(style, endpoint, operation, members)


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize("point", POINTS)
@pytest.mark.parametrize(
    "endpoint", [*ELSEWHERE, "https://s3-accesspoint.us-west-2.amazonaws.com"]
)
def test_an_access_point_is_in_the_host(
    package: ModuleType, style: str, point: str, endpoint: str
) -> None:
    members: dict[str, object] = {"Bucket": point, "Key": "a b"}
    expected = sent_by_botocore(style, endpoint, "GetObject", members)
    assert sent(package, style, endpoint, "GetObject", members) == expected


def test_the_endpoint_of_access_points_is_what_botocore_takes(
    package: ModuleType,
) -> None:
    members: dict[str, object] = {"Bucket": POINTS[0], "Key": "a"}
    endpoint = "https://s3-accesspoint.us-west-2.amazonaws.com"
    found = sent(package, "auto", endpoint, "GetObject", members)
    assert found == sent_by_botocore("auto", None, "GetObject", members)


@pytest.mark.parametrize(
    "endpoint",
    [
        "https://s3.dualstack.eu-west-1.amazonaws.com",
        "https://s3-accelerate.amazonaws.com",
        "https://s3-fips.us-gov-west-1.amazonaws.com",
        "https://s3.cn-north-1.amazonaws.com.cn/",
        "http://s3.amazonaws.com:80",
        "https://S3.us-west-2.API.AWS",
    ],
)
def test_the_endpoint_says_all_else(package: ModuleType, endpoint: str) -> None:
    made = package.GetObjectInput(bucket="my-bucket", key="a")
    request = made.make_operation(package.Config()).request
    assert (request.host_prefix, request.path) == ("my-bucket.", "/a")
    host = endpoint.rstrip("/").replace("://", "://my-bucket.")
    assert request.url(endpoint) == f"{host}/a"


def test_a_host_that_only_sounds_like_aws_has_buckets_in_the_path(
    package: ModuleType,
) -> None:
    made = package.GetObjectInput(bucket="my-bucket", key="a")
    request = made.make_operation(package.Config()).request
    for endpoint in ("https://amazonaws.com.example", "https://s3.example/.api.aws"):
        assert request.url(endpoint) == f"{endpoint}/my-bucket/a"


def test_the_request_in_the_host_is_a_request_like_others(package: ModuleType) -> None:
    made = package.PutObjectInput(bucket="my-bucket", key="a", body=b"data")
    request = made.make_operation(package.Config()).request
    assert isinstance(request, package.HttpRequest)
    assert request.body == b"data"
    assert request.headers["Content-Type"] == "application/octet-stream"
    assert "my-bucket" not in repr(request)


def test_other_services_with_a_bucket_leave_it_in_the_path(tmp_path: Path) -> None:
    model = model_of("""
@aws.api#service(sdkId: "Other")
@restXml
service Service { version: "1", operations: [Act] }

@http(method: "GET", uri: "/{Bucket}")
operation Act {
    input := {
        @required
        @httpLabel
        Bucket: String
    }
}
""")
    other = package_of(model, tmp_path)
    made = request(other, "Act", Bucket="my-bucket")
    assert made.url("https://s3.amazonaws.com") == "https://s3.amazonaws.com/my-bucket"
    assert not hasattr(other, "AddressingConfig")
