"""JSON AST, as declarations.

Implements https://smithy.io/2.0/spec/json-ast.html. A shape that cannot be read
becomes an event, and the others are read all the same.
"""

from collections.abc import Mapping, Sequence
from typing import Final

from smithy_parser.declarations import (
    FIXED_MEMBERS,
    NAMED_MEMBERS,
    PROPERTIES,
    AppliedTrait,
    Declarations,
    Property,
    PropertyKind,
    ShapeDeclaration,
)
from smithy_parser.events import Event, Refusal, Severity
from smithy_parser.json_text import JsonDocument, JsonPlace
from smithy_parser.nodes import MAX_DEPTH, Node, is_too_deep, kind
from smithy_parser.places import Place
from smithy_parser.shape_id import ABSOLUTE_ID, IDENTIFIER, ShapeId
from smithy_parser.shapes import NO_MEMBERS, Member, ShapeType
from smithy_parser.versions import TYPES, VERSIONS, type_problem

_NO_NODES: Final[Mapping[str, Node]] = {}
_NOTHING: Final[Mapping[str, Property]] = {}
_NO_PLACES: Final[Mapping[str, Place]] = {}
_MODEL: Final = frozenset({"metadata", "shapes", "smithy"})
_APPLY: Final = frozenset({"traits", "type"})
_MEMBER: Final = frozenset({"target", "traits"})
_ALLOWED: Final = {
    shape_type: frozenset(
        {
            "mixins",
            "traits",
            "type",
            *(("members",) if shape_type in NAMED_MEMBERS else ()),
            *FIXED_MEMBERS.get(shape_type, ()),
            *PROPERTIES.get(shape_type, ()),
        }
    )
    for shape_type in ShapeType
}


def read_ast(document: JsonDocument, events: list[Event]) -> Declarations:
    """Reads a document; what is wrong with its shapes goes to `events`.

    Raises:
        Refusal: The document as a whole is no Smithy model.
    """
    return _Reader(document, events).read()


