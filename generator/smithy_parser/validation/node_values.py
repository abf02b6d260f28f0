"""Values of traits, defaults, examples and metadata against their shapes.

Implements https://smithy.io/2.0/spec/model.html#trait-node-values.
"""

from collections.abc import Iterator, Mapping
from typing import Final, NamedTuple

from smithy_parser.events import Event, Severity, SourceLocation
from smithy_parser.model import Model
from smithy_parser.nodes import Node, is_list
from smithy_parser.selectors.errors import SelectorError
from smithy_parser.selectors.selector import parse_selector
from smithy_parser.shape_id import ShapeId
from smithy_parser.shapes import (
    ListShape,
    MapShape,
    Member,
    Shape,
    ShapeType,
    StructureShape,
    UnionShape,
)
from smithy_parser.validation.node_constraints import Broken, broken_constraints
from smithy_parser.validation.node_kinds import kind_problem
from smithy_parser.validation.timestamps import timestamp_problem

_ID_REF: Final = "smithy.api#idRef"
_FORMAT: Final = "smithy.api#timestampFormat"
_REQUIRED: Final = "smithy.api#required"
_SPARSE: Final = "smithy.api#sparse"

_CHECKED_ALWAYS: Final = (ShapeType.ENUM, ShapeType.INT_ENUM, ShapeType.TIMESTAMP)


class Problem(NamedTuple):
    """Something wrong with a value.

    Attributes:
        path: Where in the value, each key with a dot before it; empty at its root.
        severity: How bad it is.
        message: What is wrong.
        detail: What event ids get after a dot to tell this kind from others.
    """

    path: str
    severity: Severity
    message: str
    detail: str = ""

    def event(
        self, id: str, shape: ShapeId | None, context: str, source: SourceLocation
    ) -> Event:
        """The event about the problem; `context` stands for the value's root."""
        id = f"{id}.{self.detail}" if self.detail else id
        message = f"{context}{self.path}: {self.message}"
        return Event(self.severity, id, shape, message, source)


class Part(NamedTuple):
    """A part of a value: where it is, its shape, and itself.

    `has_format` says that the member it is the value of has its own timestamp format.
    """

    path: str
    shape: Shape
    value: Node
    has_format: bool = False


