"""The clients of Amazon Connect Service."""

from collections.abc import Mapping
from typing import overload

from ._runtime.client.auth import AuthError as AuthError
from ._runtime.client.call_values import Answered as Answered
from ._runtime.client.clients import AsyncClient, Client
from ._runtime.client.credentials import Credentials as Credentials
from ._runtime.client.credentials import CredentialsError as CredentialsError
from ._runtime.client.endpoint import EndpointError as EndpointError
from ._runtime.client.failures import DeadlineError as DeadlineError
from ._runtime.client.failures import RequestIds as RequestIds
from ._runtime.client.failures import TransportError as TransportError
from ._runtime.client.failures import TransportTimeoutError as TransportTimeoutError
from ._runtime.client.fake import FakeTransport as FakeTransport
from ._runtime.client.fake import UnexpectedCallError as UnexpectedCallError
from ._runtime.client.identities import ApiKey as ApiKey
from ._runtime.client.identities import Login as Login
from ._runtime.client.identities import Token as Token
from ._runtime.client.interceptors import Attempt as Attempt
from ._runtime.client.interceptors import CallContext as CallContext
from ._runtime.client.interceptors import Interceptor as Interceptor
from ._runtime.client.messages import SignedRequest as SignedRequest
from ._runtime.client.messages import Timeouts as Timeouts
from ._runtime.client.messages import UnsignedRequest as UnsignedRequest
from ._runtime.client.profiles import ConfigurationError as ConfigurationError
from .operations.start_chat_contact import StartChatContactInput, StartChatContactOutput
from .shapes.chat_message import ChatMessage
from .shapes.chat_streaming_configuration import ChatStreamingConfiguration
from .shapes.connection_type import ConnectionType
from .shapes.disconnect_on_customer_exit_participant_type import (
    DisconnectOnCustomerExitParticipantType,
)
from .shapes.participant_configuration import ParticipantConfiguration
from .shapes.participant_details import ParticipantDetails
from .shapes.persistent_chat import PersistentChat
from .shapes.segment_attribute_value import SegmentAttributeValue

class ConnectClient(Client):
    """Calls Amazon Connect Service."""

    @overload
    def start_chat_contact(
        self, input: StartChatContactInput, /
    ) -> StartChatContactOutput: ...
    @overload
    def start_chat_contact(
        self,
        *,
        instance_id: str,
        contact_flow_id: str,
        attributes: Mapping[str, str] | None = ...,
        participant_details: ParticipantDetails,
        participant_configuration: ParticipantConfiguration | None = ...,
        initial_message: ChatMessage | None = ...,
        client_token: str | None = ...,
        chat_duration_in_minutes: int | None = ...,
        supported_messaging_content_types: tuple[str, ...] | None = ...,
        persistent_chat: PersistentChat | None = ...,
        related_contact_id: str | None = ...,
        segment_attributes: Mapping[str, SegmentAttributeValue] | None = ...,
        customer_id: str | None = ...,
        disconnect_on_customer_exit: (
            tuple[DisconnectOnCustomerExitParticipantType, ...] | None
        ) = ...,
        connection_types: tuple[ConnectionType, ...] | None = ...,
        chat_streaming_configuration: ChatStreamingConfiguration | None = ...,
    ) -> StartChatContactOutput: ...

class AsyncConnectClient(AsyncClient):
    """Calls Amazon Connect Service, awaited."""

    @overload
    async def start_chat_contact(
        self, input: StartChatContactInput, /
    ) -> StartChatContactOutput: ...
    @overload
    async def start_chat_contact(
        self,
        *,
        instance_id: str,
        contact_flow_id: str,
        attributes: Mapping[str, str] | None = ...,
        participant_details: ParticipantDetails,
        participant_configuration: ParticipantConfiguration | None = ...,
        initial_message: ChatMessage | None = ...,
        client_token: str | None = ...,
        chat_duration_in_minutes: int | None = ...,
        supported_messaging_content_types: tuple[str, ...] | None = ...,
        persistent_chat: PersistentChat | None = ...,
        related_contact_id: str | None = ...,
        segment_attributes: Mapping[str, SegmentAttributeValue] | None = ...,
        customer_id: str | None = ...,
        disconnect_on_customer_exit: (
            tuple[DisconnectOnCustomerExitParticipantType, ...] | None
        ) = ...,
        connection_types: tuple[ConnectionType, ...] | None = ...,
        chat_streaming_configuration: ChatStreamingConfiguration | None = ...,
    ) -> StartChatContactOutput: ...
