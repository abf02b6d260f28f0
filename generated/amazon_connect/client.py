"""The clients of Amazon Connect Service."""

from __future__ import annotations

from ._runtime.client.clients import AsyncClient, Client, ClientBase
from ._runtime.client.service import EndpointRules, Service
from ._runtime.lazy import lazy_names

__getattr__, __dir__ = lazy_names(
    __name__,
    """
AsyncConnectClient client
ConnectClient client
AuthError _runtime.client.auth
Answered _runtime.client.call_values
Credentials _runtime.client.credentials
CredentialsError _runtime.client.credentials
EndpointError _runtime.client.endpoint
DeadlineError _runtime.client.failures
RequestIds _runtime.client.failures
TransportError _runtime.client.failures
TransportTimeoutError _runtime.client.failures
FakeTransport _runtime.client.fake
UnexpectedCallError _runtime.client.fake
ApiKey _runtime.client.identities
Login _runtime.client.identities
Token _runtime.client.identities
Attempt _runtime.client.interceptors
CallContext _runtime.client.interceptors
Interceptor _runtime.client.interceptors
SignedRequest _runtime.client.messages
Timeouts _runtime.client.messages
UnsignedRequest _runtime.client.messages
ConfigurationError _runtime.client.profiles
""",
    __package__,
)


def _load_rules() -> EndpointRules:
    from .endpoints import BUILT_INS, PARAMETERS, resolve_endpoint

    return EndpointRules(resolve_endpoint, PARAMETERS, BUILT_INS)


SERVICE = Service(
    id="Connect",
    signing_name="connect",
    schemes={"aws.auth#sigv4": {"name": "connect"}},
    is_aws=True,
    load_rules=_load_rules,
)


class _Operations(ClientBase):
    """A method for each operation; the clients say whether it waits or is awaited."""

    service = SERVICE

    def start_chat_contact(self, input: object = None, /, **members: object) -> object:
        """Initiates a flow to start a new chat for the customer."""
        from .operations.start_chat_contact import OPERATION

        return self._called(OPERATION, input, members)


class ConnectClient(_Operations, Client):
    """Calls Amazon Connect Service."""


class AsyncConnectClient(_Operations, AsyncClient):
    """Calls Amazon Connect Service, awaited."""
