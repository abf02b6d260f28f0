"""Everything about the members of a package's shapes, decided once for each role."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from smithwright.plan.constraint_traits import constraints_of
from smithwright.plan.constraints import SPARSE
from smithwright.plan.context import Context
from smithwright.plan.endpoints import EndpointRules, plan_endpoints
from smithwright.plan.fields import Field, Record, Stream
from smithwright.plan.identifiers import Identifier
from smithwright.plan.naming import attribute_name, member_names
from smithwright.plan.notes import deprecation, documentation
from smithwright.plan.plan_error import PlanError
from smithwright.plan.protocols.protocol import Protocol
from smithwright.plan.symbols import Symbol
from smithwright.plan.traits import (
    REQUIRED,
    REQUIRES_LENGTH,
    SENSITIVE,
    is_host_label,
    is_idempotency_token,
    is_payload,
)
from smithwright.plan.types import (
    Content,
    Kind,
    ListType,
    MapType,
    NamedType,
    PlainType,
    Type,
)
from smithwright.plan.wire import Wire
from smithy_parser import ListShape, MapShape, Member, Shape, ShapeId, ShapeType

_HAVE_KEYS = (ShapeType.STRUCTURE, ShapeType.UNION)


@dataclass(frozen=True)
class Members:
    """Gives the fields and types of a closure, each made once."""

    context: Context
    protocol: Protocol | None = None
    """How operations are put on the wire, where that matters."""
    _fields: dict[tuple[ShapeId, str], Field] = field(
        default_factory=dict[tuple[ShapeId, str], Field]
    )
    _types: dict[ShapeId, Type] = field(default_factory=dict[ShapeId, Type])
    _keys: dict[ShapeId, Mapping[str, str]] = field(
        default_factory=dict[ShapeId, Mapping[str, str]]
    )
    _open: set[ShapeId] = field(default_factory=set[ShapeId])
    """Types that are being made."""

    @cached_property
    def endpoint_rules(self) -> EndpointRules | None:
        """What decides on the service's endpoints, where clients ask for them.

        Raises:
            PlanError: The rules mean nothing.
        """
        context = self.context
        return plan_endpoints(context.closure.service) if context.has_client else None

    def record(
        self,
        shape: Shape,
        symbol: Symbol,
        names: Mapping[str, Identifier] | None = None,
    ) -> Record:
        """Returns a structure or a union.

        Args:
            shape: The shape.
            symbol: What its class is called.
            names: The attributes of those members that the class has; None for all
                members under their usual names.
        """
        context = self.context
        attributes = member_names(shape.members) if names is None else names
        return Record(
            id=shape.id,
            kind=Kind(shape.type.value),
            symbol=symbol,
            fields=tuple(
                self.field(shape.members[member], name)
                for member, name in attributes.items()
            ),
            exclusive=constraints_of(context, shape).exclusive,
            is_sensitive=SENSITIVE in shape.traits,
            is_endless=shape.id in context.reaches_depth,
            is_event=shape.id in context.streams,
            builder=context.symbols.builders.get(symbol.name.text),
            is_sent=shape.id in context.closure.input_shapes,
            is_received=shape.id in context.output_shapes,
            documentation=documentation(context, shape),
            deprecation=deprecation(context, shape),
            origin=shape,
        )

    def field(self, member: Member, name: Identifier) -> Field:
        """Returns what is decided of a member that has the attribute `name`."""
        key = member.id, name.text
        if (known := self._fields.get(key)) is None:
            known = self._fields[key] = self._decided(member, name)
        return known

    def type(self, shape: Shape) -> Type:
        """Returns the type of a shape's values.

        Raises:
            PlanError: It is a list or map that holds itself and nothing else.
        """
        if (known := self._types.get(shape.id)) is None:
            if shape.id in self._open:
                raise PlanError(shape, "holds itself, so that its values have no end")
            self._open.add(shape.id)
            known = self._types[shape.id] = self._type(shape)
            self._open.remove(shape.id)
        return known

    def _decided(self, member: Member, name: Identifier) -> Field:
        context = self.context
        return Field(
            id=member.id,
            member=member.name,
            name=name,
            type=self.type(context.target(member)),
            is_required=REQUIRED in member.traits,
            default=context.default(member),
            constraints=constraints_of(context, member),
            is_sensitive=context.is_sensitive(member),
            stream=self._stream(member),
            is_idempotency_token=is_idempotency_token(member),
            requires_length=context.has_trait(member, REQUIRES_LENGTH),
            is_host_label=is_host_label(member),
            wire=self._wire(member),
            documentation=documentation(context, member),
            deprecation=deprecation(context, member),
            origin=member,
        )

    def _wire(self, member: Member) -> Wire:
        if self.protocol is None:
            return Wire(member.name, member.name)
        names = self.protocol.names
        container = self.context.closure.model.shapes[member.container]
        if container.type not in _HAVE_KEYS:
            return names.wire(self.context, member, member.name)
        if (keys := self._keys.get(container.id)) is None:
            keys = self._keys[container.id] = names.keys(self.context, container)
        return names.wire(self.context, member, keys[member.name])

    def _stream(self, member: Member) -> Stream:
        """Returns what a member streams.

        Where a protocol binds no member to the body, a blob is one like any other.
        """
        if member.target not in self.context.streams:
            return Stream.NONE
        if self.context.target(member).type == ShapeType.UNION:
            return Stream.EVENTS
        is_body = self.context.binds_payloads and is_payload(member)
        return Stream.BYTES if is_body else Stream.NONE

    def _type(self, shape: Shape) -> Type:
        context, content = self.context, self._content(shape)
        if (symbol := context.symbols.shapes.get(shape.id)) is not None:
            is_null_text = shape.id in context.enums_with_null
            kind = Kind(shape.type.value)
            return NamedType(shape.id, kind, content, symbol, is_null_text)
        is_sparse = SPARSE in shape.traits
        if isinstance(shape, ListShape):
            return ListType(shape.id, content, self.part(shape.member), is_sparse)
        if isinstance(shape, MapShape):
            key, value = self.part(shape.key), self.part(shape.value)
            return MapType(shape.id, content, key, value, is_sparse)
        return PlainType(shape.id, Kind(shape.type.value), content)

    def part(self, member: Member) -> Field:
        """Returns what is decided of a list's items, or a map's keys or values."""
        return self.field(member, _part_name(member.name))

    def _content(self, shape: Shape) -> Content:
        context = self.context
        return Content(
            required=shape.id in context.reaches_required,
            converted=shape.id in context.reaches_converted,
            endless=shape.id in context.reaches_depth,
            big_numbers=shape.id in context.reaches_big_numbers,
        )


def _part_name(name: str) -> Identifier:
    return Identifier(attribute_name(name))
