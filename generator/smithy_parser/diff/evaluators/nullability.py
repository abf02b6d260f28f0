"""Members that became required, optional, or got a default."""

from collections.abc import Iterator
from typing import Final

from smithy_parser.diff.changes import Changes, Finding, Pair, member_path
from smithy_parser.events import Event
from smithy_parser.model import Model
from smithy_parser.nodes import Node, compact_json
from smithy_parser.nullability import is_zero
from smithy_parser.shapes import Member, Shape, ShapeType, StructureShape
from smithy_parser.validation.findings import danger, error, warning

_ADDED_DEFAULT: Final = "smithy.api#addedDefault"
_CLIENT_OPTIONAL: Final = "smithy.api#clientOptional"
_DEFAULT: Final = "smithy.api#default"
_INPUT: Final = "smithy.api#input"
_REQUIRED: Final = "smithy.api#required"


def added_required_member(changes: Changes) -> Iterator[Finding]:
    """AddedRequiredMember: a new member that has to be given, without a default."""
    message = "A new member is required and has no default"
    for old, new, _ in changes.of(StructureShape):
        for name, member in new.members.items():
            is_needed = _REQUIRED in member.traits and _DEFAULT not in member.traits
            if is_needed and name not in old.members:
                event = error(member, "AddedRequiredMember", message)
                yield Finding(event, member_path(new, member))


def changed_nullability(changes: Changes) -> Iterator[Finding]:
    """ChangedNullability: a member may be absent that could not be, or the reverse."""
    for old, new, pair in changes.of(Member):
        yield from _nullability(changes, old, new, pair)
    compared = {pair.path for pair in changes.changed}
    for before, after, owner in changes.of(StructureShape):
        if not (owner.is_added(_INPUT) or owner.is_removed(_INPUT)):
            continue
        for name, member in after.members.items():
            path = member_path(after, member)
            if name in before.members and path not in compared:
                pair = Pair(before.members[name], member, path)
                yield from _nullability(changes, before.members[name], member, pair)


def _nullability(
    changes: Changes, old: Member, new: Member, pair: Pair
) -> Iterator[Finding]:
    was_nullable = changes.old.is_nullable(old)
    if was_nullable == changes.new.is_nullable(new):
        return
    now = "always there" if was_nullable else "possibly absent"
    causes = list(_causes(changes, old, new, pair, f"The member is now {now}: "))
    if causes:
        yield from causes
        return
    message = f"The member is now {now}"
    cause = next(
        (t for t in (_CLIENT_OPTIONAL, _DEFAULT, _REQUIRED) if t in pair.traits), None
    )
    path = pair.trait_path(cause) if cause else pair.path
    yield Finding(error(new, "ChangedNullability", message), path)


def _causes(
    changes: Changes, old: Member, new: Member, pair: Pair, prefix: str
) -> Iterator[Finding]:
    def found(event: Event, trait: str) -> Finding:
        return Finding(event, pair.trait_path(trait))

    was_input = _is_input(changes.old, old)
    is_input = _is_input(changes.new, new)
    if was_input is not is_input:
        kind, severity = ("Added", danger) if is_input else ("Removed", error)
        verb = "became" if is_input else "is no longer"
        message = f"{prefix}its structure {verb} an @input"
        event = severity(new, f"ChangedNullability.{kind}InputTrait", message)
        yield Finding(event, ("shapes", new.container, "traits", _INPUT))
        return
    if is_input:
        return
    stays_required = _REQUIRED in old.traits and _REQUIRED in new.traits
    if pair.is_added(_CLIENT_OPTIONAL) and stays_required:
        message = f"{prefix}@clientOptional was added to a required member"
        id = "ChangedNullability.AddedClientOptionalTrait"
        yield found(error(new, id, message), _CLIENT_OPTIONAL)
    if pair.is_added(_REQUIRED) and _CLIENT_OPTIONAL not in new.traits:
        message = f"{prefix}@required was added"
        id = "ChangedNullability.AddedRequiredTrait"
        yield found(error(new, id, message), _REQUIRED)
    if pair.is_added(_DEFAULT) and not pair.is_removed(_REQUIRED):
        message = f"{prefix}@default was added to a member that was not required"
        id = "ChangedNullability.AddedDefaultTrait"
        yield found(error(new, id, message), _DEFAULT)
    if (
        pair.is_removed(_REQUIRED)
        and _DEFAULT not in new.traits
        and _CLIENT_OPTIONAL not in old.traits
    ):
        yield found(_no_longer_required(changes.new, new, prefix), _REQUIRED)


def _no_longer_required(model: Model, member: Member, prefix: str) -> Event:
    id = "ChangedNullability.RemovedRequiredTrait"
    message = f"{prefix}@required was removed and no @default took its place"
    target = model.get(member.target)
    if target is not None and target.type in (ShapeType.STRUCTURE, ShapeType.UNION):
        reason = f"; harmless where a {target.type} may always be absent"
        return warning(member, f"{id}.StructureOrUnion", message + reason)
    return error(member, id, message)


def _is_input(model: Model, member: Member) -> bool:
    container = model.get(member.container)
    return container is not None and _INPUT in container.traits


def changed_default(changes: Changes) -> Iterator[Finding]:
    """ChangedDefault: a default that came, went or is another."""
    for pair in changes.changed:
        change = pair.traits.get(_DEFAULT)
        if change is None:
            continue
        if not change.after:
            event = _removed_default(changes.new, pair.new, change.old)
        elif not change.before:
            event = _added_default(pair.new, change.new)
        else:
            event = _other_default(changes.new, pair.new, change.old, change.new)
        if event is not None:
            yield Finding(event, pair.trait_path(_DEFAULT))


def _removed_default(model: Model, shape: Shape, old: Node) -> Event | None:
    if isinstance(shape, Member) and old is None:
        target = model.get(shape.target)
        # A null that only took the target's default back leaves nothing behind.
        if target is None or target.traits.get(_DEFAULT) is None:
            return None
    message = f"The default was removed; it was {compact_json(old)}"
    return error(shape, "ChangedDefault", message, "")


def _added_default(shape: Shape, new: Node) -> Event | None:
    if not isinstance(shape, Member):
        message = f"The shape got the default {compact_json(new)}"
        return error(shape, "ChangedDefault", message, _DEFAULT)
    if _ADDED_DEFAULT in shape.traits or new is None:
        return None
    message = f"The default {compact_json(new)} was added without @addedDefault"
    return error(shape, "ChangedDefault", message, _DEFAULT)


def _other_default(model: Model, shape: Shape, old: Node, new: Node) -> Event:
    message = f"The default changed from {compact_json(old)} to {compact_json(new)}"
    if not isinstance(shape, Member):
        return error(shape, "ChangedDefault", message, _DEFAULT)
    target = model.get(shape.target)
    if _is_zero_of(target, old) == _is_zero_of(target, new):
        return danger(shape, "ChangedDefault", message, _DEFAULT)
    message = f"{message}: only one of them is the zero value of the type"
    return error(shape, "ChangedDefault", message, _DEFAULT)


def _is_zero_of(target: Shape | None, value: Node) -> bool:
    return target is not None and is_zero(target.type, value)
