"""Authentication schemes of services and operations.

Implements https://smithy.io/2.0/spec/authentication-traits.html.
"""

from collections.abc import Iterator
from typing import Final

from smithy_parser.events import Event
from smithy_parser.model import Model
from smithy_parser.shapes import ServiceShape
from smithy_parser.validation.findings import danger, error, warning
from smithy_parser.validation.traversal import own, traits_defined_by
from smithy_parser.validation.values import text, texts, trait_properties
from smithy_parser.validation.wording import listed

_AUTH: Final = "smithy.api#auth"
_AUTH_DEFINITION: Final = "smithy.api#authDefinition"
_API_KEY: Final = "smithy.api#httpApiKeyAuth"


def auth_trait(model: Model) -> Iterator[Event]:
    """AuthTrait: ``auth`` names schemes that the service has."""
    for service in own(model, ServiceShape):
        schemes = {s.id for s in traits_defined_by(model, service, _AUTH_DEFINITION)}
        for shape in (service, *model.operations_of(service.id)):
            unknown = sorted(set(texts(shape.traits.get(_AUTH))) - schemes)
            if unknown:
                message = (
                    "auth trait applies authentication that is not configured on the "
                    f"service shape, `{service.id}`: [{listed(unknown)}]"
                )
                yield danger(shape, "AuthTrait", message, _AUTH)


def service_auth_definitions(model: Model) -> Iterator[Event]:
    """ServiceAuthDefinitions: services with several schemes and no order among them."""
    for service in own(model, ServiceShape):
        schemes = traits_defined_by(model, service, _AUTH_DEFINITION)
        if len(schemes) > 1 and _AUTH not in service.traits:
            message = (
                "This service uses multiple authentication schemes but does not have "
                "the `@auth` trait applied. The `@auth` trait defines a priority "
                "ordering of auth schemes for a client to use. Without it, the "
                "ordering of auth schemes is alphabetical based on the absolute shape "
                "ID of the auth schemes."
            )
            yield warning(service, "ServiceAuthDefinitions", message)


def http_api_key_auth_trait(model: Model) -> Iterator[Event]:
    """HttpApiKeyAuthTrait: a scheme for an API key is given for headers only."""
    for service in own(model, ServiceShape):
        trait = trait_properties(service, _API_KEY)
        place = text(trait.get("in"))
        if "scheme" in trait and place != "header":
            message = (
                "The httpApiKeyAuth trait must have an `in` value of `header` when a "
                f"`scheme` is provided, found: {place}"
            )
            yield error(service, "HttpApiKeyAuthTrait", message, _API_KEY)
