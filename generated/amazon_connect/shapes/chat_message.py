"""The shape `ChatMessage`."""

from __future__ import annotations

from typing import Self

from .._runtime.checks import string_problems
from .._runtime.config import Validation
from .._runtime.problems import BuildError, Problem, unset
from .._runtime.shapes import Structure, required


class ChatMessage(
    Structure,
    kw_only=True,
    rename={"content_type": "ContentType", "content": "Content"},
):
    """A chat message."""

    content_type: str | None = required()
    """The type of the content. Supported types are `text/plain`, `text/markdown`,
    `application/json`, and
    `application/vnd.amazonaws.connect.message.interactive.response`.

    Constraints: required; 1 to 100 characters.
    """

    content: str | None = required()
    """The content of the chat message. Maximum of 16,384 bytes for all content types
    (`text/plain`, `text/markdown`, `application/json`, and
    `application/vnd.amazonaws.connect.message.interactive.response`).

    Some messaging channels enforce lower limits. For channel-specific message size
    limits, see [Chat message size limits by
    channel](https://docs.aws.amazon.com/connect/latest/adminguide/feature-limits.html#chat-message-size-limits)
    in the *Amazon Connect Customer Administrator Guide*.

    Constraints: required; 1 to 16,384 characters.
    """

    @staticmethod
    def builder() -> ChatMessageBuilder:
        """Starts a builder with no member set."""
        return ChatMessageBuilder()

    def to_builder(self) -> ChatMessageBuilder:
        """Starts a builder with the members of this value."""
        builder = ChatMessageBuilder()
        builder.set_content_type(self.content_type)
        builder.set_content(self.content)
        return builder


class ChatMessageBuilder:
    """Collects and checks the members of a `ChatMessage`."""

    __slots__ = (
        "_content_type",
        "_content",
    )

    def __init__(self) -> None:
        self._content_type: str | None = None
        self._content: str | None = None

    def content_type(self, value: str, /) -> Self:
        """The type of the content."""
        self._content_type = value
        return self

    def set_content_type(self, value: str | None, /) -> Self:
        """The type of the content.

        Replaces what is set; None clears it.
        """
        self._content_type = value
        return self

    def get_content_type(self) -> str | None:
        """The type of the content.

        Returns what is set.
        """
        return self._content_type

    def content(self, value: str, /) -> Self:
        """The content of the chat message."""
        self._content = value
        return self

    def set_content(self, value: str | None, /) -> Self:
        """The content of the chat message.

        Replaces what is set; None clears it.
        """
        self._content = value
        return self

    def get_content(self) -> str | None:
        """The content of the chat message.

        Returns what is set.
        """
        return self._content

    def build(self, validate: Validation = "all") -> ChatMessage:
        """Builds the value.

        Args:
            validate: Which rules have to hold: "all"; "required", which asks for
                required members only; or "none".

        Raises:
            BuildError: A rule does not hold; the error lists every problem.
        """
        value = ChatMessage(
            content_type=self.get_content_type(),
            content=self.get_content(),
        )
        if validate == "all" and (problems := chat_message_violations(value)):
            raise BuildError("ChatMessage", problems)
        if validate == "required" and (problems := chat_message_missing(value)):
            raise BuildError("ChatMessage", problems)
        return value


def chat_message_missing(value: ChatMessage) -> list[Problem]:
    """Lists the required members of `value` that are unset."""
    problems: list[Problem] = []
    if value.content_type is None:
        problems.append(unset("content_type"))
    if value.content is None:
        problems.append(unset("content"))
    return problems


def chat_message_violations(value: ChatMessage) -> list[Problem]:
    """Lists what is wrong with the members of `value`."""
    problems: list[Problem] = []
    if (content_type := value.content_type) is None:
        problems.append(unset("content_type"))
    elif type(content_type) is not str or not 1 <= len(content_type) <= 100:
        problems += string_problems(
            "content_type", content_type, minimum=1, maximum=100
        )
    if (content := value.content) is None:
        problems.append(unset("content"))
    elif type(content) is not str or not 1 <= len(content) <= 16384:
        problems += string_problems("content", content, minimum=1, maximum=16384)
    return problems
