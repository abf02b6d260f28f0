"""Straight-line checks that required members are set.

They stand apart from the other checks, as callers may want them alone. A value of
another type than its member's is passed over here: the other checks report it.

https://smithy.io/2.0/spec/type-refinement-traits.html#required-trait
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import LiteralString

from smithwright.plan.annotations import annotation
from smithwright.plan.context import REQUIRED, Context
from smithwright.plan.imports import Imports
from smithwright.plan.place import Place
from smithwright.plan.streaming import is_event_stream
from smithwright.plan.text import Code, Identifier, block, code, joined
from smithy_parser import ListShape, MapShape, Member, Shape


@dataclass(frozen=True, slots=True)
class RequirementWriter:
    """Writes the checks of the structures of one module."""

    context: Context
    imports: Imports

    def missing(
        self,
        shape: Shape,
        places: Mapping[str, Place],
        non_empty: Collection[str] = (),
    ) -> tuple[Code, ...]:
        """Returns statements that add to `problems` the unset members of `value`.

        Args:
            shape: The structure or union.
            places: Where its members are, by their names.
            non_empty: Members that, as part of a path, must not be empty either.
        """
        statements: list[Code] = []
        for name, member in shape.members.items():
            place = places[name]
            given = code("value.{}", place.path)
            if REQUIRED in member.traits:
                is_unset = "not {}" if name in non_empty else "{} is None"
                statements += self._required(member, given, place, is_unset)
            else:
                statements += self._nested(member, given, place)
        return tuple(statements)

    def _required(
        self, member: Member, given: Code, place: Place, is_unset: LiteralString
    ) -> list[Code]:
        report = code(
            "problems.append({}({}))",
            self.imports.runtime("problems", "unset"),
            place.quoted,
        )
        if isinstance(self.context.target(member), ListShape | MapShape):
            nested = self._nested(member, given, place)
            return [block(code("if {}:", code(is_unset, given)), [report]), *nested]
        nested = self._nested(member, place.variable, place)
        if nested:
            given = code("({} := {})", place.variable, given)
        first = block(code("if {}:", code(is_unset, given)), [report])
        return [joined("\n", [first, *(code("el{}", test) for test in nested)])]

    def _nested(self, member: Member, given: Code, place: Place) -> list[Code]:
        """Returns the checks of what a member holds, if a member of it is required."""
        if member.target not in self.context.reaches_required or is_event_stream(
            self.context, member
        ):
            return []
        target = self.context.target(member)
        if isinstance(target, ListShape):
            index, _, item = place.loop_names()
            items = self.imports.runtime("checks", "items_of")
            loop = code("for {}, {} in enumerate({}({})):", index, item, items, given)
            nested = self._nested(target.member, item, place.item(item, index))
        elif isinstance(target, MapShape):
            _, key, item = place.loop_names()
            entries = self.imports.runtime("checks", "entries_of")
            loop = code("for {}, {} in {}({}):", key, item, entries, given)
            shown = None if self.context.is_sensitive(target.key) else key
            nested = self._nested(target.value, item, place.entry(item, shown))
        else:
            return [self._structure(target, given, place)]
        return [block(loop, nested)]

    def _structure(self, target: Shape, given: Code, place: Place) -> Code:
        symbol = self.context.symbols.shapes[target.id]
        missing = self.imports.sibling(symbol, Identifier(f"{symbol.stem}_missing"))
        under = self.imports.runtime("problems", "under")
        local = place.variable
        return block(
            code(
                "if type({}) is {} and (found := {}({})):",
                local if local == given else code("{} := {}", local, given),
                annotation(self.context, self.imports, target),
                missing,
                local,
            ),
            [code("problems += {}({}, found)", under, place.quoted)],
        )
