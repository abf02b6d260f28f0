"""XML bodies of responses.

https://smithy.io/2.0/aws/protocols/aws-restxml-protocol.html and
https://smithy.io/2.0/aws/protocols/aws-query-protocol.html
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar
from xml.etree.ElementTree import Element, TreeBuilder
from xml.parsers.expat import ExpatError, ParserCreate

from .errors import ResponseError
from .http import HttpResponse

T = TypeVar("T")


def read_body(
    operation: str, read: Callable[[Element], T], response: HttpResponse
) -> T:
    """Reads what the root of the body holds; an empty body holds nothing.

    Raises:
        ResponseError: The body is not XML, or a value is not what the model says.
    """
    try:
        return read(parse_xml(response.body) if response.body else Element(""))
    except ExpatError as error:
        raise ResponseError(operation, f"XML: {error}", response) from None
    except (ArithmeticError, LookupError, ValueError, RecursionError) as error:
        # Its text may hold a part of the body.
        reason = f"a value in the body: {type(error).__name__}"
        raise ResponseError(operation, reason, response) from None


def read_result(
    operation: str, read: Callable[[Element], T], response: HttpResponse
) -> T:
    """Reads what the result in the body's envelope holds.

    https://smithy.io/2.0/aws/protocols/aws-query-protocol.html#response-serialization

    Raises:
        ResponseError: The body is not XML, or a value is not what the model says.
    """

    def read_envelope(root: Element) -> T:
        result = root.find(f"{operation}Result")
        return read(Element("") if result is None else result)

    return read_body(operation, read_envelope, response)


def read_unwrapped(
    operation: str, read: Callable[[Element], T], response: HttpResponse
) -> T:
    """Reads an output whose only member is the root of the body.

    https://smithy.io/2.0/aws/customizations/s3-customizations.html

    Raises:
        ResponseError: The body is not XML, or a value is not what the model says.
    """

    def read_root(root: Element) -> T:
        wrapper = Element("")
        # S3 says by an empty element that there is no value.
        if root.text or len(root):
            wrapper.append(root)
        return read(wrapper)

    return read_body(operation, read_root, response)


def read_payload(
    operation: str, read: Callable[[Element], T], response: HttpResponse
) -> T | None:
    """Reads a member whose element is the body's root; an empty body is None.

    Raises:
        ResponseError: The body is not XML, or a value is not what the model says.
    """
    return read_body(operation, read, response) if response.body else None


def attribute(element: Element, name: str) -> str | None:
    """Returns the attribute of this name, whatever its namespace."""
    if (text := element.get(name)) is not None:
        return text
    ending = f":{name}"
    return next((text for key, text in element.items() if key.endswith(ending)), None)


def parse_xml(body: bytes) -> Element:
    """Parses a document; the names of its elements lose their namespaces.

    Raises:
        ExpatError: It is not well-formed, or declares a document type, and with that
            perhaps entities that expand without end.
    """
    builder = TreeBuilder()
    # Named, so that no document chooses a codec; without a separator for namespaces.
    parser = ParserCreate("utf-8")
    parser.buffer_text = True
    parser.StartElementHandler = builder.start
    parser.EndElementHandler = builder.end
    parser.CharacterDataHandler = builder.data
    parser.StartDoctypeDeclHandler = _refuse_document_type
    parser.Parse(body, True)
    root: Element = builder.close()
    if b"xmlns:" in body:
        for element in root.iter():
            element.tag = element.tag.rpartition(":")[2]
    return root


def _refuse_document_type(
    name: str, system: str | None, public: str | None, has_subset: bool
) -> None:
    raise ExpatError("declares a document type")
