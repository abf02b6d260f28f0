"""Straight-line checks that required members are set.

They stand apart from the other checks, as callers may want them alone. A value of
another type than its member's is passed over here: the other checks report it.

https://smithy.io/2.0/spec/type-refinement-traits.html#required-trait
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from smithwright.plan.annotations import annotation
from smithwright.plan.context import REQUIRED, Context
from smithwright.plan.imports import Imports
from smithwright.plan.naming import LocalScope
from smithwright.plan.place import Place
from smithwright.plan.streaming import is_event_stream
from smithwright.plan.text import Code, Identifier, block, code
from smithy_parser import ListShape, MapShape, Shape


@dataclass(frozen=True, slots=True)
class RequirementWriter:
    """Writes the checks of the structures of one module."""

    context: Context
    imports: Imports

    def missing(
        self,
        shape: Shape,
        names: Mapping[str, Identifier],
        non_empty: Collection[str] = (),
    ) -> tuple[Code, ...]:
        """Returns statements that add to `problems` the unset members of `value`.

        Args:
            shape: The structure or union.
            names: Its attributes by member name.
            non_empty: Members that, as part of a path, must not be empty either.
        """
        scope = LocalScope()
        statements: list[Code] = []
        for member in shape.members.values():
            name = names[member.name]
            given = code("value.{}", name)
            if REQUIRED in member.traits:
                test = "if not {}:" if member.name in non_empty else "if {} is None:"
                unset = self.imports.runtime("problems", "unset")
                report = code('problems.append({}("{}"))', unset, name)
                statements.append(block(code(test, given), [report]))
            nested = member.target in self.context.reaches_required
            if nested and not is_event_stream(self.context, member):
                local = scope.claim(name.text)
                target = self.context.target(member)
                statements += self._nested(target, given, local, Place(local, name))
        return tuple(statements)

    def _nested(
        self, target: Shape, given: Code, local: Code, place: Place
    ) -> list[Code]:
        index, key, item = place.loop_names()
        if isinstance(target, ListShape):
            items = self.imports.runtime("checks", "items_of")
            loop = code("for {}, {} in enumerate({}({})):", index, item, items, given)
            inner, member = place.item(item, index), target.member
        elif isinstance(target, MapShape):
            entries = self.imports.runtime("checks", "entries_of")
            loop = code("for {}, {} in {}({}):", key, item, entries, given)
            shown = None if self.context.is_sensitive(target.key) else key
            inner, member = place.entry(item, shown), target.value
        else:
            return [self._structure(target, given, local, place)]
        shape = self.context.target(member)
        return [block(loop, self._nested(shape, item, item, inner))]

    def _structure(self, target: Shape, given: Code, local: Code, place: Place) -> Code:
        symbol = self.context.symbols.shapes[target.id]
        missing = self.imports.sibling(symbol, Identifier(f"{symbol.stem}_missing"))
        under = self.imports.runtime("problems", "under")
        bound = local if local == given else code("{} := {}", local, given)
        return block(
            code(
                "if type({}) is {} and (found := {}({})):",
                bound,
                annotation(self.context, self.imports, target),
                missing,
                local,
            ),
            [code("problems += {}({}, found)", under, place.quoted)],
        )
