"""What two requests that mean the same have in common."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qsl, urlsplit
from xml.etree.ElementTree import Element, fromstring

import cbor2

# botocore has no types.
from botocore.awsrequest import create_request_object, prepare_request_dict

ENDPOINT = "https://endpoint.example"
# Only the transport knows these.
_TRANSPORT = ("content-length", "transfer-encoding", "expect", "user-agent")


@dataclass(frozen=True, slots=True)
class Wire:
    """A request, with its body as what it says."""

    method: str
    host: str
    path: str
    query: Mapping[str, list[str]]
    headers: Mapping[str, str]
    body: object

    @classmethod
    def of(cls, method: str, url: str, headers: Mapping[str, str], body: bytes) -> Wire:
        """Takes a request apart."""
        parts = urlsplit(url)
        fields = {name.lower(): value for name, value in headers.items()}
        return cls(
            method,
            parts.netloc,
            parts.path,
            _fields(parts.query),
            {n: v for n, v in fields.items() if n not in _TRANSPORT},
            meaning(fields.get("content-type", ""), body),
        )

    def parts(self) -> dict[str, object]:
        """Returns what is compared, by name."""
        return {
            "method": self.method,
            "host": self.host,
            "path": self.path,
            "query": self.query,
            "header": self.headers,
            "body": self.body,
        }


# Any: botocore's requests are dictionaries of many forms.
def sent_by_botocore(serialized: dict[str, Any]) -> Wire:
    """Returns what botocore puts on the wire for what its serialiser returns."""
    prepare_request_dict(serialized, ENDPOINT)
    request = create_request_object(serialized).prepare()
    headers = {name: _text(value) for name, value in request.headers.items()}
    body = request.body
    if isinstance(body, str):
        body = body.encode()
    return Wire.of(request.method, request.url, headers, bytes(body or b""))


def meaning(content_type: str, body: bytes) -> object:
    """Returns what a body says; the bytes where it is no document."""
    if not body:
        return None
    kind = content_type.partition(";")[0]
    try:
        if kind in ("application/cbor",):
            return cbor2.loads(body)
        if kind == "application/x-www-form-urlencoded":
            return _fields(body.decode())
        if kind.startswith("application/") and "json" in kind:
            return json.loads(body)
        if body.startswith(b"{"):
            # The type may be a member's text.
            return json.loads(body)
        return document(fromstring(body))
    except Exception:
        # Whatever a parser raises: then it is no document.
        return body


def document(element: Element) -> object:
    """Returns name, attributes and content of an element.

    Members may come in any order, items of one name keep theirs.
    """
    return {element.tag: _content(element)}


def _content(element: Element) -> object:
    content: dict[str, object] = {f"@{k}": v for k, v in element.attrib.items()}
    for child in element:
        items = content.setdefault(child.tag, [])
        assert isinstance(items, list)
        items.append(_content(child))
    if not content:
        return element.text or ""
    return content if len(element) else {**content, "": element.text or ""}


def _fields(text: str) -> dict[str, list[str]]:
    fields: dict[str, list[str]] = {}
    for name, value in parse_qsl(text, keep_blank_values=True):
        fields.setdefault(name, []).append(value)
    return fields


def _text(value: object) -> str:
    return value.decode("latin-1") if isinstance(value, bytes) else str(value)
