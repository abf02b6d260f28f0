"""What a shape must have, and must not have, once it has all that it inherits."""

from typing import Final

from smithy_parser.declarations import FIXED_MEMBERS, ShapeDeclaration
from smithy_parser.events import Refusal
from smithy_parser.shape_id import UNIT
from smithy_parser.shapes import ShapeType

_MIXIN: Final = "smithy.api#mixin"


def check_members(shape: ShapeDeclaration) -> None:
    """Looks at the members of a shape, and at what a mixin binds.

    Raises:
        Refusal: A list, map or enumeration lacks members, or a mixin of operations or
            resources binds what it cannot pass on.
    """
    missing = [n for n in FIXED_MEMBERS.get(shape.type, ()) if n not in shape.members]
    if missing:
        plural = "s" if len(missing) > 1 else ""
        message = f"Missing required member{plural} of shape `{shape.id}`: "
        message += ", ".join(missing)
    elif shape.type is ShapeType.ENUM and not shape.members:
        message = "enum must have at least one entry"
    elif shape.type is ShapeType.INT_ENUM and not shape.members:
        message = "intEnum shapes must have at least one member"
    elif _MIXIN not in shape.traits:
        return
    elif any(shape.properties.get(n, UNIT) != UNIT for n in ("input", "output")):
        message = (
            "Operation shapes with the mixin trait MUST target `smithy.api#Unit` for "
            "their input and output. Operation mixin shape "
            f"`{shape.id}` defines one or both of these properties."
        )
    elif shape.type is ShapeType.RESOURCE and any(shape.properties.values()):
        message = (
            "Resource shapes with the mixin trait may not define any properties. "
            f"Resource mixin shape `{shape.id}` defines one or more properties."
        )
    else:
        return
    raise Refusal(message, shape.place.locate(), shape.id)
