"""Named sets of shapes in the metadata of a model.

Implements https://smithy.io/2.0/spec/shape-closures.html.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Final

from smithy_parser.events import Event, Severity
from smithy_parser.model import Model
from smithy_parser.nodes import Node, is_list
from smithy_parser.selectors.errors import SelectorError
from smithy_parser.selectors.selector import parse_selector
from smithy_parser.shape_id import ABSOLUTE_ID
from smithy_parser.shapes import Member, Shape
from smithy_parser.validation.findings import danger, error, warning

_ID: Final = "ShapeClosure"
_KEY: Final = "shapeClosures"


@dataclass(frozen=True, slots=True)
class Closure:
    """An entry of the metadata ``shapeClosures``."""

    id: str
    namespaces: tuple[str, ...]
    selector: str | None
    rename: Mapping[str, str]


def shape_closure(model: Model) -> Iterator[Event]:
    """ShapeClosure: closures without shapes, and names in them that clash."""
    source = model.metadata_source(_KEY)
    entries = model.metadata.get(_KEY)
    closures = map(_read, entries if is_list(entries) else ())
    seen: set[str] = set()
    for closure in closures:
        if closure is None:
            continue
        if closure.id in seen:
            message = f"Shape closure id `{closure.id}` is declared more than once."
            yield Event(Severity.ERROR, _ID, None, message, source)
            continue
        seen.add(closure.id)
        for event in _check(model, closure):
            yield replace(event, source=source)


def _read(node: Node) -> Closure | None:
    """The closure, or None: that it is malformed is for TypedMetadata to say."""
    if not isinstance(node, Mapping):
        return None
    id, namespaces = node.get("id"), node.get("includeNamespaces", ())
    selector, rename = node.get("includeBySelector"), node.get("rename", {})
    if not isinstance(id, str) or not is_list(namespaces):
        return None
    if not isinstance(selector, str | None) or not isinstance(rename, Mapping):
        return None
    if not all(ABSOLUTE_ID.fullmatch(key) for key in rename):
        return None
    names = {key: str(name) for key, name in rename.items()}
    return Closure(id, tuple(map(str, namespaces)), selector, names)


def _check(model: Model, closure: Closure) -> Iterator[Event]:
    if closure.id in model:
        message = (
            f"Shape closure ids must not match the ids of shapes in the model, but "
            f"`{closure.id}` does."
        )
        yield error(None, _ID, message)
    if not closure.namespaces and closure.selector is None:
        message = (
            f"Shape closure `{closure.id}` must define at least one of "
            f"`includeNamespaces` or `includeBySelector`."
        )
        yield error(None, _ID, message)
    yield from _empty_namespaces(model, closure)
    try:
        selector = parse_selector(closure.selector) if closure.selector else None
        selected = selector.select(model.graph) if selector else []
    except SelectorError as problem:
        message = (
            f"Shape closure `{closure.id}` has an invalid `includeBySelector`: "
            f"{problem}"
        )
        yield error(None, _ID, message)
        return
    if closure.selector:
        yield from _empty_selector(closure, selected)
    roots = [s for s in model.shapes.values() if s.id.namespace in closure.namespaces]
    shapes = model.graph.closure([*roots, *selected])
    yield from _renames(closure, shapes)
    yield from _clashes(closure, shapes)


def _empty_namespaces(model: Model, closure: Closure) -> Iterator[Event]:
    known = {shape.id.namespace for shape in model.shapes.values()}
    for namespace in closure.namespaces:
        if namespace not in known:
            message = (
                f"Shape closure `{closure.id}` includes namespace `{namespace}`, which "
                f"has no shapes in the model."
            )
            yield danger(None, f"{_ID}.EmptyNamespace.{closure.id}", message)


def _empty_selector(closure: Closure, selected: list[Shape]) -> Iterator[Event]:
    if any(shape.id.namespace not in closure.namespaces for shape in selected):
        return
    message = (
        f"Shape closure `{closure.id}` has an `includeBySelector` that matches no "
        f"shapes in the model"
    )
    if closure.namespaces:
        message += " that aren't already in an included namespace"
    yield danger(None, f"{_ID}.EmptySelector.{closure.id}", f"{message}.")


def _renames(closure: Closure, shapes: Mapping[str, Shape]) -> Iterator[Event]:
    kept = {name.lower(): id for name, id in _kept_names(closure, shapes)}
    taken: dict[str, str] = {}
    for id, name in closure.rename.items():
        prefix = f"Shape closure `{closure.id}` rename for `{id}`"
        if id.partition("#")[2] == name:
            message = f"{prefix} does not change the name from `{name}`."
            yield error(None, _ID, message)
        if id not in shapes:
            message = (
                f"Shape closure `{closure.id}` attempts to rename `{id}`, which is not "
                f"in the closure."
            )
            yield error(None, _ID, message)
            continue
        prefix = f'{prefix} ("{name}") case-insensitively conflicts with'
        if (other := taken.get(name.lower())) is not None:
            yield error(None, _ID, f"{prefix} the rename for `{other}`.")
        if (other := kept.get(name.lower())) is not None:
            yield error(None, _ID, f"{prefix} non-renamed shape `{other}`.")
        taken[name.lower()] = id


def _clashes(closure: Closure, shapes: Mapping[str, Shape]) -> Iterator[Event]:
    by_name: dict[str, list[str]] = {}
    for name, id in _kept_names(closure, shapes):
        by_name.setdefault(name.lower(), []).append(id)
    for ids in by_name.values():
        if len(ids) > 1:
            message = (
                f"Shape closure `{closure.id}` contains shapes whose names conflict "
                f"case-insensitively: [{', '.join(sorted(ids))}]. Shapes in a closure "
                f"should have case-insensitively unique names regardless of their "
                f"namespaces. Some code generators or other tools may require this in "
                f"order to work. The `rename` property may be used to disambiguate "
                f"them."
            )
            yield warning(None, f"{_ID}.NameConflicts.{closure.id}", message)


def _kept_names(
    closure: Closure, shapes: Mapping[str, Shape]
) -> Iterator[tuple[str, str]]:
    for id, shape in shapes.items():
        if not isinstance(shape, Member) and id not in closure.rename:
            yield shape.id.name, id
