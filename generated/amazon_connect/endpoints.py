"""Where requests to Amazon Connect Service go."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from ._runtime.client.endpoint import Endpoint, EndpointError
from ._runtime.client.partitions import aws_partition

BUILT_INS: Final[Mapping[str, str]] = {
    "AWS::Region": "region",
    "AWS::UseDualStack": "use_dual_stack",
    "AWS::UseFIPS": "use_fips",
    "SDK::Endpoint": "endpoint",
}
"""The parameters that every client sets, by the name of their value."""

PARAMETERS: Final[Mapping[str, str]] = {
    "Region": "region",
    "UseDualStack": "use_dual_stack",
    "UseFIPS": "use_fips",
    "Endpoint": "endpoint",
}
"""The parameters of `resolve_endpoint`, by what the service's rules call them."""


def resolve_endpoint(
    *,
    region: str | None = None,
    use_dual_stack: bool = False,
    use_fips: bool = False,
    endpoint: str | None = None,
) -> Endpoint:
    """Returns where a request goes, or raises `EndpointError`.

    - `region`: The AWS region used to dispatch the request.
    - `use_dual_stack`: When true, use the dual-stack endpoint. If the configured
      endpoint does not support dual-stack, dispatching the request MAY return an error.
    - `use_fips`: When true, send this request to the FIPS-compliant regional endpoint.
      If the configured endpoint does not have a FIPS compliant endpoint, dispatching
      the request will return an error.
    - `endpoint`: Override the endpoint used to send this request
    """
    if endpoint is not None:
        if use_fips:
            raise EndpointError(
                "Invalid Configuration: FIPS and custom endpoint are not supported"
            )
        if use_dual_stack:
            raise EndpointError(
                "Invalid Configuration: Dualstack and custom endpoint are not supported"
            )
        return Endpoint(endpoint)
    if region is None:
        raise EndpointError("Invalid Configuration: Missing Region")
    partition_result = aws_partition(region)
    if use_fips:
        if use_dual_stack:
            if partition_result.supports_fips and partition_result.supports_dual_stack:
                return Endpoint(
                    f"https://connect-fips.{region}.{partition_result.dual_stack_dns_suffix}"
                )
            raise EndpointError(
                "FIPS and DualStack are enabled, but this partition does not support one or both"
            )
        if not partition_result.supports_fips:
            raise EndpointError(
                "FIPS is enabled but this partition does not support FIPS"
            )
        if partition_result.name == "aws-us-gov":
            return Endpoint(f"https://connect.{region}.amazonaws.com")
        return Endpoint(f"https://connect-fips.{region}.{partition_result.dns_suffix}")
    if use_dual_stack:
        if partition_result.supports_dual_stack:
            return Endpoint(
                f"https://connect.{region}.{partition_result.dual_stack_dns_suffix}"
            )
        raise EndpointError(
            "DualStack is enabled but this partition does not support DualStack"
        )
    return Endpoint(f"https://connect.{region}.{partition_result.dns_suffix}")
