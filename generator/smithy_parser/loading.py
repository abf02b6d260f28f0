"""The stages from opened sources to finished shapes."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Final

from smithy_parser.ast_reader import read_ast
from smithy_parser.declarations import AppliedTrait, Declarations
from smithy_parser.events import Event, Refusal, Severity
from smithy_parser.idl.parser import parse
from smithy_parser.idl.resolve import Known, resolve
from smithy_parser.idl.syntax import IdlFile
from smithy_parser.json_text import JsonDocument
from smithy_parser.link import link
from smithy_parser.merge import Merged, merge
from smithy_parser.mixins import flatten, report_unknown
from smithy_parser.places import SourceText
from smithy_parser.shape_id import PRELUDE
from smithy_parser.shapes import Shape, ShapeType
from smithy_parser.traits import apply_traits, with_trait
from smithy_parser.unresolved import report_unresolved
from smithy_parser.upgrade import refuse_later_features, upgrade

_PRIVATE: Final = "smithy.api#private"


def load_shapes(
    documents: Iterable[SourceText | JsonDocument],
    builtin: Mapping[str, Shape],
    events: list[Event],
) -> tuple[dict[str, Shape], Merged]:
    """Loads documents that may refer to the `builtin` shapes.

    Returns:
        The shapes of the documents, and those built in that they add traits to; and
        the declarations that they are made of.
    """
    merged = merge(_declarations(documents, builtin, events), events)
    apply_traits(merged, events)
    report_unresolved(merged, builtin, events)
    upgrade(merged.shapes, builtin, events)
    shapes = link(flatten(merged, events).values())
    shapes.update(_with_traits(builtin, merged, events))
    report_unknown(merged, events)
    return shapes, merged


def _declarations(
    documents: Iterable[SourceText | JsonDocument],
    builtin: Mapping[str, Shape],
    events: list[Event],
) -> list[Declarations]:
    read: list[Declarations | tuple[IdlFile, SourceText]] = []
    for document in documents:
        if isinstance(document, SourceText):
            read.append((parse(document, events), document))
            continue
        try:
            read.append(read_ast(document, events))
        except Refusal as refusal:
            events.append(refusal.event)
    found = _resolved(read, builtin, events)
    for source in found:
        refuse_later_features(source, events)
    return found


def _resolved(
    read: Iterable[Declarations | tuple[IdlFile, SourceText]],
    builtin: Mapping[str, Shape],
    events: list[Event],
) -> list[Declarations]:
    """The names of IDL files resolve to what any source declares, read before."""
    if all(isinstance(each, Declarations) for each in read):
        return [each for each in read if isinstance(each, Declarations)]
    types: dict[str, ShapeType] = {id: shape.type for id, shape in builtin.items()}
    for each in read:
        if isinstance(each, Declarations):
            types.update((shape.id, shape.type) for shape in each.shapes)
        else:
            file = each[0]
            types.update(
                (f"{file.namespace}#{shape.name}", shape.type) for shape in file.shapes
            )
    private = (id for id, shape in builtin.items() if _PRIVATE in shape.traits)
    known = Known(types, frozenset(private))
    return [
        (
            each
            if isinstance(each, Declarations)
            else resolve(each[0], each[1], known, events)
        )
        for each in read
    ]


def _refuse_on_prelude(applied: AppliedTrait) -> Event:
    message = (
        f"Cannot apply `{applied.trait}` to an immutable prelude shape defined in "
        f"`{PRELUDE}`."
    )
    where = applied.place.locate()
    return Event(Severity.ERROR, "Model", applied.target, message, where)


def _with_traits(
    builtin: Mapping[str, Shape], merged: Merged, events: list[Event]
) -> dict[str, Shape]:
    """Returns the built-in shapes that sources apply traits to."""
    changed: dict[str, Shape] = {}
    for id in [id for id in merged.applied if id in builtin]:
        shape, rest = builtin[id], list[AppliedTrait]()
        if shape.id.namespace == PRELUDE:
            events += map(_refuse_on_prelude, merged.applied.pop(id))
            continue
        for applied in merged.applied.pop(id):
            name = applied.target.member
            if name is None:
                traits, places = with_trait(shape, applied, events)
                shape = replace(shape, traits=traits, trait_places=places)
            elif (member := shape.members.get(name)) is not None:
                traits, places = with_trait(member, applied, events)
                member = replace(member, traits=traits, trait_places=places)
                shape = replace(shape, members={**shape.members, name: member})
            else:
                rest.append(applied)
        changed[id] = shape
        if rest:
            merged.applied[id] = rest
    return changed
