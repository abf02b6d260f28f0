"""The attributes that declare namespaces in XML.

https://smithy.io/2.0/spec/protocol-traits.html#xmlnamespace-trait
"""

from __future__ import annotations

from smithwright.plan.traits import xml_namespace
from smithy_parser import Model, ServiceShape, Shape


def namespace(model: Model, shape: Shape) -> str:
    """Returns the attribute that declares the namespace of an element, or nothing.

    Raises:
        PlanError: The trait does not say a URI, or an invalid prefix.
    """
    declared = xml_namespace(model, shape)
    if declared is None:
        return ""
    # It imports an HTTP client, which only models with namespaces have to wait for.
    from xml.sax.saxutils import quoteattr

    prefix, uri = declared
    return f" xmlns{f':{prefix}' if prefix else ''}={quoteattr(uri)}"


def root_namespace(model: Model, shape: Shape, service: ServiceShape) -> str:
    """Returns the namespace that a root has by itself, or else the service's."""
    return namespace(model, shape) or namespace(model, service)
