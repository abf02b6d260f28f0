"""The modules of modeled errors: one exception class each."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from smithwright.plan.annotations import annotation
from smithwright.plan.context import SENSITIVE, TEXTS, Context
from smithwright.plan.defaults import default_value
from smithwright.plan.docstrings import docstring, own_words
from smithwright.plan.imports import Imports
from smithwright.plan.modules import ModuleOutline
from smithwright.plan.naming import RESERVED_MEMBERS, Scope, attribute_name, snake_case
from smithwright.plan.notes import deprecation, documentation
from smithwright.plan.package import ErrorMember, ErrorModule
from smithwright.plan.plan_error import PlanError
from smithwright.plan.protocols.protocol import Protocol, Record
from smithwright.plan.text import Code, Identifier, Literal
from smithwright.plan.wire_names import wire_names
from smithy_parser import Member, Model, Shape

_RETRYABLE = "smithy.api#retryable"
# What a message is called that is found wherever an error has been found.
_USUAL_NAMES = ("message", "Message")

# What exceptions and the base class have already.
_INHERITED = frozenset(
    "add_note args code details fault found_in from_details from_response members "
    "message request_id response retryable self status throttling "
    "with_traceback".split()
)


@dataclass(frozen=True, slots=True)
class ErrorPlanner:
    """Plans the modules of a package's errors."""

    context: Context
    protocol: Protocol

    def plan(self, outline: ModuleOutline[Shape]) -> ErrorModule:
        """Returns the module of one modeled error.

        https://smithy.io/2.0/spec/type-refinement-traits.html#error-trait
        """
        shape = outline.subject
        symbol = self.context.symbols.errors[shape.id]
        imports = Imports(symbol.module)
        imports.errors(self.context.symbols.base_error)
        members, message = self._members(shape, imports)
        in_body = self._in_body(shape, members, message)
        reader, read_members = None, Code("None")
        if in_body.members:
            imports.runtime("shapes", "Structure")
            reader = self.protocol.reader(self.context, imports, in_body)
            read_members = self.protocol.read_error_members(imports, in_body)
        return ErrorModule(
            path=outline.path,
            doc=own_words(f"The error `{symbol.name}`."),
            class_doc=docstring(
                documentation(self.context, shape), deprecation(self.context, shape)
            ),
            imports=imports.gathered(),
            name=symbol.name,
            base=self.context.symbols.base_error,
            code=Literal.of(self.protocol.error_code(shape)),
            fault=Literal.of(_fault(shape)),
            retryable=_RETRYABLE in shape.traits,
            throttling=_is_throttling(shape),
            hides_message=self._hides_message(shape),
            members=members,
            message=message,
            read_members=read_members,
            functions=() if reader is None else (reader,),
        )

    def _hides_message(self, shape: Shape) -> bool:
        member = message_member(self.context.closure.model, shape)
        return member is not None and self.context.has_trait(member, SENSITIVE)

    def _members(
        self, shape: Shape, imports: Imports
    ) -> tuple[tuple[ErrorMember, ...], ErrorMember | None]:
        """Returns the members that an error has besides its message, and this.

        The message is None where it is found as every error's is.
        """
        model = self.context.closure.model
        names = error_member_names(model, shape)
        message = message_member(model, shape)
        on_wire = wire_names(self.context, self.protocol, shape)
        planned = None
        if message is not None:
            name, wire_name = Identifier("message"), Literal.of(on_wire[message.name])
            planned = self._member(shape, message, name, wire_name, imports)
            if planned.value is None and on_wire[message.name] in _USUAL_NAMES:
                planned = None
        if names or planned is not None:
            imports.standard("typing", "Self")
            imports.runtime("errors", "ErrorDetails")
            imports.runtime("http", "HttpResponse")
        members = tuple(
            self._member(
                shape, shape.members[member], name, Literal.of(on_wire[member]), imports
            )
            for member, name in names.items()
        )
        return members, planned

    def _in_body(
        self,
        shape: Shape,
        members: tuple[ErrorMember, ...],
        message: ErrorMember | None,
    ) -> Record:
        own = message_member(self.context.closure.model, shape)
        model_members = [m for m in shape.members.values() if m is not own]
        pairs = list(zip(model_members, members, strict=True))
        if own is not None and message is not None:
            pairs.insert(0, (own, message))
        return Record(
            shape,
            Identifier("_Members"),
            Identifier("_members"),
            {
                planned.name: member
                for member, planned in pairs
                if planned.value is None
            },
        )

    def _member(
        self,
        shape: Shape,
        member: Member,
        name: Identifier,
        wire_name: Literal,
        imports: Imports,
    ) -> ErrorMember:
        return ErrorMember(
            name=name,
            annotation=annotation(self.context, imports, member),
            wire_name=wire_name,
            value=self.protocol.error_member(self.context, imports, shape, member),
            default=default_value(self.context, imports, member) or Code("None"),
            doc=docstring(
                documentation(self.context, member), deprecation(self.context, member)
            ),
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


def _is_throttling(shape: Shape) -> bool:
    # https://smithy.io/2.0/spec/behavior-traits.html#retryable-trait
    value = shape.traits.get(_RETRYABLE)
    return isinstance(value, Mapping) and value.get("throttling") is True


def _fault(shape: Shape) -> str:
    fault = shape.traits["smithy.api#error"]
    if fault in ("client", "server"):
        return str(fault)
    raise PlanError(shape, "trait smithy.api#error must be client or server")
