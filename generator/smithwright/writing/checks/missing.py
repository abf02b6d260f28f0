"""Straight-line checks that required members are set.

They stand apart from the other checks, as callers may want them alone. A value of
another type than its member's is passed over here: the other checks report it.

https://smithy.io/2.0/spec/type-refinement-traits.html#required-trait
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import LiteralString

from smithwright.plan.fields import Field, Record, Stream
from smithwright.plan.identifiers import Identifier, SafeText
from smithwright.plan.types import ListType, MapType, NamedType
from smithwright.writing.annotations import annotation_of
from smithwright.writing.checks.place import Place
from smithwright.writing.code import Code, block, code, joined
from smithwright.writing.module.imports import Imports


@dataclass(frozen=True, slots=True)
class RequirementWriter:
    """Writes the checks of the structures of one module."""

    imports: Imports

    def missing(
        self,
        record: Record,
        places: Mapping[str, Place],
        non_empty: Collection[str] = (),
    ) -> tuple[Code, ...]:
        """Returns statements that add to `problems` the unset members of `value`.

        Args:
            record: The structure or union.
            places: Where its members are, by their names.
            non_empty: Members that, as part of a path, must not be empty either.
        """
        statements: list[Code] = []
        for field in record.fields:
            place = places[field.member]
            given = code("value.{}", place.path)
            if field.is_required:
                is_unset = "not {}" if field.member in non_empty else "{} is None"
                statements += self._required(field, given, place, is_unset)
            else:
                statements += self._nested(field, given, place)
        return tuple(statements)

    def _required(
        self, field: Field, given: SafeText, place: Place, is_unset: LiteralString
    ) -> list[Code]:
        report = code(
            "problems.append({}({}))",
            self.imports.runtime("problems", "unset"),
            place.quoted,
        )
        if isinstance(field.type, ListType | MapType):
            nested = self._nested(field, given, place)
            return [block(code("if {}:", code(is_unset, given)), [report]), *nested]
        nested = self._nested(field, place.variable, place)
        if nested:
            given = code("({} := {})", place.variable, given)
        first = block(code("if {}:", code(is_unset, given)), [report])
        return [joined("\n", [first, *(code("el{}", test) for test in nested)])]

    def _nested(self, field: Field, given: SafeText, place: Place) -> list[Code]:
        """Returns the checks of what a member holds, if a member of it is required."""
        type = field.type
        if not type.content.required or field.stream is Stream.EVENTS:
            return []
        if isinstance(type, ListType):
            index, _, item = place.loop_names()
            items = self.imports.runtime("checks", "items_of")
            loop = code(
                "for {index}, {item} in enumerate({items}({given})):",
                index=index,
                item=item,
                items=items,
                given=given,
            )
            nested = self._nested(type.item, item, place.item(item, index))
        elif isinstance(type, MapType):
            _, key, item = place.loop_names()
            entries = self.imports.runtime("checks", "entries_of")
            loop = code(
                "for {key}, {item} in {entries}({given}):",
                key=key,
                item=item,
                entries=entries,
                given=given,
            )
            shown = None if type.key.is_sensitive else key
            nested = self._nested(type.value, item, place.entry(item, shown))
        elif isinstance(type, NamedType):
            return [self._structure(type, given, place)]
        else:
            return []
        return [block(loop, nested)]

    def _structure(self, type: NamedType, given: SafeText, place: Place) -> Code:
        stem = type.symbol.stem
        missing = self.imports.sibling(type.symbol, Identifier(f"{stem}_missing"))
        under = self.imports.runtime("problems", "under")
        local = place.variable
        return block(
            code(
                "if type({value}) is {class_} and (found := {missing}({local})):",
                value=local if local == given else code("{} := {}", local, given),
                class_=annotation_of(self.imports, type),
                missing=missing,
                local=local,
            ),
            [code("problems += {}({}, found)", under, place.quoted)],
        )
