"""The attributes that declare namespaces in XML.

https://smithy.io/2.0/spec/protocol-traits.html#xmlnamespace-trait
"""

from __future__ import annotations

from smithwright.plan.traits import xml_namespace
from smithy_parser import ServiceShape, Shape


def namespace(shape: Shape) -> str:
    """Returns the attribute that declares the namespace of a shape, or nothing.

    That of a structure counts where it is the root, and not where a member targets it.

    Raises:
        PlanError: The trait does not say a URI, or an invalid prefix.
    """
    declared = xml_namespace(shape)
    if declared is None:
        return ""
    # It imports an HTTP client, which only models with namespaces have to wait for.
    from xml.sax.saxutils import quoteattr

    prefix, uri = declared
    return f" xmlns{f':{prefix}' if prefix else ''}={quoteattr(uri)}"


def root_namespace(service: ServiceShape, *shapes: Shape) -> str:
    """Returns the first namespace that one of a root's shapes or its service has."""
    declared = (namespace(shape) for shape in (*shapes, service))
    return next((text for text in declared if text), "")
