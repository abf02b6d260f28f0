"""Where the calls of a client go, and how they are signed."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial

# Any: operations of all types are routed.
from typing import Any

from ..operation import Operation, OperationDefinition
from .auth import Chosen, ClientAuth, OperationAuth, Schemes, choose_scheme
from .aws_auth import Payload
from .call_values import Route
from .configuration import Configuration
from .endpoint import AuthScheme, Endpoint
from .profiles import ConfigurationError
from .schemes import NO_AUTH, Option
from .service import Service
from .steps import IdentitySource

# What rules call the values that every client has, and the settings that hold them.
_SETTINGS: Mapping[str, str] = {
    "AWS::Region": "region",
    "AWS::UseFIPS": "use_fips_endpoint",
    "AWS::UseDualStack": "use_dualstack_endpoint",
    "AWS::Auth::AccountIdEndpointMode": "account_id_endpoint_mode",
    "AWS::S3::Accelerate": "s3_use_accelerate_endpoint",
    "AWS::S3::DisableMultiRegionAccessPoints": "s3_disable_multiregion_access_points",
    "AWS::S3::UseArnRegion": "s3_use_arn_region",
    "AWS::S3Control::UseArnRegion": "s3_use_arn_region",
    "SDK::Endpoint": "endpoint_url",
}


class Router:
    """Resolves endpoints, and chooses auth schemes once for each operation."""

    __slots__ = (
        "_chosen",
        "_endpoint",
        "_resolve",
        "configuration",
        "identities",
        "schemes",
        "service",
    )

    def __init__(
        self,
        service: Service,
        configuration: Configuration,
        identities: Mapping[str, IdentitySource],
        schemes: Schemes,
    ) -> None:
        self.service = service
        self.configuration = configuration
        self.identities = identities
        self.schemes = schemes
        self._endpoint: Endpoint | None = None
        self._resolve: Callable[..., Endpoint] | None = None
        self._chosen: dict[tuple[str, tuple[AuthScheme, ...], str], Chosen] = {}

    def route(self, operation: Operation[Any, Any]) -> Route:
        """Returns where an operation goes.

        Raises:
            EndpointError: No endpoint has the properties that were asked for.
            ConfigurationError: There is no region, no endpoint, or no way to
                authenticate.
        """
        parameters = operation.endpoint_parameters
        endpoint = self._resolved(parameters) if parameters else self._usual()
        # All that the choice of a scheme looks at.
        key = operation.name, endpoint.auth_schemes, endpoint.url[:6]
        if (chosen := self._chosen.get(key)) is None:
            auth = self._auth(operation.definition)
            chosen = choose_scheme(auth, endpoint, self._client_auth())
            self._chosen[key] = chosen
        return Route(endpoint, chosen.signer.sign, chosen.source, chosen.hashes_streams)

    def _usual(self) -> Endpoint:
        """Returns the endpoint of operations that say nothing of it."""
        if self._endpoint is None:
            self._endpoint = self._resolved({})
        return self._endpoint

    def _resolved(self, parameters: Mapping[str, object]) -> Endpoint:
        if self._resolve is None:
            self._resolve = self._resolver()
        given = {name: value for name, value in parameters.items() if value is not None}
        return self._resolve(**given)

    def _resolver(self) -> Callable[..., Endpoint]:
        """Returns the service's rules, told all that the client knows."""
        configuration = self.configuration
        if self.service.load_rules is None:
            return partial(Endpoint, self._given_endpoint())
        if configuration.endpoint_url is None:
            configuration.required_region()
        rules = self.service.load_rules()
        settings = {
            rules.built_ins[name]: value
            for name, setting in _SETTINGS.items()
            if name in rules.built_ins
            and (value := getattr(configuration, setting)) is not None
        }
        return partial(rules.resolve, **settings)

    def _given_endpoint(self) -> str:
        if (url := self.configuration.endpoint_url) is None:
            raise ConfigurationError(
                f"no endpoint: the model of {self.service.id} has no rules for one, so "
                "that the client needs the argument `endpoint`"
            )
        return url

    def _auth(
        self, definition: OperationDefinition[Any, Any, Any] | None
    ) -> OperationAuth:
        schemes = self.service.schemes
        names = None if definition is None else definition.schemes
        options = tuple(
            Option(name, schemes.get(name, {}))
            for name in (schemes if names is None else names)
        )
        payload: Payload = "signed" if definition is None else definition.payload
        return OperationAuth(options or (Option(NO_AUTH),), payload)

    def _client_auth(self) -> ClientAuth:
        configuration = self.configuration
        return ClientAuth(
            self.identities,
            configuration.required_region,
            configuration.preferred_schemes,
            configuration.sigv4a_signing_region_set,
            self.schemes,
        )
