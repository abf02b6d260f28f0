"""The shape `SegmentAttributeValue`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Self

from .._runtime.checks import (
    accepts_list,
    accepts_map,
    integer_problems,
    string_problems,
    wrong_type,
)
from .._runtime.config import Validation
from .._runtime.problems import BuildError, Problem, too_deep, under
from .._runtime.shapes import Structure


class SegmentAttributeValue(
    Structure,
    kw_only=True,
    rename={
        "value_string": "ValueString",
        "value_map": "ValueMap",
        "value_integer": "ValueInteger",
        "value_list": "ValueList",
        "value_arn": "ValueArn",
    },
):
    """A value for a segment attribute. This is structured as a map where the key is
    `valueString` and the value is a string.
    """

    value_string: str | None = None
    """The value of a segment attribute.

    Constraints: at most 1,024 characters.
    """

    value_map: Mapping[str, SegmentAttributeValue] | None = None
    """The value of a segment attribute."""

    value_integer: int | None = None
    """The value of a segment attribute."""

    value_list: tuple[SegmentAttributeValue, ...] | None = None
    """The value of a segment attribute. This is only supported for system-defined
    attributes, not for user-defined attributes.
    """

    value_arn: str | None = None
    """The value of a segment attribute that has to be a valid ARN. This is only
    supported for system-defined attributes, not for user-defined attributes.

    Constraints: at most 1,024 characters.
    """

    @staticmethod
    def builder() -> SegmentAttributeValueBuilder:
        """Starts a builder with no member set."""
        return SegmentAttributeValueBuilder()

    def to_builder(self) -> SegmentAttributeValueBuilder:
        """Starts a builder with the members of this value."""
        builder = SegmentAttributeValueBuilder()
        builder.set_value_string(self.value_string)
        builder.set_value_map(self.value_map)
        builder.set_value_integer(self.value_integer)
        builder.set_value_list(self.value_list)
        builder.set_value_arn(self.value_arn)
        return builder


class SegmentAttributeValueBuilder:
    """Collects and checks the members of a `SegmentAttributeValue`."""

    __slots__ = (
        "_value_string",
        "_value_map",
        "_value_integer",
        "_value_list",
        "_value_arn",
    )

    def __init__(self) -> None:
        self._value_string: str | None = None
        self._value_map: dict[str, SegmentAttributeValue] | None = None
        self._value_integer: int | None = None
        self._value_list: list[SegmentAttributeValue] | None = None
        self._value_arn: str | None = None

    def value_string(self, value: str, /) -> Self:
        """The value of a segment attribute."""
        self._value_string = value
        return self

    def set_value_string(self, value: str | None, /) -> Self:
        """The value of a segment attribute.

        Replaces what is set; None clears it.
        """
        self._value_string = value
        return self

    def get_value_string(self) -> str | None:
        """The value of a segment attribute.

        Returns what is set.
        """
        return self._value_string

    def value_map(self, key: str, item: SegmentAttributeValue, /) -> Self:
        """The value of a segment attribute.

        Puts an entry.
        """
        if self._value_map is None:
            self._value_map = {}
        self._value_map[key] = item
        return self

    def set_value_map(
        self, entries: Mapping[str, SegmentAttributeValue] | None, /
    ) -> Self:
        """The value of a segment attribute.

        Replaces what is set; None clears it.
        """
        self._value_map = None if entries is None else dict(entries)
        return self

    def get_value_map(self) -> Mapping[str, SegmentAttributeValue] | None:
        """The value of a segment attribute.

        Returns what is set.
        """
        return None if self._value_map is None else dict(self._value_map)

    def value_integer(self, value: int, /) -> Self:
        """The value of a segment attribute."""
        self._value_integer = value
        return self

    def set_value_integer(self, value: int | None, /) -> Self:
        """The value of a segment attribute.

        Replaces what is set; None clears it.
        """
        self._value_integer = value
        return self

    def get_value_integer(self) -> int | None:
        """The value of a segment attribute.

        Returns what is set.
        """
        return self._value_integer

    def value_list(self, item: SegmentAttributeValue, /) -> Self:
        """The value of a segment attribute.

        Appends an item.
        """
        if self._value_list is None:
            self._value_list = []
        self._value_list.append(item)
        return self

    def set_value_list(
        self,
        items: list[SegmentAttributeValue] | tuple[SegmentAttributeValue, ...] | None,
        /,
    ) -> Self:
        """The value of a segment attribute.

        Replaces what is set; None clears it.
        """
        self._value_list = None if items is None else list(items)
        return self

    def get_value_list(self) -> tuple[SegmentAttributeValue, ...] | None:
        """The value of a segment attribute.

        Returns what is set.
        """
        return None if self._value_list is None else tuple(self._value_list)

    def value_arn(self, value: str, /) -> Self:
        """The value of a segment attribute that has to be a valid ARN."""
        self._value_arn = value
        return self

    def set_value_arn(self, value: str | None, /) -> Self:
        """The value of a segment attribute that has to be a valid ARN.

        Replaces what is set; None clears it.
        """
        self._value_arn = value
        return self

    def get_value_arn(self) -> str | None:
        """The value of a segment attribute that has to be a valid ARN.

        Returns what is set.
        """
        return self._value_arn

    def build(self, validate: Validation = "all") -> SegmentAttributeValue:
        """Builds the value.

        Args:
            validate: Which rules have to hold: "all"; "required", which asks for
                required members only; or "none".

        Raises:
            BuildError: A rule does not hold; the error lists every problem.
        """
        value = SegmentAttributeValue(
            value_string=self.get_value_string(),
            value_map=self.get_value_map(),
            value_integer=self.get_value_integer(),
            value_list=self.get_value_list(),
            value_arn=self.get_value_arn(),
        )
        try:
            if validate == "all" and (
                problems := segment_attribute_value_violations(value)
            ):
                raise BuildError("SegmentAttributeValue", problems)
        except RecursionError:
            raise too_deep("SegmentAttributeValue") from None
        return value


def segment_attribute_value_violations(value: SegmentAttributeValue) -> list[Problem]:
    """Lists what is wrong with the members of `value`."""
    problems: list[Problem] = []
    if (value_string := value.value_string) is not None and (
        type(value_string) is not str or len(value_string) > 1024
    ):
        problems += string_problems("value_string", value_string, maximum=1024)
    if (value_map := value.value_map) is not None and (
        value_map.__class__ is dict or accepts_map("value_map", value_map, problems)
    ):
        for value_map_key, value_map_item in value_map.items():
            if type(value_map_key) is not str or not 1 <= len(value_map_key) <= 128:
                problems += string_problems(
                    "value_map.keys()", value_map_key, minimum=1, maximum=128
                )
            if type(value_map_item) is not SegmentAttributeValue:
                problems.append(
                    wrong_type(
                        f"value_map[{value_map_key!r}]",
                        "SegmentAttributeValue",
                        value_map_item,
                    )
                )
            elif found := segment_attribute_value_violations(value_map_item):
                problems += under(f"value_map[{value_map_key!r}]", found)
    if (value_integer := value.value_integer) is not None and (
        type(value_integer) is not int or not -2147483648 <= value_integer <= 2147483647
    ):
        problems += integer_problems(
            "value_integer", value_integer, minimum=-2147483648, maximum=2147483647
        )
    if (value_list := value.value_list) is not None and (
        type(value_list) is tuple or accepts_list("value_list", value_list, problems)
    ):
        for value_list_index, value_list_item in enumerate(value_list):
            if type(value_list_item) is not SegmentAttributeValue:
                problems.append(
                    wrong_type(
                        f"value_list[{value_list_index}]",
                        "SegmentAttributeValue",
                        value_list_item,
                    )
                )
            elif found := segment_attribute_value_violations(value_list_item):
                problems += under(f"value_list[{value_list_index}]", found)
    if (value_arn := value.value_arn) is not None and (
        type(value_arn) is not str or len(value_arn) > 1024
    ):
        problems += string_problems("value_arn", value_arn, maximum=1024)
    return problems
