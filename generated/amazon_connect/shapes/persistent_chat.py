"""The shape `PersistentChat`."""

from __future__ import annotations

from typing import Self

from .._runtime.checks import string_problems
from .._runtime.config import Validation
from .._runtime.problems import BuildError, Problem
from .._runtime.shapes import Structure
from ..shapes.rehydration_type import RehydrationType


class PersistentChat(
    Structure,
    kw_only=True,
    rename={
        "rehydration_type": "RehydrationType",
        "source_contact_id": "SourceContactId",
    },
):
    """Enable persistent chats. For more information about enabling persistent chat, and
    for example use cases and how to configure for them, see [Enable persistent
    chat](https://docs.aws.amazon.com/connect/latest/adminguide/chat-persistence.html).
    """

    rehydration_type: RehydrationType | None = None
    """The contactId that is used for rehydration depends on the rehydration type.
    RehydrationType is required for persistent chat.

    - `ENTIRE_PAST_SESSION`: Rehydrates a chat from the most recently terminated past
      chat contact of the specified past ended chat session. To use this type, provide
      the `initialContactId` of the past ended chat session in the `sourceContactId`
      field. In this type, Connect Customer determines the most recent chat contact on
      the specified chat session that has ended, and uses it to start a persistent chat.
    - `FROM_SEGMENT`: Rehydrates a chat from the past chat contact that is specified in
      the `sourceContactId` field.

    The actual contactId used for rehydration is provided in the response of this API.
    """

    source_contact_id: str | None = None
    """The contactId from which a persistent chat session must be started.

    Constraints: 1 to 256 characters.
    """

    @staticmethod
    def builder() -> PersistentChatBuilder:
        """Starts a builder with no member set."""
        return PersistentChatBuilder()

    def to_builder(self) -> PersistentChatBuilder:
        """Starts a builder with the members of this value."""
        builder = PersistentChatBuilder()
        builder.set_rehydration_type(self.rehydration_type)
        builder.set_source_contact_id(self.source_contact_id)
        return builder


class PersistentChatBuilder:
    """Collects and checks the members of a `PersistentChat`."""

    __slots__ = (
        "_rehydration_type",
        "_source_contact_id",
    )

    def __init__(self) -> None:
        self._rehydration_type: RehydrationType | None = None
        self._source_contact_id: str | None = None

    def rehydration_type(self, value: RehydrationType, /) -> Self:
        """The contactId that is used for rehydration depends on the rehydration
        type.
        """
        self._rehydration_type = value
        return self

    def set_rehydration_type(self, value: RehydrationType | None, /) -> Self:
        """The contactId that is used for rehydration depends on the rehydration type.

        Replaces what is set; None clears it.
        """
        self._rehydration_type = value
        return self

    def get_rehydration_type(self) -> RehydrationType | None:
        """The contactId that is used for rehydration depends on the rehydration type.

        Returns what is set.
        """
        return self._rehydration_type

    def source_contact_id(self, value: str, /) -> Self:
        """The contactId from which a persistent chat session must be started."""
        self._source_contact_id = value
        return self

    def set_source_contact_id(self, value: str | None, /) -> Self:
        """The contactId from which a persistent chat session must be started.

        Replaces what is set; None clears it.
        """
        self._source_contact_id = value
        return self

    def get_source_contact_id(self) -> str | None:
        """The contactId from which a persistent chat session must be started.

        Returns what is set.
        """
        return self._source_contact_id

    def build(self, validate: Validation = "all") -> PersistentChat:
        """Builds the value.

        Args:
            validate: Which rules have to hold: "all"; "required", which asks for
                required members only; or "none".

        Raises:
            BuildError: A rule does not hold; the error lists every problem.
        """
        value = PersistentChat(
            rehydration_type=self.get_rehydration_type(),
            source_contact_id=self.get_source_contact_id(),
        )
        if validate == "all" and (problems := persistent_chat_violations(value)):
            raise BuildError("PersistentChat", problems)
        return value


def persistent_chat_violations(value: PersistentChat) -> list[Problem]:
    """Lists what is wrong with the members of `value`."""
    problems: list[Problem] = []
    if (rehydration_type := value.rehydration_type) is not None and type(
        rehydration_type
    ) is not RehydrationType:
        problems += string_problems("rehydration_type", rehydration_type)
    if (source_contact_id := value.source_contact_id) is not None and (
        type(source_contact_id) is not str or not 1 <= len(source_contact_id) <= 256
    ):
        problems += string_problems(
            "source_contact_id", source_contact_id, minimum=1, maximum=256
        )
    return problems
