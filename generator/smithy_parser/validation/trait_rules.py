"""The rules about what traits say of a shape, which take a look at no others.

They are those that a program must rely on that goes by traits; `registry` has the rest.
"""

from typing import Final

from smithy_parser.validation.findings import Validator
from smithy_parser.validation.rules.aws import sdk_service_id
from smithy_parser.validation.rules.constraints import length_trait, range_trait
from smithy_parser.validation.rules.defaults import default_trait
from smithy_parser.validation.rules.documentation import external_documentation_trait
from smithy_parser.validation.rules.enums import enum_shape
from smithy_parser.validation.rules.http.hosts import host_label_trait
from smithy_parser.validation.rules.http.members import (
    http_header_trait,
    http_label_trait,
    http_payload,
    http_prefix_headers_trait,
    http_query_trait,
)
from smithy_parser.validation.rules.http.semantics import http_method
from smithy_parser.validation.rules.http.uris import http_uri_format, uri_creation
from smithy_parser.validation.rules.pagination import paginated_trait
from smithy_parser.validation.rules.traits.targets import (
    exclusive_structure_member,
    trait_conflict,
    trait_target,
)
from smithy_parser.validation.rules.traits.values import (
    trait_creation,
    trait_definition,
    trait_value,
)

CREATION: Final[tuple[Validator, ...]] = (
    trait_definition,
    trait_creation,
    uri_creation,
)
"""What the others take for granted."""

TRAITS: Final[tuple[Validator, ...]] = (
    trait_target,
    trait_conflict,
    exclusive_structure_member,
    trait_value,
    length_trait,
    range_trait,
    enum_shape,
    default_trait,
    external_documentation_trait,
    sdk_service_id,
    paginated_trait,
    http_method,
    host_label_trait,
    http_uri_format,
    http_label_trait,
    http_header_trait,
    http_prefix_headers_trait,
    http_query_trait,
    http_payload,
)
"""Values of traits, what traits may be applied to, and how HTTP binds members."""
