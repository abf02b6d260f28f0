"""What the properties of services, resources and operations mean for users."""

from __future__ import annotations

from smithwright.changes.meaning.impact import Impact, Meaning
from smithwright.changes.usage import Usage
from smithwright.changes.words import Phrase, phrase
from smithy_parser import Node, ResourceShape, Shape
from smithy_parser.diff import Change, Difference
from smithy_parser.shapes import LIFECYCLE

_BINDINGS = frozenset(
    ("operations", "collectionOperations", "resources", *LIFECYCLE),
)


def property_meaning(old: Usage, new: Usage, difference: Difference) -> Meaning:
    """Returns what another binding, input, output, error, name or version means."""
    id = str(difference.shape_id)
    if not (old.is_used(id) or new.is_used(id)):
        return Meaning(Impact.NONE, Phrase("no service needs it"))
    match difference.name:
        case "input" | "output":
            return _values(old, new, difference)
        case "errors":
            return _error(old, new, difference)
        case "version":
            return Meaning(
                Impact.COMPATIBLE, Phrase("the generated code sends what is needed")
            )
        case "rename":
            return _rename(old, new, difference)
        case name if name in _BINDINGS:
            return _binding(old, new, difference)
        case _:
            return Meaning(Impact.NONE, Phrase("nothing is generated of it"))


def _binding(old: Usage, new: Usage, difference: Difference) -> Meaning:
    """What is bound is an operation, or a resource with its operations."""
    gone = _operations(old, difference.old) - new.operations
    come = _operations(new, difference.new) - old.operations
    if gone and difference.name == "resources":
        return Meaning(Impact.BREAKING, Phrase("its operations are gone"))
    if gone:
        return Meaning(Impact.BREAKING, Phrase("the operation is gone"))
    if come and difference.name == "resources":
        return Meaning(Impact.NEW, Phrase("operations to call"))
    if come:
        return Meaning(Impact.NEW, Phrase("an operation to call"))
    return Meaning(Impact.COMPATIBLE, Phrase("only the order of operations may change"))


def _operations(usage: Usage, id: Node) -> frozenset[str]:
    shape = usage.model.get(id) if isinstance(id, str) else None
    if isinstance(shape, ResourceShape):
        shapes = usage.model.operations_of(shape.id)
        return usage.operations & {operation.id for operation in shapes}
    return usage.operations & ({shape.id} if shape is not None else set[str]())


def _error(old: Usage, new: Usage, difference: Difference) -> Meaning:
    id = difference.path[-1]
    was, now = old.classes.get(id, ()), new.classes.get(id, ())
    if difference.change is Change.ADDED:
        if not was and now:
            return Meaning(Impact.NEW, phrase("a new class: {}", ", ".join(now)))
        return Meaning(
            Impact.COMPATIBLE, Phrase("raised where its base class was raised before")
        )
    if was and not now:
        return Meaning(Impact.BREAKING, phrase("the class {} is gone", ", ".join(was)))
    return Meaning(Impact.COMPATIBLE, Phrase("its base class is raised instead"))


def _rename(old: Usage, new: Usage, difference: Difference) -> Meaning:
    id = difference.path[-1]
    before, after = old.classes.get(id, ()), new.classes.get(id, ())
    if before == after or not before:
        return Meaning(Impact.NONE, Phrase("no class changes its name"))
    names = ", ".join(before), ", ".join(after)
    return Meaning(Impact.BREAKING, phrase("the class {} is now {}", *names))


def _values(old: Usage, new: Usage, difference: Difference) -> Meaning:
    """The class of an input or output is named after the operation, so it stays."""
    before = old.model.get(str(difference.old))
    after = new.model.get(str(difference.new))
    if before is None or after is None:
        return Meaning(Impact.BREAKING, Phrase("the members are others"))
    was, now = _attributes(old, before), _attributes(new, after)
    if any(now.get(name) != type for name, type in was.items()):
        return Meaning(Impact.BREAKING, Phrase("attributes are gone or others"))
    required = _required(new, after) - _required(old, before)
    if difference.name == "input" and required:
        return Meaning(
            Impact.BREAKING, phrase("{} has to be given", ", ".join(sorted(required)))
        )
    if now.keys() > was.keys():
        return Meaning(Impact.NEW, Phrase("new attributes; the others stay"))
    return Meaning(Impact.COMPATIBLE, Phrase("the attributes stay what they were"))


def _attributes(usage: Usage, shape: Shape) -> dict[str, str]:
    return {
        name: usage.python_type(shape.members[member].target)
        for member, name in usage.names(shape).items()
    }


def _required(usage: Usage, shape: Shape) -> set[str]:
    names = usage.names(shape)
    return {names[m.name] for m in shape.members.values() if usage.is_required(m)}
