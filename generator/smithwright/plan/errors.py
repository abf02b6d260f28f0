"""What a package knows of a modeled error."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import PurePosixPath

from smithwright.plan import traits
from smithwright.plan.context import TEXTS
from smithwright.plan.fields import Field, Record
from smithwright.plan.identifiers import Identifier
from smithwright.plan.members import Members
from smithwright.plan.modules import ModuleOutline
from smithwright.plan.naming import RESERVED_MEMBERS, Scope, attribute_name, snake_case
from smithwright.plan.notes import deprecation, documentation
from smithwright.plan.plan_error import Origin
from smithwright.plan.protocols.messages import ERROR, Place, message_of
from smithwright.plan.protocols.protocol import Protocol
from smithwright.plan.symbols import Symbol
from smithwright.plan.wire import Location
from smithy_parser import Member, Model, Shape

_USUAL_NAMES = ("message", "Message")

# What exceptions and the base class have already.
_INHERITED = frozenset(
    "add_note args code details fault found_in from_details from_response members "
    "message request_id response retryable self status throttling "
    "with_traceback".split()
)


@dataclass(frozen=True, slots=True)
class ModeledError:
    """An error with its members, but for its message.

    https://smithy.io/2.0/spec/type-refinement-traits.html#error-trait
    """

    id: str
    path: PurePosixPath
    """Its module, relative to the package."""
    name: str
    """Its name in the model."""
    symbol: Symbol
    base: Identifier
    """The class that all errors of the package have as their base."""
    code: str
    """What a response names it with."""
    fault: str
    """`client` or `server`."""
    is_retryable: bool
    is_throttling: bool
    hides_message: bool
    """Whether its message must not be shown."""
    places: tuple[Place, ...]
    """Where its members are in a response, but for the message."""
    message: Place | None
    """Where the message is, if not where errors usually have it."""
    in_body: Record
    """A class of what the document in a response's body holds."""
    documentation: str
    deprecation: str
    origin: Origin = field(compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class ErrorPlanner:
    """Decides what there is to say about the errors of a package."""

    members: Members
    protocol: Protocol

    def plan(self, outline: ModuleOutline[Shape]) -> ModeledError:
        """Returns a modeled error.

        Raises:
            PlanError: The model asks for what no error can be made of.
        """
        shape, context = outline.subject, self.members.context
        symbol = context.symbols.errors[shape.id]
        inside = Symbol(Identifier("_Members"), Identifier("_members"), symbol.module)
        own = message_member(context.closure.model, shape)
        names = dict(error_member_names(context.closure.model, shape))
        if own is not None:
            names = {own.name: Identifier("message"), **names}
        record = self.members.record(shape, inside, names)
        response = message_of(self.protocol, context.customs, record, shape, ERROR)
        message, places = None, response.places
        if own is not None:
            message, places = places[0], places[1:]
        if message is not None and _is_usual(message):
            message = None
        read = places if message is None else (message, *places)
        return ModeledError(
            id=shape.id,
            path=outline.path,
            name=shape.id.name,
            symbol=symbol,
            base=context.symbols.base_error,
            code=self.protocol.error_code(shape),
            fault=traits.fault(shape),
            is_retryable=traits.is_retryable(shape),
            is_throttling=traits.is_throttling(shape),
            hides_message=own is not None and context.has_trait(own, traits.SENSITIVE),
            places=places,
            message=message,
            in_body=replace(record, fields=tuple(_in_body(read))),
            documentation=documentation(context, shape),
            deprecation=deprecation(context, shape),
            origin=shape,
        )


def error_member_names(model: Model, shape: Shape) -> Mapping[str, Identifier]:
    """Returns the attribute of each member of an error but its message, in order."""
    message = message_member(model, shape)
    scope = Scope(_INHERITED | RESERVED_MEMBERS)
    return {
        member.name: scope.claim(attribute_name(member.name))
        for member in shape.members.values()
        if member is not message
    }


def message_member(model: Model, shape: Shape) -> Member | None:
    """Returns the member of an error that is its message: a text of such a name."""
    texts = {
        snake_case(member.name): member
        for member in reversed(tuple(shape.members.values()))
        if model.shapes[member.target].type in TEXTS
    }
    return texts.get("message") or texts.get("error_message")


def _is_usual(message: Place) -> bool:
    """Returns whether a message is found wherever an error has been found."""
    wire = message.field.wire
    is_element = message.location is Location.BODY and not wire.is_attribute
    return is_element and wire.key in _USUAL_NAMES


def _in_body(places: Iterable[Place]) -> Iterator[Field]:
    for place in places:
        if place.location is Location.BODY:
            yield place.field
