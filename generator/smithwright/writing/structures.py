"""Classes for structures and unions."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass, replace
from typing import LiteralString, TypeAlias

from smithwright.plan.fields import Field, Record, Stream
from smithwright.plan.identifiers import Identifier, SafeText
from smithwright.plan.types import Kind, NamedType
from smithwright.writing.annotations import annotation, received_annotation
from smithwright.writing.builders import builder_class
from smithwright.writing.checks.missing import RequirementWriter
from smithwright.writing.checks.parts import in_parts
from smithwright.writing.checks.place import places_of
from smithwright.writing.checks.violations import CheckWriter
from smithwright.writing.code import LINE_LENGTH, Code, Literal, code, fitted, joined
from smithwright.writing.defaults import default_value
from smithwright.writing.docstrings import Docstring
from smithwright.writing.module.constants import Constants
from smithwright.writing.module.imports import Imports
from smithwright.writing.notes import field_doc
from smithwright.writing.package import Checks, Function, Member, Structure

Annotate: TypeAlias = Callable[[Imports, Field], SafeText]


@dataclass(frozen=True, slots=True)
class StructureWriter:
    """Writes the classes of one module's structures and unions."""

    imports: Imports
    constants: Constants
    validation: str
    """Which rules hold where a caller names none."""

    def checked(
        self, record: Record, doc: Docstring, non_empty: Collection[str] = ()
    ) -> Structure:
        """Returns the class of a structure that callers fill: with checks and builder.

        Args:
            record: The structure or union.
            doc: What its class says.
            non_empty: Names of the members that must not be empty, if required.
        """
        checks, functions = self._checks(record, non_empty)
        if record.is_endless and record.builder is not None:
            self.imports.runtime("problems", "too_deep")
        builder = None
        if record.builder is not None:
            builder = builder_class(self.imports, record, record.builder)
        streams = (each.name for each in record.fields if each.stream is Stream.BYTES)
        return replace(
            self._structure(record, doc, annotation, next(streams, None)),
            builder=builder,
            checks=checks,
            deep=record.is_endless,
            functions=functions,
        )

    def unchecked(self, record: Record, doc: Docstring) -> Structure:
        """Returns the class of a structure that only services fill."""
        return self._structure(record, doc, received_annotation, None)

    def _structure(
        self,
        record: Record,
        doc: Docstring,
        annotate: Annotate,
        stream: Identifier | None,
    ) -> Structure:
        on_wire = {each.name.text: each.wire.key for each in record.fields}
        model_names = {each.name.text: each.member for each in record.fields}
        sensitive = _sensitive(record)
        other_names = _differing(model_names, on_wire)
        if sensitive or other_names or stream:
            self.imports.standard("typing", "ClassVar")
        if other_names:
            self.imports.standard("collections.abc", "Mapping")
        base = self._base(record, sensitive, stream)
        wire_entries = _differing(on_wire, {name: name for name in on_wire})
        return Structure(
            name=record.symbol.name,
            header=_header(record.symbol.name, base, wire_entries),
            member_names=_member_names(other_names) if other_names else None,
            sensitive=sensitive,
            enum_texts=self._enum_texts(record),
            stream=None if stream is None else Literal.of(stream.text),
            doc=doc,
            members=tuple(self._member(field, annotate) for field in record.fields),
            stem=record.symbol.stem,
        )

    def _base(
        self, record: Record, sensitive: Code | None, stream: Identifier | None
    ) -> Identifier:
        if stream is not None:
            return self.imports.runtime("streams", "StreamingStructure")
        is_union = record.kind is Kind.UNION
        if sensitive is not None:
            hiding: LiteralString = (
                "SensitiveUnion" if is_union else "SensitiveStructure"
            )
            return self.imports.runtime("shapes", hiding)
        usual: LiteralString = "OpenUnion" if is_union else "Structure"
        return self.imports.runtime("shapes", usual)

    def _member(self, field: Field, annotate: Annotate) -> Member:
        default = default_value(self.imports, field)
        required = field.is_required and default is None
        if required:
            self.imports.runtime("shapes", "required")
        value = annotate(self.imports, field)
        if _is_decoded_as_text(field):
            value = code("{}[{}]", self.imports.runtime("shapes", "EnumText"), value)
        return Member(
            name=field.name,
            annotation=value,
            required=required,
            default=default,
            doc=field_doc(field),
        )

    def _enum_texts(self, record: Record) -> Code | None:
        held = [
            code("{}={}", field.name, annotation(self.imports, field))
            for field in record.fields
            if _is_decoded_as_text(field)
        ]
        if not held:
            return None
        self.imports.runtime("shapes", "hold_enums")
        return joined(", ", held)

    def _checks(
        self, record: Record, non_empty: Collection[str]
    ) -> tuple[Checks, tuple[Function, ...]]:
        """Returns the checks of a structure, and the functions that they call."""
        self.imports.runtime("problems", "Problem")
        requirements = RequirementWriter(self.imports)
        checks = CheckWriter(self.imports, self.constants)
        places = places_of(record.fields)
        missing = requirements.missing(record, places, non_empty)
        violations = checks.violations(record, places, non_empty)
        functions: tuple[Function, ...] = ()
        # The statements for a union count its members together.
        if record.kind is not Kind.UNION:
            missing, missing_parts = in_parts(record.symbol, "missing", missing)
            violations, parts = in_parts(record.symbol, "violations", violations)
            functions = (*missing_parts, *parts)
        return Checks(missing, violations, usual=Literal.of(self.validation)), functions


def _is_decoded_as_text(field: Field) -> bool:
    return isinstance(field.type, NamedType) and field.type.is_null_text


def _sensitive(record: Record) -> Code | None:
    hidden = [
        Literal.of(field.name.text)
        for field in record.fields
        if record.is_sensitive or field.is_sensitive
    ]
    return code("frozenset({{{}}})", joined(", ", hidden)) if hidden else None


def _differing(names: dict[str, str], usual: dict[str, str]) -> list[Literal]:
    """Returns the entries of a mapping, for the names that are not as usual."""
    differing = {key: name for key, name in names.items() if name != usual[key]}
    return Literal.entries(differing)


def _header(name: Identifier, base: Identifier, wire_names: list[Literal]) -> Code:
    arguments = [base, Code("kw_only=True")]
    if wire_names:
        opening, room = Code("rename={"), LINE_LENGTH - len("    ,")
        rename = fitted(opening, wire_names, Code("}"), margin=4, room=room)
        arguments.append(rename)
    return fitted(code("class {}(", name), arguments, Code("):"), room=LINE_LENGTH)


def _member_names(entries: list[Literal]) -> Code:
    room = LINE_LENGTH - len("    MEMBER_NAMES: ClassVar[Mapping[str, str]] = ")
    return fitted(Code("{"), entries, Code("}"), margin=4, room=room)
