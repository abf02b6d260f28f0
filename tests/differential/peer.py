"""botocore's side: what it sends and reads, by its own data."""

from __future__ import annotations

import copy
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from io import BytesIO
from types import SimpleNamespace
from typing import Any

# botocore has no types.
from botocore import loaders, parsers, serialize
from botocore.awsrequest import HeadersDict
from botocore.handlers import (
    add_accept_header,
    add_glacier_checksums,
    add_glacier_version,
    fix_route53_ids,
    parse_get_bucket_location,
)
from botocore.model import ServiceModel

from tests.differential.responses import Response
from tests.differential.wire import Wire, sent_by_botocore

TRAITS = {
    "ec2": "aws.protocols#ec2Query",
    "query": "aws.protocols#awsQuery",
    "rest-json": "aws.protocols#restJson1",
    "rest-xml": "aws.protocols#restXml",
    "smithy-rpc-v2-cbor": "smithy.protocols#rpcv2Cbor",
}
CHECKSUM = "the body's"
"""Stands for the checksum of a body."""

_ALGORITHM = "x-amz-sdk-checksum-algorithm"

# The attribute `message` has what these hold.
_MESSAGES = ("message", "Message", "errorMessage", "ErrorMessage")


@dataclass(frozen=True)
class Peer:
    """A service of the installed botocore, with one of its protocols."""

    service: str
    protocol: str

    # Any: botocore has no types.
    @cached_property
    def model(self) -> Any:
        """The service, as botocore has it."""
        return ServiceModel(description(self.service), self.service)

    @cached_property
    def trait(self) -> str:
        """What Smithy calls the protocol."""
        if self.protocol != "json":
            return TRAITS[self.protocol]
        version = self.model.metadata.get("jsonVersion", "1.0")
        return f"aws.protocols#awsJson{version.replace('.', '_')}"

    @cached_property
    def _serializer(self) -> Any:
        return serialize.create_serializer(self.protocol, True)

    @cached_property
    def _parser(self) -> Any:
        return parsers.create_parser(self.protocol)

    def sends(self, operation: Any, params: Mapping[str, object]) -> Wire:
        """Returns the request for `params`, after botocore's own validation."""
        given = copy.deepcopy(dict(params))
        if self.service == "route53":
            fix_route53_ids(given, operation)
        serialized = self._serializer.serialize_to_request(given, operation)
        self._complete(operation, serialized)
        return sent_by_botocore(serialized)

    def _complete(self, operation: Any, serialized: dict[str, Any]) -> None:
        """Adds what botocore's client adds after its serialiser, for some services."""
        names = [name.lower() for name in serialized["headers"]]
        is_asked = needs_checksum(operation) or _ALGORITHM in names
        if is_asked and not any(name.startswith("x-amz-checksum-") for name in names):
            # Of whatever kind: only that there is one is compared.
            serialized["headers"].setdefault("Content-MD5", CHECKSUM)
        if self.service == "apigateway":
            add_accept_header(operation, serialized)
        if self.service == "glacier":
            add_glacier_version(operation, serialized)
            if operation.name in ("UploadArchive", "UploadMultipartPart"):
                add_glacier_checksums(serialized)

    def reads(self, operation: Any, response: Response) -> dict[str, object]:
        """Returns the output, without what botocore says about the response."""
        body: object = response.body
        if operation.has_streaming_output:
            body = BytesIO(response.body)
        parsed = self._parse(response, operation.output_shape, body)
        if operation.name == "GetBucketLocation":
            # botocore's client reads S3's unwrapped output, its parser doesn't.
            received = SimpleNamespace(raw=True, content=response.body)
            parse_get_bucket_location(parsed, received)
        del parsed["ResponseMetadata"]
        return {
            name: response.body if value is body else value
            for name, value in parsed.items()
            if value is not None
        }

    def reads_error(self, operation: Any, response: Response) -> dict[str, object]:
        """Returns what a client's exception holds, by the names that we use."""
        parsed = self._parse(response, operation.output_shape, response.body)
        said, metadata = parsed["Error"], parsed["ResponseMetadata"]
        shape = self.model.shape_for_error_code(said["Code"])
        members: dict[str, object] = {}
        if shape is not None:
            members = self._parse(response, shape, response.body)
            members.pop("ResponseMetadata", None)
            for name in _MESSAGES:
                members.pop(name, None)
        return {
            "class": None if shape is None else shape.name,
            "code": said["Code"],
            "message": said.get("Message") or None,
            "request_id": metadata.get("RequestId"),
            "members": members,
        }

    def _parse(self, response: Response, shape: Any, body: object) -> dict[str, Any]:
        given = {
            "status_code": response.status,
            "headers": HeadersDict(response.headers),
            "body": body,
            "context": {"operation_name": ""},
        }
        parsed: dict[str, Any] = self._parser.parse(given, shape)
        return parsed


# Any: botocore's models have no types.
def needs_checksum(operation: Any) -> bool:
    """Returns whether an operation's requests have to have a checksum."""
    asked = (operation.http_checksum or {}).get("requestChecksumRequired")
    return bool(operation.http_checksum_required or asked)


# Any: a C2J model is JSON of many forms.
def description(service: str) -> dict[str, Any]:
    """Returns a service's model, without parameters that only botocore's client has.

    botocore adds those, such as RDS's SourceRegion, and takes them away before it
    serialises.
    """
    loader = loaders.create_loader()
    loaded: dict[str, Any] = loader.load_service_model(service, "service-2")
    version = loader.determine_latest_version(service, "service-2")
    # Another loader: the first one has its additions in what it keeps.
    published = loaders.create_loader().load_data(f"{service}/{version}/service-2")
    for name, shape in published["shapes"].items():
        if "members" in shape:
            members = loaded["shapes"][name]["members"]
            kept = {key: members[key] for key in shape["members"]}
            loaded["shapes"][name]["members"] = kept
    return loaded


def protocols(service: str) -> Iterator[str]:
    """Yields the protocols that a service offers, botocore's names for them."""
    metadata = description(service)["metadata"]
    yield from metadata.get("protocols") or [metadata["protocol"]]
