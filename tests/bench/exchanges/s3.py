"""S3, by restXml: a page of a bucket's keys."""

from __future__ import annotations

from hashlib import md5

from tests.bench.exchanges.exchange import Exchange

_NAMESPACE = "http://s3.amazonaws.com/doc/2006-03-01/"


def _contents(number: int) -> str:
    day, tag = 1 + number % 28, md5(bytes([number % 256]), usedforsecurity=False)
    return (
        "<Contents>"
        f"<Key>logs/2024/03/{day:02}/part-{number:05}&amp;final.parquet</Key>"
        f"<LastModified>2024-03-{day:02}T{number % 24:02}:17:29.000Z</LastModified>"
        f"<ETag>&quot;{tag.hexdigest()}&quot;</ETag>"
        "<ChecksumAlgorithm>CRC64NVME</ChecksumAlgorithm>"
        "<ChecksumType>FULL_OBJECT</ChecksumType>"
        f"<Size>{number * 104_729}</Size>"
        "<StorageClass>STANDARD</StorageClass>"
        "</Contents>"
    )


_BODY = (
    '<?xml version="1.0" encoding="UTF-8"?>\n'
    f'<ListBucketResult xmlns="{_NAMESPACE}">'
    "<Name>example-logs</Name>"
    "<Prefix>logs/2024/03/</Prefix>"
    f"<NextContinuationToken>{'1ueGcxLPRx1Tr' * 5}</NextContinuationToken>"
    "<KeyCount>1000</KeyCount>"
    "<MaxKeys>1000</MaxKeys>"
    "<IsTruncated>true</IsTruncated>"
    f"{''.join(map(_contents, range(1000)))}"
    "</ListBucketResult>"
)

LIST_OBJECTS = Exchange(
    service="s3",
    operation="ListObjectsV2",
    protocol="restXml",
    parameters={
        "Bucket": "example-logs",
        "Prefix": "logs/2024/03/",
        "MaxKeys": 1000,
        "ContinuationToken": "1ueGcxLPRx1Tr/XYExHnhbYLgveDs2J/wm36Hy4vbOwM=",
        "ExpectedBucketOwner": "123456789012",
    },
    holds="1,000 keys",
    headers={
        "Content-Type": "application/xml",
        "x-amz-request-id": "656C76696E6727732",
        "x-amz-id-2": "eftixk72aD6Ap51TnqcoF8eFidJG9Z",
        "x-amz-bucket-region": "us-west-2",
    },
    body=_BODY.encode(),
    request_target=4,
    response_target=4,
)
