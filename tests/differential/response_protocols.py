"""How each protocol writes the document of a response."""

from __future__ import annotations

import json
import math
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any, cast
from xml.etree.ElementTree import Element, SubElement, fromstring, tostring

import cbor2

from tests.differential.response_text import (
    base64_text,
    epoch_number,
    float_text,
    scalar_text,
    timestamp_text,
)
from tests.differential.responses import (
    REQUEST_ID,
    HttpWriter,
    Response,
    ResponseWriter,
    in_document,
)
from tests.differential.values import BotocoreShape

_REQUEST_ID_HEADER = {"x-amzn-RequestId": REQUEST_ID}


def nested(
    shape: BotocoreShape,
    value: object,
    scalar: Callable[[BotocoreShape, object], object],
) -> object:
    """Returns a value by wire names, with `scalar` for what holds no members."""
    if value is None or getattr(shape, "is_document_type", False):
        return value
    match shape.type_name:
        case "structure":
            members = cast("Mapping[str, object]", value)
            return dict(_members(shape, members, scalar))
        case "list":
            items = cast("list[object]", value)
            return [nested(shape.member, item, scalar) for item in items]
        case "map":
            entries = cast("Mapping[str, object]", value)
            return {
                key: nested(shape.value, item, scalar) for key, item in entries.items()
            }
        case _:
            return scalar(shape, value)


def _members(
    shape: BotocoreShape,
    members: Mapping[str, object],
    scalar: Callable[[BotocoreShape, object], object],
) -> Iterator[tuple[str, object]]:
    for name, held in members.items():
        if (member := shape.members.get(name)) is None:
            yield name, held
        else:
            wire_name = member.serialization.get("name", name)
            yield wire_name, nested(member, held, scalar)


def json_scalar(shape: BotocoreShape, value: object) -> object:
    """Returns what JSON has for a scalar."""
    match value:
        case bytes():
            return base64_text(value)
        case float() if not math.isfinite(value):
            return float_text(value)
        case datetime():
            given = shape.serialization.get("timestampFormat", "unixTimestamp")
            if given == "unixTimestamp":
                return epoch_number(value)
            return timestamp_text(value, given)
        case _:
            return value


def cbor_scalar(shape: BotocoreShape, value: object) -> object:
    """Returns what CBOR has for a scalar."""
    if isinstance(value, datetime):
        return cbor2.CBORTag(1, epoch_number(value))
    return value


def query_error(shape: BotocoreShape, code: str) -> dict[str, str]:
    """Returns the header of a service that spoke awsQuery once.

    https://smithy.io/2.0/aws/protocols/aws-query-protocol.html#aws-protocols-awsquerycompatible-trait
    """
    return {} if code == shape.name else {"x-amzn-query-error": f"{code};Sender"}


class AwsJsonWriter(ResponseWriter):
    """JSON documents."""

    def output(self, operation: Any, value: Mapping[str, object]) -> Response:
        shape = operation.output_shape
        body: object = {} if shape is None else nested(shape, value, json_scalar)
        return Response(200, _REQUEST_ID_HEADER, json.dumps(body).encode())

    def error(
        self, shape: BotocoreShape, code: str, value: Mapping[str, object]
    ) -> Response:
        members = cast("dict[str, object]", nested(shape, value, json_scalar))
        body = {"__type": f"com.example#{shape.name}", **members}
        headers = {**_REQUEST_ID_HEADER, **query_error(shape, code)}
        return Response(400, headers, json.dumps(body).encode())


class CborWriter(ResponseWriter):
    """CBOR documents."""

    headers: Mapping[str, str] = {
        **_REQUEST_ID_HEADER,
        "smithy-protocol": "rpc-v2-cbor",
        "Content-Type": "application/cbor",
    }

    def output(self, operation: Any, value: Mapping[str, object]) -> Response:
        shape = operation.output_shape
        body: object = {} if shape is None else nested(shape, value, cbor_scalar)
        return Response(200, self.headers, cbor2.dumps(body))

    def error(
        self, shape: BotocoreShape, code: str, value: Mapping[str, object]
    ) -> Response:
        members = cast("dict[str, object]", nested(shape, value, cbor_scalar))
        body = {"__type": f"com.example#{shape.name}", **members}
        headers = {**self.headers, **query_error(shape, code)}
        return Response(400, headers, cbor2.dumps(body))


class RestJsonWriter(HttpWriter):
    """JSON documents beside HTTP bindings."""

    def document(
        self, shape: BotocoreShape, value: object, name: str | None = None
    ) -> bytes:
        return json.dumps(nested(shape, value, json_scalar)).encode()

    def error(
        self, shape: BotocoreShape, code: str, value: Mapping[str, object]
    ) -> Response:
        headers = {**_REQUEST_ID_HEADER, "x-amzn-ErrorType": f"{code}:http://a.b/"}
        headers |= self.bound_headers(shape, value)
        return Response(400, headers, self.document(shape, in_document(shape, value)))


