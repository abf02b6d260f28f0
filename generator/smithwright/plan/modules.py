"""Kinds of modules: what each is of, how it is planned, and what it is made from.

A kind is one row of `plan/kinds.py`. The stages go through a package section by section
and know no kind by name.
"""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Generic, Protocol, TypeVar

from smithwright.plan.context import Context
from smithwright.plan.members import Members
from smithwright.plan.origins import Origins
from smithwright.plan.protocols.protocol import Protocol as WireProtocol
from smithwright.writing.package import Import
from smithy_parser import Shape

S = TypeVar("S")


class Module(Protocol):
    """A module that is planned."""

    @property
    def path(self) -> PurePosixPath:
        """Its file, relative to the package."""
        ...

    @property
    def imports(self) -> tuple[Import, ...]:
        """What it imports."""
        ...


@dataclass(frozen=True, slots=True)
class ModuleOutline(Generic[S]):
    """A module that has a place, and is not planned yet."""

    path: PurePosixPath
    subject: S
    """What it is of."""


@dataclass(frozen=True, slots=True)
class ModuleKind(Generic[S]):
    """What a package has any number of, such as modules of operations."""

    template: str
    """What renders a module of this kind, as its variable `module`."""
    outlines: Callable[[Context], Iterable[ModuleOutline[S]]]
    """Gives the modules of a package, in the order in which they are planned."""
    shapes: Callable[[S], tuple[Shape, ...]]
    """Gives the shapes whose traits have to make sense."""
    planner: Callable[[Members, WireProtocol], Callable[[ModuleOutline[S]], Module]]
    """Gives what plans one module."""
    origin: Callable[[Origins, S], Iterable[str]]
    """Gives digests of all that the module is planned from."""


class Section(Protocol):
    """The modules of one kind in a package."""

    @property
    def template(self) -> str:
        """What renders them."""
        ...

    def paths(self) -> Iterator[PurePosixPath]:
        """Yields the modules' places, in the order in which they are planned."""
        ...

    def shapes(self, known: Container[PurePosixPath]) -> Iterator[Shape]:
        """Yields the shapes that modules are of, but for those that are known."""
        ...

    def origins(self, origins: Origins) -> Iterator[tuple[PurePosixPath, list[str]]]:
        """Yields digests of what each module is planned from, by its place."""
        ...

    def planned(self, known: Container[PurePosixPath]) -> Iterator[Module]:
        """Yields the planned modules, but for those that are known."""
        ...


@dataclass(frozen=True, slots=True)
class KindSection(Generic[S]):
    """The modules of a kind whose subjects are of one type."""

    kind: ModuleKind[S]
    members: Members
    protocol: WireProtocol
    modules: tuple[ModuleOutline[S], ...]

    @property
    def template(self) -> str:
        """What renders them."""
        return self.kind.template

    def paths(self) -> Iterator[PurePosixPath]:
        """Yields the modules' places, in the order in which they are planned."""
        return (module.path for module in self.modules)

    def shapes(self, known: Container[PurePosixPath]) -> Iterator[Shape]:
        """Yields the shapes that modules are of, but for those that are known."""
        for module in self.modules:
            if module.path not in known:
                yield from self.kind.shapes(module.subject)

    def origins(self, origins: Origins) -> Iterator[tuple[PurePosixPath, list[str]]]:
        """Yields digests of what each module is planned from, by its place."""
        for module in self.modules:
            yield module.path, [*self.kind.origin(origins, module.subject)]

    def planned(self, known: Container[PurePosixPath]) -> Iterator[Module]:
        """Yields the planned modules, but for those that are known."""
        plan = self.kind.planner(self.members, self.protocol)
        return (plan(module) for module in self.modules if module.path not in known)
