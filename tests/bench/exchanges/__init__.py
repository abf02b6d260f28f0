"""Typical requests and large responses, of each protocol.

Responses are made up, but have the members, names and lengths of real ones.
"""

from __future__ import annotations

from tests.bench.exchanges import cloudwatch, dynamodb, ec2, s3, sqs, sts
from tests.bench.exchanges.exchange import Exchange

EXCHANGES: tuple[Exchange, ...] = (
    dynamodb.QUERY,
    sqs.RECEIVE_MESSAGE,
    cloudwatch.LIST_METRICS,
    cloudwatch.GET_METRIC_DATA,
    s3.LIST_OBJECTS,
    sts.GET_CALLER_IDENTITY,
    sts.ASSUME_ROLE,
    ec2.DESCRIBE_INSTANCES,
)
