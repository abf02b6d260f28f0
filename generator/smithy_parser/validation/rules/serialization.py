"""Names and types of what is on the wire.

Implements https://smithy.io/2.0/spec/protocol-traits.html.
"""

import re
from collections.abc import Iterator
from typing import Final

from smithy_parser.events import Event
from smithy_parser.model import Model
from smithy_parser.shapes import (
    ListShape,
    ServiceShape,
    ShapeType,
    StructureShape,
    UnionShape,
)
from smithy_parser.validation.findings import error, warning, with_trait
from smithy_parser.validation.traversal import members_with, own, traits_defined_by
from smithy_parser.validation.values import text, trait_properties, trait_text
from smithy_parser.validation.wording import described, listed

_JSON_NAME: Final = "smithy.api#jsonName"
_MEDIA_TYPE: Final = "smithy.api#mediaType"
_PROTOCOL: Final = "smithy.api#protocolDefinition"
_XML_FLATTENED: Final = "smithy.api#xmlFlattened"
_XML_NAME: Final = "smithy.api#xmlName"
_XML_NAMESPACE: Final = "smithy.api#xmlNamespace"

# https://www.rfc-editor.org/rfc/rfc9110#section-8.3.1
_TOKEN: Final = r"[!#$%&'*+\-.^_`|~0-9A-Za-z]+"
_QUOTED: Final = r'"(?:[^"\\]|\\.)*"'
_MEDIA: Final = re.compile(
    rf"{_TOKEN}/{_TOKEN}(?:[ \t]*;[ \t]*{_TOKEN}=(?:{_TOKEN}|{_QUOTED}))*[ \t]*",
    re.DOTALL,
)

# https://www.rfc-editor.org/rfc/rfc3986#appendix-A
_URI_CHARACTER: Final = (
    r"(?:[A-Za-z0-9\-._~!$&'()*+,;=:@/?]|[^\x00-\x7f]|%[0-9A-Fa-f]{2})"
)
_URI: Final = re.compile(
    rf"(?:[A-Za-z][A-Za-z0-9+\-.]*:(?=.)|(?![^/?#]*:))"
    rf"(?://(?:[^@/?#]*@)?\[[0-9A-Fa-f:.]+\])?{_URI_CHARACTER}*"
    rf"(?:#{_URI_CHARACTER}*)?"
)


def json_name(model: Model) -> Iterator[Event]:
    """JsonName: members of one shape with one name in JSON.

    Implements https://smithy.io/2.0/spec/protocol-traits.html#jsonname-trait.
    """
    for shape in model.own:
        if not isinstance(shape, StructureShape | UnionShape):
            continue
        if not any(_JSON_NAME in m.traits for m in shape.members.values()):
            continue
        members_of: dict[str, list[str]] = {}
        for name, member in shape.members.items():
            json_name = trait_text(member, _JSON_NAME) or name
            members_of.setdefault(json_name, []).append(name)
        for json_name, names in members_of.items():
            if len(names) > 1:
                message = (
                    "This shape contains members with conflicting JSON names that "
                    f"resolve to '{json_name}': {listed(sorted(names))}"
                )
                yield error(shape, "JsonName", message)


def media_type(model: Model) -> Iterator[Event]:
    """MediaType: the values of ``mediaType``."""
    for shape in with_trait(model, _MEDIA_TYPE):
        value = trait_text(shape, _MEDIA_TYPE)
        if value is not None and _MEDIA.fullmatch(value) is None:
            message = (
                f'Invalid mediaType value, "{value}": expected type/subtype and '
                "parameters"
            )
            yield error(shape, "MediaType", message, _MEDIA_TYPE)


def xml_namespace_trait(model: Model) -> Iterator[Event]:
    """XmlNamespaceTrait: the URIs of XML namespaces."""
    for shape in with_trait(model, _XML_NAMESPACE):
        uri = text(trait_properties(shape, _XML_NAMESPACE).get("uri"))
        if uri is not None and _URI.fullmatch(uri) is None:
            message = (
                f"An `xmlNamespace` trait is applied to the {described(shape)} shape "
                f"with an invalid uri: {uri}"
            )
            yield error(shape, "XmlNamespaceTrait", message)


def xml_flattened_trait(model: Model) -> Iterator[Event]:
    """XmlFlattenedTrait: names of elements that flattening a list throws away."""
    for member in members_with(model, _XML_FLATTENED):
        target = model[member.target]
        if _XML_NAME in member.traits or not isinstance(target, ListShape):
            continue
        name = trait_text(target.member, _XML_NAME)
        if name is not None and name != member.name:
            message = (
                "Member is `@xmlFlattened`, so `@xmlName` of target's member "
                f"(`{target.member.id}`) has no effect. The flattened list elements "
                f"will have the name of this member - `{member.name}`. If this is "
                f'unintended, you can add `@xmlName("{name}")` to this member.'
            )
            yield warning(member, "XmlFlattenedTrait", message)


def no_inline_document_support(model: Model) -> Iterator[Event]:
    """NoInlineDocumentSupport: documents where a protocol has none.

    Implements https://smithy.io/2.0/spec/protocol-traits.html#protocoldefinition-trait.
    """
    for service in own(model, ServiceShape):
        for protocol in traits_defined_by(model, service, _PROTOCOL):
            definition = trait_properties(protocol, _PROTOCOL)
            if definition.get("noInlineDocumentSupport") is not True:
                continue
            documents = [
                f"{shape.id} @ {shape.source}"
                for shape in model.walk(service.id)
                if shape.type is ShapeType.DOCUMENT
            ]
            if documents:
                message = (
                    f"This service uses the `{protocol.id}` protocol which does not "
                    "support inline document types, but the following document types "
                    "were found in the closure of the service: "
                    f"[{listed(sorted(documents))}]"
                )
                yield error(service, "NoInlineDocumentSupport", message, protocol.id)
