"""Buckets of S3, as a part of the host or of the path.

https://docs.aws.amazon.com/AmazonS3/latest/userguide/VirtualHosting.html
"""

from __future__ import annotations

import re
from typing import Generic, Literal

from msgspec.structs import replace

from .bodies import StreamT
from .config import Config
from .http import BodyT, HttpRequest

AddressingStyle = Literal["auto", "virtual", "path"]
"""Where requests name a bucket: in the host at the endpoints of AWS and in the path at
others, in the host everywhere, or in the path everywhere."""


class AddressingConfig(Config, frozen=True, kw_only=True):
    """Settings for `make_operation`, with those that only S3 has."""

    addressing_style: AddressingStyle = "auto"
    """Where requests name a bucket. One that is no label of a host (`my.bucket`) is
    always in the path, the ARN of an access point always in the host."""


class RoutedConfig(AddressingConfig, frozen=True, kw_only=True):
    """The settings of a client, whose endpoint names the bucket already."""


class BucketRequest(HttpRequest[BodyT], Generic[BodyT], frozen=True, kw_only=True):
    """A request whose `host_prefix` names a bucket.

    Other endpoints than those of AWS have it in the path.
    """

    bucket: str
    """The name of the bucket."""

    def url(self, endpoint: str) -> str:
        """Returns the address to send the request to.

        Args:
            endpoint: Scheme and host, and perhaps a path that all requests start with.

        Raises:
            BuildError: The path has a segment that libraries would resolve.
        """
        host = endpoint.partition("://")[2].partition("/")[0].partition(":")[0]
        if host.lower().endswith(_DOMAINS_OF_AWS):
            return super().url(endpoint)
        self.check_path()
        rest = self.target if self.path != "/" else self.target[1:]
        return f"{endpoint.rstrip('/')}/{self.bucket}{rest}"


def in_bucket(
    request: HttpRequest[StreamT], bucket: str, config: Config
) -> HttpRequest[StreamT]:
    """Returns a request whose host names the bucket, if it can and should.

    Args:
        request: The request, whose path starts with the bucket.
        bucket: The name of the bucket, or the ARN of an access point.
        config: The caller's settings.
    """
    style = config.addressing_style if isinstance(config, AddressingConfig) else "auto"
    path = f"/{request.path[1:].partition('/')[2]}"
    if isinstance(config, RoutedConfig):
        return replace(request, path=path)
    if (point := _ACCESS_POINT.fullmatch(bucket)) is not None:
        return replace(request, path=path, host_prefix=f"{point[2]}-{point[1]}.")
    if style == "path" or not _HOST_LABEL.fullmatch(bucket):
        return request
    if style == "virtual":
        return replace(request, path=path, host_prefix=f"{bucket}.")
    return BucketRequest(
        method=request.method,
        path=path,
        query=request.query,
        headers=request.headers,
        body=request.body,
        host_prefix=f"{bucket}.",
        bucket=bucket,
    )


# A name with dots is none: no certificate of AWS's is for such a host.
_HOST_LABEL = re.compile(r"[a-z0-9][a-z0-9-]{1,61}[a-z0-9]")
_ACCESS_POINT = re.compile(
    r"arn:[^:]+:s3:[^:]+:([0-9]+):accesspoint[:/]([A-Za-z0-9-]+)"
)
# Of all partitions, with IPv4 alone and with both.
_DOMAINS_OF_AWS = (
    *(".amazonaws.com", ".api.aws"),
    *(".amazonaws.com.cn", ".api.amazonwebservices.com.cn"),
    *(".amazonaws.eu", ".api.amazonwebservices.eu"),
    *(".c2s.ic.gov", ".api.aws.ic.gov"),
    *(".sc2s.sgov.gov", ".api.aws.scloud"),
    *(".cloud.adc-e.uk", ".api.cloud-aws.adc-e.uk"),
    *(".csp.hci.ic.gov", ".api.aws.hci.ic.gov"),
)
