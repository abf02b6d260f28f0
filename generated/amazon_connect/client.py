"""The clients of Amazon Connect Service."""

from __future__ import annotations

from ._runtime.client.clients import AsyncClient, Client, ClientBase
from ._runtime.client.names import client_names
from ._runtime.client.service import EndpointRules, Service

__getattr__, __dir__ = client_names(__name__)


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
