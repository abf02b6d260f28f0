"""Straight-line checks of the members of a structure or union.

A check is a test in place, and a call that explains only where the test fails:

    if (name := value.name) is not None and (type(name) is not str or len(name) > 9):
        problems += string_problems("name", name, maximum=9)

The constraints are Smithy's (https://smithy.io/2.0/spec/constraint-traits.html) and
this project's own (docs/constraints.md).
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from itertools import combinations
from typing import LiteralString

from smithwright.plan.annotations import annotation
from smithwright.plan.bounds import bound_arguments, outside
from smithwright.plan.constants import Constants
from smithwright.plan.constraint_traits import constraints_of
from smithwright.plan.constraints import (
    SPARSE,
    Constraints,
)
from smithwright.plan.context import REQUIRED, Context
from smithwright.plan.imports import Imports
from smithwright.plan.place import Place
from smithwright.plan.simple_checks import SimpleCheckWriter
from smithwright.plan.streaming import is_event_stream
from smithwright.plan.text import Code, Identifier, Literal, block, code, joined
from smithwright.plan.texts import TextsWriter
from smithy_parser import ListShape, MapShape, Member, Shape, ShapeType


@dataclass(frozen=True, slots=True)
class CheckWriter:
    """Writes the checks of the structures of one module."""

    context: Context
    imports: Imports
    constants: Constants

    def violations(
        self,
        shape: Shape,
        places: Mapping[str, Place],
        non_empty: Collection[str] = (),
    ) -> tuple[Code, ...]:
        """Returns statements that add to `problems` what is wrong in `value`.

        Args:
            shape: The structure or union.
            places: Where its members are, by their names.
            non_empty: Members that, as part of a path, must not be empty either.
        """
        if shape.type == ShapeType.UNION:
            return self._union(shape, places)
        statements: list[Code] = []
        for name, member in shape.members.items():
            if REQUIRED in member.traits:
                is_unset = "not {}" if name in non_empty else "{} is None"
                statements.append(self._required(member, places[name], is_unset))
            else:
                statements.append(self._optional(member, places[name]))
        for group in constraints_of(self.context, shape).exclusive:
            statements += self._exclusive([places[name].path for name in group])
        return tuple(statement for statement in statements if statement.text)

    @property
    def _texts(self) -> TextsWriter:
        return TextsWriter(self.context, self.imports, self.constants)

    def _union(self, shape: Shape, places: Mapping[str, Place]) -> tuple[Code, ...]:
        """Returns the checks of a union's members, and that exactly one is set."""
        function = self.imports.runtime("checks", "exactly_one_problems")
        return (
            Code("given = 0"),
            *(self._counted(m, places[name]) for name, m in shape.members.items()),
            block(Code("if given != 1:"), [code("problems += {}(given)", function)]),
        )

    def _counted(self, member: Member, place: Place) -> Code:
        guard, body = self._check(member, place)
        checks = body if guard is None else [block(code("if {}:", guard), body)]
        given = code("value.{}", place.path)
        if checks:
            given = code("({} := {})", place.variable, given)
        return block(code("if {} is not None:", given), [Code("given += 1"), *checks])

    def _optional(self, member: Member, place: Place) -> Code:
        given = code("({} := value.{}) is not None", place.variable, place.path)
        guard, body = self._check(member, place)
        if guard is not None:
            given = code("{} and {}", given, guard)
        return block(code("if {}:", given), body) if body else Code("")

    def _required(self, member: Member, place: Place, is_unset: LiteralString) -> Code:
        unset = self.imports.runtime("problems", "unset")
        report = code("problems.append({}({}))", unset, place.quoted)
        guard, body = self._check(member, place)
        given = code("value.{}", place.path)
        if body:
            given = code("({} := {})", place.variable, given)
        first = block(code("if {}:", code(is_unset, given)), [report])
        if not body:
            return first
        if guard is None:
            return joined("\n", [first, *(code("el{}", test) for test in body)])
        return joined("\n", [first, block(code("elif {}:", guard), body)])

    def _check(self, member: Member, place: Place) -> tuple[Code | None, list[Code]]:
        """Returns the condition under which `body` runs, and `body`."""
        target = self.context.target(member)
        constraints = constraints_of(self.context, member)
        if is_event_stream(self.context, member):
            return self._event_stream(place)
        if isinstance(target, ListShape):
            return self._list(target, constraints, place)
        if isinstance(target, MapShape):
            return self._map(target, constraints, place)
        if target.type in (ShapeType.STRUCTURE, ShapeType.UNION):
            return None, [self._structure(target, place)]
        if target.type == ShapeType.DOCUMENT:
            return None, []
        simple = SimpleCheckWriter(self.context, self.imports, self.constants)
        return simple.check(member, target, constraints, place)

    def _event_stream(self, place: Place) -> tuple[Code, list[Code]]:
        stream = self.imports.runtime("event_streams", "EventStreamBody")
        wrong = self.imports.runtime("checks", "wrong_type")
        report = code(
            'problems.append({}({}, "{}", {}))',
            *(wrong, place.quoted, stream, place.variable),
        )
        return code("type({}) is not {}", place.variable, stream), [report]

    def _list(
        self, target: ListShape, constraints: Constraints, place: Place
    ) -> tuple[Code, list[Code]]:
        body = self._size(constraints, place, Code('"items"'))
        index, _, item = place.loop_names()
        checks = self._item(target, target.member, place.item(item, index))
        loop = code("for {}, {} in enumerate({}):", index, item, place.variable)
        walk = [block(loop, checks)] if checks else []
        walk += self._total_size(constraints, place, "list_size_problems")
        doubt = self._texts.doubt(target, constraints, place.variable)
        body += walk if doubt is None else [block(code("if {}:", doubt), walk)]
        if constraints.unique_items:
            function = self.imports.runtime("checks", "unique_problems")
            body.append(
                code("problems += {}({}, {})", function, place.quoted, place.variable)
            )
        body += self._required_elements(constraints, place)
        return self._guard("type({}) is tuple or {}", "accepts_list", place), body

    def _map(
        self, target: MapShape, constraints: Constraints, place: Place
    ) -> tuple[Code, list[Code]]:
        _, key, item = place.loop_names()
        keys = Place(key, code("{}.keys()", place.path))
        shown = None if self.context.is_sensitive(target.key) else key
        checks = self._item(target, target.key, keys)
        checks += self._item(target, target.value, place.entry(item, shown))
        loop = code("for {}, {} in {}.items():", key, item, place.variable)
        walk = [
            block(loop, checks),
            *self._total_size(constraints, place, "map_size_problems"),
        ]
        size = self._size(constraints, place, Code('"entries"'))
        # To Pyright `type(…) is dict` makes of a Mapping a dict of unknown types.
        guard = self._guard("{}.__class__ is dict or {}", "accepts_map", place)
        doubt = self._texts.doubt(target, constraints, place.variable)
        if doubt is None:
            return guard, [*size, *walk]
        if size:
            return guard, [*size, block(code("if {}:", doubt), walk)]
        return code("{} and {}", guard, doubt), walk

    def _guard(
        self, test: LiteralString, function: LiteralString, place: Place
    ) -> Code:
        name = self.imports.runtime("checks", function)
        call = code("{}({}, {}, problems)", name, place.quoted, place.variable)
        return code("({})", code(test, place.variable, call))

    def _item(self, collection: Shape, member: Member, place: Place) -> list[Code]:
        guard, body = self._check(member, place)
        if not body:
            return []
        given = None
        if SPARSE in collection.traits and member.name != "key":
            given = code("{} is not None", place.variable)
        conditions = [part for part in (given, guard) if part is not None]
        if not conditions:
            return body
        return [block(code("if {}:", joined(" and ", conditions)), body)]

    def _structure(self, target: Shape, place: Place) -> Code:
        symbol = self.context.symbols.shapes[target.id]
        wrong = self.imports.runtime("checks", "wrong_type")
        function = self.imports.sibling(symbol, Identifier(f"{symbol.stem}_violations"))
        name = Literal.of(symbol.name.text)
        return joined(
            "\n",
            [
                code(
                    "if type({}) is not {}:",
                    place.variable,
                    annotation(self.context, self.imports, target),
                ),
                code(
                    "    problems.append({}({}, {}, {}))",
                    wrong,
                    place.quoted,
                    name,
                    place.variable,
                ),
                code("elif found := {}({}):", function, place.variable),
                code(
                    "    problems += {}({}, found)",
                    self.imports.runtime("problems", "under"),
                    place.quoted,
                ),
            ],
        )

    def _size(self, constraints: Constraints, place: Place, unit: Code) -> list[Code]:
        test = outside(
            self.imports, code("len({})", place.variable), constraints.length
        )
        if not test.text:
            return []
        report = code(
            "problems += {}({}, len({}), {}, {}, {})",
            self.imports.runtime("checks", "size_problems"),
            place.quoted,
            place.variable,
            Literal.of(constraints.length.minimum),
            Literal.of(constraints.length.maximum),
            unit,
        )
        return [block(code("if {}:", test), [report])]

    def _total_size(
        self, constraints: Constraints, place: Place, function: LiteralString
    ) -> list[Code]:
        if not constraints.total_size:
            return []
        arguments = [
            place.quoted,
            place.variable,
            *bound_arguments(self.imports, constraints.total_size),
        ]
        name = self.imports.runtime("checks", function)
        return [code("problems += {}({})", name, joined(", ", arguments))]

    def _required_elements(self, constraints: Constraints, place: Place) -> list[Code]:
        return [
            block(
                code("if {} not in {}:", Literal.of(element), place.variable),
                [
                    code(
                        "problems.append({}({}, {}))",
                        self.imports.runtime("checks", "lacking"),
                        place.quoted,
                        Literal.of(element),
                    )
                ],
            )
            for element in constraints.required_elements
        ]

    def _exclusive(self, names: list[Code]) -> list[Code]:
        function = self.imports.runtime("checks", "excluded")
        return [
            block(
                code("if value.{} is not None and value.{} is not None:", *pair),
                [code('problems.append({}("{}", "{}"))', function, *reversed(pair))],
            )
            for pair in combinations(names, 2)
        ]
