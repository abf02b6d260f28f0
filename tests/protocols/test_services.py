"""What some services need beyond what their models say."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path
from types import ModuleType

import pytest

from smithwright.settings import PackageSettings
from tests.support.inline import inline_package, request, response
from tests.support.packages import generated_package

REST_XML = """
@aws.api#service(sdkId: "{}")
@restXml
@xmlNamespace(uri: "https://example.com/")
service Service {{ version: "2013-04-01", operations: [Act] }}
"""
S3 = REST_XML.format("S3") + """
@http(method: "POST", uri: "/{Bucket}?delete")
operation Act {
    input := {
        @required
        @httpLabel
        Bucket: String
    }
    output := {
        @xmlFlattened
        Error: Errors
        Key: String
    }
    errors: [NoSuchKey]
}
list Errors { member: ErrorEntry }
structure ErrorEntry { Code: String }
@error("client")
structure NoSuchKey { Key: String }
"""
ROUTE_53 = REST_XML.format("Route 53") + """
@http(method: "POST", uri: "/zone/{Id}")
operation Act {
    input := {
        @required
        @httpLabel
        @length(max: 8)
        Id: ResourceId
        DelegationSetId: ResourceId
        Name: String
    }
    output := { Id: ResourceId }
}
string ResourceId
"""


@contextmanager
def from_botocore(folder: Path, service: str, *operations: str) -> Iterator[ModuleType]:
    name = f"service_{service}"
    settings = PackageSettings(
        name, (f"botocore:{service}",), "", operations=operations
    )
    with generated_package(settings, folder, folder) as package:
        yield package


@pytest.mark.parametrize(
    "start",
    [
        "",
        '<?xml version="1.0" encoding="UTF-8"?>\n',
        " \r\n\n",
        "<?xml version='1.0'?>   \n",
    ],
)
def test_s3_may_say_an_error_after_it_has_said_ok(start: str) -> None:
    package = inline_package(S3)
    body = f"{start}<Error><Code>NoSuchKey</Code><Message>No.</Message></Error>"
    with pytest.raises(package.NoSuchKey, match="No") as raised:
        response(package, "Act", body)
    assert raised.value.status == 200
    body = f"{start}<Error><Code>InternalError</Code></Error>"
    with pytest.raises(package.S3Error) as raised:
        response(package, "Act", body)
    assert (raised.value.code, raised.value.fault) == ("InternalError", "server")


@pytest.mark.parametrize(
    "body",
    [
        "<Errors/>",
        "<DeleteResult><Error><Code>AccessDenied</Code></Error></DeleteResult>",
        "<ActOutput><Key>&lt;Error></Key></ActOutput>",
    ],
)
def test_what_only_looks_like_an_error_of_s3_is_an_output(body: str) -> None:
    package = inline_package(S3)
    assert response(package, "Act", body)


def test_other_services_mean_the_status_that_they_send() -> None:
    package = inline_package(S3.replace('"S3"', '"Another"'))
    assert response(package, "Act", "<Error><Code>NoSuchKey</Code></Error>")


def test_a_date_that_s3_was_once_given_need_not_be_one() -> None:
    text = S3.replace("Key: String\n    }", '@httpHeader("E") Expires: Timestamp }', 1)
    package = inline_package(text)
    body = "<ActOutput/>"
    assert response(package, "Act", body, headers={"E": "never"}).expires is None
    date = "Thu, 02 Jan 2020 03:04:05 GMT"
    assert response(package, "Act", body, headers={"E": date}).expires.year == 2020


def test_s3_says_where_a_bucket_is_without_a_wrapper(tmp_path: Path) -> None:
    body = (
        '<?xml version="1.0" encoding="UTF-8"?>\n<LocationConstraint '
        'xmlns="http://s3.amazonaws.com/doc/2006-03-01/">{}</LocationConstraint>'
    )
    with from_botocore(tmp_path, "s3", "GetBucketLocation") as package:
        output = response(package, "GetBucketLocation", body.format("eu-central-1"))
        assert output.location_constraint == "eu-central-1"
        output = response(package, "GetBucketLocation", body.format(""))
        assert output.location_constraint is None


@pytest.mark.parametrize("given", ["Z123", "/hostedzone/Z123", "hostedzone/Z123"])
def test_an_id_of_route_53_may_come_as_the_service_returns_it(given: str) -> None:
    package = inline_package(ROUTE_53)
    sent = request(
        package, "Act", Id=given, DelegationSetId="/delegationset/N1", Name="/a/b"
    )
    assert sent.path == "/zone/Z123"
    assert b"<DelegationSetId>N1</DelegationSetId><Name>/a/b</Name>" in sent.body
    assert package.ActInput.builder().id(given).build().id == "Z123"
    output = response(package, "Act", f"<ActOutput><Id>{given}</Id></ActOutput>")
    assert output.id == given


def test_an_id_of_route_53_is_checked_as_it_is_sent() -> None:
    package = inline_package(ROUTE_53)
    with pytest.raises(package.BuildError, match="is required"):
        request(package, "Act", Id="/hostedzone/")
    with pytest.raises(package.BuildError, match="must be str"):
        package.OPERATIONS["Act"].serialize(package.ActInput(id=1), package.Config())


def test_route_53_names_an_error_by_its_element(tmp_path: Path) -> None:
    with from_botocore(tmp_path, "route53", "ChangeResourceRecordSets") as package:
        with pytest.raises(package.InvalidChangeBatch) as raised:
            response(
                package,
                "ChangeResourceRecordSets",
                '<?xml version="1.0"?>'
                '<InvalidChangeBatch xmlns="https://route53.amazonaws.com/doc/">'
                "<messages><Message>Taken.</Message><Message>Gone.</Message></messages>"
                "<RequestId>b25f48e8</RequestId></InvalidChangeBatch>",
                400,
            )
        assert raised.value.messages == ("Taken.", "Gone.")
        assert raised.value.request_id == "b25f48e8"


def test_api_gateway_is_asked_for_json(tmp_path: Path) -> None:
    with from_botocore(tmp_path, "apigateway", "GetRestApis") as package:
        sent = request(package, "GetRestApis", limit=1)
        assert sent.headers == {"Accept": "application/json"}
        assert sent.target == "/restapis?limit=1"


def test_glacier_is_told_its_version_and_the_own_account(tmp_path: Path) -> None:
    with from_botocore(tmp_path, "glacier", "DescribeVault") as package:
        for members in ({}, {"accountId": ""}, {"accountId": "-"}):
            sent = request(package, "DescribeVault", vaultName="v", **members)
            assert sent.path == "/-/vaults/v"
            assert sent.headers == {"X-Amz-Glacier-Version": "2012-06-01"}
        sent = request(package, "DescribeVault", vaultName="v", accountId="1234")
        assert sent.path == "/1234/vaults/v"
        built = package.DescribeVaultInput.builder().vault_name("v").build()
        assert built.account_id == "-"


GLACIER = """
@aws.api#service(sdkId: "Glacier")
@restJson1
service Service { version: "2012-06-01", operations: [Act] }

