"""What some of AWS's services need beyond what their models say.

AWS's own clients do all of it, and Smithy's protocol tests of these services ask for
most of it:
https://github.com/smithy-lang/smithy/tree/main/smithy-aws-protocol-tests/model
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import LiteralString

from smithwright.models.selection import Closure
from smithwright.plan.imports import Imports
from smithwright.plan.text import Code, Identifier, block, code
from smithy_parser import Member, OperationShape, ServiceShape, Shape, ShapeType

_LABEL = "smithy.api#httpLabel"
_PAYLOAD = "smithy.api#httpPayload"
_API_GATEWAY = "API Gateway"
_GLACIER = "Glacier"
_MACHINE_LEARNING = "Machine Learning"
_ROUTE_53 = "Route 53"
_S3 = "S3"

_RESULTS_OF_COPIES = ("CopyObjectResult", "CopyPartResult")
# What an id of Route 53 is; its service returns them with a path in front.
_ROUTE_53_IDS = ("ChangeId", "DelegationSetId", "ResourceId")
# Glacier's name for the account that signs.
_OWN_ACCOUNT: LiteralString = "-"


def service_id(service: ServiceShape) -> str:
    """Returns what AWS calls a service, or else what its model does."""
    value = service.traits.get("aws.api#service")
    sdk_id = value.get("sdkId") if isinstance(value, Mapping) else None
    return sdk_id if isinstance(sdk_id, str) and sdk_id else service.id.name


def fixed_headers(service: ServiceShape) -> Mapping[str, str]:
    """Returns the headers that every request of a service has."""
    if service_id(service) == _API_GATEWAY:
        # It answers in another format without it.
        return {"Accept": "application/json"}
    if service_id(service) == _GLACIER:
        return {"X-Amz-Glacier-Version": service.version}
    return {}


def own_default(service: ServiceShape, member: Member) -> str | None:
    """Returns the default that a service gives a member outside its model."""
    return _OWN_ACCOUNT if _is_account(service, member) else None


def normalization(
    imports: Imports,
    service: ServiceShape,
    names: Mapping[str, Identifier],
    shape: Shape,
) -> tuple[Code, ...]:
    """Returns statements that give members of an input the form that a service takes.

    Args:
        imports: The imports of the module.
        service: The service.
        names: The attributes by member name.
        shape: The input.
    """
    statements: list[Code] = []
    for own, member in shape.members.items():
        name = names[own]
        if _is_account(service, member):
            test = code("if not self.{}:", name)
            value = code('"{}"', Code(_OWN_ACCOUNT))
        elif _is_id(service, member):
            test = code("if isinstance(self.{}, str):", name)
            value = code('self.{}.rpartition("/")[2]', name)
        else:
            continue
        assign = imports.standard("msgspec.structs", "force_setattr")
        statement = code('{}(self, "{}", {})', assign, name, value)
        statements.append(block(test, [statement]))
    return tuple(statements)


def may_be_invalid(service: ServiceShape, member: Member) -> bool:
    """Returns whether a header of a response may be anything, and is None then.

    S3 returns the `Expires` that somebody has once stored, which need not be a date.
    """
    return member.name == "Expires" and service_id(service) == _S3


def is_object_key(service: ServiceShape, member: Member) -> bool:
    """Returns whether a label of a path is a key of S3, where dots mean nothing."""
    return member.name == "Key" and service_id(service) == _S3


def is_always_sent(service: ServiceShape, payload: Member) -> bool:
    """Returns whether a response without this payload is no success.

    S3 says what it has copied. An answer that ends before that is a copy that failed.
    """
    return payload.name in _RESULTS_OF_COPIES and service_id(service) == _S3


def hashes_payload(service: ServiceShape, payload: Shape) -> bool:
    """Returns whether a payload of a request is sent with its tree hash: an archive."""
    return service_id(service) == _GLACIER and payload.type == ShapeType.BLOB


def addressed(
    imports: Imports,
    service: ServiceShape,
    operation: OperationShape,
    names: Mapping[str, Identifier],
    request: Code,
) -> Code:
    """Returns the expression of a request that goes where a member of the input says.

    Args:
        imports: The imports of the module.
        service: The service.
        operation: The operation.
        names: The input's attributes by member name.
        request: The expression of the request.
    """
    if service_id(service) == _S3 and _may_name_bucket_in_host(operation):
        function = imports.runtime("buckets", "in_bucket")
        return code("{}({}, value.{}, config)", function, request, names["Bucket"])
    endpoint = names.get("PredictEndpoint")
    if service_id(service) == _MACHINE_LEARNING and endpoint is not None:
        function = imports.runtime("directed_requests", "directed")
        return code("{}({}, value.{})", function, request, endpoint)
    return request


def failure(imports: Imports, closure: Closure, output: Shape) -> Code:
    """Returns the expression of whether a response holds an error."""
    fails = Code("response.status >= 300")
    if service_id(closure.service) != _S3 or any(
        _PAYLOAD in member.traits
        and closure.model[member.target].type != ShapeType.STRUCTURE
        for member in output.members.values()
    ):
        return fails
    # S3 may find out that it fails after it has sent the status 200:
    # https://docs.aws.amazon.com/AmazonS3/latest/API/API_CopyObject.html
    is_error = imports.runtime("xml_errors", "is_error")
    return code("{} or {}(response := response.buffered())", fails, is_error)


def _may_name_bucket_in_host(operation: OperationShape) -> bool:
    http = operation.traits.get("smithy.api#http")
    uri = http.get("uri") if isinstance(http, Mapping) else None
    is_in_path = isinstance(uri, str) and re.match(r"/\{Bucket\}(?![^/?])", uri)
    # Who asks where a bucket is cannot sign for its region, which a host with the
    # bucket's name leads to.
    return bool(is_in_path) and operation.id.name != "GetBucketLocation"


def _is_account(service: ServiceShape, member: Member) -> bool:
    is_label = _LABEL in member.traits and member.name == "accountId"
    return is_label and service_id(service) == _GLACIER


def _is_id(service: ServiceShape, member: Member) -> bool:
    is_named = member.target.partition("#")[2] in _ROUTE_53_IDS
    return is_named and service_id(service) == _ROUTE_53
