"""The Python name and module of every shape of a package."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath

from smithwright.models.selection import Closure
from smithwright.plan.identifiers import DottedName, Identifier
from smithwright.plan.naming import Scope, class_name, module_name
from smithwright.plan.traits import is_error
from smithy_parser import Shape, ShapeId, ShapeType

ENUM_TYPES = (ShapeType.ENUM, ShapeType.INT_ENUM)
"""Shapes that become an enum."""

NAMED_TYPES = frozenset({ShapeType.STRUCTURE, ShapeType.UNION, *ENUM_TYPES})
"""Shapes that become a class; the others become built-in types."""

RESERVED_CLASSES = frozenset(
    "AddressingConfig Any AnyStream AwareDatetime BuildError ByteStream Callable "
    "ClassVar Config Decimal Document ErrorDetails EventStreamBody ForeignError "
    "HttpRequest HttpResponse Iterable Mapping OPERATION OPERATIONS OpenEnum "
    "OpenIntEnum OpenUnion "
    "Operation OperationDefinition Operations Pattern Problem ResponseError "
    "RoutedConfig Self "
    "SensitiveStructure SensitiveUnion ServiceError StreamingBody "
    "StreamingStructure Structure TYPE_CHECKING Texts UTC UnicodePattern "
    "UnreadableError UnsupportedError Validation".split()
)
"""What generated modules import from their runtime or from the standard library."""


@dataclass(frozen=True, slots=True)
class Symbol:
    """What a shape is called."""

    name: Identifier
    """Its class."""
    stem: Identifier
    """What its functions are named after."""
    module: DottedName
    """The module of its class, dotted, relative to the package."""

    @property
    def path(self) -> PurePosixPath:
        """The file of its module, relative to the package."""
        return PurePosixPath(f"{self.module.text.replace('.', '/')}.py")


@dataclass(frozen=True, slots=True)
class OperationSymbols:
    """What an operation's module and classes are called."""

    stem: Identifier
    input: Symbol
    output: Symbol


@dataclass(frozen=True, slots=True)
class Symbols:
    """The names of a package."""

    base_error: Identifier
    operations: Mapping[str, OperationSymbols]
    """By operation id."""
    shapes: Mapping[str, Symbol]
    """By id: every shape that is a class and a member's target."""
    errors: Mapping[str, Symbol]
    """By id: every modeled error."""
    client: Identifier
    """The class that calls the service."""
    async_client: Identifier
    """The class whose calls are awaited."""
    builders: Mapping[str, Identifier]
    """The builder's class by the name of the class that it builds."""
    groups: tuple[tuple[Shape, ...], ...]
    """The shapes of each module; several where they refer to each other in a circle."""
    circles: Mapping[ShapeId, tuple[ShapeId, ...]]
    """Ids of shapes that lead to each other or to themselves, in order, by each id."""


def assign_symbols(
    closure: Closure, service_name: str, *, has_builders: bool = True
) -> Symbols:
    """Names everything that becomes a class or a module.

    Operations come first, so that `{Operation}Input` always is what it says; then
    errors and shapes by id, so that a name depends on what clashes with it only.

    Args:
        closure: The shapes.
        service_name: What the base class of errors is named after.
        has_builders: Whether structures that callers fill have builders.
    """
    classes, stems = Scope(RESERVED_CLASSES), Scope()
    base_error = classes.claim(f"{class_name(service_name)}Error")
    operations: dict[str, OperationSymbols] = {
        operation.id: _operation_symbols(operation.id.name, classes, stems)
        for operation in sorted(closure.operations, key=lambda shape: shape.id)
    }
    errors: dict[str, Symbol] = {
        shape.id: _symbol(_name(closure, shape), "errors", classes, stems)
        for shape in sorted(closure.shapes, key=lambda shape: shape.id)
        if is_error(shape)
    }
    circles = {
        shape_id: tuple(sorted(circle))
        for circle in closure.model.recursion_groups()
        for shape_id in circle
    }
    groups = _groups(circles, _held_classes(closure))
    shapes = {
        shape_id: symbol
        for group in groups
        for shape_id, symbol in _group_symbols(closure, group, classes, stems).items()
    }
    built = _built(closure, operations, shapes) if has_builders else ()
    builders = {
        symbol.name.text: classes.claim(f"{symbol.name}Builder") for symbol in built
    }
    # Last, as no class of a shape gives way to them.
    name = class_name(service_name).removesuffix("Client")
    return Symbols(
        base_error,
        operations,
        shapes,
        errors,
        classes.claim(f"{name}Client"),
        classes.claim(f"Async{name}Client"),
        builders,
        groups,
        circles,
    )


def _held_classes(closure: Closure) -> list[Shape]:
    """Returns the shapes that become a class and are a member's target, by id."""
    # The members of enums target Unit, which stands for having no value.
    targets = {
        member.target
        for shape in closure.shapes
        for member in shape.members.values()
        if shape.type not in ENUM_TYPES
    }
    held = [s for s in closure.shapes if s.type in NAMED_TYPES and s.id in targets]
    return sorted(held, key=lambda shape: shape.id)


def _built(
    closure: Closure,
    operations: Mapping[str, OperationSymbols],
    shapes: Mapping[str, Symbol],
) -> Iterator[Symbol]:
    """Yields the structures that callers fill."""
    for operation in operations.values():
        yield operation.input
    for shape_id, symbol in shapes.items():
        is_structure = closure.model[shape_id].type == ShapeType.STRUCTURE
        if is_structure and shape_id in closure.input_shapes:
            yield symbol


def _operation_symbols(name: str, classes: Scope, stems: Scope) -> OperationSymbols:
    stem = stems.claim(module_name(name))
    module = DottedName(f"operations.{stem}")
    input_name, output_name = (
        classes.claim(f"{class_name(name)}{suffix}") for suffix in ("Input", "Output")
    )
    return OperationSymbols(
        stem,
        Symbol(input_name, stems.claim(f"{stem}_input"), module),
        Symbol(output_name, stems.claim(f"{stem}_output"), module),
    )


def _group_symbols(
    closure: Closure, group: tuple[Shape, ...], classes: Scope, stems: Scope
) -> dict[str, Symbol]:
    symbols: dict[str, Symbol] = {}
    module: DottedName | None = None
    for shape in group:
        name = _name(closure, shape)
        if is_error(shape):
            name = f"{name}Details"
        stem = stems.claim(module_name(name))
        module = module or DottedName(f"shapes.{stem}")
        symbols[shape.id] = Symbol(classes.claim(class_name(name)), stem, module)
    return symbols


def _symbol(name: str, folder: str, classes: Scope, stems: Scope) -> Symbol:
    stem = stems.claim(module_name(name))
    module = DottedName(f"{folder}.{stem}")
    return Symbol(classes.claim(class_name(name)), stem, module)


def _name(closure: Closure, shape: Shape) -> str:
    return closure.service.rename.get(shape.id, shape.id.name)


def _groups(
    circles: Mapping[ShapeId, tuple[ShapeId, ...]], shapes: Iterable[Shape]
) -> tuple[tuple[Shape, ...], ...]:
    wanted = {shape.id: shape for shape in shapes}
    groups = dict.fromkeys(circles.get(shape_id, (shape_id,)) for shape_id in wanted)
    return tuple(
        tuple(wanted[shape_id] for shape_id in group if shape_id in wanted)
        for group in groups
    )
