"""The classes of a package and what refers to what, for a picture."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from smithwright.models.selection import Closure
from smithwright.plan.fields import spelled_sent
from smithwright.plan.members import Members
from smithwright.plan.naming import member_names
from smithwright.plan.outline import context_of
from smithwright.plan.symbols import ENUM_TYPES
from smithwright.plan.types import ListType, MapType, NamedType, Type
from smithy_parser import OperationShape, Shape, ShapeType


class Kind(StrEnum):
    """What a node stands for."""

    OPERATION = "operation"
    STRUCTURE = "structure"
    UNION = "union"
    ENUM = "enum"
    ERROR = "error"


@dataclass(frozen=True, slots=True)
class Row:
    """A line of a node, which may lead to another node."""

    name: str
    type: str
    is_required: bool = False
    target: str | None = None
    """The id of the node that its value is, or holds."""


@dataclass(frozen=True, slots=True)
class Node:
    """An operation or a class."""

    id: str
    """The shape's; input, output and errors are told apart by their role."""
    kind: Kind
    title: str
    rows: tuple[Row, ...]


def graph(closure: Closure) -> tuple[Node, ...]:
    """Returns the nodes of a closure: operations first, then as they are reached."""
    context = context_of(closure)
    members = Members(context)
    nodes: dict[str, Node] = {}
    for operation in closure.operations:
        for node in _of_operation(members, operation):
            nodes.setdefault(node.id, node)
    queue = list(nodes.values())
    for node in queue:
        for row in node.rows:
            if row.target is not None and row.target not in nodes:
                shape = closure.model[row.target]
                symbol = context.symbols.shapes[shape.id]
                nodes[shape.id] = _class(members, shape, shape.id, symbol.name.text)
                queue.append(nodes[shape.id])
    return tuple(nodes.values())


def _of_operation(members: Members, operation: OperationShape) -> Iterator[Node]:
    """Yields an operation, its input, its output and its errors."""
    context = members.context
    model, symbols = context.closure.model, context.symbols
    names = symbols.operations[operation.id]
    messages = {
        "input": (operation.input, names.input.name.text),
        "output": (operation.output, names.output.name.text),
    }
    errors = model.errors_of(operation.id, context.closure.service.id)
    raised = {error: symbols.errors[error].name.text for error in errors}
    yield Node(
        operation.id,
        Kind.OPERATION,
        operation.id.name,
        (
            *(
                Row(role, title, target=f"{operation.id} {role}")
                for role, (_, title) in messages.items()
            ),
            *(Row("raises", title, target=f"{e} error") for e, title in raised.items()),
        ),
    )
    for role, (shape, title) in messages.items():
        yield _class(members, model[shape], f"{operation.id} {role}", title)
    for error, title in raised.items():
        yield _class(members, model[error], f"{error} error", title)


def _class(members: Members, shape: Shape, node_id: str, title: str) -> Node:
    if shape.type in ENUM_TYPES:
        values = tuple(Row(name, "") for name in shape.members)
        return Node(node_id, Kind.ENUM, title, values)
    kind = Kind.UNION if shape.type == ShapeType.UNION else Kind.STRUCTURE
    names = member_names(shape.members)
    fields = (members.field(m, names[m.name]) for m in shape.members.values())
    rows = (
        Row(
            field.name.text,
            spelled_sent(field),
            field.is_required,
            _named(field.type),
        )
        for field in fields
    )
    if node_id.endswith(" error"):
        kind = Kind.ERROR
    return Node(node_id, kind, title, tuple(rows))


def _named(type: Type) -> str | None:
    """Returns the id of the class that a value is, or that its items are."""
    match type:
        case NamedType():
            return type.id
        case ListType():
            return _named(type.item.type)
        case MapType():
            return _named(type.value.type)
        case _:
            return None
