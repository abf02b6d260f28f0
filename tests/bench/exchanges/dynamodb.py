"""DynamoDB, by awsJson1_0: orders of a customer."""

from __future__ import annotations

import json

from tests.bench.exchanges.exchange import REQUEST_ID, Exchange


def _item(number: int) -> dict[str, object]:
    lines = [
        {
            "M": {
                "Sku": {"S": f"SKU-{number % 17:03}-{line}"},
                "Quantity": {"N": str(1 + line)},
                "Price": {"N": f"{12 + number % 40}.95"},
            }
        }
        for line in range(1 + number % 3)
    ]
    address = {
        "Street": {"S": f"{number} Example Street"},
        "City": {"S": "Zürich" if number % 5 == 0 else "Springfield"},
        "PostalCode": {"S": f"{80000 + number}"},
    }
    return {
        "CustomerId": {"S": "customer-000042"},
        "OrderId": {"S": f"2024-{number:06}"},
        "Created": {"N": str(1_700_000_000 + 3600 * number)},
        "Total": {"N": f"{25 + number}.90"},
        "Paid": {"BOOL": number % 4 != 0},
        "Coupon": {"NULL": True} if number % 3 else {"S": f"SAVE{number}"},
        "Labels": {"SS": ["gift", "priority", f"batch-{number // 10}"]},
        "Lines": {"L": lines},
        "Address": {"M": address},
    }


_ITEMS = [_item(number) for number in range(100)]
_OUTPUT = {
    "ConsumedCapacity": {"CapacityUnits": 12.5, "TableName": "Orders"},
    "Count": len(_ITEMS),
    "Items": _ITEMS,
    "LastEvaluatedKey": {
        "CustomerId": {"S": "customer-000042"},
        "OrderId": {"S": "2024-000099"},
    },
    "ScannedCount": len(_ITEMS),
}

QUERY = Exchange(
    service="dynamodb",
    operation="Query",
    protocol="awsJson1_0",
    parameters={
        "TableName": "Orders",
        "KeyConditionExpression": "#customer = :customer AND #order > :start",
        "FilterExpression": "#total >= :least",
        "ProjectionExpression": "#order, #total, Lines, Address",
        "ExpressionAttributeNames": {
            "#customer": "CustomerId",
            "#order": "OrderId",
            "#total": "Total",
        },
        "ExpressionAttributeValues": {
            ":customer": {"S": "customer-000042"},
            ":start": {"S": "2024-000000"},
            ":least": {"N": "20"},
        },
        "ExclusiveStartKey": {
            "CustomerId": {"S": "customer-000042"},
            "OrderId": {"S": "2023-001729"},
        },
        "Limit": 100,
        "ReturnConsumedCapacity": "TOTAL",
    },
    holds="100 items",
    headers={
        "Content-Type": "application/x-amz-json-1.0",
        "x-amzn-RequestId": REQUEST_ID,
    },
    body=json.dumps(_OUTPUT, ensure_ascii=False, separators=(",", ":")).encode(),
    request_target=15,
    response_target=20,
)