class _Reader:
    def __init__(self, document: JsonDocument, events: list[Event]) -> None:
        self._document = document
        self._events = events
        # Models repeat names and targets; each is checked once.
        self._ids: dict[str, ShapeId] = {}
        self._identifiers: set[str] = set()
        self._model_version = ""
        self._values: list[Node] = []

    def read(self) -> Declarations:
        root = self._document.root
        model = self._document.value
        if not isinstance(model, dict):
            found = kind(model)
            message = f"Smithy documents must be an object. Found {found}."
            raise _refusal(message, root)
        self._model_version = self._version(model)
        declarations = Declarations(self._model_version)
        self._warn_of_others(model, _MODEL, root, None)
        metadata = _object(
            model.get("metadata", {}), "`metadata`", root.child("metadata")
        )
        declarations.metadata = [
            (key, value, root.child("metadata", key)) for key, value in metadata.items()
        ]
        place = root.child("shapes")
        for name, node in _object(model.get("shapes", {}), "`shapes`", place).items():
            try:
                self._shape(name, node, place.child(name), declarations)
            except Refusal as refusal:
                self._events.append(refusal.event)
        if is_too_deep([*metadata.values(), *self._values]):
            raise self._too_deep(model)
        return declarations

    def _too_deep(self, model: Mapping[str, Node]) -> Refusal:
        place = self._document.root
        for section in ("metadata", "shapes"):
            nodes = _object(model.get(section, {}), section, place)
            deep = next((k for k, node in nodes.items() if is_too_deep([node])), None)
            if deep is not None:
                place = place.child(section, deep)
                break
        return _refusal(f"Value nested deeper than {MAX_DEPTH} levels", place)

    def _version(self, model: Mapping[str, Node]) -> str:
        version, root = model.get("smithy"), self._document.root
        if not isinstance(version, str):
            found = "Missing expected member `smithy`."
            if version is not None:
                found = f"Expected `smithy` to be a string; found {kind(version)}"
            raise _refusal(found, root)
        if version not in VERSIONS:
            place = root.child("smithy")
            raise _refusal(f"Unsupported Smithy version number: {version}", place)
        return VERSIONS[version]

    def _shape(
        self, name: str, node: Node, place: JsonPlace, into: Declarations
    ) -> None:
        if (id := self._ids.get(name)) is None:
            id = self._id(name, place, None)
        shape = _object(node, "the shape", place, id)
        type_name = shape.get("type")
        traits = self._traits(shape, place, id)
        if type_name == "apply":
            self._warn_of_others(shape, _APPLY, place, id)
            into.applied += [
                AppliedTrait(id, trait, value, place.of_trait(trait))
                for trait, value in traits.items()
            ]
            return
        into.shapes.append(self._declaration(id, shape, traits, place))

    def _declaration(
        self,
        id: ShapeId,
        shape: Mapping[str, Node],
        traits: Mapping[str, Node],
        place: JsonPlace,
    ) -> ShapeDeclaration:
        type_name = shape.get("type")
        shape_type = TYPES.get(type_name) if isinstance(type_name, str) else None
        if shape_type is None:
            found = f"Invalid shape `type`: {type_name}"
            if "type" not in shape:
                found = "Missing expected member `type`."
            raise _refusal(found, place, id)
        problem = type_problem(str(type_name), self._model_version)
        if problem is not None:
            raise _refusal(problem, place, id)
        if "$" in id:
            raise _refusal(f"Shapes cannot be defined at member ID `{id}`", place, id)
        members: dict[str, Member] = {}
        if shape_type in NAMED_MEMBERS:
            nodes = _object(shape.get("members", {}), "`members`", place, id)
            members = self._members(id, nodes, place.child("members"))
        elif fixed := FIXED_MEMBERS.get(shape_type):
            nodes = {name: shape[name] for name in fixed if name in shape}
            members = self._members(id, nodes, place)
        forms = PROPERTIES.get(shape_type)
        properties = self._properties(forms, shape, place, id) if forms else _NOTHING
        self._warn_of_others(shape, _ALLOWED[shape_type], place, id)
        mixins: tuple[ShapeId, ...] = ()
        if "mixins" in shape:
            mixins = self._references("mixins", shape["mixins"], place, id)
        return ShapeDeclaration(
            id,
            shape_type,
            traits,
            members,
            mixins,
            properties,
            place,
            _NO_PLACES,
            self._model_version,
            is_set=type_name == "set",
        )

    def _members(
        self, container: ShapeId, nodes: Mapping[str, Node], place: JsonPlace
    ) -> dict[str, Member]:
        members: dict[str, Member] = {}
        identifiers, empty, none = self._identifiers, _NO_PLACES, NO_MEMBERS
        for name, node in nodes.items():
            if name not in identifiers:
                self._check_name(name, place, container)
            id = ShapeId(f"{container}${name}")
            target = self._target(node, place, name, id)
            traits = _NO_NODES
            if isinstance(node, dict) and len(node) > 1:
                traits = self._member_traits(node, place, name, id)
            members[name] = Member(
                id, ShapeType.MEMBER, traits, none, (), place, empty, target
            )
        return members

    def _member_traits(
        self, node: Mapping[str, Node], parent: JsonPlace, name: str, id: ShapeId
    ) -> Mapping[str, Node]:
        traits = node.get("traits")
        if (
            isinstance(traits, dict)
            and len(node) == len(_MEMBER)
            and traits.keys() <= self._ids.keys()
        ):
            self._values += traits.values()
            return traits
        place = parent.child(name)
        self._warn_of_others(node, _MEMBER, place, id)
        return self._traits(node, place, id)

    def _check_name(self, name: str, place: JsonPlace, container: ShapeId) -> None:
        if IDENTIFIER.fullmatch(name) is None:
            message = f"Invalid member name: {name}"
            raise _refusal(message, place.child(name), container)
        self._identifiers.add(name)

    def _traits(
        self, node: Mapping[str, Node], place: JsonPlace, id: ShapeId
    ) -> Mapping[str, Node]:
        traits = node.get("traits", _NO_NODES)
        if not isinstance(traits, dict):
            raise _wrong_kind("`traits`", "an object", traits, place, id)
        if not traits.keys() <= self._ids.keys():
            for trait in traits:
                self._id(trait, place, id)
        self._values += traits.values()
        return traits

    def _properties(
        self,
        forms: Mapping[str, PropertyKind],
        shape: Mapping[str, Node],
        place: JsonPlace,
        id: ShapeId,
    ) -> Mapping[str, Property]:
        return {
            name: self._property(name, form, shape[name], place, id)
            for name, form in forms.items()
            if name in shape
        }

    def _property(
        self, name: str, form: PropertyKind, node: Node, place: JsonPlace, id: ShapeId
    ) -> Property:
        here = place.child(name)
        match form:
            case PropertyKind.TEXT:
                return _text(node, name, here, id)
            case PropertyKind.TEXTS:
                texts = _object(node, f"`{name}`", here, id)
                return {
                    key: _text(value, key, here, id) for key, value in texts.items()
                }
            case PropertyKind.REFERENCE:
                return self._target(node, place, name, id)
            case PropertyKind.REFERENCES:
                return self._references(name, node, place, id)
            case PropertyKind.NAMED_REFERENCES:
                return {
                    key: self._target(value, here, key, id)
                    for key, value in _object(node, f"`{name}`", here, id).items()
                }

    def _references(
        self, name: str, node: Node, place: JsonPlace, id: ShapeId
    ) -> tuple[ShapeId, ...]:
        here = place.child(name)
        if isinstance(node, str) or not isinstance(node, Sequence):
            raise _wrong_kind(f"`{name}`", "an array", node, here, id)
        return tuple(
            self._target(item, here, index, id) for index, item in enumerate(node)
        )

    def _target(
        self, node: Node, parent: JsonPlace, key: str | int, id: ShapeId
    ) -> ShapeId:
        """The target of the reference under `key`, whose places only errors need."""
        target = node.get("target") if isinstance(node, dict) else None
        if isinstance(target, str):
            known = self._ids.get(target)
            return known or self._id(target, parent.child(key, "target"), id)
        place = parent.child(key)
        if "target" not in _object(node, f"`{key}`", place, id):
            raise _refusal("Missing expected member `target`.", place, id)
        raise _wrong_kind("`target`", "a string", target, place, id)

    def _id(self, text: str, place: JsonPlace, shape: ShapeId | None) -> ShapeId:
        if ABSOLUTE_ID.fullmatch(text) is None:
            raise _refusal(f"Invalid shape ID: {text}", place, shape)
        return self._ids.setdefault(text, ShapeId(text))

    def _warn_of_others(
        self,
        node: Mapping[str, Node],
        allowed: frozenset[str],
        place: JsonPlace,
        id: ShapeId | None,
    ) -> None:
        if allowed.issuperset(node):
            return
        possible = ", ".join(f"`{name}`" for name in sorted(allowed))
        found = ", ".join(f"`{name}`" for name in sorted(node.keys() - allowed))
        message = (
            f"Expected an object with possible properties of {possible}, "
            f"but found additional properties: {found}{_at(place)}"
        )
        event = Event(Severity.WARNING, "Model", id, message, place.locate())
        self._events.append(event)


def _at(place: JsonPlace) -> str:
    pointer = place.pointer
    return f" (at {pointer})" if pointer else ""


def _refusal(message: str, place: JsonPlace, id: ShapeId | None = None) -> Refusal:
    return Refusal(message + _at(place), place.locate(), id)


def _wrong_kind(
    what: str, expected: str, node: Node, place: JsonPlace, id: ShapeId | None
) -> Refusal:
    message = f"Expected {what} to be {expected}; found {kind(node)}"
    return _refusal(message, place, id)


def _object(
    node: Node, what: str, place: JsonPlace, id: ShapeId | None = None
) -> Mapping[str, Node]:
    if not isinstance(node, dict):
        raise _wrong_kind(what, "an object", node, place, id)
    return node


def _text(node: Node, name: str, place: JsonPlace, id: ShapeId) -> str:
    if not isinstance(node, str):
        raise _wrong_kind(f"`{name}`", "a string", node, place, id)
    return node
