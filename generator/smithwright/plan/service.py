"""What a package knows of its service."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from smithwright.plan.context import Context
from smithwright.plan.identifiers import Identifier
from smithwright.plan.traits import is_query_compatible, signing_name


@dataclass(frozen=True, slots=True)
class Service:
    """A service, as its operations see it.

    https://smithy.io/2.0/spec/service-types.html#service
    """

    name: str
    version: str
    signing_name: str
    """What its requests are signed for; may be empty."""
    is_query_compatible: bool
    """Whether it tells the codes of errors that it once had in awsQuery."""
    headers: Mapping[str, str]
    """What every request has."""
    base_error: Identifier


def service_of(context: Context) -> Service:
    """Returns the service of a closure."""
    shape = context.closure.service
    return Service(
        name=shape.id.name,
        version=shape.version,
        signing_name=signing_name(shape),
        is_query_compatible=is_query_compatible(shape),
        headers=context.customs.headers(shape),
        base_error=context.symbols.base_error,
    )
