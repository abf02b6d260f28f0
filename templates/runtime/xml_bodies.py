"""XML bodies of responses.

expat makes elements, generated functions gather what a structure's element holds, and
msgspec turns that into shapes.

https://smithy.io/2.0/aws/protocols/aws-restxml-protocol.html and
https://smithy.io/2.0/aws/protocols/aws-query-protocol.html
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeAlias, TypeVar
from xml.etree.ElementTree import Element, TreeBuilder
from xml.parsers.expat import ExpatError, ParserCreate

from msgspec import MsgspecError, ValidationError, convert

from .bodies import AnyStream
from .errors import ResponseError
from .http import HttpResponse
from .problems import UnreadableError

T = TypeVar("T")

# White space, and the mark of UTF-8.
_BEFORE = b" \t\r\n\xef\xbb\xbf"

Gather: TypeAlias = Callable[[Element], object]
"""Returns what an element holds, in builtins that the shape is made of."""


def read_body(
    operation: str,
    shape: type[T],
    gather: Gather,
    response: HttpResponse[AnyStream],
) -> T:
    """Reads what the root of the body holds.

    Raises:
        ResponseError: The body is not XML, or a value is not what the model says.
    """
    whole = response.buffered()
    return read_element(operation, shape, gather, _root(operation, whole), whole)


def read_element(
    operation: str,
    shape: type[T],
    gather: Gather,
    element: Element,
    response: HttpResponse[AnyStream],
) -> T:
    """Reads what an element of the body holds.

    Raises:
        ResponseError: A value is not what the model says.
    """
    try:
        value = gather(element)
        try:
            # Lax, as all values are texts.
            return convert(value, shape, strict=False)
        except ValidationError:
            # Rarely needed, and slow to import.
            from .tolerance import tolerant

            return convert(tolerant(shape, value), shape, strict=False)
    except (MsgspecError, RecursionError) as error:
        raise ResponseError(operation, str(error), response) from None
    except (ArithmeticError, ValueError) as error:
        # The text of another error may hold a part of the body.
        reason = str(error) if isinstance(error, UnreadableError) else "out of range"
        reason = f"a value in the body: {reason}"
        raise ResponseError(operation, reason, response) from None


def read_result(
    operation: str,
    shape: type[T],
    gather: Gather,
    response: HttpResponse[AnyStream],
) -> T:
    """Reads what the result in the body's envelope holds.

    https://smithy.io/2.0/aws/protocols/aws-query-protocol.html#response-serialization

    Raises:
        ResponseError: The body is not XML, or a value is not what the model says.
    """
    whole = response.buffered()
    result = _root(operation, whole).find(f"{operation}Result")
    if result is None:
        result = Element("")
    return read_element(operation, shape, gather, result, whole)


def read_unwrapped(
    operation: str,
    shape: type[T],
    gather: Gather,
    response: HttpResponse[AnyStream],
) -> T:
    """Reads an output whose only member is the root of the body.

    https://smithy.io/2.0/aws/customizations/s3-customizations.html

    Raises:
        ResponseError: The body is not XML, or a value is not what the model says.
    """
    whole = response.buffered()
    root, wrapper = _root(operation, whole), Element("")
    # S3 says by an empty element that there is no value.
    if root.text or len(root):
        wrapper.append(root)
    return read_element(operation, shape, gather, wrapper, whole)


# Any: no type says "the type of", where that may be a mapping or an alias.
def read_payload(
    operation: str,
    shape: Any,
    gather: Gather,
    response: HttpResponse[AnyStream],
) -> Any:
    """Reads a member whose element is the body's root; an empty body is None.

    Raises:
        ResponseError: The body is not XML, or a value is not what the model says.
    """
    whole = response.buffered()
    if not whole.body.lstrip(_BEFORE):
        return None
    return read_body(operation, shape, gather, whole)


def attribute(element: Element, name: str) -> str | None:
    """Returns the attribute of this name, whatever its namespace."""
    if (text := element.get(name)) is not None:
        return text
    ending = f":{name}"
    return next((text for key, text in element.items() if key.endswith(ending)), None)


def is_nil(element: Element) -> bool:
    """Returns whether an element stands for null.

    https://www.w3.org/TR/xmlschema-1/#xsi_nil
    """
    return attribute(element, "nil") in ("true", "1")


def parse_xml(body: bytes) -> Element:
    """Parses a document; the names of its elements lose their namespaces.

    Raises:
        ExpatError: It is not well-formed, or declares a document type, and with that
            perhaps entities that expand without end.
    """
    # White space keeps connections alive while a service works.
    body = body.lstrip(_BEFORE)
    try:
        return _parsed(body)
    except ExpatError:
        # Rarely needed, and slow to import.
        from .xml_tolerance import hidden, shown

        if (repaired := hidden(body)) == body:
            raise
        return shown(_parsed(repaired))


def _parsed(body: bytes) -> Element:
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


def _root(operation: str, response: HttpResponse) -> Element:
    """Returns the root of a body.

    Raises:
        ResponseError: The body is not XML.
    """
    try:
        return parse_xml(response.body)
    except ExpatError as error:
        # Rarely needed.
        from .foreign import unreadable_body

        raise unreadable_body(operation, "XML", str(error), response) from None


def _refuse_document_type(
    name: str, system: str | None, public: str | None, has_subset: bool
) -> None:
    raise ExpatError("declares a document type")
