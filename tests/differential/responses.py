"""Responses as a service would write them, from values of botocore's shapes."""

from __future__ import annotations

import json
from abc import ABC, abstractmethod
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, cast

from botocore.utils import is_json_value_header

from tests.differential.response_text import base64_text, header_text
from tests.differential.values import BotocoreShape

REQUEST_ID = "11111111-2222-3333-4444-555555555555"


@dataclass(frozen=True, slots=True)
class Response:
    """A response on the wire."""

    status: int
    headers: Mapping[str, str]
    body: bytes


class ResponseWriter(ABC):
    """Writes the responses of a protocol."""

    @abstractmethod
    # Any: botocore's models have no types.
    def output(self, operation: Any, value: Mapping[str, object]) -> Response:
        """Returns the response that holds an output."""

    @abstractmethod
    def error(
        self, shape: BotocoreShape, code: str, value: Mapping[str, object]
    ) -> Response:
        """Returns the response that holds an error."""


class HttpWriter(ResponseWriter):
    """Puts members where their HTTP bindings say."""

    request_id_header = "x-amzn-RequestId"

    @abstractmethod
    def document(
        self, shape: BotocoreShape, value: object, name: str | None = None
    ) -> bytes:
        """Returns a body that is the document of a value."""

    def output(self, operation: Any, value: Mapping[str, object]) -> Response:
        shape = operation.output_shape
        status = int(operation.http.get("responseCode", 200))
        headers = {self.request_id_header: REQUEST_ID}
        if shape is None:
            return Response(status, headers, b"")
        for name, member in shape.members.items():
            if member.serialization.get("location") == "statusCode" and value.get(name):
                status = int(str(value[name]))
        headers |= self.bound_headers(shape, value)
        return Response(status, headers, self._body(shape, value))

    def bound_headers(
        self, shape: BotocoreShape, value: Mapping[str, object]
    ) -> dict[str, str]:
        """Returns the header fields of the members that are bound to them."""
        headers: dict[str, str] = {}
        for name, member in shape.members.items():
            if value.get(name) is None:
                continue
            wire_name = member.serialization.get("name", name)
            match member.serialization.get("location"):
                case "header":
                    headers[wire_name] = self._header(member, value[name])
                case "headers":
                    entries = cast("Mapping[str, str]", value[name])
                    prefix = member.serialization.get("name", "")
                    headers |= {f"{prefix}{key}": text for key, text in entries.items()}
                case _:
                    pass
        return headers

    def _header(self, member: BotocoreShape, value: object) -> str:
        if is_json_value_header(member):
            return base64_text(json.dumps(value).encode())
        return header_text(member, value)

    def _body(self, shape: BotocoreShape, value: Mapping[str, object]) -> bytes:
        payload = shape.serialization.get("payload")
        if payload is None:
            in_body = in_document(shape, value)
            has_document = any(
                "location" not in member.serialization
                for member in shape.members.values()
            )
            return self.document(shape, in_body) if has_document else b""
        held = value.get(payload)
        if held is None:
            return b""
        if isinstance(held, bytes):
            return held
        if isinstance(held, str):
            return held.encode()
        return self.document(shape.members[payload], held, payload)


def in_document(shape: BotocoreShape, value: Mapping[str, object]) -> dict[str, object]:
    """Returns the members of a value that no part of the message's head holds."""
    return {
        name: held
        for name, held in value.items()
        if name not in shape.members
        or "location" not in shape.members[name].serialization
    }
