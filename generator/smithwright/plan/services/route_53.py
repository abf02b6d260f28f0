"""Route 53: it returns ids with a path in front, and takes them without."""

from __future__ import annotations

from smithwright.plan.customs import Customs, LastSegment, Normalization
from smithwright.plan.fields import Field
from smithy_parser import Member

_IDS = ("ChangeId", "DelegationSetId", "ResourceId")


class Route53(Customs):
    """What is an id is told by the shape."""

    def normalization(self, field: Field, member: Member) -> Normalization | None:
        """Returns the form that a field of an input has to have."""
        return LastSegment(field) if member.target.name in _IDS else None
