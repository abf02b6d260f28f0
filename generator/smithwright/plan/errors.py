"""The modules of modeled errors: one exception class each."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from smithwright.plan.annotations import annotation
from smithwright.plan.context import SENSITIVE, Context
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
from smithy_parser import Member, Shape

_RETRYABLE = "smithy.api#retryable"

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
        members = self._members(shape, imports)
        in_body = self._in_body(shape, members)
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
            hides_message=any(
                is_message(member) and self.context.has_trait(member, SENSITIVE)
                for member in shape.members.values()
            ),
            members=members,
            read_members=read_members,
            functions=() if reader is None else (reader,),
        )

    def _members(self, shape: Shape, imports: Imports) -> tuple[ErrorMember, ...]:
        names = error_member_names(shape)
        if names:
            imports.standard("typing", "Self")
            imports.runtime("errors", "ErrorDetails")
            imports.runtime("http", "HttpResponse")
        on_wire = wire_names(self.context, self.protocol, shape)
        return tuple(
            self._member(
                shape, shape.members[member], name, Literal.of(on_wire[member]), imports
            )
            for member, name in names.items()
        )

    def _in_body(self, shape: Shape, members: tuple[ErrorMember, ...]) -> Record:
        model_members = (m for m in shape.members.values() if not is_message(m))
        return Record(
            shape,
            Identifier("_Members"),
            Identifier("_members"),
            {
                planned.name: member
                for member, planned in zip(model_members, members, strict=True)
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


def error_member_names(shape: Shape) -> Mapping[str, Identifier]:
    """Returns the attribute of each member of an error but its message, in order."""
    scope = Scope(_INHERITED | RESERVED_MEMBERS)
    return {
        member.name: scope.claim(attribute_name(member.name))
        for member in shape.members.values()
        if not is_message(member)
    }


def is_message(member: Member) -> bool:
    """Returns whether a member of an error is its message."""
    return snake_case(member.name) in ("message", "error_message")


def _is_throttling(shape: Shape) -> bool:
    # https://smithy.io/2.0/spec/behavior-traits.html#retryable-trait
    value = shape.traits.get(_RETRYABLE)
    return isinstance(value, Mapping) and value.get("throttling") is True


def _fault(shape: Shape) -> str:
    fault = shape.traits["smithy.api#error"]
    if fault in ("client", "server"):
        return str(fault)
    raise PlanError(shape, "trait smithy.api#error must be client or server")
