"""The shape `ParticipantConfiguration`."""

from __future__ import annotations

from typing import Self

from .._runtime.checks import string_problems
from .._runtime.config import Validation
from .._runtime.problems import BuildError, Problem
from .._runtime.shapes import Structure
from ..shapes.response_mode import ResponseMode


class ParticipantConfiguration(
    Structure,
    kw_only=True,
    rename={"response_mode": "ResponseMode"},
):
    """The configuration of the participant."""

    response_mode: ResponseMode | None = None
    """The mode in which responses should be sent to the participant."""

    @staticmethod
    def builder() -> ParticipantConfigurationBuilder:
        """Starts a builder with no member set."""
        return ParticipantConfigurationBuilder()

    def to_builder(self) -> ParticipantConfigurationBuilder:
        """Starts a builder with the members of this value."""
        builder = ParticipantConfigurationBuilder()
        builder.set_response_mode(self.response_mode)
        return builder


class ParticipantConfigurationBuilder:
    """Collects and checks the members of a `ParticipantConfiguration`."""

    __slots__ = ("_response_mode",)

    def __init__(self) -> None:
        self._response_mode: ResponseMode | None = None

    def response_mode(self, value: ResponseMode, /) -> Self:
        """The mode in which responses should be sent to the participant."""
        self._response_mode = value
        return self

    def set_response_mode(self, value: ResponseMode | None, /) -> Self:
        """The mode in which responses should be sent to the participant.

        Replaces what is set; None clears it.
        """
        self._response_mode = value
        return self

    def get_response_mode(self) -> ResponseMode | None:
        """The mode in which responses should be sent to the participant.

        Returns what is set.
        """
        return self._response_mode

    def build(self, validate: Validation = "all") -> ParticipantConfiguration:
        """Builds the value.

        Args:
            validate: Which rules have to hold: "all"; "required", which asks for
                required members only; or "none".

        Raises:
            BuildError: A rule does not hold; the error lists every problem.
        """
        value = ParticipantConfiguration(
            response_mode=self.get_response_mode(),
        )
        if validate == "all" and (
            problems := participant_configuration_violations(value)
        ):
            raise BuildError("ParticipantConfiguration", problems)
        return value


def participant_configuration_violations(
    value: ParticipantConfiguration,
) -> list[Problem]:
    """Lists what is wrong with the members of `value`."""
    problems: list[Problem] = []
    if (response_mode := value.response_mode) is not None and type(
        response_mode
    ) is not ResponseMode:
        problems += string_problems("response_mode", response_mode)
    return problems
