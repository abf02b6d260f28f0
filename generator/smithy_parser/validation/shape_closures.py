"""Closures of shapes that the metadata defines.

Implements the rules of ``shapeClosures`` in the prelude: ids are unique and name no
shape, what is included exists, and renames leave names unique.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from ..events import Event
from ..model import Model
from ..nodes import Node
from ..selectors import SelectorError
from ..shape_id import ABSOLUTE_ID
from ..shapes import Member, Shape
from .findings import danger, error, warning
from .values import elements, properties, text, texts
from .wording import listed

_ID: Final = "ShapeClosure"
_KEY: Final = "shapeClosures"


@dataclass(frozen=True, slots=True)
class ShapeClosure:
    """An entry of the metadata.

    Attributes:
        id: The id of the closure; no shape has it.
        namespaces: Namespaces that belong to it as a whole.
        selector: Matches further shapes, if it isn't None.
        rename: New names by the ids of shapes.
    """

    id: str
    namespaces: tuple[str, ...]
    selector: str | None
    rename: Mapping[str, str]


def read_closures(metadata: Mapping[str, Node]) -> Iterator[ShapeClosure]:
    """The closures of a model's metadata; what is malformed is left out."""
    for entry in elements(metadata.get(_KEY)):
        value = properties(entry)
        id = text(value.get("id"))
        names = properties(value.get("rename"))
        if id is None or not all(ABSOLUTE_ID.fullmatch(name) for name in names):
            continue
        rename = {old: new for old, new in names.items() if isinstance(new, str)}
        namespaces = tuple(texts(value.get("includeNamespaces")))
        selector = text(value.get("includeBySelector"))
        yield ShapeClosure(id, namespaces, selector, rename)


def validate_closures(model: Model) -> Iterator[Event]:
    """Check the closures that the metadata defines."""
    namespaces = {shape.id.namespace for shape in model.shapes.values()}
    seen: set[str] = set()
    for closure in read_closures(model.metadata):
        if closure.id in seen:
            message = f"Shape closure id `{closure.id}` is declared more than once."
            yield error(None, _ID, message)
            continue
        seen.add(closure.id)
        if closure.id in model:
            message = (
                "Shape closure ids must not match the ids of shapes in the model, but "
                f"`{closure.id}` does."
            )
            yield error(None, _ID, message)
        if not closure.namespaces and closure.selector is None:
            message = (
                f"Shape closure `{closure.id}` must define at least one of "
                "`includeNamespaces` or `includeBySelector`."
            )
            yield error(None, _ID, message)
        for namespace in closure.namespaces:
            if namespace not in namespaces:
                message = (
                    f"Shape closure `{closure.id}` includes namespace `{namespace}`, "
                    "which has no shapes in the model."
                )
                yield danger(None, f"{_ID}.EmptyNamespace.{closure.id}", message)
        yield from _check_content(model, closure)


def _check_content(model: Model, closure: ShapeClosure) -> Iterator[Event]:
    try:
        selected = model.select(closure.selector) if closure.selector else []
    except SelectorError as problem:
        message = (
            f"Shape closure `{closure.id}` has an invalid `includeBySelector`: "
            f"{problem}"
        )
        yield error(None, _ID, message)
        return
    if closure.selector:
        yield from _check_selected(closure, selected)
    roots = [
        *(s for s in model.shapes.values() if s.id.namespace in closure.namespaces),
        *selected,
    ]
    shapes = _reached(model, roots)
    yield from _check_renames(closure, shapes)
    yield from _check_names(closure, shapes)


def _check_selected(closure: ShapeClosure, selected: list[Shape]) -> Iterator[Event]:
    if any(shape.id.namespace not in closure.namespaces for shape in selected):
        return
    beyond = " that aren't already in an included namespace"
    message = (
        f"Shape closure `{closure.id}` has an `includeBySelector` that matches no "
        f"shapes in the model{beyond if closure.namespaces else ''}."
    )
    yield danger(None, f"{_ID}.EmptySelector.{closure.id}", message)


def _reached(model: Model, roots: list[Shape]) -> Mapping[str, Shape]:
    """The shapes that roots reach; a member reaches its target only."""
    whole = [shape.id for shape in roots if not isinstance(shape, Member)]
    parts = [shape.target for shape in roots if isinstance(shape, Member)]
    return {shape.id: shape for shape in model.walk(*whole, *parts)}


def _check_renames(
    closure: ShapeClosure, shapes: Mapping[str, Shape]
) -> Iterator[Event]:
    kept = {
        shape.id.name.lower(): id
        for id, shape in reversed(shapes.items())
        if id not in closure.rename
    }
    renamed: dict[str, str] = {}
    for id, name in closure.rename.items():
        subject = f"Shape closure `{closure.id}` rename for `{id}`"
        if id.partition("#")[2] == name:
            message = f"{subject} does not change the name from `{name}`."
            yield error(None, _ID, message)
        if id not in shapes:
            message = (
                f"Shape closure `{closure.id}` attempts to rename `{id}`, which is not "
                "in the closure."
            )
            yield error(None, _ID, message)
            continue
        clash = f'{subject} ("{name}") case-insensitively conflicts with'
        other = renamed.get(name.lower())
        if other is not None:
            yield error(None, _ID, f"{clash} the rename for `{other}`.")
        renamed[name.lower()] = id
        if name.lower() in kept:
            message = f"{clash} non-renamed shape `{kept[name.lower()]}`."
            yield error(None, _ID, message)


def _check_names(closure: ShapeClosure, shapes: Mapping[str, Shape]) -> Iterator[Event]:
    same: dict[str, list[str]] = {}
    for id, shape in shapes.items():
        if id not in closure.rename:
            same.setdefault(shape.id.name.lower(), []).append(id)
    for ids in same.values():
        if len(ids) > 1:
            message = (
                f"Shape closure `{closure.id}` contains shapes whose names conflict "
                f"case-insensitively: [{listed(sorted(ids))}]. Shapes in a closure "
                "should have case-insensitively unique names regardless of their "
                "namespaces. Some code generators or other tools may require this in "
                "order to work. The `rename` property may be used to disambiguate them."
            )
            id = f"{_ID}.NameConflicts.{closure.id}"
            yield warning(None, id, message)
