"""All rules, in the order in which they are looked at."""

from typing import Final

from .access import validate_private_access, validate_private_mixin_members
from .auth import validate_api_keys, validate_auth, validate_auth_order
from .bindings import (
    validate_operation_bindings,
    validate_resource_bindings,
    validate_service_operations,
)
from .constraints import validate_lengths, validate_patterns, validate_ranges
from .enums import validate_enum_shapes, validate_enum_traits
from .findings import Validator
from .hosts import validate_hosts
from .http_members import (
    validate_headers,
    validate_labels,
    validate_payloads,
    validate_prefix_headers,
    validate_queries,
    validate_query_params,
)
from .http_semantics import (
    validate_cors,
    validate_methods,
    validate_missing_bindings,
    validate_status_codes,
)
from .http_uris import (
    validate_greedy_labels,
    validate_uri_conflicts,
    validate_uri_format,
)
from .identity import validate_shape_ids
from .ignored_traits import validate_ignored_traits
from .operations import (
    validate_compression,
    validate_idempotence,
    validate_operations,
    validate_unit,
)
from .pagination import validate_pagination
from .recursion import validate_recursion, validate_resource_cycles
from .resource_identifiers import validate_identifier_bindings, validate_identifiers
from .resource_properties import validate_properties
from .resource_references import validate_references
from .resources import validate_lifecycles, validate_likely_references
from .serialization import (
    validate_document_support,
    validate_json_names,
    validate_media_types,
    validate_xml_flattening,
    validate_xml_namespaces,
)
from .services import validate_services
from .shape_closures import validate_closures
from .stability import validate_stability
from .streaming import validate_event_payloads, validate_streams
from .targets import validate_targets
from .trait_validators import trait_validators
from .unions import validate_unions

REFERENCES: Final[tuple[Validator, ...]] = (validate_targets, validate_resource_cycles)
"""What all other rules take for granted."""

VALIDATORS: Final[tuple[Validator, ...]] = (
    validate_shape_ids,
    validate_recursion,
    validate_services,
    validate_operation_bindings,
    validate_resource_bindings,
    validate_service_operations,
    validate_operations,
    validate_unit,
    validate_idempotence,
    validate_compression,
    validate_pagination,
    validate_lengths,
    validate_ranges,
    validate_patterns,
    validate_enum_shapes,
    validate_enum_traits,
    validate_uri_format,
    validate_greedy_labels,
    validate_uri_conflicts,
    validate_labels,
    validate_headers,
    validate_prefix_headers,
    validate_queries,
    validate_query_params,
    validate_payloads,
    validate_methods,
    validate_status_codes,
    validate_missing_bindings,
    validate_cors,
    validate_hosts,
    validate_streams,
    validate_event_payloads,
    validate_lifecycles,
    validate_identifiers,
    validate_identifier_bindings,
    validate_properties,
    validate_references,
    validate_likely_references,
    validate_auth,
    validate_auth_order,
    validate_api_keys,
    validate_private_access,
    validate_private_mixin_members,
    validate_json_names,
    validate_media_types,
    validate_xml_namespaces,
    validate_xml_flattening,
    validate_document_support,
    validate_stability,
    validate_ignored_traits,
    trait_validators,
    validate_unions,
    validate_closures,
)
"""The rules of the specification."""
