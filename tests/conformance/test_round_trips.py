"""Generated requests against moto's server, and boto3 looking at the same state.

They are signed and sent by the function that docs/sending.md shows.
"""

from __future__ import annotations

import importlib
import sys
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

# Any: neither boto3's clients nor packages that a test generates have static types.
from typing import Any

import boto3
import pytest
from moto.server import ThreadedMotoServer

from smithwright.settings import PackageSettings
from tests.conftest import ROOT
from tests.documents.pages import blocks
from tests.support.packages import generated_package

pytestmark = [
    pytest.mark.conformance,
    # The server's thread leaves its socket to the garbage collector.
    pytest.mark.filterwarnings("ignore::ResourceWarning"),
]

SERVICES = {
    "sts": ("GetCallerIdentity",),
    "sqs": ("SendMessage", "ReceiveMessage"),
    "dynamodb": ("PutItem", "Query"),
    "ec2": ("DescribeInstances",),
    "apigateway": ("CreateRestApi", "GetRestApis"),
    "s3": ("PutObject", "GetObject", "ListObjectsV2", "DeleteObjects"),
    "route53": ("CreateHostedZone", "GetHostedZone"),
}


@dataclass(frozen=True)
class Service:
    """A service at moto, by a generated package and by boto3."""

    package: Any
    boto3: Any
    sender: Any
    endpoint: str
    credentials: Any

    def call(self, operation: str, **members: object) -> Any:
        """Sends an operation with members by their model names."""
        definition = self.package.OPERATIONS[operation]
        value = definition.input_type.from_dict(members)
        prepared = value.make_operation(self.package.Config(region="us-west-2"))
        return self.sender.send(prepared, self.endpoint, self.credentials)


@pytest.fixture(scope="module")
def endpoint() -> Iterator[str]:
    server = ThreadedMotoServer("127.0.0.1", port=0, verbose=False)
    server.start()
    try:
        yield "http://{}:{}".format(*server.get_host_and_port())
    finally:
        server.stop()


