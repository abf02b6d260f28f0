"""What botocore makes of the same values: an implementation that isn't ours."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

# botocore has no types.
from botocore import loaders, parsers, serialize
from botocore.awsrequest import HeadersDict
from botocore.model import (
    OperationModel,
    ServiceModel,
)


@dataclass(frozen=True)
class Sent:
    """The parts of a request that serialisers have to agree on."""

    method: str
    path: str
    query: tuple[tuple[str, str], ...]
    headers: Mapping[str, str]
    body: object


@dataclass(frozen=True)
class Oracle:
    """One operation of an installed botocore model."""

    service: str
    operation: str
    protocol: str

    @cached_property
    def model(self) -> OperationModel:
        """The operation, as botocore has it."""
        loader = loaders.create_loader()
        description = loader.load_service_model(self.service, "service-2")
        return ServiceModel(description).operation_model(self.operation)

    def serialize(self, params: Mapping[str, object]) -> Sent:
        """Returns the request for `params`, after botocore's own validation."""
        serializer = serialize.create_serializer(self.protocol, True)
        request = serializer.serialize_to_request(dict(params), self.model)
        query = request["query_string"]
        return Sent(
            method=request["method"],
            path=request["url_path"],
            query=tuple((name, str(value)) for name, value in query.items()),
            headers=request["headers"],
            body=json.loads(request["body"]),
        )

    # Any: tests index into what botocore returns.
    def parse(
        self, status: int, headers: Mapping[str, str], body: bytes
    ) -> dict[str, Any]:
        """Returns the response as a client would, errors among them."""
        parser = parsers.create_parser(self.protocol)
        response = {
            "status_code": status,
            "headers": HeadersDict(headers),
            "body": body,
        }
        parsed: dict[str, Any] = parser.parse(response, self.model.output_shape)
        if status < 300:
            return parsed
        code = parsed["Error"]["Code"]
        shape = self.model.service_model.shape_for_error_code(code)
        if shape is None:
            return parsed
        return {**parsed, **parser.parse(response, shape)}
