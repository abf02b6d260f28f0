"""What decoders call the members of a shape."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from smithwright.plan.plan_error import PlanError
from smithwright.plan.traits import location
from smithwright.plan.wire import Location
from smithy_parser import Member, Shape

_UNFIT = re.compile(r'["\\\x00-\x1f]')


def keys_of(shape: Shape, key: Callable[[Member], str]) -> Mapping[str, str]:
    """Returns the key of each member, by its name and in order.

    Args:
        shape: The structure or union.
        key: What the protocol calls a member.

    Raises:
        PlanError: A key has a character that msgspec does not rename a field to, or two
            members share one.
    """

    def is_elsewhere(member: str) -> bool:
        return location(shape.members[member]) is not Location.BODY

    keys: dict[str, str] = {}
    members: dict[str, str] = {}
    # What is bound elsewhere gives way: its name in payloads is never used.
    for own in sorted(shape.members, key=is_elsewhere):
        member = shape.members[own]
        name = key(member)
        if name in members and is_elsewhere(own):
            name = f"@{name}"
        if _UNFIT.search(name):
            message = f"its name {name!r} in payloads has a quote, backslash or control"
            raise PlanError(member, message)
        if (other := members.setdefault(name, own)) != own:
            raise PlanError(member, f"is {name!r} in payloads, and so is {other!r}")
        keys[own] = name
    return keys
