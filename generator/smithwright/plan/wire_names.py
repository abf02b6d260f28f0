"""What the members of a shape are called in a payload."""

from __future__ import annotations

import re

from smithwright.plan.context import Context
from smithwright.plan.plan_error import PlanError
from smithwright.plan.protocols.bindings import location
from smithwright.plan.protocols.protocol import Protocol
from smithy_parser import Shape

_UNFIT = re.compile(r'["\\\x00-\x1f]')


def wire_names(context: Context, protocol: Protocol, shape: Shape) -> dict[str, str]:
    """Returns the wire name of each member, in order.

    Raises:
        PlanError: A name has a character that msgspec does not rename a field to, or
            two members share a name.
    """

    def is_elsewhere(member: str) -> bool:
        return location(shape.members[member]) is not None

    names: dict[str, str] = {}
    members: dict[str, str] = {}
    # What is bound elsewhere gives way: its name in payloads is never used.
    for own in sorted(shape.members, key=is_elsewhere):
        member = shape.members[own]
        name = protocol.wire_name(context, member)
        if name in members and is_elsewhere(own):
            name = f"@{name}"
        if _UNFIT.search(name):
            message = f"its name {name!r} in payloads has a quote, backslash or control"
            raise PlanError(member, message)
        if (other := members.setdefault(name, own)) != own:
            raise PlanError(member, f"is {name!r} in payloads, and so is {other!r}")
        names[own] = name
    return names