def xml_children(
    parent: Element, shape: BotocoreShape, value: Mapping[str, object]
) -> None:
    """Adds the members of a structure to its element."""
    for name, held in value.items():
        if held is None:
            continue
        if (member := shape.members.get(name)) is None:
            unknown = SubElement(parent, name)
            SubElement(SubElement(unknown, "Entry"), "Text").text = str(held)
            continue
        wire_name = member.serialization.get("name", name)
        if member.serialization.get("xmlAttribute"):
            prefix, _, local = wire_name.rpartition(":")
            attribute = f"{{http://example.com/{prefix}}}{local}" if prefix else local
            parent.set(attribute, str(held))
        else:
            xml_value(parent, wire_name, member, held)


def xml_value(parent: Element, name: str, shape: BotocoreShape, value: object) -> None:
    """Adds an element that holds a value; for a flattened one an element for each."""
    flattened = shape.serialization.get("flattened")
    match shape.type_name:
        case "structure":
            members = cast("Mapping[str, object]", value)
            xml_children(SubElement(parent, name), shape, members)
        case "list":
            items = cast("list[object]", value)
            item_name = shape.member.serialization.get("name")
            if flattened:
                holder, tag = parent, item_name or name
            else:
                holder, tag = SubElement(parent, name), item_name or "member"
            for item in items:
                xml_value(holder, tag, shape.member, item)
        case "map":
            holder = parent if flattened else SubElement(parent, name)
            for key, item in cast("Mapping[str, object]", value).items():
                entry = SubElement(holder, name if flattened else "entry")
                key_name = shape.key.serialization.get("name", "key")
                SubElement(entry, key_name).text = key
                value_name = shape.value.serialization.get("name", "value")
                xml_value(entry, value_name, shape.value, item)
        case _:
            text = scalar_text(shape, value, "iso8601")
            SubElement(parent, name).text = text


def error_children(
    error: Element, shape: BotocoreShape, code: str, value: Mapping[str, object]
) -> None:
    """Adds what an error says, with code and message named as services do."""
    members = {name: held for name, held in value.items() if name != "Code"}
    SubElement(error, "Code").text = code
    xml_children(error, shape, members)
    for child in error:
        if child.tag == "message":
            child.tag = "Message"


class RestXmlWriter(HttpWriter):
    """XML documents beside HTTP bindings."""

    def output(self, operation: Any, value: Mapping[str, object]) -> Response:
        response = super().output(operation, value)
        # https://smithy.io/2.0/aws/customizations/s3-customizations.html
        if operation.name == "GetBucketLocation":
            root = fromstring(response.body)
            body = tostring(root[0] if len(root) else Element("LocationConstraint"))
            return replace(response, body=body)
        return response

    def document(
        self, shape: BotocoreShape, value: object, name: str | None = None
    ) -> bytes:
        root = Element("Root")
        if name is None:
            xml_children(root, shape, cast("Mapping[str, object]", value))
            return tostring(root)
        xml_value(root, shape.serialization.get("name", name), shape, value)
        return tostring(root[0])

    def error(
        self, shape: BotocoreShape, code: str, value: Mapping[str, object]
    ) -> Response:
        root = Element("ErrorResponse")
        error = SubElement(root, "Error")
        SubElement(error, "Type").text = "Sender"
        error_children(error, shape, code, in_document(shape, value))
        SubElement(root, "RequestId").text = REQUEST_ID
        headers = self.bound_headers(shape, value)
        return Response(400, headers, tostring(root))


class QueryWriter(ResponseWriter):
    """XML documents in an envelope."""

    def output(self, operation: Any, value: Mapping[str, object]) -> Response:
        shape = operation.output_shape
        root = Element(f"{operation.name}Response")
        if shape is not None:
            wrapper = shape.serialization.get("resultWrapper")
            xml_children(SubElement(root, wrapper), shape, value)
        metadata = SubElement(root, "ResponseMetadata")
        SubElement(metadata, "RequestId").text = REQUEST_ID
        return Response(200, {}, tostring(root))

    def error(
        self, shape: BotocoreShape, code: str, value: Mapping[str, object]
    ) -> Response:
        return RestXmlWriter().error(shape, code, value)


class Ec2Writer(ResponseWriter):
    """XML documents whose root has the members."""

    def output(self, operation: Any, value: Mapping[str, object]) -> Response:
        shape = operation.output_shape
        root = Element(f"{operation.name}Response")
        SubElement(root, "requestId").text = REQUEST_ID
        if shape is not None:
            xml_children(root, shape, value)
        return Response(200, {}, tostring(root))

    def error(
        self, shape: BotocoreShape, code: str, value: Mapping[str, object]
    ) -> Response:
        root = Element("Response")
        error = SubElement(SubElement(root, "Errors"), "Error")
        error_children(error, shape, code, value)
        SubElement(root, "RequestID").text = REQUEST_ID
        return Response(400, {}, tostring(root))


WRITERS: Mapping[str, ResponseWriter] = {
    "json": AwsJsonWriter(),
    "rest-json": RestJsonWriter(),
    "smithy-rpc-v2-cbor": CborWriter(),
    "rest-xml": RestXmlWriter(),
    "query": QueryWriter(),
    "ec2": Ec2Writer(),
}
