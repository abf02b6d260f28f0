"""Shapes as formatted IDL, one text per namespace.

Implements https://smithy.io/2.0/spec/idl.html.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import chain
from typing import Final

from smithy_parser.declarations import FIXED_MEMBERS, NAMED_MEMBERS
from smithy_parser.idl.node_writer import (
    write_key,
    write_members,
    write_node,
    write_string,
)
from smithy_parser.introduced import (
    changed_members,
    introduced_members,
    introduced_traits,
)
from smithy_parser.nodes import Node
from smithy_parser.relationships import relationships_beside_members
from smithy_parser.shape_id import PRELUDE, UNIT, ShapeId
from smithy_parser.shapes import (
    OperationShape,
    ResourceShape,
    ServiceShape,
    Shape,
    ShapeType,
)

_DOCUMENTATION: Final = "smithy.api#documentation"
_DEFAULT: Final = "smithy.api#default"
_ENUM_VALUE: Final = "smithy.api#enumValue"
# What a member's ``=`` assigns: https://smithy.io/2.0/spec/idl.html#value-assignment.
_ASSIGNED: Final = {
    ShapeType.STRUCTURE: _DEFAULT,
    ShapeType.ENUM: _ENUM_VALUE,
    ShapeType.INT_ENUM: _ENUM_VALUE,
}
_PROPERTY_NAMES: Final = {"collection_operations": "collectionOperations"}
_PRIVATE: Final = "smithy.api#private"
_VERSION: Final = '$version: "2.0"\n'
_NOT_IN_COMMENTS: Final = re.compile(r"[\x00-\x08\x0b-\x1f\ufeff]")


def write_idl(
    written: Iterable[Shape], metadata: Mapping[str, Node], shapes: Mapping[str, Shape]
) -> dict[str, str]:
    """Texts by file name; `shapes` has those to write and all that they refer to.

    The first file, or ``metadata.smithy`` if there is none, has the metadata.
    """
    namespaces: dict[str, list[Shape]] = {}
    for shape in written:
        namespaces.setdefault(shape.id.namespace, []).append(shape)
    statements = [
        f"metadata {write_key(key)} = {write_node(value)}\n"
        for key, value in metadata.items()
    ]
    head = "\n".join([_VERSION, "".join(statements)] if statements else [_VERSION])
    if not namespaces:
        return {"metadata.smithy": head}
    texts: dict[str, str] = {}
    for namespace, members in namespaces.items():
        body = _Writer(namespace, members, shapes).text()
        texts[f"{namespace}.smithy"] = f"{_VERSION if texts else head}\n{body}"
    return texts


class _Writer:
    def __init__(
        self, namespace: str, written: list[Shape], shapes: Mapping[str, Shape]
    ) -> None:
        self._namespace = namespace
        self._written = written
        self._shapes = shapes
        self._uses = self._imported()

    def text(self) -> str:
        parts = [f"namespace {self._namespace}\n"]
        if self._uses:
            parts.append("".join(f"use {id}\n" for id in sorted(self._uses.values())))
        parts += [self._shape(shape) for shape in self._written]
        return "\n".join(parts)

    def _imported(self) -> dict[str, str]:
        """Shapes of other namespaces, by names that mean nothing else here."""
        uses: dict[str, str] = {}
        for id in chain.from_iterable(map(self._mentioned, self._written)):
            root = id.partition("$")[0]
            namespace, _, name = root.partition("#")
            is_free = root == self._meaning(name) or (
                f"{PRELUDE}#{name}" not in self._shapes
                and f"{self._namespace}#{name}" not in self._shapes
            )
            if namespace not in (self._namespace, PRELUDE) and is_free:
                uses.setdefault(name, root)
        return uses

    @staticmethod
    def _mentioned(shape: Shape) -> Iterator[str]:
        for each in (shape, *shape.members.values()):
            yield from each.traits
            for _, _, target in relationships_beside_members(each):
                yield target

    def _meaning(self, name: str) -> str:
        """Returns what a bare name resolves to without ``use``."""
        own, public = f"{self._namespace}#{name}", f"{PRELUDE}#{name}"
        if own in self._shapes or public not in self._shapes:
            return own
        return own if _PRIVATE in self._shapes[public].traits else public

    def _name(self, id: str) -> str:
        """Returns the shortest name that resolves to `id`."""
        name = id.partition("#")[2]
        return name if self._uses.get(name, self._meaning(name)) == id else id

    def _shape(self, shape: Shape) -> str:
        traits = introduced_traits(shape, self._shapes)
        head = f"{self._traits(traits, '')}{shape.type} {shape.id.name}"
        if shape.mixins:
            head += f" with [{', '.join(map(self._name, shape.mixins))}]"
        if shape.type in NAMED_MEMBERS or shape.type in FIXED_MEMBERS:
            return f"{head} {_block(_spaced(self._members(shape)))}"
        if isinstance(shape, OperationShape | ResourceShape | ServiceShape):
            return f"{head} {_block(self._properties(shape))}"
        return f"{head}\n"

    def _members(self, shape: Shape) -> list[str]:
        changed = changed_members(shape, self._shapes)
        lines = [
            self._member(shape, f"${name}", traits) for name, traits in changed.items()
        ]
        for name, member in introduced_members(shape).items():
            is_enum = shape.type in (ShapeType.ENUM, ShapeType.INT_ENUM)
            head = name if is_enum else f"{name}: {self._name(member.target)}"
            lines.append(self._member(shape, head, member.traits))
        return lines

    def _member(self, shape: Shape, head: str, traits: Mapping[str, Node]) -> str:
        assigned = _ASSIGNED.get(shape.type, "")
        rest = {t: value for t, value in traits.items() if t != assigned}
        line = f"{self._traits(rest, '    ')}    {head}"
        if assigned in traits and not (
            shape.type is ShapeType.ENUM and traits[assigned] == head
        ):
            line += f" = {write_node(traits[assigned], '    ')}"
        return f"{line}\n"

    def _traits(self, traits: Mapping[str, Node], indent: str) -> str:
        lines: list[str] = []
        docs = traits.get(_DOCUMENTATION)
        is_comment = isinstance(docs, str) and not _NOT_IN_COMMENTS.search(docs)
        if isinstance(docs, str) and is_comment:
            lines += [
                f"{indent}///{' ' if line else ''}{line}\n" for line in docs.split("\n")
            ]
        for trait, value in traits.items():
            if trait != _DOCUMENTATION or not is_comment:
                lines.append(f"{indent}@{self._trait(trait, value, indent)}\n")
        return "".join(lines)

    def _trait(self, trait: str, value: Node, indent: str) -> str:
        name = self._name(trait)
        if not isinstance(value, Mapping):
            return f"{name}({write_node(value, indent)})"
        if value:
            return f"{name}({write_members(value, indent)})"
        shape = self._shapes.get(trait)
        annotation = (ShapeType.STRUCTURE, ShapeType.MAP)
        if shape is None or shape.type in annotation:
            return name
        return f"{name}({{}})"

    def _properties(
        self, shape: OperationShape | ResourceShape | ServiceShape
    ) -> Iterator[str]:
        match shape:
            case OperationShape():
                if shape.input != UNIT:
                    yield f"    input: {self._name(shape.input)}\n"
                if shape.output != UNIT:
                    yield f"    output: {self._name(shape.output)}\n"
            case ResourceShape():
                yield from self._named("identifiers", shape.identifiers)
                yield from self._named("properties", shape.properties)
                for name, target in shape.lifecycle.items():
                    yield f"    {name}: {self._name(target)}\n"
            case ServiceShape():
                if shape.version:
                    yield f"    version: {write_string(shape.version)}\n"
        for name in ("operations", "collection_operations", "resources", "errors"):
            yield from self._list(name, getattr(shape, name, ()))
        if isinstance(shape, ServiceShape) and shape.rename:
            yield f"    rename: {write_node(shape.rename, '    ')}\n"

    def _list(self, attribute: str, ids: tuple[ShapeId, ...]) -> Iterator[str]:
        if ids:
            name = _PROPERTY_NAMES.get(attribute, attribute)
            items = "".join(f"        {self._name(id)}\n" for id in ids)
            yield f"    {name}: [\n{items}    ]\n"

    def _named(self, name: str, ids: Mapping[str, ShapeId]) -> Iterator[str]:
        if ids:
            items = (
                f"        {write_key(key)}: {self._name(id)}\n"
                for key, id in ids.items()
            )
            yield f"    {name}: {{\n{''.join(items)}    }}\n"


def _block(lines: Iterable[str]) -> str:
    body = "".join(lines)
    return f"{{\n{body}}}\n" if body else "{}\n"


def _spaced(members: list[str]) -> Iterator[str]:
    """Members with an empty line around those with traits or documentation."""
    for previous, member in zip(["", *members], members, strict=False):
        is_tall = "\n" in member[:-1] or "\n" in previous[:-1]
        yield f"\n{member}" if previous and is_tall else member