@http(method: "POST", uri: "/archives")
operation Act {
    input := {
        @httpHeader("x-amz-sha256-tree-hash")
        checksum: String
        @httpPayload
        body: Blob
    }
}
"""


@pytest.mark.parametrize("size", [0, 5, 1 << 20, (1 << 20) + 1, 5 << 20])
def test_glacier_gets_the_tree_hash_of_what_it_stores(size: int) -> None:
    package = inline_package(GLACIER)
    data = bytes(index % 251 for index in range(size))
    headers = request(package, "Act", body=data).headers
    assert headers["X-Amz-Content-Sha256"] == sha256(data).hexdigest()
    assert headers["X-Amz-Sha256-Tree-Hash"] == _tree_hash(data).hex()


def test_a_tree_hash_that_is_given_counts() -> None:
    package = inline_package(GLACIER)
    headers = request(package, "Act", body=b"x", checksum="given").headers
    assert headers["x-amz-sha256-tree-hash"] == "given"
    assert "X-Amz-Sha256-Tree-Hash" not in headers


def _tree_hash(data: bytes) -> bytes:
    """Returns the hash of the hashes of both halves, as the definition has it."""
    if len(data) <= 1 << 20:
        return sha256(data).digest()
    half = 1 << 20
    while half * 2 < len(data):
        half *= 2
    return sha256(_tree_hash(data[:half]) + _tree_hash(data[half:])).digest()


@pytest.mark.parametrize(
    ("given", "url"),
    [
        ("https://realtime.example.com", "https://realtime.example.com/"),
        ("https://realtime.example.com/", "https://realtime.example.com/"),
        (
            "http://realtime.example.com:8080/base?a",
            "http://realtime.example.com:8080/",
        ),
        ("realtime.example.com", "https://realtime.example.com/"),
    ],
)
def test_a_prediction_is_asked_of_the_endpoint_in_the_input(
    tmp_path: Path, given: str, url: str
) -> None:
    with from_botocore(tmp_path, "machinelearning", "Predict") as package:
        value = package.PredictInput(
            ml_model_id="m", record={"a": "b"}, predict_endpoint=given
        )
        # The model knows endpoints of AWS only.
        config = package.Config(validate="required")
        sent = value.make_operation(config).request
        assert sent.url("https://machinelearning.us-east-1.amazonaws.com") == url
        assert sent.endpoint == given
        assert json.loads(sent.body)["PredictEndpoint"] == given


def test_other_operations_of_machine_learning_go_where_they_are_sent(
    tmp_path: Path,
) -> None:
    with from_botocore(tmp_path, "machinelearning", "GetMLModel") as package:
        sent = request(package, "GetMLModel", MLModelId="m")
        assert sent.url("https://ml.example.com") == "https://ml.example.com/"
