"""The imports of one generated module, gathered while it is planned."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache, lru_cache
from typing import Final, LiteralString

from smithwright.plan.identifiers import DottedName, Identifier, SafeText
from smithwright.plan.symbols import Symbol
from smithwright.writing.code import code
from smithwright.writing.package import Import

RUNTIME: Final = "_runtime."
"""What the names of the runtime's modules start with in the package."""


class Imports:
    """Gives out names for use in a module and remembers where they come from."""

    def __init__(self, module: DottedName) -> None:
        """Starts with no import.

        Args:
            module: The module that is being planned, dotted, relative to the package.
        """
        self._module = module.text
        self._package = "." * (1 + module.text.count("."))
        self._names: dict[str, dict[str, SafeText]] = {}
        self._first: dict[str, SafeText] = {}
        self._exported: list[tuple[str, SafeText]] = []

    def standard(self, module: LiteralString, name: LiteralString) -> Identifier:
        """Imports a name of the standard library or of msgspec."""
        return self._add(*_in_standard(module, name))

    def runtime(self, module: LiteralString, name: LiteralString) -> Identifier:
        """Imports a name of the runtime that is copied into the package."""
        return self._in_package(*_in_runtime(module, name))

    def exported(self, module: LiteralString, name: LiteralString) -> None:
        """Imports a name of the runtime that users import from this module in turn."""
        _, known = _in_runtime(module, name)
        renamed = code("{} as {}", known, known)
        self._exported.append((f"{self._package}{RUNTIME}{module}", renamed))

    def errors(self, name: Identifier) -> Identifier:
        """Imports the base class of the package's errors."""
        return self._in_package("errors", name)

    def shape(self, symbol: Symbol) -> Identifier:
        """Imports the class of a shape, unless it is defined here."""
        return self.sibling(symbol, symbol.name)

    def sibling(self, symbol: Symbol, name: Identifier) -> Identifier:
        """Imports another name from the module of a shape, unless it is this one."""
        if symbol.module.text == self._module:
            return name
        return self._in_package(symbol.module.text, name)

    def first(self, symbol: Symbol) -> None:
        """Imports the module of a shape before those of others, for what that does."""
        # A name that is renamed to itself is no unused import to type checkers.
        renamed = code("{} as {}", symbol.name, symbol.name)
        self._first[f"{self._package}{symbol.module}"] = renamed

    def gathered(self) -> tuple[Import, ...]:
        """Returns the imports in the order of isort."""
        named = {
            module: {name.text: name} for module, name in self._first.items()
        } | self._names
        imports: list[Import] = []
        before = None
        for section, _, module, names in sorted(self._entries(named), key=_by_place):
            imports.append(Import(DottedName(module), names, section != before))
            before = section
        return tuple(imports)

    def _entries(
        self, named: Mapping[str, Mapping[str, SafeText]]
    ) -> Iterator[tuple[int, bool, str, tuple[SafeText, ...]]]:
        for module, names in named.items():
            by_kind = tuple([names[name] for name in sorted(names, key=_by_kind)])
            yield _section(module), module not in self._first, module, by_kind
        for module, name in self._exported:
            yield _section(module), True, module, (name,)

    def _in_package(self, module: str, name: Identifier) -> Identifier:
        return self._add(f"{self._package}{module}", name)

    def _add(self, module: str, name: Identifier) -> Identifier:
        self._names.setdefault(module, {})[name.text] = name
        return name


def _by_place(entry: tuple[int, bool, str, tuple[SafeText, ...]]) -> tuple[object, ...]:
    section, is_later, module, names = entry
    return section, is_later, module, names[0].text


@cache
def _in_standard(module: LiteralString, name: LiteralString) -> tuple[str, Identifier]:
    return module, Identifier(name)


@cache
def _in_runtime(module: LiteralString, name: LiteralString) -> tuple[str, Identifier]:
    return f"{RUNTIME}{module}", Identifier(name)


def _section(module: str) -> int:
    if module.startswith("."):
        return 2
    return 1 if module.startswith("msgspec") else 0


@lru_cache(maxsize=10_000)
def _by_kind(name: str) -> tuple[int, str]:
    if name.isupper() and len(name) > 1:
        return 0, name
    return (1 if name[0].isupper() else 2), name
