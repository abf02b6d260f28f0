"""What bodies mean, so that two spellings of the same compare as equal."""

from __future__ import annotations

import json
from collections.abc import Callable
from urllib.parse import parse_qsl
from xml.dom.minidom import Element, Node, parseString

from tests.conformance import cbor


def body_of(protocol: str, text: str) -> bytes:
    """Returns the body that a suite writes as `text`."""
    return cbor.body_of(text) if cbor.is_cbor(protocol) else text.encode()


def meaning(protocol: str, body: bytes) -> object:
    """Returns what a body of a protocol says; bytes where it is no document."""
    if cbor.is_cbor(protocol):
        return cbor.meaning(body)
    if protocol in ("query", "ec2"):
        return sorted(parse_qsl(body.decode(), keep_blank_values=True))
    return _parsed(_xml if protocol == "rest-xml" else json.loads, body)


def _parsed(parse: Callable[[bytes], object], body: bytes) -> object:
    try:
        return parse(body)
    # minidom raises ExpatError, which is not a ValueError.
    except Exception:
        return body


def _xml(body: bytes) -> object:
    root = parseString(body).documentElement
    assert root is not None
    return _element(root)


def _element(element: Element) -> object:
    """Returns name, attributes (namespaces among them) and content.

    Members of structures and entries of maps may come in any order.
    """
    children = [node for node in element.childNodes if isinstance(node, Element)]
    text = "".join(
        node.data for node in element.childNodes if node.nodeType == Node.TEXT_NODE
    )
    content = sorted(map(_element, children), key=repr) if children else text
    return element.tagName, sorted((element.attributes or {}).items()), content
