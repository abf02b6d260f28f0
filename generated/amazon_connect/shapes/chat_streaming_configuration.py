"""The shape `ChatStreamingConfiguration`."""

from __future__ import annotations

from typing import Self

from .._runtime.checks import string_problems
from .._runtime.config import Validation
from .._runtime.problems import BuildError, Problem, unset
from .._runtime.shapes import Structure, required


class ChatStreamingConfiguration(
    Structure,
    kw_only=True,
    rename={"streaming_endpoint_arn": "StreamingEndpointArn"},
):
    """The streaming configuration, such as the Amazon SNS streaming endpoint."""

    streaming_endpoint_arn: str | None = required()
    """The Amazon Resource Name (ARN) of the standard Amazon SNS topic. The Amazon
    Resource Name (ARN) of the streaming endpoint that is used to publish real-time
    message streaming for chat conversations.

    Constraints: required; 1 to 350 characters.
    """

    @staticmethod
    def builder() -> ChatStreamingConfigurationBuilder:
        """Starts a builder with no member set."""
        return ChatStreamingConfigurationBuilder()

    def to_builder(self) -> ChatStreamingConfigurationBuilder:
        """Starts a builder with the members of this value."""
        builder = ChatStreamingConfigurationBuilder()
        builder.set_streaming_endpoint_arn(self.streaming_endpoint_arn)
        return builder


class ChatStreamingConfigurationBuilder:
    """Collects and checks the members of a `ChatStreamingConfiguration`."""

    __slots__ = ("_streaming_endpoint_arn",)

    def __init__(self) -> None:
        self._streaming_endpoint_arn: str | None = None

    def streaming_endpoint_arn(self, value: str, /) -> Self:
        """The Amazon Resource Name (ARN) of the standard Amazon SNS topic."""
        self._streaming_endpoint_arn = value
        return self

    def set_streaming_endpoint_arn(self, value: str | None, /) -> Self:
        """The Amazon Resource Name (ARN) of the standard Amazon SNS topic.

        Replaces what is set; None clears it.
        """
        self._streaming_endpoint_arn = value
        return self

    def get_streaming_endpoint_arn(self) -> str | None:
        """The Amazon Resource Name (ARN) of the standard Amazon SNS topic.

        Returns what is set.
        """
        return self._streaming_endpoint_arn

    def build(self, validate: Validation = "all") -> ChatStreamingConfiguration:
        """Builds the value.

        Args:
            validate: Which rules have to hold: "all"; "required", which asks for
                required members only; or "none".

        Raises:
            BuildError: A rule does not hold; the error lists every problem.
        """
        value = ChatStreamingConfiguration(
            streaming_endpoint_arn=self.get_streaming_endpoint_arn(),
        )
        if validate == "all" and (
            problems := chat_streaming_configuration_violations(value)
        ):
            raise BuildError("ChatStreamingConfiguration", problems)
        if validate == "required" and (
            problems := chat_streaming_configuration_missing(value)
        ):
            raise BuildError("ChatStreamingConfiguration", problems)
        return value


def chat_streaming_configuration_missing(
    value: ChatStreamingConfiguration,
) -> list[Problem]:
    """Lists the required members of `value` that are unset."""
    problems: list[Problem] = []
    if value.streaming_endpoint_arn is None:
        problems.append(unset("streaming_endpoint_arn"))
    return problems


def chat_streaming_configuration_violations(
    value: ChatStreamingConfiguration,
) -> list[Problem]:
    """Lists what is wrong with the members of `value`."""
    problems: list[Problem] = []
    if (streaming_endpoint_arn := value.streaming_endpoint_arn) is None:
        problems.append(unset("streaming_endpoint_arn"))
    elif (
        type(streaming_endpoint_arn) is not str
        or not 1 <= len(streaming_endpoint_arn) <= 350
    ):
        problems += string_problems(
            "streaming_endpoint_arn", streaming_endpoint_arn, minimum=1, maximum=350
        )
    return problems
