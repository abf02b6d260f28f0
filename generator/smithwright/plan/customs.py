"""What a service may need beyond what its model says."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import LiteralString, TypeAlias

from smithwright.plan.fields import Field, Record
from smithwright.plan.wire import Address
from smithy_parser import Member, ServiceShape


@dataclass(frozen=True, slots=True)
class FilledIn:
    """A field that holds a text where it would be empty."""

    field: Field
    text: LiteralString


@dataclass(frozen=True, slots=True)
class LastSegment:
    """A field of which only what follows the last slash is sent."""

    field: Field


Normalization: TypeAlias = FilledIn | LastSegment
"""The form that a service takes a field of an input in."""


@dataclass(frozen=True, slots=True)
class Redirection:
    """A function of the runtime that sends a request where a field says."""

    module: LiteralString
    function: LiteralString
    field: Field
    depends_on_config: bool


class Customs:
    """What a service needs: nothing, unless its own class says otherwise."""

    def headers(self, service: ServiceShape) -> Mapping[str, str]:
        """Returns the headers that every request has."""
        return {}

    def default(self, member: Member) -> str | None:
        """Returns the default of a member that the model lacks."""
        return None

    def normalization(self, field: Field, member: Member) -> Normalization | None:
        """Returns the form that a field of an input has to have."""
        return None

    def may_be_invalid(self, field: Field) -> bool:
        """Returns whether a header of a response may be anything, and is None then."""
        return False

    def is_always_sent(self, payload: Field) -> bool:
        """Returns whether a response without its payload is no success."""
        return False

    def holds_dots(self, member: str) -> bool:
        """Returns whether segments of dots mean nothing in a label."""
        return False

    def has_tree_hash(self, payload: Field) -> bool:
        """Returns whether a payload is sent with its tree hash."""
        return False

    def redirection(
        self, operation: str, address: Address, input: Record
    ) -> Redirection | None:
        """Returns what sends a request where a member of the input says."""
        return None

    def may_fail_late(self, payload: Field | None) -> bool:
        """Returns whether a body may hold an error after a status of success.

        Args:
            payload: The member that is the whole body, if one is.
        """
        return False
