"""The shape `ParticipantDetails`."""

from __future__ import annotations

from typing import Self

from .._runtime.checks import string_problems
from .._runtime.config import Validation
from .._runtime.problems import BuildError, Problem, unset
from .._runtime.shapes import Structure, required


class ParticipantDetails(
    Structure,
    kw_only=True,
    rename={"display_name": "DisplayName"},
):
    """The details of the participant, including their display name."""

    display_name: str | None = required()
    """Display name of the participant.

    Constraints: required; 1 to 256 characters.
    """

    @staticmethod
    def builder() -> ParticipantDetailsBuilder:
        """Starts a builder with no member set."""
        return ParticipantDetailsBuilder()

    def to_builder(self) -> ParticipantDetailsBuilder:
        """Starts a builder with the members of this value."""
        builder = ParticipantDetailsBuilder()
        builder.set_display_name(self.display_name)
        return builder


class ParticipantDetailsBuilder:
    """Collects and checks the members of a `ParticipantDetails`."""

    __slots__ = ("_display_name",)

    def __init__(self) -> None:
        self._display_name: str | None = None

    def display_name(self, value: str, /) -> Self:
        """Display name of the participant."""
        self._display_name = value
        return self

    def set_display_name(self, value: str | None, /) -> Self:
        """Display name of the participant.

        Replaces what is set; None clears it.
        """
        self._display_name = value
        return self

    def get_display_name(self) -> str | None:
        """Display name of the participant.

        Returns what is set.
        """
        return self._display_name

    def build(self, validate: Validation = "all") -> ParticipantDetails:
        """Builds the value.

        Args:
            validate: Which rules have to hold: "all"; "required", which asks for
                required members only; or "none".

        Raises:
            BuildError: A rule does not hold; the error lists every problem.
        """
        value = ParticipantDetails(
            display_name=self.get_display_name(),
        )
        if validate == "all" and (problems := participant_details_violations(value)):
            raise BuildError("ParticipantDetails", problems)
        if validate == "required" and (problems := participant_details_missing(value)):
            raise BuildError("ParticipantDetails", problems)
        return value


def participant_details_missing(value: ParticipantDetails) -> list[Problem]:
    """Lists the required members of `value` that are unset."""
    problems: list[Problem] = []
    if value.display_name is None:
        problems.append(unset("display_name"))
    return problems


def participant_details_violations(value: ParticipantDetails) -> list[Problem]:
    """Lists what is wrong with the members of `value`."""
    problems: list[Problem] = []
    if (display_name := value.display_name) is None:
        problems.append(unset("display_name"))
    elif type(display_name) is not str or not 1 <= len(display_name) <= 256:
        problems += string_problems(
            "display_name", display_name, minimum=1, maximum=256
        )
    return problems
