"""Glacier: the API's version, a name for one's own account, hashes of archives."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, LiteralString

from smithwright.plan.customs import Customs, FilledIn, Normalization
from smithwright.plan.fields import Field
from smithwright.plan.traits import location
from smithwright.plan.types import Kind
from smithwright.plan.wire import Location
from smithy_parser import Member, ServiceShape

_OWN_ACCOUNT: Final[LiteralString] = "-"
"""The service's name for the account that signs."""


class Glacier(Customs):
    """What AWS's own clients do for the service.

    https://smithy.io/2.0/aws/customizations/glacier-customizations.html
    """

    def headers(self, service: ServiceShape) -> Mapping[str, str]:
        """Returns the headers that every request has."""
        return {"X-Amz-Glacier-Version": service.version}

    def default(self, member: Member) -> str | None:
        """Returns the default of a member that the model lacks."""
        return _OWN_ACCOUNT if _is_account(member) else None

    def normalization(self, field: Field, member: Member) -> Normalization | None:
        """Returns the form that a field of an input has to have."""
        return FilledIn(field, _OWN_ACCOUNT) if _is_account(member) else None

    def has_tree_hash(self, payload: Field) -> bool:
        """Returns whether a payload is sent with its tree hash: an archive is."""
        return payload.type.kind is Kind.BLOB


def _is_account(member: Member) -> bool:
    return member.name == "accountId" and location(member) is Location.LABEL
