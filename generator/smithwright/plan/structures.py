"""Classes for structures and unions."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, replace
from typing import LiteralString, TypeAlias

from smithwright.plan.annotations import annotation, received_annotation
from smithwright.plan.builders import plan_builder
from smithwright.plan.context import REQUIRED, SENSITIVE, Context
from smithwright.plan.defaults import default_value
from smithwright.plan.docstrings import Docstring, docstring
from smithwright.plan.imports import Imports
from smithwright.plan.members import Members
from smithwright.plan.naming import member_names
from smithwright.plan.notes import deprecation, documentation, member_notes
from smithwright.plan.package import Checks, Function, Member, Structure
from smithwright.plan.protocols.protocol import Protocol
from smithwright.plan.streaming import blob_stream
from smithwright.plan.symbols import Symbol
from smithwright.plan.text import (
    LINE_LENGTH,
    Code,
    Identifier,
    Literal,
    code,
    fitted,
    joined,
)
from smithwright.plan.unchecked_patterns import unchecked_patterns
from smithwright.plan.wire_names import wire_names
from smithwright.writing.checks.missing import RequirementWriter
from smithwright.writing.checks.parts import in_parts
from smithwright.writing.checks.place import places_of
from smithwright.writing.checks.violations import CheckWriter
from smithwright.writing.module.constants import Constants
from smithy_parser import Member as MemberShape
from smithy_parser import Shape, ShapeType

Annotate: TypeAlias = Callable[[Context, Imports, MemberShape], Code]


@dataclass(frozen=True, slots=True)
class StructurePlanner:
    """Plans the structures and unions of one module."""

    members: Members
    imports: Imports
    constants: Constants
    protocol: Protocol

    @property
    def context(self) -> Context:
        """The closure."""
        return self.members.context

    def checked(
        self,
        shape: Shape,
        symbol: Symbol,
        doc: Docstring,
        non_empty: Collection[str] = (),
    ) -> Structure:
        """Returns the class of a structure that callers fill: with checks and builder.

        Args:
            shape: The structure or union.
            symbol: What it is called.
            doc: What its class says.
            non_empty: Names of the members that must not be empty, if required.
        """
        names = member_names(shape.members)
        builder = self.context.symbols.builders.get(symbol.name.text)
        stream = blob_stream(self.context, shape)
        checks, functions = self._checks(shape, symbol, non_empty)
        deep = shape.id in self.context.reaches_depth
        if deep and builder is not None:
            self.imports.runtime("problems", "too_deep")
        return replace(
            self._structure(
                *(shape, symbol, doc),
                annotate=annotation,
                stream=None if stream is None else names[stream.name],
            ),
            builder=(
                None
                if builder is None
                else plan_builder(
                    self.context, self.imports, shape, names, symbol.name, builder
                )
            ),
            checks=checks,
            deep=deep,
            functions=functions,
        )

    def unchecked(self, shape: Shape, symbol: Symbol, doc: Docstring) -> Structure:
        """Returns the class of a structure that only services fill."""
        return self._structure(shape, symbol, doc, received_annotation, None)

    def _structure(
        self,
        shape: Shape,
        symbol: Symbol,
        doc: Docstring,
        annotate: Annotate,
        stream: Identifier | None,
    ) -> Structure:
        names = member_names(shape.members)
        in_payload = wire_names(self.context, self.protocol, shape)
        on_wire = {name.text: in_payload[member] for member, name in names.items()}
        model_names = {name.text: member for member, name in names.items()}
        sensitive = self._sensitive(shape, names)
        other_names = _differing(model_names, on_wire)
        if sensitive or other_names or stream:
            self.imports.standard("typing", "ClassVar")
        if other_names:
            self.imports.standard("collections.abc", "Mapping")
        base = self._base(shape, sensitive, stream)
        wire_entries = _differing(on_wire, {name: name for name in on_wire})
        return Structure(
            name=symbol.name,
            header=_header(symbol.name, base, wire_entries),
            member_names=_member_names(other_names) if other_names else None,
            sensitive=sensitive,
            enum_texts=self._enum_texts(shape, names),
            stream=None if stream is None else Literal.of(stream.text),
            doc=doc,
            members=tuple(
                self._member(member, names[name], annotate)
                for name, member in shape.members.items()
            ),
            stem=symbol.stem,
        )

    def _base(
        self, shape: Shape, sensitive: Code | None, stream: Identifier | None
    ) -> Identifier:
        if stream is not None:
            return self.imports.runtime("streams", "StreamingStructure")
        is_union = shape.type == ShapeType.UNION
        if sensitive is not None:
            hiding: LiteralString = (
                "SensitiveUnion" if is_union else "SensitiveStructure"
            )
            return self.imports.runtime("shapes", hiding)
        usual: LiteralString = "OpenUnion" if is_union else "Structure"
        return self.imports.runtime("shapes", usual)

    def _member(
        self, member: MemberShape, name: Identifier, annotate: Annotate
    ) -> Member:
        default = default_value(self.context, self.imports, member)
        required = REQUIRED in member.traits and default is None
        if required:
            self.imports.runtime("shapes", "required")
        value = annotate(self.context, self.imports, member)
        if member.target in self.context.enums_with_null:
            value = code("{}[{}]", self.imports.runtime("shapes", "EnumText"), value)
        return Member(
            name=name,
            annotation=value,
            required=required,
            default=default,
            doc=docstring(
                documentation(self.context, member),
                deprecation(self.context, member),
            )
            + member_notes(self.context, member),
        )

    def _enum_texts(self, shape: Shape, names: Mapping[str, Identifier]) -> Code | None:
        held = [
            code(
                "{}={}",
                names[member.name],
                annotation(self.context, self.imports, member),
            )
            for member in shape.members.values()
            if member.target in self.context.enums_with_null
        ]
        if not held:
            return None
        self.imports.runtime("shapes", "hold_enums")
        return joined(", ", held)

    def _sensitive(self, shape: Shape, names: Mapping[str, Identifier]) -> Code | None:
        hidden = [
            Literal.of(names[member.name].text)
            for member in shape.members.values()
            if SENSITIVE in shape.traits or self.context.is_sensitive(member)
        ]
        return code("frozenset({{{}}})", joined(", ", hidden)) if hidden else None

    def _checks(
        self,
        shape: Shape,
        symbol: Symbol,
        non_empty: Collection[str],
    ) -> tuple[Checks, tuple[Function, ...]]:
        """Returns the checks of a structure, and the functions that they call."""
        self.imports.runtime("problems", "Problem")
        record = self.members.record(shape, symbol)
        self.context.warnings.extend(unchecked_patterns(record))
        requirements = RequirementWriter(self.imports)
        checks = CheckWriter(self.imports, self.constants)
        places = places_of(record.fields)
        missing = requirements.missing(record, places, non_empty)
        violations = checks.violations(record, places, non_empty)
        functions: tuple[Function, ...] = ()
        # The statements for a union count its members together.
        if shape.type != ShapeType.UNION:
            missing, missing_parts = in_parts(symbol, "missing", missing)
            violations, parts = in_parts(symbol, "violations", violations)
            functions = (*missing_parts, *parts)
        return Checks(missing, violations, usual=self.context.validation), functions


def _differing(names: dict[str, str], usual: dict[str, str]) -> list[Literal]:
    """Returns the entries of a mapping, for the names that are not as usual."""
    differing = {key: name for key, name in names.items() if name != usual[key]}
    return Literal.entries(differing)


def _header(name: Identifier, base: Code, wire_names: list[Literal]) -> Code:
    arguments = [base, Code("kw_only=True")]
    if wire_names:
        opening, room = Code("rename={"), LINE_LENGTH - len("    ,")
        rename = fitted(opening, wire_names, Code("}"), margin=4, room=room)
        arguments.append(rename)
    return fitted(code("class {}(", name), arguments, Code("):"), room=LINE_LENGTH)


def _member_names(entries: list[Literal]) -> Code:
    room = LINE_LENGTH - len("    MEMBER_NAMES: ClassVar[Mapping[str, str]] = ")
    return fitted(Code("{"), entries, Code("}"), margin=4, room=room)
