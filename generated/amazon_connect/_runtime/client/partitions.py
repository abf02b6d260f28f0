"""Partitions of AWS: groups of regions that share names and credentials.

https://smithy.io/2.0/aws/rules-engine/library-functions.html#aws-partition-function

Made from botocore's partitions.json by `python -m tests.endpoints.partitions`.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from msgspec import Struct


class Partition(Struct, frozen=True):
    """What the endpoints of a partition have in common."""

    name: str
    """What it is called, such as `aws-cn`."""
    dns_suffix: str
    """What hosts end with."""
    dual_stack_dns_suffix: str
    """What hosts end with that have IPv6 too."""
    implicit_global_region: str
    """The region that services without regions are in."""
    supports_fips: bool
    """Whether there are endpoints with approved cryptography."""
    supports_dual_stack: bool
    """Whether there are endpoints that have IPv6 too."""


_AWS = Partition(
    dns_suffix="amazonaws.com",
    dual_stack_dns_suffix="api.aws",
    implicit_global_region="us-east-1",
    name="aws",
    supports_dual_stack=True,
    supports_fips=True,
)
_AWS_CN = Partition(
    dns_suffix="amazonaws.com.cn",
    dual_stack_dns_suffix="api.amazonwebservices.com.cn",
    implicit_global_region="cn-northwest-1",
    name="aws-cn",
    supports_dual_stack=True,
    supports_fips=True,
)
_AWS_EUSC = Partition(
    dns_suffix="amazonaws.eu",
    dual_stack_dns_suffix="api.amazonwebservices.eu",
    implicit_global_region="eusc-de-east-1",
    name="aws-eusc",
    supports_dual_stack=True,
    supports_fips=True,
)
_AWS_ISO = Partition(
    dns_suffix="c2s.ic.gov",
    dual_stack_dns_suffix="api.aws.ic.gov",
    implicit_global_region="us-iso-east-1",
    name="aws-iso",
    supports_dual_stack=True,
    supports_fips=True,
)
_AWS_ISO_B = Partition(
    dns_suffix="sc2s.sgov.gov",
    dual_stack_dns_suffix="api.aws.scloud",
    implicit_global_region="us-isob-east-1",
    name="aws-iso-b",
    supports_dual_stack=True,
    supports_fips=True,
)
_AWS_ISO_E = Partition(
    dns_suffix="cloud.adc-e.uk",
    dual_stack_dns_suffix="api.cloud-aws.adc-e.uk",
    implicit_global_region="eu-isoe-west-1",
    name="aws-iso-e",
    supports_dual_stack=True,
    supports_fips=True,
)
_AWS_ISO_F = Partition(
    dns_suffix="csp.hci.ic.gov",
    dual_stack_dns_suffix="api.aws.hci.ic.gov",
    implicit_global_region="us-isof-south-1",
    name="aws-iso-f",
    supports_dual_stack=True,
    supports_fips=True,
)
_AWS_US_GOV = Partition(
    dns_suffix="amazonaws.com",
    dual_stack_dns_suffix="api.aws",
    implicit_global_region="us-gov-west-1",
    name="aws-us-gov",
    supports_dual_stack=True,
    supports_fips=True,
)

_FORMS: Final = (
    (r"(us|eu|ap|sa|ca|me|af|il|mx)-\w+-\d+", _AWS),
    (r"cn-\w+-\d+", _AWS_CN),
    (r"eusc-(de)-\w+-\d+", _AWS_EUSC),
    (r"us-iso-\w+-\d+", _AWS_ISO),
    (r"us-isob-\w+-\d+", _AWS_ISO_B),
    (r"eu-isoe-\w+-\d+", _AWS_ISO_E),
    (r"us-isof-\w+-\d+", _AWS_ISO_F),
    (r"us-gov-\w+-\d+", _AWS_US_GOV),
)
"""What regions of a partition are called, in order."""

_NAMED: Final = {
    "aws-global": _AWS,
    "aws-cn-global": _AWS_CN,
    "aws-iso-global": _AWS_ISO,
    "aws-iso-b-global": _AWS_ISO_B,
    "aws-iso-e-global": _AWS_ISO_E,
    "aws-iso-f-global": _AWS_ISO_F,
    "aws-us-gov-global": _AWS_US_GOV,
}
"""Regions whose names do not say where they are."""


@lru_cache(maxsize=256)
def aws_partition(region: str) -> Partition:
    """Returns the partition of a region; one that nobody knows is in the first.

    A region that is newer than this module is known by the form of its name.
    """
    partition = _NAMED.get(region)
    if partition is not None:
        return partition
    for pattern, each in _FORMS:
        if re.fullmatch(pattern, region, re.ASCII):
            return each
    return _FORMS[0][1]
