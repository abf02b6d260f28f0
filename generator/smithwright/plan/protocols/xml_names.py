"""What elements and attributes are called in XML.

https://smithy.io/2.0/spec/protocol-traits.html#xml-bindings
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from smithwright.plan.context import Context
from smithwright.plan.plan_error import PlanError
from smithwright.plan.protocols.bindings import location
from smithy_parser import Member, Shape, ShapeType

ATTRIBUTE = "smithy.api#xmlAttribute"
FLATTENED = "smithy.api#xmlFlattened"
AGGREGATES = (ShapeType.LIST, ShapeType.MAP, ShapeType.STRUCTURE, ShapeType.UNION)
_NAME = "smithy.api#xmlName"
_NAMESPACE = "smithy.api#xmlNamespace"

_QUALIFIED = re.compile(r"[^\W\d][\w.-]*(:[^\W\d][\w.-]*)?")
_PREFIX = re.compile(r"[^\W\d][\w.-]*")


def xml_name(shape: Shape, default: str) -> str:
    """Returns the name of an element or attribute.

    Args:
        shape: The member, or the structure that is a whole document.
        default: What it is called if no trait says.

    Raises:
        PlanError: XML has no such name.
    """
    if _NAME not in shape.traits:
        return default
    name = shape.traits[_NAME]
    if isinstance(name, str) and _QUALIFIED.fullmatch(name):
        return name
    raise PlanError(shape, f"{name!r} is not a name in XML")


def member_name(member: Member) -> str:
    """Returns the name of a member's element, attribute or, if flattened, items."""
    return xml_name(member, member.name)


def payload_name(context: Context, member: Member) -> str:
    """Returns the name that a member's value has when it is read: its element's.

    What is not an element's text gives way to one of the same name.
    """
    container = context.closure.model[member.container]
    if container.id not in context.output_shapes or location(member) is not None:
        return member.name
    name = local_name(member_name(member))
    if context.target(member).type not in AGGREGATES and ATTRIBUTE not in member.traits:
        return name
    others = (other for other in container.members.values() if other is not member)
    is_taken = any(local_name(member_name(other)) == name for other in others)
    return f"@{member.name}" if is_taken else name


def element_name(member: Member) -> str:
    """Returns the name of a member's element or attribute, as XPath has it."""
    return f"{'@' if ATTRIBUTE in member.traits else ''}{member_name(member)}"


def local_name(name: str) -> str:
    """Returns a name without the prefix of its namespace."""
    return name.rpartition(":")[2]


def namespace(context: Context, shape: Shape) -> str:
    """Returns the attribute that declares the namespace of an element, or nothing.

    https://smithy.io/2.0/spec/protocol-traits.html#xmlnamespace-trait

    Raises:
        PlanError: The trait does not say a URI, or an invalid prefix.
    """
    value = context.trait(shape, _NAMESPACE)
    if value is None:
        return ""
    # It imports an HTTP client, which only models with namespaces have to wait for.
    from xml.sax.saxutils import quoteattr

    uri = value.get("uri") if isinstance(value, Mapping) else None
    prefix = value.get("prefix") if isinstance(value, Mapping) else None
    if not isinstance(uri, str):
        raise PlanError(shape, f"trait {_NAMESPACE} has no uri")
    if prefix is None:
        return f" xmlns={quoteattr(uri)}"
    if isinstance(prefix, str) and _PREFIX.fullmatch(prefix):
        return f" xmlns:{prefix}={quoteattr(uri)}"
    raise PlanError(shape, f"trait {_NAMESPACE} has no valid prefix")


def root_namespace(context: Context, *shapes: Shape) -> str:
    """Returns the first namespace that one of `shapes`, or else the service, has."""
    declared = (namespace(context, s) for s in (*shapes, context.closure.service))
    return next((text for text in declared if text), "")
