"""The runtime's module of partitions, beside what botocore says."""

from __future__ import annotations

import json
from pathlib import Path

import botocore
import pytest
from templates.runtime.client.partitions import aws_partition

from tests.endpoints.partitions import MODULE, partitions_module


def test_module_says_what_the_installed_botocore_says() -> None:
    assert MODULE.read_text("utf-8") == partitions_module()


def test_every_region_that_botocore_knows_is_in_its_partition() -> None:
    data = Path(botocore.__file__).with_name("data") / "partitions.json"
    for partition in json.loads(data.read_bytes())["partitions"]:
        for region in partition["regions"]:
            assert aws_partition(region).name == partition["id"]


@pytest.mark.parametrize(
    ("region", "partition"),
    [
        ("eu-west-77", "aws"),
        ("cn-south-1", "aws-cn"),
        ("us-gov-west-9", "aws-us-gov"),
        ("us-isob-west-9", "aws-iso-b"),
        ("nowhere", "aws"),
        ("", "aws"),
    ],
)
def test_region_that_nobody_knows_is_where_its_name_says(
    region: str, partition: str
) -> None:
    assert aws_partition(region).name == partition
