"""The outline of a package: its modules by name, and the shapes that they are of."""

from __future__ import annotations

from collections.abc import Container, Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath

from smithwright.caching.digests import digest_of_parts
from smithwright.models.selection import Closure
from smithwright.plan.context import Context
from smithwright.plan.identifiers import Identifier
from smithwright.plan.kinds import sections
from smithwright.plan.modules import Section
from smithwright.plan.origins import Origins
from smithwright.plan.protocols import choose_protocol
from smithwright.plan.protocols.protocol import Protocol
from smithwright.plan.symbols import assign_symbols
from smithwright.plan.traits import service_id
from smithwright.settings import Validation
from smithy_parser import Shape


@dataclass(frozen=True, slots=True)
class Outline:
    """A package whose modules have names and places."""

    name: Identifier
    context: Context
    protocol: Protocol
    sections: tuple[Section, ...]
    """Its modules, kind by kind."""

    def paths(self) -> Iterator[PurePosixPath]:
        """Yields the modules' places, in the order in which they are planned."""
        for section in self.sections:
            yield from section.paths()

    def shapes(self, known: Container[PurePosixPath]) -> Iterator[Shape]:
        """Yields the shapes that modules are of, but for those that are known."""
        for section in self.sections:
            yield from section.shapes(known)

    def origins(self) -> dict[PurePosixPath, str]:
        """Returns the digest of what each module is planned from, by its place."""
        origins = Origins(self.context)
        return {
            path: digest_of_parts(origins.common, *parts)
            for section in self.sections
            for path, parts in section.origins(origins)
        }


def outline_package(
    closure: Closure,
    name: str,
    protocol: str | None = None,
    *,
    validation: Validation = "all",
    builders: bool = True,
    client: bool = False,
) -> Outline:
    """Names the modules of the package `name`.

    Args:
        closure: The shapes.
        name: The import name.
        protocol: The trait of the protocol, by id or name; None for the best that the
            service offers.
        validation: Which rules hold where a caller names none.
        builders: Whether structures have builders.
        client: Whether the package can call its service.

    Raises:
        PlanError: The service has no such protocol.
        ValueError: `name` is not an identifier.
    """
    package_name = Identifier(name)
    spoken = choose_protocol(closure.service, protocol)
    context = context_of(
        closure, spoken, validation=validation, has_builders=builders, has_client=client
    )
    return Outline(package_name, context, spoken, tuple(sections(context, spoken)))


def context_of(
    closure: Closure,
    protocol: Protocol | None = None,
    *,
    validation: Validation = "all",
    has_builders: bool = True,
    has_client: bool = False,
) -> Context:
    """Returns a closure with the names of its shapes.

    Args:
        closure: The closure.
        protocol: How its operations are put on the wire, where that matters.
        validation: Which rules hold where a caller names none.
        has_builders: Whether structures have builders.
        has_client: Whether the package can call its service.
    """
    name = service_id(closure.service)
    return Context(
        closure,
        assign_symbols(closure, name, has_builders=has_builders),
        validation,
        binds_payloads=protocol is not None and protocol.binds_payloads,
        has_client=has_client,
    )
