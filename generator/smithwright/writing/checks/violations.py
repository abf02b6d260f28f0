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

from smithwright.plan.constraints import Constraints
from smithwright.plan.fields import Field, Record, Stream
from smithwright.plan.identifiers import Identifier, SafeText
from smithwright.plan.types import Kind, ListType, MapType, NamedType
from smithwright.writing.annotations import annotation_of
from smithwright.writing.checks.bounds import bound_arguments, outside
from smithwright.writing.checks.place import Place
from smithwright.writing.checks.simple import SimpleCheckWriter
from smithwright.writing.checks.texts import TextsWriter
from smithwright.writing.code import Code, Literal, block, code, joined
from smithwright.writing.module.constants import Constants
from smithwright.writing.module.imports import Imports


@dataclass(frozen=True, slots=True)
class CheckWriter:
    """Writes the checks of the structures of one module."""

    imports: Imports
    constants: Constants

    def violations(
        self,
        record: Record,
        places: Mapping[str, Place],
        non_empty: Collection[str] = (),
    ) -> tuple[Code, ...]:
        """Returns statements that add to `problems` what is wrong in `value`.

        Args:
            record: The structure or union.
            places: Where its members are, by their names.
            non_empty: Members that, as part of a path, must not be empty either.
        """
        if record.kind is Kind.UNION:
            return self._union(record, places)
        statements: list[Code] = []
        for field in record.fields:
            place = places[field.member]
            if field.is_required:
                is_unset = "not {}" if field.member in non_empty else "{} is None"
                statements.append(self._required(field, place, is_unset))
            else:
                statements.append(self._optional(field, place))
        for group in record.exclusive:
            statements += self._exclusive([places[name].path for name in group])
        return tuple(statement for statement in statements if statement.text)

    @property
    def _texts(self) -> TextsWriter:
        return TextsWriter(self.imports, self.constants)

    def _union(self, record: Record, places: Mapping[str, Place]) -> tuple[Code, ...]:
        """Returns the checks of a union's members, and that exactly one is set."""
        function = self.imports.runtime("checks", "exactly_one_problems")
        return (
            Code("given = 0"),
            *(self._counted(each, places[each.member]) for each in record.fields),
            block(Code("if given != 1:"), [code("problems += {}(given)", function)]),
        )

    def _counted(self, field: Field, place: Place) -> Code:
        guard, body = self._check(field, place)
        checks = body if guard is None else [block(code("if {}:", guard), body)]
        given = code("value.{}", place.path)
        if checks:
            given = code("({} := {})", place.variable, given)
        return block(code("if {} is not None:", given), [Code("given += 1"), *checks])

    def _optional(self, field: Field, place: Place) -> Code:
        given = code("({} := value.{}) is not None", place.variable, place.path)
        guard, body = self._check(field, place)
        if guard is not None:
            given = code("{} and {}", given, guard)
        return block(code("if {}:", given), body) if body else Code("")

    def _required(self, field: Field, place: Place, is_unset: LiteralString) -> Code:
        unset = self.imports.runtime("problems", "unset")
        report = code("problems.append({}({}))", unset, place.quoted)
        guard, body = self._check(field, place)
        given = code("value.{}", place.path)
        if body:
            given = code("({} := {})", place.variable, given)
        first = block(code("if {}:", code(is_unset, given)), [report])
        if not body:
            return first
        if guard is None:
            return joined("\n", [first, *(code("el{}", test) for test in body)])
        return joined("\n", [first, block(code("elif {}:", guard), body)])

    def _check(self, field: Field, place: Place) -> tuple[Code | None, list[Code]]:
        """Returns the condition under which `body` runs, and `body`."""
        if field.stream is Stream.EVENTS:
            return self._event_stream(place)
        match field.type:
            case ListType() as type:
                return self._list(type, field.constraints, place)
            case MapType() as type:
                return self._map(type, field.constraints, place)
            case NamedType(kind=Kind.STRUCTURE | Kind.UNION) as type:
                return None, [self._structure(type, place)]
            case type if type.kind is Kind.DOCUMENT:
                return None, []
            case _:
                simple = SimpleCheckWriter(self.imports, self.constants)
                return simple.check(field, place)

    def _event_stream(self, place: Place) -> tuple[Code, list[Code]]:
        stream = self.imports.runtime("event_streams", "EventStreamBody")
        wrong = self.imports.runtime("checks", "wrong_type")
        report = code(
            'problems.append({wrong}({path}, "{stream}", {value}))',
            wrong=wrong,
            path=place.quoted,
            stream=stream,
            value=place.variable,
        )
        return code("type({}) is not {}", place.variable, stream), [report]

    def _list(
        self, type: ListType, constraints: Constraints, place: Place
    ) -> tuple[Code, list[Code]]:
        body = self._size(constraints, place, Code('"items"'))
        index, _, item = place.loop_names()
        checks = self._item(
            type.item, place.item(item, index), is_sparse=type.is_sparse
        )
        loop = code("for {}, {} in enumerate({}):", index, item, place.variable)
        walk = [block(loop, checks)] if checks else []
        walk += self._total_size(constraints, place, "list_size_problems")
        doubt = self._texts.doubt(type, constraints, place.variable)
        body += walk if doubt is None else [block(code("if {}:", doubt), walk)]
        if constraints.unique_items:
            function = self.imports.runtime("checks", "unique_problems")
            body.append(
                code("problems += {}({}, {})", function, place.quoted, place.variable)
            )
        body += self._required_elements(constraints, place)
        return self._guard("type({}) is tuple or {}", "accepts_list", place), body

    def _map(
        self, type: MapType, constraints: Constraints, place: Place
    ) -> tuple[Code, list[Code]]:
        _, key, item = place.loop_names()
        keys = Place(key, code("{}.keys()", place.path))
        shown = None if type.key.is_sensitive else key
        checks = self._item(type.key, keys)
        entry = place.entry(item, shown)
        checks += self._item(type.value, entry, is_sparse=type.is_sparse)
        loop = code("for {}, {} in {}.items():", key, item, place.variable)
        walk = [
            block(loop, checks),
            *self._total_size(constraints, place, "map_size_problems"),
        ]
        size = self._size(constraints, place, Code('"entries"'))
        # To Pyright `type(…) is dict` makes of a Mapping a dict of unknown types.
        guard = self._guard("{}.__class__ is dict or {}", "accepts_map", place)
        doubt = self._texts.doubt(type, constraints, place.variable)
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

    def _item(
        self, field: Field, place: Place, *, is_sparse: bool = False
    ) -> list[Code]:
        guard, body = self._check(field, place)
        if not body:
            return []
        given = code("{} is not None", place.variable) if is_sparse else None
        conditions = [part for part in (given, guard) if part is not None]
        if not conditions:
            return body
        return [block(code("if {}:", joined(" and ", conditions)), body)]

    def _structure(self, type: NamedType, place: Place) -> Code:
        symbol = type.symbol
        wrong = self.imports.runtime("checks", "wrong_type")
        function = self.imports.sibling(symbol, Identifier(f"{symbol.stem}_violations"))
        return joined(
            "\n",
            [
                code(
                    "if type({}) is not {}:",
                    place.variable,
                    annotation_of(self.imports, type),
                ),
                code(
                    "    problems.append({wrong}({path}, {name}, {value}))",
                    wrong=wrong,
                    path=place.quoted,
                    name=Literal.of(symbol.name.text),
                    value=place.variable,
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
            "problems += {report}({path}, len({value}), {least}, {most}, {unit})",
            report=self.imports.runtime("checks", "size_problems"),
            path=place.quoted,
            value=place.variable,
            least=Literal.of(constraints.length.minimum),
            most=Literal.of(constraints.length.maximum),
            unit=unit,
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
                        "problems.append({lacking}({path}, {element}))",
                        lacking=self.imports.runtime("checks", "lacking"),
                        path=place.quoted,
                        element=Literal.of(element),
                    )
                ],
            )
            for element in constraints.required_elements
        ]

    def _exclusive(self, names: list[SafeText]) -> list[Code]:
        function = self.imports.runtime("checks", "excluded")
        return [
            block(
                code("if value.{} is not None and value.{} is not None:", *pair),
                [code('problems.append({}("{}", "{}"))', function, *reversed(pair))],
            )
            for pair in combinations(names, 2)
        ]
