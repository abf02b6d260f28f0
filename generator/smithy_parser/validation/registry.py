"""All rules, in the order in which they are looked at."""

from typing import Final

from .access import private_access, private_mixin_member
from .auth import auth_trait, http_api_key_auth_trait, service_auth_definitions
from .bindings import (
    service_bound_resource_operation,
    single_operation_binding,
    single_resource_binding,
)
from .constraints import pattern_trait
from .defaults import default_value_in_update
from .enums import enum_trait
from .examples import examples_trait
from .findings import Validator
from .http_members import (
    http_query_params_trait,
)
from .http_semantics import (
    cors_trait,
    http_bindings_missing,
    http_method_semantics,
    http_response_code_semantics,
)
from .http_uris import (
    http_uri_conflict,
    http_uri_greedy_label,
)
from .identity import shape_id_conflict
from .ignored_traits import ignored_traits
from .metadata import metadata_trait, typed_metadata
from .operations import (
    idempotent_trait,
    operation_input_output,
    request_compression_trait,
    unit_type,
)
from .outdated import deprecated_trait, unstable_trait
from .pagination import paginated_trait
from .recursion import resource_cycle, shape_recursion
from .references import references_trait
from .resource_identifiers import resource_identifier, resource_identifier_binding
from .resource_properties import resource_operation_input_output
from .resources import member_should_reference_resource, resource_lifecycle
from .serialization import (
    json_name,
    media_type,
    no_inline_document_support,
    xml_flattened_trait,
    xml_namespace_trait,
)
from .services import service_closure
from .shape_closures import shape_closure
from .streaming import event_payload_trait, streaming_trait
from .targets import targets
from .trait_rules import CREATION, TRAITS
from .trait_targets import (
    trait_breaking_changes,
)
from .trait_validators import trait_validators
from .unions import union_members

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
    paginated_trait,
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
