"""The base classes of clients, one that waits and one that is awaited."""

from __future__ import annotations

import asyncio
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Mapping
from copy import copy

# Any: operations of all types are called.
from typing import Any, ClassVar, Self, TypeAlias, TypeVar

from msgspec.structs import replace

from ..config import Validation, random_token
from ..operation import Operation, OperationDefinition
from .auth import known_schemes
from .awaiting import AsyncCaller
from .call import call_steps
from .call_values import Answered, Call, CallOptions, Sign, direct
from .calling import Caller
from .configuration import Configuration
from .credentials import Credentials
from .fake import StandIn
from .identities import ApiKey, Fixed, Login, Refreshed, Token
from .interceptors import Interceptor
from .messages import AsyncTransport, Headers, Timeouts, Transport
from .retries import is_long_poll, standard_policy
from .routing import Router
from .service import Service
from .steps import IdentitySource
from .surroundings import Surroundings
from .transports import async_transport, sync_transport

OutputT = TypeVar("OutputT")

Identity: TypeAlias = Credentials | Token | ApiKey | Login | Callable[[], Credentials]
"""Who calls, or what fetches that."""


class ClientBase(ABC):
    """What clients of both colours have in common."""

    service: ClassVar[Service]
    """What the client calls."""

    # Any: settings are of many types, which `Configuration` checks.
    def __init__(
        self,
        *,
        region: str | None = None,
        profile: str | None = None,
        credentials: Identity | None = None,
        endpoint: str | None = None,
        schemes: Mapping[str, Sign] | None = None,
        attempts: int | None = None,
        timeouts: Timeouts | None = None,
        attempt_timeout: float | None = None,
        deadline: float | None = None,
        interceptors: Iterable[Interceptor] = (),
        validate: Validation | None = None,
        idempotency_token_provider: Callable[[], str] = random_token,
        **settings: Any,
    ) -> None:
        """Makes a client, which connects at its first call.

        What is not given is looked for where users of AWS configure it: in variables of
        the environment, and in the profile of the shared files.

        Args:
            region: The region, such as `us-west-2`.
            profile: The profile of the shared files.
            credentials: Who calls: `Credentials` of AWS, or what fetches them; else a
                `Token`, an `ApiKey` or a `Login`, as the service wants it.
            endpoint: Where requests go in place of the service's own endpoint.
            schemes: Functions that sign requests by schemes of the user's own, by the
                ids of the schemes' traits.
            attempts: How often a call is tried at most.
            timeouts: How long to wait for a connection, and for more of an answer.
            attempt_timeout: How many seconds one attempt may take.
            deadline: How many seconds a whole call may take.
            interceptors: What sees each call, in order.
            validate: Which rules inputs have to meet; the package's own if None.
            idempotency_token_provider: Makes the tokens of operations that need one.
            settings: More settings, by the names that `Configuration` has for them.

        Raises:
            TypeError: There is no such setting.
        """
        service = self.service
        given = {"region": region, "endpoint_url": endpoint, "max_attempts": attempts}
        configuration = (
            Configuration(
                service.id,
                service.signing_name,
                profile=profile,
                arguments={**settings, **given},
            )
            if service.is_aws
            else Configuration.of_arguments({**settings, **given})
        )
        identities = _identities(configuration, service.is_aws, credentials)
        known = known_schemes(schemes or {})
        self._router = Router(service, configuration, identities, known)
        self._surroundings = Surroundings()
        self._options = CallOptions(
            retries=standard_policy(service.id),
            timeouts=timeouts or Timeouts(),
            attempt_timeout=attempt_timeout,
            deadline=deadline,
            interceptors=tuple(interceptors),
        )
        self._config = service.config(
            validate=validate, idempotency_token_provider=idempotency_token_provider
        )
        self._is_configured = False

    def with_options(
        self,
        *,
        deadline: float | None = None,
        attempt_timeout: float | None = None,
        timeouts: Timeouts | None = None,
        attempts: int | None = None,
        headers: Headers | None = None,
        credentials: Identity | None = None,
        endpoint: str | None = None,
    ) -> Self:
        """Returns a client that shares connections and retry tokens with this one.

        Args:
            deadline: How many seconds a whole call may take.
            attempt_timeout: How many seconds one attempt may take.
            timeouts: How long to wait for a connection, and for more of an answer.
            attempts: How often a call is tried at most.
            headers: Header fields of each request, in place of others of these names.
            credentials: Who calls.
            endpoint: Where requests go.
        """
        self._configure()
        options = self._options
        changed = copy(self)
        given = {
            "deadline": deadline,
            "attempt_timeout": attempt_timeout,
            "timeouts": timeouts,
            "headers": headers,
        }
        options = replace(options, **{k: v for k, v in given.items() if v is not None})
        if attempts is not None:
            options = replace(
                options, retries=replace(options.retries, attempts=attempts)
            )
        changed._options = options
        if credentials is not None or endpoint is not None:
            changed._router = self._rerouted(credentials, endpoint)
        return changed

    def _rerouted(self, credentials: Identity | None, endpoint: str | None) -> Router:
        router, service = self._router, self.service
        configuration, identities = router.configuration, router.identities
        if endpoint is not None:
            configuration = configuration.with_arguments({"endpoint_url": endpoint})
        if credentials is not None:
            identities = _identities(configuration, service.is_aws, credentials)
        return Router(service, configuration, identities, router.schemes)

    @abstractmethod
    def _called(
        self,
        definition: OperationDefinition[Any, Any, Any],
        input: object,
        members: Mapping[str, object],
    ) -> object:
        """Calls an operation with its input, or with the members of one."""

    def _prepared(
        self,
        definition: OperationDefinition[Any, OutputT, Any],
        input: object,
        members: Mapping[str, object],
    ) -> Operation[OutputT, Any]:
        if input is None:
            input = definition.input_type(**members)
        elif members:
            raise TypeError(
                f"{definition.name} takes its input or the members of one, not both"
            )
        self._configure()
        return definition.prepare(input, self._config)

    def _configure(self) -> None:
        """Reads the settings that calls go by, at the first call."""
        if self._is_configured:
            return
        configuration, retries = self._router.configuration, self._options.retries
        attempts = configuration.max_attempts or retries.attempts
        self._options = replace(
            self._options,
            retries=replace(retries, attempts=attempts, mode=configuration.retry_mode),
        )
        self._config = replace(
            self._config,
            region=configuration.region,
            compress=not configuration.disable_request_compression,
            compress_from_bytes=configuration.request_min_compression_size_bytes,
            inject_host_prefix=not configuration.disable_host_prefix_injection,
        )
        self._is_configured = True

    def _call_of(self, operation: Operation[OutputT, Any]) -> Call[OutputT]:
        self._configure()
        router, service = self._router, self.service
        definition = operation.definition
        return Call(
            operation=operation,
            route=direct(lambda: router.route(operation)),
            options=self._options,
            streams=definition is not None and definition.is_streamed,
            long_polls=is_long_poll(service.id, operation.name),
        )

    def __repr__(self) -> str:
        return f"<{type(self).__name__}>"


