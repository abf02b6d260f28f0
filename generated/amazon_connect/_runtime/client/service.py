"""What a client knows of its service before it calls it."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from msgspec import Struct

from ..config import Config
from .endpoint import Endpoint


class EndpointRules(Struct, frozen=True):
    """The compiled endpoint rules of a service.

    https://smithy.io/2.0/additional-specs/rules-engine/specification.html
    """

    resolve: Callable[..., Endpoint]
    """Decides on the endpoint of one call; raises `EndpointError`."""

    parameters: Mapping[str, str]
    """What `resolve` calls each parameter, by its name in the rules."""

    built_ins: Mapping[str, str]
    """What `resolve` calls the parameters that each client sets, by the names of their
    values."""


class Service(Struct, frozen=True, kw_only=True):
    """A service, as its clients know it."""

    id: str
    """What AWS calls it, such as `API Gateway`; else its name in the model."""

    signing_name: str = ""
    """The name of the service in signatures; empty where it wants none."""

    schemes: Mapping[str, Mapping[str, str]] = {}
    """Its auth schemes by the ids of their traits, the best first, each with what the
    trait says."""

    is_aws: bool = True
    """Whether it is one of AWS's, so that AWS's configuration applies."""

    load_rules: Callable[[], EndpointRules] | None = None
    """Imports its endpoint rules; None where it has none."""

    config: type[Config] = Config
    """The settings that its operations are prepared with."""
