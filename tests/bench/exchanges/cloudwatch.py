"""CloudWatch, by rpcv2Cbor: a day of five metrics, and a page of their names."""

from __future__ import annotations

from datetime import UTC, datetime

from cbor2 import CBORTag, dumps

from tests.bench.exchanges.exchange import REQUEST_ID, Exchange

_METRICS = (
    "CPUUtilization",
    "NetworkIn",
    "NetworkOut",
    "DiskReadOps",
    "DiskWriteOps",
)
_MIDNIGHT = 1_700_006_400
_FIVE_MINUTES = 300
_EPOCH_SECONDS = 1
_HEADERS = {
    "Content-Type": "application/cbor",
    "smithy-protocol": "rpc-v2-cbor",
    "x-amzn-RequestId": REQUEST_ID,
}


def _query(number: int, metric: str) -> dict[str, object]:
    return {
        "Id": f"m{number}",
        "MetricStat": {
            "Metric": {
                "Namespace": "AWS/EC2",
                "MetricName": metric,
                "Dimensions": [{"Name": "InstanceId", "Value": "i-0abc1234def567890"}],
            },
            "Period": _FIVE_MINUTES,
            "Stat": "Average",
        },
        "ReturnData": True,
    }


def _result(number: int, metric: str) -> dict[str, object]:
    points = range(288)
    return {
        "Id": f"m{number}",
        "Label": metric,
        "Timestamps": [
            CBORTag(_EPOCH_SECONDS, float(_MIDNIGHT - _FIVE_MINUTES * point))
            for point in points
        ],
        "Values": [(point * 7919 % 10_007) / 97 for point in points],
        "StatusCode": "Complete",
    }


def _metric(number: int) -> dict[str, object]:
    return {
        "Namespace": "AWS/EC2",
        "MetricName": _METRICS[number % len(_METRICS)],
        "Dimensions": [{"Name": "InstanceId", "Value": f"i-{number:017x}"}],
    }


GET_METRIC_DATA = Exchange(
    service="cloudwatch",
    operation="GetMetricData",
    protocol="rpcv2Cbor",
    parameters={
        "MetricDataQueries": [_query(*pair) for pair in enumerate(_METRICS)],
        "StartTime": datetime.fromtimestamp(_MIDNIGHT - 86_400, UTC),
        "EndTime": datetime.fromtimestamp(_MIDNIGHT, UTC),
        "ScanBy": "TimestampDescending",
        "MaxDatapoints": 10_000,
    },
    holds="5 metrics, 1,440 points",
    headers=_HEADERS,
    body=dumps(
        {
            "MetricDataResults": [_result(*pair) for pair in enumerate(_METRICS)],
            "Messages": [],
        }
    ),
    request_target=5,
    response_target=5,
)

LIST_METRICS = Exchange(
    service="cloudwatch",
    operation="ListMetrics",
    protocol="rpcv2Cbor",
    parameters={
        "Namespace": "AWS/EC2",
        "MetricName": "CPUUtilization",
        "Dimensions": [{"Name": "InstanceId", "Value": "i-0abc1234def567890"}],
    },
    holds="500 metrics",
    headers=_HEADERS,
    body=dumps(
        {
            "Metrics": [_metric(number) for number in range(500)],
            "NextToken": "QVFJREFI" * 20,
        }
    ),
    request_target=5,
    response_target=5,
)
