"""SQS, by awsJson1_0: a batch of messages."""

from __future__ import annotations

import json
from hashlib import md5

from tests.bench.exchanges.exchange import REQUEST_ID, Exchange


def _message(number: int) -> dict[str, object]:
    event = {
        "type": "order.created",
        "id": f"6f4f2b0e-7d0a-4b53-8a35-6b3d0c8e6a{number:02}",
        "customer": "customer-000042",
        "lines": [{"sku": f"SKU-{line:03}", "quantity": line} for line in range(1, 6)],
        "note": "Bitte im Büro abgeben: danke!",
    }
    body = json.dumps(event, ensure_ascii=False)
    return {
        "Attributes": {
            "ApproximateFirstReceiveTimestamp": f"{1_700_000_000_000 + number}",
            "ApproximateReceiveCount": "1",
            "SenderId": "AIDAIENQZJOLO23YVJ4VO",
            "SentTimestamp": f"{1_699_999_999_000 + number}",
        },
        "Body": body,
        "MD5OfBody": md5(body.encode(), usedforsecurity=False).hexdigest(),
        "MD5OfMessageAttributes": "9424c491e7b0fd9d1b7d1a1b1b1b1b1b",
        "MessageAttributes": {
            "trace": {"DataType": "String", "StringValue": f"1-65532f00-{number:024}"},
            "version": {"DataType": "Number", "StringValue": "3"},
            "digest": {"DataType": "Binary", "BinaryValue": "3q2+78r+ur4="},
        },
        "MessageId": f"0a7c1f8e-55f5-4e1f-9a48-0c52f4f8a1{number:02}",
        "ReceiptHandle": f"AQEB{number}" + "wJnKyrHigUMZj6rYigCgxlaS3SLy0a" * 12,
    }


RECEIVE_MESSAGE = Exchange(
    service="sqs",
    operation="ReceiveMessage",
    protocol="awsJson1_0",
    parameters={
        "QueueUrl": "https://sqs.us-west-2.amazonaws.com/123456789012/orders",
        "MessageSystemAttributeNames": ["All"],
        "MessageAttributeNames": ["trace", "version", "digest"],
        "MaxNumberOfMessages": 10,
        "VisibilityTimeout": 60,
        "WaitTimeSeconds": 20,
    },
    holds="10 messages",
    headers={
        "Content-Type": "application/x-amz-json-1.0",
        "x-amzn-RequestId": REQUEST_ID,
    },
    body=json.dumps({"Messages": [_message(number) for number in range(10)]}).encode(),
    request_target=15,
    response_target=20,
)
