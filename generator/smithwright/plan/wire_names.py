"""What the members of a shape are called in a payload."""

from __future__ import annotations

from smithwright.plan.context import Context, PlanError
from smithwright.plan.protocols.protocol import Protocol
from smithy_parser import Shape


def wire_names(context: Context, protocol: Protocol, shape: Shape) -> dict[str, str]:
    """Returns the wire name of each member, in order.

    Raises:
        PlanError: A name has a character that msgspec does not rename a field to, or
            two members share a name.
    """
    names: dict[str, str] = {}
    members: dict[str, str] = {}
    for member in shape.members.values():
        name = names[member.name] = protocol.wire_name(context, member)
        if any(char in '"\\' or char < " " for char in name):
            message = f"its name {name!r} in payloads has a quote, backslash or control"
            raise PlanError(member, message)
        if (other := members.setdefault(name, member.name)) != member.name:
            raise PlanError(member, f"is {name!r} in payloads, and so is {other!r}")
    return names