class NodeValues:
    """Checks values against the shapes of one model.

    Args:
        model: The model.
        constraints: The severity of values of the right type that constraint traits
            don't allow, ``required`` among them.
        zero_range: The severity of a zero that is out of range.
        allow_null: Whether null stands for any value.
    """

    def __init__(
        self,
        model: Model,
        constraints: Severity = Severity.ERROR,
        zero_range: Severity = Severity.ERROR,
        allow_null: bool = False,
    ) -> None:
        self._model = model
        self._constraints = constraints
        self._zero_range = zero_range
        self._allow_null = allow_null

    def problems(self, shape: Shape, value: Node) -> Iterator[Problem]:
        """Yields all that is wrong with `value` as a value of `shape`, outermost first.

        Works on any depth: the parts still to check are kept on a list.
        """
        work = [Part("", shape, value)]
        while work:
            part = work.pop()
            inner: list[Part] = []
            if isinstance(part.shape, Member):
                yield from self._member(part, part.shape, inner)
            else:
                yield from self._shape(part, inner)
            work.extend(reversed(inner))

    def _member(
        self, part: Part, member: Member, inner: list[Part]
    ) -> Iterator[Problem]:
        path, _, value, _ = part
        target = self._model.get(member.target)
        if target is None:
            return
        if value is None:
            container = self._model.shapes[member.container]
            if _SPARSE in container.traits:
                return
            yield from _null(path, member, container)
        yield from self._own_problems(path, member, target.type, value)
        inner.append(Part(path, target, value, _FORMAT in member.traits))

    def _shape(self, part: Part, inner: list[Part]) -> Iterator[Problem]:
        path, shape, value, has_format = part
        problem = kind_problem(shape, value)
        if problem is not None:
            if value is not None or not self._allow_null:
                yield Problem(path, Severity.ERROR, problem)
            return
        if shape.type is ShapeType.TIMESTAMP and has_format:
            return
        yield from self._own_problems(path, shape, shape.type, value)
        yield from self._inner(path, shape, value, inner)

    def _own_problems(
        self, path: str, shape: Shape, type: ShapeType, value: Node
    ) -> Iterator[Problem]:
        if not shape.traits and shape.type not in _CHECKED_ALWAYS:
            return
        for broken in broken_constraints(shape, type, value):
            severity = self._severity(broken, value)
            yield Problem(path, severity, broken.message, broken.detail)
        format = shape.traits.get(_FORMAT)
        if shape.type is ShapeType.TIMESTAMP or format is not None:
            message = timestamp_problem(shape, format, value)
            if message is not None:
                yield Problem(path, Severity.ERROR, message)
        if _ID_REF in shape.traits and isinstance(value, str):
            message = self._bad_reference(shape.traits[_ID_REF], value)
            if message is not None:
                yield Problem(path, Severity.ERROR, message)

    def _severity(self, broken: Broken, value: Node) -> Severity:
        if broken.constraint == "enum":
            return Severity.ERROR
        if broken.constraint == "range" and value == 0:
            return min(self._constraints, self._zero_range, key=list(Severity).index)
        return self._constraints

    def _inner(
        self, path: str, shape: Shape, value: Node, inner: list[Part]
    ) -> Iterator[Problem]:
        """Adds the parts of a value to `inner`; yields names that are wrong."""
        if isinstance(shape, ListShape) and is_list(value):
            member = shape.member
            inner += [Part(f"{path}.{i}", member, v) for i, v in enumerate(value)]
        elif isinstance(shape, MapShape) and isinstance(value, Mapping):
            for key, entry in value.items():
                inner.append(Part(f"{path}.{key} (map-key)", shape.key, key))
                inner.append(Part(f"{path}.{key}", shape.value, entry))
        elif isinstance(shape, StructureShape) and isinstance(value, Mapping):
            yield from self._structure(path, shape, value, inner)
        elif isinstance(shape, UnionShape) and isinstance(value, Mapping):
            yield from _union(path, shape, value, inner)

    def _structure(
        self, path: str, shape: Shape, value: Mapping[str, Node], inner: list[Part]
    ) -> Iterator[Problem]:
        for name, part in value.items():
            if (member := shape.members.get(name)) is not None:
                inner.append(Part(f"{path}.{name}", member, part))
            else:
                message = f"Member `{name}` does not exist in `{shape.id}`"
                detail = f"UnknownMember.{shape.id}.{name}"
                yield Problem(path, Severity.WARNING, message, detail)
        for name, member in shape.members.items():
            if _REQUIRED in member.traits and name not in value:
                message = f"Missing required structure member `{name}` for `{shape.id}`"
                yield Problem(path, self._constraints, message)

    def _bad_reference(self, trait: Node, value: str) -> str | None:
        options: Mapping[str, Node] = trait if isinstance(trait, Mapping) else {}
        try:
            target = self._model.get(ShapeId.parse(value))
        except ValueError as error:
            return str(error)
        custom = options.get("errorMessage")
        if target is None:
            if options.get("failWhenMissing") is not True:
                return None
            message = f"Shape ID `{value}` was not found in the model"
        else:
            selector = str(options.get("selector", "*"))
            if selector == "*" or self._matches(target, selector):
                return None
            message = f"Shape ID `{value}` does not match selector `{selector}`"
        return str(custom) if custom is not None else message

    def _matches(self, target: Shape, selector: str) -> bool:
        try:
            refused = parse_selector(selector).refuses(self._model.graph, [target])
        except SelectorError:
            return False
        return not list(refused)


def _null(path: str, member: Member, container: Shape) -> Iterator[Problem]:
    if container.type in (ShapeType.LIST, ShapeType.MAP):
        message = (
            f"Non-sparse {container.type} shape `{container.id}` cannot contain null "
            f"values"
        )
    elif _REQUIRED in member.traits:
        message = (
            f"Required structure member `{member.name}` for `{container.id}` cannot be "
            f"null"
        )
    else:
        return
    yield Problem(path, Severity.ERROR, message)


def _union(
    path: str, shape: Shape, value: Mapping[str, Node], inner: list[Part]
) -> Iterator[Problem]:
    if len(value) > 1:
        message = "union values can contain a value for only a single member"
        yield Problem(path, Severity.ERROR, message)
        return
    for name, part in value.items():
        if (member := shape.members.get(name)) is not None:
            inner.append(Part(f"{path}.{name}", member, part))
        else:
            message = f"Invalid union member `{name}` found for `{shape.id}`"
            yield Problem(path, Severity.ERROR, message)