class Client(ClientBase):
    """Calls a service, and waits for it.

    Safe to use by many threads, before and after a fork.
    """

    def __init__(
        self, *, transport: str | Transport | StandIn | None = None, **settings: Any
    ) -> None:
        """Makes a client, which connects at its first call.

        Args:
            transport: The HTTP library, `urllib3` if left out; or a transport.
            settings: What `ClientBase` takes.
        """
        super().__init__(**settings)
        self._owns_transport = transport is None or isinstance(transport, str)
        if transport is None or isinstance(transport, str):
            transport = sync_transport(transport or "urllib3")
        self._transport = transport
        self._caller = Caller(transport, self._surroundings)

    def call(self, operation: Operation[OutputT, Any]) -> OutputT:
        """Calls a prepared operation and returns its output.

        Raises:
            ServiceError: The service answered with an error.
            ResponseError: The answer is not what the model says.
            TransportError: There was no answer, or not all of it.
        """
        return self.call_with_response(operation).output

    def call_with_response(
        self, operation: Operation[OutputT, Any]
    ) -> Answered[OutputT]:
        """Calls a prepared operation and returns its output with the response."""
        return self._caller.run(call_steps(self._call_of(operation)))

    def warm_up(self) -> None:
        """Loads configuration and credentials, which the first call does otherwise."""
        self._configure()
        for source in self._router.identities.values():
            source.load()

    def close(self) -> None:
        """Closes the connections, unless the transport was given."""
        if self._owns_transport and not isinstance(self._transport, StandIn):
            self._transport.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        self.close()

    def _called(
        self,
        definition: OperationDefinition[Any, Any, Any],
        input: object,
        members: Mapping[str, object],
    ) -> object:
        return self.call(self._prepared(definition, input, members))


class AsyncClient(ClientBase):
    """Calls a service, awaited. Safe to use by many tasks, of several event loops."""

    def __init__(
        self,
        *,
        transport: str | AsyncTransport | StandIn | None = None,
        **settings: Any,
    ) -> None:
        """Makes a client, which connects at its first call.

        Args:
            transport: The HTTP library, `aiohttp` if left out; or a transport.
            settings: What `ClientBase` takes.
        """
        super().__init__(**settings)
        self._owns_transport = transport is None or isinstance(transport, str)
        if transport is None or isinstance(transport, str):
            transport = async_transport(transport or "aiohttp")
        self._transport = transport
        self._caller = AsyncCaller(transport, self._surroundings)

    async def call(self, operation: Operation[OutputT, Any]) -> OutputT:
        """Calls a prepared operation and returns its output.

        Raises:
            ServiceError: The service answered with an error.
            ResponseError: The answer is not what the model says.
            TransportError: There was no answer, or not all of it.
        """
        return (await self.call_with_response(operation)).output

    async def call_with_response(
        self, operation: Operation[OutputT, Any]
    ) -> Answered[OutputT]:
        """Calls a prepared operation and returns its output with the response."""
        return await self._caller.run(call_steps(self._call_of(operation)))

    async def warm_up(self) -> None:
        """Loads configuration and credentials, which the first call does otherwise."""
        self._configure()
        for source in self._router.identities.values():
            await asyncio.to_thread(source.load)

    async def close(self) -> None:
        """Closes the connections, unless the transport was given."""
        if self._owns_transport and not isinstance(self._transport, StandIn):
            await self._transport.close()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *error: object) -> None:
        await self.close()

    async def _called(
        self,
        definition: OperationDefinition[Any, Any, Any],
        input: object,
        members: Mapping[str, object],
    ) -> object:
        return await self.call(self._prepared(definition, input, members))


def _identities(
    configuration: Configuration, is_aws: bool, given: Identity | None
) -> dict[str, IdentitySource]:
    """Returns who calls, by what kind of identity that is."""
    identities: dict[str, IdentitySource] = {}
    if is_aws:
        identities["aws"] = Refreshed(configuration.credentials_source())
        if configuration.environment.get(configuration.bearer_variable):
            identities["token"] = Refreshed(configuration.token_source())
    match given:
        case None:
            pass
        case Credentials():
            identities["aws"] = Fixed(given)
        case Token():
            identities["token"] = Fixed(given)
        case ApiKey():
            identities["key"] = Fixed(given)
        case Login():
            identities["login"] = Fixed(given)
        case _:
            identities["aws"] = Refreshed(given)
    return identities
