"""From the syntax of IDL files to declarations: names become absolute ids.

Implements https://smithy.io/2.0/spec/idl.html#relative-shape-id-resolution.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from smithy_parser.declarations import (
    ELIDED,
    FIXED_MEMBERS,
    PROPERTIES,
    AppliedTrait,
    Declarations,
    Property,
    PropertyKind,
    ShapeDeclaration,
)
from smithy_parser.events import Event, Refusal, Severity
from smithy_parser.idl.syntax import (
    IdlFile,
    MemberUse,
    ShapeStatement,
    SyntacticId,
    TraitUse,
    UseStatement,
    Value,
)
from smithy_parser.nodes import Node, is_list, kind
from smithy_parser.places import Place, SourceText, TextPlace
from smithy_parser.shape_id import PRELUDE, ShapeId
from smithy_parser.shapes import Member, ShapeType
from smithy_parser.traits import add_trait

_EMPTY_VALUES: Final[Mapping[ShapeType, Node]] = {
    ShapeType.STRUCTURE: {},
    ShapeType.MAP: {},
    ShapeType.LIST: [],
}


@dataclass(frozen=True, slots=True)
class Known:
    """What names can resolve to.

    Attributes:
        types: The type of each shape of all sources, and of those built in.
        private: The shapes of the prelude that other namespaces cannot name.
    """

    types: Mapping[str, ShapeType]
    private: frozenset[str]


def resolve(
    file: IdlFile, text: SourceText, known: Known, events: list[Event]
) -> Declarations:
    """Resolves the names of a file; what is wrong with its shapes goes to `events`."""
    return _Resolver(file, text, known, events).resolve()


class _Resolver:
    def __init__(
        self, file: IdlFile, text: SourceText, known: Known, events: list[Event]
    ) -> None:
        self._file = file
        self._text = text
        self._known = known
        self._events = events
        self._namespace = file.namespace or PRELUDE
        self._ids: dict[str, ShapeId] = {}

    def resolve(self) -> Declarations:
        file = self._file
        self._read_uses(file.uses)
        declarations = Declarations(file.version)
        for key, value, offset in file.metadata:
            place = TextPlace(self._text, offset)
            declarations.metadata.append((key, self._value(value), place))
        for statement in file.shapes:
            try:
                declarations.shapes.append(self._shape(statement))
            except Refusal as refusal:
                self._events.append(refusal.event)
        for name, traits, _ in file.applies:
            target = self._id(name)
            declarations.applied += [self._applied(target, use) for use in traits]
        return declarations

    def _read_uses(self, uses: Iterable[UseStatement]) -> None:
        for id, offset in uses:
            where = self._text.locate(offset)
            used = self._ids.setdefault(id.partition("#")[2], ShapeId(id))
            if used != id:
                message = f"Cannot use name `{id}` because it conflicts with `{used}`"
                self._events.append(Refusal(message, where).event)
            if id not in self._known.types:
                message = f"Use statement refers to undefined shape: {id}"
                event = Event(Severity.WARNING, "Model", None, message, where)
                self._events.append(event)

    def _id(self, name: str) -> ShapeId:
        """The id that a name means: used, of this namespace, or of the prelude."""
        if (id := self._ids.get(name)) is not None:
            return id
        if "#" in name:
            id = ShapeId(name)
        elif "$" in name:
            shape, _, member = name.partition("$")
            id = self._id(shape).with_member(member)
        else:
            id = ShapeId(f"{self._namespace}#{name}")
            public = f"{PRELUDE}#{name}"
            types, private = self._known.types, self._known.private
            if id not in types and public in types and public not in private:
                id = ShapeId(public)
        self._ids[name] = id
        return id

    def _shape(self, statement: ShapeStatement) -> ShapeDeclaration:
        id = ShapeId(f"{self._namespace}#{statement.name}")
        place = TextPlace(self._text, statement.offset)
        used = self._ids.get(statement.name)
        if used is not None and used != id:
            message = (
                f"Shape name `{statement.name}` conflicts with imported shape `{used}`"
            )
            raise Refusal(message, place.locate(), id)
        traits, trait_places = self._traits(id, statement.traits, place)
        return ShapeDeclaration(
            id,
            statement.type,
            traits,
            self._members(id, statement),
            tuple(map(self._id, statement.mixins)),
            self._properties(id, statement, place),
            place,
            trait_places,
            self._file.version,
            self._id(statement.resource) if statement.resource else None,
            any(use.target is None for use in statement.members),
            statement.is_set,
        )

    def _members(
        self, container: ShapeId, statement: ShapeStatement
    ) -> dict[str, Member]:
        members: dict[str, Member] = {}
        allowed = FIXED_MEMBERS.get(statement.type)
        for use in statement.members:
            if allowed and use.name not in allowed:
                self._report_member(container, statement, use)
                continue
            id = ShapeId(f"{container}${use.name}")
            target = self._id(use.target) if use.target else ELIDED
            place = TextPlace(self._text, use.offset)
            traits, places = self._traits(id, use.traits, place)
            members[use.name] = Member.make(id, target, traits, place, places)
        return members

    def _report_member(
        self, container: ShapeId, statement: ShapeStatement, use: MemberUse
    ) -> None:
        what = "Set" if statement.is_set else statement.type.capitalize()
        allowed = " and ".join(f"`{name}`" for name in FIXED_MEMBERS[statement.type])
        plural = "s" if "and" in allowed else ""
        message = (
            f"{what} shapes may only have {'' if plural else 'a '}{allowed} "
            f"member{plural}, but found `{use.name}`"
        )
        where = self._text.locate(use.offset)
        self._events.append(Event(Severity.ERROR, "Model", container, message, where))

    def _traits(
        self, id: ShapeId, uses: Iterable[TraitUse], place: Place
    ) -> tuple[dict[str, Node], dict[str, Place]]:
        traits: dict[str, Node] = {}
        places: dict[str, Place] = {}
        for use in uses:
            applied = self._applied(id, use)
            add_trait(traits, places, applied, place, self._events)
        return traits, places

    def _applied(self, target: ShapeId, use: TraitUse) -> AppliedTrait:
        trait = self._id(use.name)
        place = TextPlace(self._text, use.offset)
        if use.value is not None:
            return AppliedTrait(target, trait, self._value(use.value), place)
        # https://smithy.io/2.0/spec/idl.html#trait-values: an annotation is whatever
        # is empty for the trait's type.
        trait_type = self._known.types.get(trait, ShapeType.STRUCTURE)
        return AppliedTrait(target, trait, _EMPTY_VALUES.get(trait_type), place)

    def _value(self, value: Value) -> Node:
        return self._with_ids(value.node) if value.has_ids else value.node

    def _with_ids(self, node: Node) -> Node:
        if isinstance(node, SyntacticId):
            return self._syntactic_id(node)
        if isinstance(node, Mapping):
            return {key: self._with_ids(value) for key, value in node.items()}
        if is_list(node):
            return [self._with_ids(item) for item in node]
        return node

    def _syntactic_id(self, name: SyntacticId) -> str:
        id = self._id(name)
        if id.root not in self._known.types:
            message = (
                f"Syntactic shape ID `{name}` does not resolve to a valid shape ID: "
                f"`{id}`. Did you mean to quote this string? Are you missing a model "
                "file?"
            )
            where = self._text.locate(name.offset)
            event_id = "SyntacticShapeIdTarget"
            self._events.append(Event(Severity.DANGER, event_id, None, message, where))
        return str(id)

    def _properties(
        self, id: ShapeId, statement: ShapeStatement, place: TextPlace
    ) -> dict[str, Property]:
        forms = PROPERTIES.get(statement.type, {})
        others = sorted(statement.properties.keys() - forms.keys())
        if others:
            possible = ", ".join(f"`{name}`" for name in sorted(forms))
            found = ", ".join(f"`{name}`" for name in others)
            message = (
                f"Expected an object with possible properties of {possible}, but found "
                f"additional properties: {found}"
            )
            event = Event(Severity.WARNING, "Model", id, message, place.locate())
            self._events.append(event)
        properties: dict[str, Property] = {}
        for name, node in statement.properties.items():
            if form := forms.get(name):
                try:
                    properties[name] = self._property(name, form, node)
                except ValueError as error:
                    raise Refusal(str(error), place.locate(), id) from None
        return properties

    def _property(self, name: str, form: PropertyKind, node: Node) -> Property:
        match form:
            case PropertyKind.TEXT:
                return _text(name, node)
            case PropertyKind.TEXTS:
                return {key: _text(key, value) for key, value in _items(name, node)}
            case PropertyKind.REFERENCE:
                return self._id(_text(name, node))
            case PropertyKind.REFERENCES:
                if not is_list(node):
                    found = kind(node)
                    raise ValueError(f"Expected `{name}` to be an array; found {found}")
                return tuple(self._id(_text(name, item)) for item in node)
            case PropertyKind.NAMED_REFERENCES:
                return {
                    key: self._id(_text(key, value))
                    for key, value in _items(name, node)
                }


def _text(name: str, node: Node) -> str:
    if not isinstance(node, str):
        raise ValueError(f"Expected `{name}` to be a string; found {kind(node)}")
    return node


def _items(name: str, node: Node) -> Iterable[tuple[str, Node]]:
    if not isinstance(node, Mapping):
        raise ValueError(f"Expected `{name}` to be an object; found {kind(node)}")
    return node.items()
