"""Smithy's diff evaluators: what each says about what changed.

The ids and severities are those of Smithy's own tool (smithy-diff).
"""

from collections.abc import Iterator
from typing import Final

from smithy_parser.diff.changes import Changes, Evaluator, Finding
from smithy_parser.diff.evaluators.auth import sigv4_migration
from smithy_parser.diff.evaluators.breaking_changes import trait_breaking_change
from smithy_parser.diff.evaluators.constraints import (
    changed_length_trait,
    changed_range_trait,
)
from smithy_parser.diff.evaluators.entities import (
    added_entity_binding,
    changed_resource_identifiers,
    removed_entity_binding,
    service_rename,
)
from smithy_parser.diff.evaluators.enums import changed_enum_trait
from smithy_parser.diff.evaluators.metadata import (
    added_metadata,
    changed_metadata,
    removed_metadata,
)
from smithy_parser.diff.evaluators.nullability import (
    added_required_member,
    changed_default,
    changed_nullability,
)
from smithy_parser.diff.evaluators.operations import (
    added_operation_error,
    added_service_error,
    changed_operation_input,
    changed_operation_output,
    removed_operation_error,
    removed_service_error,
)
from smithy_parser.diff.evaluators.shapes import (
    added_shape,
    added_trait_definition,
    changed_member_order,
    changed_shape_type,
    removed_shape,
    removed_trait_definition,
)
from smithy_parser.diff.evaluators.targets import changed_member_target
from smithy_parser.diff.evaluators.traits import modified_trait


def _member_targets(changes: Changes) -> Iterator[Finding]:
    """ChangedMemberTarget, which asks the others what differs between two targets."""
    return changed_member_target(changes, SHAPE_EVALUATORS)


SHAPE_EVALUATORS: Final[tuple[Evaluator, ...]] = (
    changed_default,
    changed_enum_trait,
    changed_length_trait,
    _member_targets,
    changed_nullability,
    changed_range_trait,
    modified_trait,
    trait_breaking_change,
)
"""Those that have something to say about two shapes of one type."""

EVALUATORS: Final[tuple[Evaluator, ...]] = (
    added_entity_binding,
    added_metadata,
    added_operation_error,
    added_required_member,
    added_service_error,
    added_shape,
    added_trait_definition,
    changed_member_order,
    changed_metadata,
    changed_operation_input,
    changed_operation_output,
    changed_resource_identifiers,
    changed_shape_type,
    removed_entity_binding,
    removed_metadata,
    removed_operation_error,
    removed_service_error,
    removed_shape,
    removed_trait_definition,
    service_rename,
    sigv4_migration,
    *SHAPE_EVALUATORS,
)
"""All of them."""

__all__ = ["EVALUATORS", "SHAPE_EVALUATORS"]
