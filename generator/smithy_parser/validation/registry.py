"""All rules, in the order in which they are looked at."""

from typing import Final

from smithy_parser.validation.findings import Validator
from smithy_parser.validation.rules.access import private_access, private_mixin_member
from smithy_parser.validation.rules.auth import (
    auth_trait,
    http_api_key_auth_trait,
    service_auth_definitions,
)
from smithy_parser.validation.rules.constraints import pattern_trait
from smithy_parser.validation.rules.defaults import default_value_in_update
from smithy_parser.validation.rules.enums import enum_trait
from smithy_parser.validation.rules.examples import examples_trait
from smithy_parser.validation.rules.http.members import (
    http_query_params_trait,
)
from smithy_parser.validation.rules.http.semantics import (
    cors_trait,
    http_bindings_missing,
    http_method_semantics,
    http_response_code_semantics,
)
from smithy_parser.validation.rules.http.uris import (
    http_uri_conflict,
    http_uri_greedy_label,
)
from smithy_parser.validation.rules.identity import shape_id_conflict
from smithy_parser.validation.rules.metadata import metadata_trait, typed_metadata
from smithy_parser.validation.rules.operations import (
    idempotent_trait,
    operation_input_output,
    request_compression_trait,
    unit_type,
)
from smithy_parser.validation.rules.outdated import deprecated_trait, unstable_trait
from smithy_parser.validation.rules.recursion import resource_cycle, shape_recursion
from smithy_parser.validation.rules.resources.bindings import (
    service_bound_resource_operation,
    single_operation_binding,
    single_resource_binding,
)
from smithy_parser.validation.rules.resources.identifiers import (
    resource_identifier,
    resource_identifier_binding,
)
from smithy_parser.validation.rules.resources.lifecycle import (
    member_should_reference_resource,
    resource_lifecycle,
)
from smithy_parser.validation.rules.resources.properties import (
    resource_operation_input_output,
)
from smithy_parser.validation.rules.resources.references import references_trait
from smithy_parser.validation.rules.serialization import (
    json_name,
    media_type,
    no_inline_document_support,
    xml_flattened_trait,
    xml_namespace_trait,
)
from smithy_parser.validation.rules.services import service_closure
from smithy_parser.validation.rules.shape_closures import shape_closure
from smithy_parser.validation.rules.streaming import (
    event_payload_trait,
    streaming_trait,
)
from smithy_parser.validation.rules.targets import targets
from smithy_parser.validation.rules.traits.ignored import ignored_traits
from smithy_parser.validation.rules.traits.targets import (
    trait_breaking_changes,
)
from smithy_parser.validation.rules.traits.validators import trait_validators
from smithy_parser.validation.rules.unions import union_members
from smithy_parser.validation.trait_rules import CREATION, TRAITS

REFERENCES: Final[tuple[Validator, ...]] = (
    *CREATION,
    targets,
    resource_cycle,
)
"""What all other rules take for granted."""

VALIDATORS: Final[tuple[Validator, ...]] = (
    *TRAITS,
    trait_breaking_changes,
    trait_validators,
    metadata_trait,
    typed_metadata,
    shape_closure,
    shape_id_conflict,
    shape_recursion,
    union_members,
    private_access,
    private_mixin_member,
    unstable_trait,
    deprecated_trait,
    service_closure,
    single_operation_binding,
    single_resource_binding,
    service_bound_resource_operation,
    operation_input_output,
    unit_type,
    idempotent_trait,
    request_compression_trait,
    examples_trait,
    resource_lifecycle,
    resource_identifier,
    resource_identifier_binding,
    resource_operation_input_output,
    references_trait,
    member_should_reference_resource,
    pattern_trait,
    enum_trait,
    default_value_in_update,
    streaming_trait,
    event_payload_trait,
    http_uri_greedy_label,
    http_uri_conflict,
    http_query_params_trait,
    http_method_semantics,
    http_response_code_semantics,
    http_bindings_missing,
    cors_trait,
    ignored_traits,
    auth_trait,
    service_auth_definitions,
    http_api_key_auth_trait,
    json_name,
    media_type,
    xml_namespace_trait,
    xml_flattened_trait,
    no_inline_document_support,
)
"""The rules of the specification."""