@pytest.fixture(scope="module")
def services(
    endpoint: str, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[dict[str, Service]]:
    folder = tmp_path_factory.mktemp("round_trips")
    session = boto3.Session("key", "secret", region_name="us-west-2")
    with ExitStack() as stack:
        made: dict[str, Service] = {}
        for name, operations in SERVICES.items():
            settings = PackageSettings(
                f"moto_{name}", (f"botocore:{name}",), "", operations=operations
            )
            package = stack.enter_context(generated_package(settings, folder, folder))
            made[name] = Service(
                package,
                session.client(name, endpoint_url=endpoint),
                _sender(settings.name, folder),
                endpoint,
                session.get_credentials(),
            )
        yield made


def _sender(package: str, folder: Path) -> Any:
    """Returns the module that docs/sending.md shows, for another package."""
    (text,) = (
        block.text
        for block in blocks(ROOT / "docs/sending.md")
        if block.notes.get("file") == "src/sending.py"
    )
    name = f"sending_{package}"
    (folder / f"{name}.py").write_text(text.replace("my_sqs", package), "utf-8")
    sys.path.insert(0, str(folder))
    try:
        return importlib.import_module(name)
    finally:
        sys.path.remove(str(folder))


def test_sts_says_who_is_calling(services: dict[str, Service]) -> None:
    output = services["sts"].call("GetCallerIdentity")
    expected = services["sts"].boto3.get_caller_identity()
    assert output.to_dict() == {
        name: expected[name] for name in ("UserId", "Account", "Arn")
    }


def test_sqs_messages_go_both_ways(services: dict[str, Service]) -> None:
    sqs = services["sqs"]
    url = sqs.boto3.create_queue(QueueName="orders")["QueueUrl"]
    attribute = {"DataType": "Binary", "BinaryValue": b"\x00\xff"}
    sent = sqs.call(
        "SendMessage",
        QueueUrl=url,
        MessageBody="tea & «milk»",
        MessageAttributes={"raw": attribute},
    )
    (received,) = sqs.boto3.receive_message(
        QueueUrl=url, MessageAttributeNames=["All"], VisibilityTimeout=0
    )["Messages"]
    assert received["MessageId"] == sent.message_id
    assert received["MD5OfBody"] == sent.md5_of_message_body
    assert received["MessageAttributes"] == {"raw": attribute}
    output = sqs.call("ReceiveMessage", QueueUrl=url, MessageAttributeNames=["All"])
    (message,) = output.messages
    assert message.body == "tea & «milk»"
    assert message.message_attributes["raw"].binary_value == b"\x00\xff"


def test_sqs_raises_what_its_model_names(services: dict[str, Service]) -> None:
    sqs = services["sqs"]
    with pytest.raises(sqs.package.QueueDoesNotExist) as raised:
        sqs.call("ReceiveMessage", QueueUrl=f"{sqs.endpoint}/123456789012/none")
    assert raised.value.status == 400


def test_dynamodb_items_are_put_and_found(services: dict[str, Service]) -> None:
    dynamodb = services["dynamodb"]
    dynamodb.boto3.create_table(
        TableName="teas",
        KeySchema=[{"AttributeName": "name", "KeyType": "HASH"}],
        AttributeDefinitions=[{"AttributeName": "name", "AttributeType": "S"}],
        BillingMode="PAY_PER_REQUEST",
    )
    item = {
        "name": {"S": "oolong"},
        "raw": {"B": b"\x00\xff"},
        "sizes": {"L": [{"N": "1"}, {"N": "2.5"}]},
        "more": {"M": {"hot": {"BOOL": True}, "gone": {"NULL": True}}},
    }
    dynamodb.call("PutItem", TableName="teas", Item=item)
    key = {"name": {"S": "oolong"}}
    assert dynamodb.boto3.get_item(TableName="teas", Key=key)["Item"] == item
    output = dynamodb.call(
        "Query",
        TableName="teas",
        KeyConditionExpression="#n = :n",
        ExpressionAttributeNames={"#n": "name"},
        ExpressionAttributeValues={":n": {"S": "oolong"}},
    )
    assert output.count == 1
    assert output.to_dict()["Items"] == [item]


def test_ec2_describes_the_same_instances(services: dict[str, Service]) -> None:
    ec2 = services["ec2"]
    image = ec2.boto3.describe_images(MaxResults=1)["Images"][0]["ImageId"]
    ec2.boto3.run_instances(ImageId=image, MinCount=2, MaxCount=2)
    filters = [{"Name": "instance-state-name", "Values": ["running", "pending"]}]
    expected = ec2.boto3.describe_instances(Filters=filters)
    output = ec2.call("DescribeInstances", Filters=filters)
    assert len(output.reservations[0].instances) == 2
    assert output.to_dict()["Reservations"] == expected["Reservations"]


def test_api_gateway_apis_are_made_and_listed(services: dict[str, Service]) -> None:
    gateway = services["apigateway"]
    made = gateway.call(
        "CreateRestApi", name="teas", description="Tea & «milk»", tags={"a": "b"}
    )
    (listed,) = gateway.boto3.get_rest_apis()["items"]
    assert (listed["id"], listed["name"]) == (made.id, "teas")
    (found,) = gateway.call("GetRestApis", limit=10).items
    assert found.to_dict() == listed


def test_route_53_zones_are_made_and_read(services: dict[str, Service]) -> None:
    route_53 = services["route53"]
    made = route_53.call(
        "CreateHostedZone",
        Name="example.com.",
        CallerReference="once",
        HostedZoneConfig={"Comment": "<tea> & milk"},
    )
    expected = route_53.boto3.get_hosted_zone(Id=made.hosted_zone.id)
    output = route_53.call("GetHostedZone", Id=made.hosted_zone.id)
    assert output.hosted_zone.config.comment == "<tea> & milk"
    assert output.to_dict()["HostedZone"] == expected["HostedZone"]


def test_s3_objects_are_put_streamed_and_listed(
    services: dict[str, Service], tmp_path: Path
) -> None:
    s3 = services["s3"]
    s3.boto3.create_bucket(
        Bucket="teas", CreateBucketConfiguration={"LocationConstraint": "us-west-2"}
    )
    file = tmp_path / "tea.bin"
    file.write_bytes(bytes(range(256)) * 1000)
    with file.open("rb") as stream:
        s3.call(
            "PutObject",
            Bucket="teas",
            Key="green/gun powder+é.bin",
            Body=stream,
            ContentType="application/x-tea",
            Metadata={"origin": "Zhejiang"},
        )
    key = {"Bucket": "teas", "Key": "green/gun powder+é.bin"}
    seen = s3.boto3.get_object(**key)
    assert seen["Body"].read() == file.read_bytes()
    assert (seen["ContentType"], seen["Metadata"]) == (
        "application/x-tea",
        {"origin": "Zhejiang"},
    )
    output = s3.call("GetObject", **key)
    assert (output.content_length, output.e_tag) == (256_000, seen["ETag"])
    assert output.metadata == {"origin": "Zhejiang"}
    assert output.body.read(2) == b"\x00\x01"
    assert b"".join(output.body) == file.read_bytes()[2:]
    expected = s3.boto3.list_objects_v2(Bucket="teas", Prefix="green/")
    listed = s3.call("ListObjectsV2", Bucket="teas", Prefix="green/")
    assert listed.key_count == 1
    assert listed.to_dict()["Contents"] == expected["Contents"]


def test_s3_raises_what_its_model_names(services: dict[str, Service]) -> None:
    s3 = services["s3"]
    s3.boto3.create_bucket(
        Bucket="none", CreateBucketConfiguration={"LocationConstraint": "us-west-2"}
    )
    with pytest.raises(s3.package.NoSuchKey) as raised:
        s3.call("GetObject", Bucket="none", Key="none")
    assert raised.value.status == 404
    deleted = s3.call(
        "DeleteObjects", Bucket="none", Delete={"Objects": [{"Key": "none"}]}
    )
    assert deleted.deleted[0].key == "none"
