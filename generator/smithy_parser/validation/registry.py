"""All rules, in the order in which they are looked at."""

from collections.abc import Iterable
from typing import Final

from ..events import Event
from ..model import Model
from ..relationships import unresolved
from .findings import Validator
from .metadata import metadata_trait, typed_metadata
from .outdated import deprecated_trait, unstable_trait
from .references import references_trait
from .shape_closures import shape_closure
from .trait_targets import (
    exclusive_structure_member,
    trait_breaking_changes,
    trait_conflict,
    trait_target,
)
from .trait_validators import trait_validators
from .trait_values import trait_creation, trait_definition, trait_value


def _resolves(model: Model) -> Iterable[Event]:
    return unresolved(model.shapes)


REFERENCES: Final[tuple[Validator, ...]] = (
    trait_definition,
    trait_creation,
    _resolves,
)
"""What all other rules take for granted."""

VALIDATORS: Final[tuple[Validator, ...]] = (
    trait_target,
    trait_conflict,
    exclusive_structure_member,
    trait_value,
    trait_breaking_changes,
    trait_validators,
    metadata_trait,
    typed_metadata,
    shape_closure,
    references_trait,
    unstable_trait,
    deprecated_trait,
)
"""The rules of the specification."""
