"""What will be generated for an operation, from which shapes of the model."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

from smithwright.explain.entry import Entry
from smithwright.models.selection import Closure
from smithwright.plan.constraint_facts import constraint_facts
from smithwright.plan.constraint_traits import constraints_of
from smithwright.plan.context import Context
from smithwright.plan.fields import Field, spelled_received, spelled_sent
from smithwright.plan.identifiers import Identifier
from smithwright.plan.members import Members
from smithwright.plan.naming import member_names
from smithwright.plan.outline import context_of
from smithwright.plan.protocols import choose_protocol
from smithwright.plan.protocols.guide import Guide
from smithwright.plan.protocols.messages import REQUEST, RESPONSE, Place, message_of
from smithwright.plan.protocols.protocol import Protocol
from smithwright.plan.symbols import ENUM_TYPES, Symbol
from smithwright.plan.wire import Location
from smithy_parser import (
    Member,
    OperationShape,
    Shape,
    ShapeType,
    SourceLocation,
)

_CONTAINERS = (ShapeType.STRUCTURE, ShapeType.UNION)
_VALUES_SHOWN = 6


def describe(
    closure: Closure, package: str | None, protocol: str | None
) -> tuple[Entry, ...]:
    """Returns what will be generated for each operation of a closure.

    Args:
        closure: The closure.
        package: What the package is called; None where it has no name so far.
        protocol: The protocol's trait; the best on offer if None.

    Raises:
        PlanError: The model asks for what no package can be made of.
    """
    spoken = choose_protocol(closure.service, protocol)
    context = context_of(closure, spoken)
    members = Members(context, spoken)
    return tuple(
        _Describer(members, spoken, Guide(spoken), package).operation(operation)
        for operation in closure.operations
    )


def outline(closure: Closure, protocol: str | None) -> tuple[Entry, ...]:
    """Returns the operations of a closure, each as one line."""
    spoken = choose_protocol(closure.service, protocol)
    return tuple(
        Entry(
            operation.id.name,
            facts=(str(spoken.address(closure.service, operation)),),
            place=_place(operation.source),
        )
        for operation in closure.operations
    )


@dataclass(frozen=True, slots=True)
class _Way:
    """What members inside of a request, or of a response, are called and hold."""

    field: Callable[[Field], str]
    spelled: Callable[[Field], str]


@dataclass
class _Describer:
    """Describes one operation; what it has described once it only names again."""

    members: Members
    protocol: Protocol
    guide: Guide
    package: str | None
    described: set[str] = field(default_factory=set[str])

    @property
    def context(self) -> Context:
        return self.members.context

    def operation(self, operation: OperationShape) -> Entry:
        symbols = self.context.symbols.operations[operation.id]
        model = self.context.closure.model
        errors = model.errors_of(operation.id, self.context.closure.service.id)
        return Entry(
            operation.id.name,
            facts=(
                str(self.protocol.address(self.context.closure.service, operation)),
                self.protocol.trait,
                self._module(symbols.input),
            ),
            place=_place(operation.source),
            children=(
                self._message("input", model[operation.input], symbols.input),
                self._message("output", model[operation.output], symbols.output),
                *(self._error(model[error]) for error in errors),
            ),
        )

    def _message(self, name: str, shape: Shape, symbol: Symbol) -> Entry:
        self.described.add(shape.id)
        top, nested, locations = self.guide.received, self._received, RESPONSE
        if name == "input":
            nested = _Way(self.guide.field_sent, spelled_sent)
            top, locations = self.guide.sent, REQUEST
        return Entry(
            name,
            symbol.name.text,
            (f"from {self._id(shape)}", *self._exclusive(shape)),
            _place(shape.source),
            self._placed(shape, symbol, locations, top, nested),
        )

    def _error(self, shape: Shape) -> Entry:
        symbol = self.context.symbols.errors[shape.id]
        status = shape.traits.get("smithy.api#httpError")
        facts = [
            f"{shape.traits.get('smithy.api#error')} error",
            *([f"status {status}"] if isinstance(status, int) else []),
            f"code {self.protocol.error_code(shape)}",
            self._module(symbol),
            f"from {self._id(shape)}",
        ]
        members = self._placed(
            shape, symbol, RESPONSE, self.guide.received, self._received
        )
        place = _place(shape.source)
        return Entry("raises", symbol.name.text, tuple(facts), place, members)

    @property
    def _received(self) -> _Way:
        return _Way(self.guide.field_received, spelled_received)

    def _placed(
        self,
        shape: Shape,
        symbol: Symbol,
        locations: frozenset[Location],
        where: Callable[[Place], str],
        nested: _Way,
    ) -> tuple[Entry, ...]:
        """Returns the members of an input, output or error."""
        customs, record = self.context.customs, self.members.record(shape, symbol)
        message = message_of(self.protocol, customs, record, shape, locations)
        return tuple(
            self._member(
                place.field.name.text,
                shape.members[place.field.member],
                place.field,
                where(place),
                nested,
            )
            for place in message.places
        )

    def _members(self, shape: Shape, nested: _Way) -> tuple[Entry, ...]:
        """Returns the members of a nested structure or union."""
        names = member_names(shape.members)
        return tuple(
            self._nested(names[member.name], member, nested)
            for member in shape.members.values()
        )

    def _nested(self, name: Identifier, member: Member, nested: _Way) -> Entry:
        field = self.members.field(member, name)
        return self._member(name.text, member, field, nested.field(field), nested)

    def _member(
        self, name: str, member: Member, field: Field, where: str, nested: _Way
    ) -> Entry:
        target = self.context.target(member)
        facts = [where] if where else []
        facts += self._constraints(member, field)
        for trait, fact in _FACTS.items():
            if self.context.has_trait(member, trait):
                facts.append(fact)
        facts += self._shape_facts(target)
        return Entry(
            name,
            nested.spelled(field),
            tuple(facts),
            _place(member.source),
            tuple(self._inside(target, nested)),
        )

    def _constraints(self, member: Member, field: Field) -> Iterator[str]:
        target = self.context.target(member)
        for trait, fact in constraint_facts(field, _quoted):
            holder = member if trait in member.traits else target
            applied = holder.trait_source(trait)
            # Where an overlay says so, the reader looks there.
            elsewhere = applied.filename != holder.source.filename
            yield f"{fact} ({_place(applied)})" if elsewhere else fact

    def _exclusive(self, shape: Shape) -> Iterator[str]:
        names = member_names(shape.members)
        for group in constraints_of(self.context, shape).exclusive:
            yield f"at most one of {', '.join(names[name].text for name in group)}"

    def _shape_facts(self, target: Shape) -> Iterator[str]:
        model = self.context.closure.model
        if target.type in ENUM_TYPES:
            values = list(target.members)
            more = len(values) - _VALUES_SHOWN
            shown = ", ".join(values[:_VALUES_SHOWN])
            yield f"one of {shown}{f' and {more} more' if more > 0 else ''}"
        symbol = self.context.symbols.shapes.get(target.id)
        if symbol is not None:
            yield self._module(symbol)
        if target.id not in model.builtin:
            again = target.type in _CONTAINERS and target.id in self.described
            yield f"from {self._id(target)}{', shown above' if again else ''}"

    def _inside(self, target: Shape, nested: _Way) -> Iterator[Entry]:
        """Yields what a value is made of; nothing where that is plain or shown."""
        if target.type in _CONTAINERS:
            if target.id not in self.described:
                self.described.add(target.id)
                yield from self._members(target, nested)
        elif target.type not in ENUM_TYPES:
            for name, part in target.members.items():
                label = "item" if name == "member" else name
                entry = self._member(label, part, self.members.part(part), "", nested)
                # A plain string says no more than the type of its list.
                if entry.facts or entry.children:
                    yield entry

    def _id(self, shape: Shape) -> str:
        """Returns a shape's id, without the namespace that the service has too."""
        own = shape.id.namespace == self.context.closure.service.id.namespace
        return shape.id.name if own else shape.id

    def _module(self, symbol: Symbol) -> str:
        package = "" if self.package is None else f"{self.package}."
        return f"in {package}{symbol.module}"


_FACTS: Mapping[str, str] = {
    "smithy.api#hostLabel": "part of the host",
    "smithy.api#sensitive": "never shown",
    "smithy.api#streaming": "streamed",
    "smithy.api#deprecated": "deprecated",
}


def _quoted(text: str) -> str:
    return f"`{text}`"


def _place(source: SourceLocation) -> str:
    return f"{source.filename}:{source.line}" if source.line else source.filename
