"""The variables of endpoint rules."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from smithwright.plan.endpoints.reading import StatedParameter
from smithwright.plan.endpoints.values import Parameter, Type
from smithwright.plan.identifiers import Identifier
from smithwright.plan.naming import Scope, attribute_name

_USED: Final = frozenset(
    "aws_partition coalesce is_valid_host_label is_virtual_hostable_s3_bucket item "
    "parse_arn parse_url resolve_endpoint split substring uri_encode".split()
)
"""What the code of rules calls."""


class Variables:
    """Gives each name of the rules a variable; one variable has one type.

    Two branches may assign values of different types to one name.
    """

    def __init__(self) -> None:
        """Starts without any."""
        self._scope = Scope(_USED)
        self._known: dict[tuple[str, Type], Identifier] = {}

    def of_parameters(self, stated: Iterable[StatedParameter]) -> Iterator[Parameter]:
        """Yields parameters with their variables, required ones in the order stated."""
        for each in stated:
            variable = self._scope.claim(attribute_name(each.name))
            yield Parameter(
                each.name,
                variable,
                each.type,
                each.default,
                each.is_required,
                each.built_in,
                each.documentation,
            )

    def assigned(self, name: str, type: Type) -> Identifier:
        """Returns the variable of a value that a condition assigns."""
        known = self._known.get((name, type))
        if known is None:
            known = self._scope.claim(attribute_name(name))
            self._known[name, type] = known
        return known
