"""The settings of one package."""

from __future__ import annotations

from dataclasses import dataclass, field
from keyword import iskeyword
from pathlib import Path
from typing import Literal, TypeAlias, get_args

from smithwright.errors import SmithwrightError


class SettingsError(SmithwrightError):
    """The settings cannot be read or do not say what to generate."""


Validation: TypeAlias = Literal["all", "required", "none"]
"""Which rules hold where a caller names none: all, required members only, or none."""

VALIDATIONS: tuple[Validation, ...] = get_args(Validation)

FormatterName: TypeAlias = Literal["black", "ruff", "none"]
"""What lays out the generated text."""

FORMATTERS: tuple[FormatterName, ...] = get_args(FormatterName)


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a configuration describes a package."""

    file: Path
    table: tuple[str | int, ...]
    """The keys and the index that lead to the package's table."""


@dataclass(frozen=True, slots=True)
class PackageSettings:
    """One package to generate.

    Raises:
        SettingsError: `name` is none that Python can import.
    """

    name: str
    """The import name."""
    sources: tuple[str, ...]
    """Source specs of the model."""
    output: str
    """The folder that holds the package's folder, relative to the settings."""
    service: str | None = None
    """Id or name of the service; needed where the model has several."""
    operations: tuple[str, ...] = ()
    """Names or patterns of operations; none means all."""
    protocol: str | None = None
    """The trait of the protocol, by id or name; the best on offer if left out."""
    overlays: tuple[str, ...] = ()
    """Source specs of models that apply more traits to the model."""
    validation: Validation = "all"
    """What `build()` and `make_operation()` check where their caller does not say."""
    builders: bool = True
    """Whether structures have builders."""
    client: bool = False
    """Whether the package can call its service."""
    formatter: FormatterName = "black"
    """`none` leaves the text as it is rendered."""
    templates: str | None = None
    """A folder of templates that override or extend this project's."""
    origin: Origin | None = field(default=None, repr=False, compare=False)
    """No setting: where a configuration has them, if they are from one."""

    def __post_init__(self) -> None:
        if (problem := name_problem(self.name)) is not None:
            raise SettingsError(f"package {problem}")

    @property
    def documents(self) -> tuple[str, ...]:
        """The source specs of the model and its overlays, in the order of merging."""
        return self.sources + self.overlays

    @property
    def folder(self) -> Path:
        """The package's own folder, relative to the settings."""
        return Path(self.output, self.name)


def name_problem(name: str) -> str | None:
    """Returns what keeps Python from importing a package of this name, if anything."""
    if _is_importable(name):
        return None
    likely = name.translate(str.maketrans("-. ", "___"))
    hint = f"; did you mean {likely!r}?" if _is_importable(likely) else ""
    return f"{name!r}: not a name for an import{hint}"


def _is_importable(name: str) -> bool:
    return name.isascii() and name.isidentifier() and not iskeyword(name)
