"""What protocols call members in documents and forms."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Mapping

from smithwright.plan.context import Context
from smithwright.plan.plan_error import PlanError
from smithwright.plan.protocols.keys import keys_of
from smithwright.plan.protocols.xml_namespaces import namespace
from smithwright.plan.traits import (
    EC2_QUERY,
    ec2_query_name,
    is_xml_attribute,
    is_xml_flattened,
    json_name,
    location,
    media_type,
    timestamp_format,
    xml_name,
)
from smithwright.plan.wire import Location, Wire
from smithy_parser import ListShape, MapShape, Member, Shape, ShapeType

_AGGREGATES = (
    ShapeType.LIST,
    ShapeType.MAP,
    ShapeType.STRUCTURE,
    ShapeType.UNION,
)


class Names(ABC):
    """How a protocol calls members."""

    @abstractmethod
    def keys(self, context: Context, shape: Shape) -> Mapping[str, str]:
        """Returns what decoders call the members of a structure or union.

        Raises:
            PlanError: There is no class with such names.
        """

    @abstractmethod
    def wire(self, context: Context, member: Member, key: str) -> Wire:
        """Returns how a member stands in documents and forms.

        Args:
            context: The closure.
            member: The member.
            key: What decoders call it.
        """


class OwnNames(Names):
    """The model's own names, whatever traits say."""

    def keys(self, context: Context, shape: Shape) -> Mapping[str, str]:
        """Returns what decoders call the members of a structure or union."""
        return keys_of(shape, lambda member: member.name)

    def wire(self, context: Context, member: Member, key: str) -> Wire:
        """Returns how a member stands in documents."""
        return Wire(key, member.name)


class TimedNames(OwnNames):
    """The model's own names, and its formats of times."""

    def wire(self, context: Context, member: Member, key: str) -> Wire:
        """Returns how a member stands in documents."""
        form = timestamp_format(context.closure.model, member)
        return Wire(key, member.name, timestamp_format=form)


class JsonNames(Names):
    """The names that the model has for JSON objects."""

    def keys(self, context: Context, shape: Shape) -> Mapping[str, str]:
        """Returns what decoders call the members of a structure or union."""
        return keys_of(shape, json_name)

    def wire(self, context: Context, member: Member, key: str) -> Wire:
        """Returns how a member stands in documents."""
        model = context.closure.model
        return Wire(
            key,
            json_name(member),
            timestamp_format=timestamp_format(model, member),
            media_type=media_type(model, member),
        )


class XmlNames(Names):
    """The names of elements and attributes.

    https://smithy.io/2.0/spec/protocol-traits.html#xml-bindings
    """

    def keys(self, context: Context, shape: Shape) -> Mapping[str, str]:
        """Returns what decoders call the members of a structure or union."""
        return keys_of(shape, lambda member: _xml_key(context, member))

    def wire(self, context: Context, member: Member, key: str) -> Wire:
        """Returns how a member stands in documents."""
        model = context.closure.model
        is_sent = member.container in context.closure.input_shapes
        return Wire(
            key,
            xml_name(member, member.name),
            timestamp_format=timestamp_format(model, member),
            media_type=media_type(model, member),
            namespace=namespace(member) if is_sent else "",
            is_attribute=is_xml_attribute(member),
            is_flattened=is_xml_flattened(member),
        )


class QueryNames(XmlNames):
    """Names of XML in forms too, with items and entries numbered.

    https://smithy.io/2.0/aws/protocols/aws-query-protocol.html#request-serialization
    """

    def wire(self, context: Context, member: Member, key: str) -> Wire:
        """Returns how a member stands in documents and forms."""
        name = xml_name(member, member.name)
        return Wire(
            key,
            name,
            form_name=self._form_name(member, name),
            form_infix=self._form_infix(member, context.target(member)),
            timestamp_format=timestamp_format(context.closure.model, member),
            is_attribute=is_xml_attribute(member),
            is_flattened=is_xml_flattened(member),
        )

    def _form_name(self, member: Member, name: str) -> str:
        return name

    def _form_infix(self, member: Member, target: Shape) -> str:
        """Returns what stands between a name and a number."""
        if is_xml_flattened(member):
            return ""
        if isinstance(target, MapShape):
            return ".entry"
        if isinstance(target, ListShape):
            return f".{xml_name(target.member, target.member.name)}"
        return ""


class Ec2Names(QueryNames):
    """Capitalised names in forms, with items numbered.

    https://smithy.io/2.0/aws/protocols/aws-ec2-query-protocol.html
    """

    def wire(self, context: Context, member: Member, key: str) -> Wire:
        """Returns how a member stands in documents and forms.

        Raises:
            PlanError: It would be a map in a form.
        """
        is_sent = member.container in context.closure.input_shapes
        if is_sent and isinstance(context.target(member), MapShape):
            raise PlanError(member, f"{EC2_QUERY} has no maps in requests")
        return super().wire(context, member, key)

    def _form_name(self, member: Member, name: str) -> str:
        own = ec2_query_name(member)
        return name[:1].upper() + name[1:] if own is None else own

    def _form_infix(self, member: Member, target: Shape) -> str:
        """Returns nothing: the number follows the list's name."""
        return ""


def _xml_key(context: Context, member: Member) -> str:
    """Returns the name that a member's value has when it is read: its element's.

    What is not an element's text gives way to one of the same name.
    """
    container = context.closure.model.shapes[member.container]
    if container.id not in context.output_shapes:
        return member.name
    if location(member) is not Location.BODY:
        return member.name
    name = _local_name(member)
    if context.target(member).type not in _AGGREGATES and not is_xml_attribute(member):
        return name
    others = (other for other in container.members.values() if other is not member)
    is_taken = any(_local_name(other) == name for other in others)
    return f"@{member.name}" if is_taken else name


def _local_name(member: Member) -> str:
    return xml_name(member, member.name).rpartition(":")[2]
