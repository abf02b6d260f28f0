"""The operation `StartChatContact`."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import ClassVar, Self

from .._runtime.bodies import AnyStream
from .._runtime.checks import (
    Pattern,
    Texts,
    accepts_list,
    accepts_map,
    are_texts,
    excluded,
    integer_problems,
    lacking,
    map_size_problems,
    size_problems,
    string_problems,
    wrong_type,
)
from .._runtime.config import Config, Validation
from .._runtime.errors import ServiceError
from .._runtime.http import HttpRequest, HttpResponse
from .._runtime.json_bodies import encode, read_body, read_error
from .._runtime.operation import Operation, OperationDefinition
from .._runtime.problems import BuildError, Problem, too_deep, under, unset
from .._runtime.shapes import SensitiveStructure, Structure, required
from ..errors import ConnectError
from ..shapes.chat_message import (
    ChatMessage,
    chat_message_missing,
    chat_message_violations,
)
from ..shapes.chat_streaming_configuration import (
    ChatStreamingConfiguration,
    chat_streaming_configuration_missing,
    chat_streaming_configuration_violations,
)
from ..shapes.connection_credentials import ConnectionCredentials
from ..shapes.connection_type import ConnectionType
from ..shapes.disconnect_on_customer_exit_participant_type import (
    DisconnectOnCustomerExitParticipantType,
)
from ..shapes.participant_configuration import (
    ParticipantConfiguration,
    participant_configuration_violations,
)
from ..shapes.participant_details import (
    ParticipantDetails,
    participant_details_missing,
    participant_details_violations,
)
from ..shapes.persistent_chat import PersistentChat, persistent_chat_violations
from ..shapes.segment_attribute_value import (
    SegmentAttributeValue,
    segment_attribute_value_violations,
)
from ..shapes.websocket import Websocket

_ATTRIBUTES_KEY_PATTERN = Pattern(r"^[A-Za-z0-9_-]+\Z", "^[A-Za-z0-9_-]+$")
_ATTRIBUTE_NAME_TEXTS = Texts(
    filled=True,
    longest=4096,
    characters="-0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz",
)
_SUPPORTED_MESSAGING_CONTENT_TYPE_TEXTS = Texts(filled=True, longest=100)


class StartChatContactInput(
    SensitiveStructure,
    kw_only=True,
    rename={
        "instance_id": "InstanceId",
        "contact_flow_id": "ContactFlowId",
        "attributes": "Attributes",
        "participant_details": "ParticipantDetails",
        "participant_configuration": "ParticipantConfiguration",
        "initial_message": "InitialMessage",
        "client_token": "ClientToken",
        "chat_duration_in_minutes": "ChatDurationInMinutes",
        "supported_messaging_content_types": "SupportedMessagingContentTypes",
        "persistent_chat": "PersistentChat",
        "related_contact_id": "RelatedContactId",
        "segment_attributes": "SegmentAttributes",
        "customer_id": "CustomerId",
        "disconnect_on_customer_exit": "DisconnectOnCustomerExit",
        "connection_types": "ConnectionTypes",
        "chat_streaming_configuration": "ChatStreamingConfiguration",
    },
):
    """Input of the operation `StartChatContact`.

    Initiates a flow to start a new chat for the customer. Response of this API provides
    a token required to obtain credentials from the
    [CreateParticipantConnection](https://docs.aws.amazon.com/connect-participant/latest/APIReference/API_CreateParticipantConnection.html)
    API in the Connect Customer Participant Service.

    When a new chat contact is successfully created, clients must subscribe to the
    participant’s connection for the created chat within 5 minutes. This is achieved by
    invoking
    [CreateParticipantConnection](https://docs.aws.amazon.com/connect-participant/latest/APIReference/API_CreateParticipantConnection.html)
    with WEBSOCKET and CONNECTION_CREDENTIALS.

    To receive connection information directly in the response, set `ConnectionTypes` on
    the request. To initiate real-time message streaming when the chat is created, set
    `ChatStreamingConfiguration` on the request. Both parameters are optional.

    A 429 error occurs in the following situations:

    - API rate limit is exceeded. API TPS throttling returns a `TooManyRequests`
      exception.
    - The [quota for concurrent active
      chats](https://docs.aws.amazon.com/connect/latest/adminguide/amazon-connect-service-limits.html)
      is exceeded. Active chat throttling returns a `LimitExceededException`.

    If you use the `ChatDurationInMinutes` parameter and receive a 400 error, your
    account may not support the ability to configure custom chat durations. For more
    information, contact Amazon Web Services Support.

    For more information about chat, see the following topics in the *Connect Customer
    Administrator Guide*:

    - [Concepts: Web and mobile messaging capabilities in Connect
      Customer](https://docs.aws.amazon.com/connect/latest/adminguide/web-and-mobile-chat.html)
    - [Connect Customer Chat security best
      practices](https://docs.aws.amazon.com/connect/latest/adminguide/security-best-practices.html#bp-security-chat)
    """

    SENSITIVE: ClassVar[frozenset[str]] = frozenset({"customer_id"})

    instance_id: str | None = required()
    """The identifier of the Connect Customer instance. You can [find the instance
    ID](https://docs.aws.amazon.com/connect/latest/adminguide/find-instance-arn.html) in
    the Amazon Resource Name (ARN) of the instance.

    Constraints: required; 1 to 100 characters.
    """

    contact_flow_id: str | None = required()
    """The identifier of the flow for initiating the chat. To see the ContactFlowId in
    the Connect Customer admin website, on the navigation menu go to **Routing**,
    **Flows**. Choose the flow. On the flow page, under the name of the flow, choose
    **Show additional flow information**. The ContactFlowId is the last part of the ARN,
    shown here in bold:

    arn:aws:connect:us-west-2:xxxxxxxxxxxx:instance/xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx/contact-flow/**846ec553-a005-41c0-8341-xxxxxxxxxxxx**

    Constraints: required; at most 500 characters.
    """

    attributes: Mapping[str, str] | None = None
    """A custom key-value pair using an attribute map. The attributes are standard
    Connect Customer attributes. They can be accessed in flows just like any other
    contact attributes.

    There can be up to 32,768 UTF-8 bytes across all key-value pairs per contact.
    Attribute keys can include only alphanumeric, dash, and underscore characters.

    Constraints: at most 32,768 UTF-8 bytes in all.
    """

    participant_details: ParticipantDetails | None = required()
    """Information identifying the participant.

    Constraints: required.
    """

    participant_configuration: ParticipantConfiguration | None = None
    """The configuration of the participant."""

    initial_message: ChatMessage | None = None
    """The initial message to be sent to the newly created chat."""

    client_token: str | None = None
    """A unique, case-sensitive identifier that you provide to ensure the idempotency of
    the request. If not provided, the Amazon Web Services SDK populates this field. For
    more information about idempotency, see [Making retries safe with idempotent
    APIs](https://aws.amazon.com/builders-library/making-retries-safe-with-idempotent-APIs/).

    Constraints: at most 500 characters; made up when unset, as the request's
    idempotency token.
    """

    chat_duration_in_minutes: int | None = None
    """The total duration of the newly started chat session. If not specified, the chat
    session duration defaults to 25 hour. The minimum configurable time is 60 minutes.
    The maximum configurable time is 10,080 minutes (7 days).

    Constraints: 60 to 10,080.
    """

    supported_messaging_content_types: tuple[str, ...] | None = None
    """The supported chat message content types. Supported types are `text/plain`,
    `text/markdown`, `application/json`,
    `application/vnd.amazonaws.connect.message.interactive`, and
    `application/vnd.amazonaws.connect.message.interactive.response`.

    Content types must always contain `text/plain`. You can then put any other supported
    type in the list. For example, all the following lists are valid because they
    contain `text/plain`: `[text/plain, text/markdown, application/json]`,
    `[text/markdown, text/plain]`,
    `[text/plain, application/json, application/vnd.amazonaws.connect.message.interactive.response]`.

    **Note:** The type `application/vnd.amazonaws.connect.message.interactive` is
    required to use the [Show
    view](https://docs.aws.amazon.com/connect/latest/adminguide/show-view-block.html)
    flow block.

    Constraints: contains `text/plain`.
    """

    persistent_chat: PersistentChat | None = None
    """Enable persistent chats. For more information about enabling persistent chat, and
    for example use cases and how to configure for them, see [Enable persistent
    chat](https://docs.aws.amazon.com/connect/latest/adminguide/chat-persistence.html).
    """

    related_contact_id: str | None = None
    """The unique identifier for an Connect Customer contact. This identifier is related
    to the chat starting.

    **Note:** You cannot provide data for both RelatedContactId and PersistentChat.

    Constraints: 1 to 256 characters.
    """

    segment_attributes: Mapping[str, SegmentAttributeValue] | None = None
    """A set of system defined key-value pairs stored on individual contact segments
    using an attribute map. The attributes are standard Connect Customer attributes.
    They can be accessed in flows.

    Attribute keys can include only alphanumeric, -, and \\_.

    This field can be used to show channel subtype, such as `connect:Guide`.

    **Note:** The types `application/vnd.amazonaws.connect.message.interactive` and
    `application/vnd.amazonaws.connect.message.interactive.response` must be present in
    the SupportedMessagingContentTypes field of this API in order to set
    `SegmentAttributes` as { `"connect:Subtype": {"valueString" : "connect:Guide" }}`.
    """

    customer_id: str | None = None
    """The customer's identification number. For example, the `CustomerId` may be a
    customer number from your CRM.

    Constraints: 1 to 128 characters.
    """

    disconnect_on_customer_exit: (
        tuple[DisconnectOnCustomerExitParticipantType, ...] | None
    ) = None
    """A list of participant types to automatically disconnect when the end customer
    ends the chat session, allowing them to continue through disconnect flows such as
    surveys or feedback forms.

    Constraints: exactly 1 item.
    """

    connection_types: tuple[ConnectionType, ...] | None = None
    """The types of connection information to return in the response. This parameter is
    optional.

    To receive connection information, specify one or both of the following values:

    - `CONNECTION_CREDENTIALS`: Returns a connection token.
    - `WEBSOCKET`: Returns a websocket URL.

    `WEBSOCKET` and `CONNECTION_CREDENTIALS` are the values this operation acts on. No
    other value returns connection information.

    Request `WEBSOCKET` to get a URL the participant connects to directly. You do not
    need to call
    [CreateParticipantConnection](https://docs.aws.amazon.com/connect-participant/latest/APIReference/API_CreateParticipantConnection.html)
    for it. Request `CONNECTION_CREDENTIALS` on its own and the response returns a
    connection token but no websocket URL.

    If you omit this parameter, the response has no connection information.

    **Note:** When you start a new chat contact and the information you request cannot
    be returned, StartChatContact returns an error rather than a response that omits it.
    When you retry a request with the same `ClientToken`, the response repeats the
    original contact and can omit a websocket URL if the chat has already ended.

    Constraints: 1 to 2 items.
    """

    chat_streaming_configuration: ChatStreamingConfiguration | None = None
    """The streaming configuration, such as the Amazon SNS streaming endpoint. Use it to
    initiate real-time message streaming when the chat is created. This parameter is
    optional.

    Setting this parameter returns a `StreamingId` in the response, and you do not need
    to call
    [StartContactStreaming](https://docs.aws.amazon.com/connect/latest/APIReference/API_StartContactStreaming.html).

    **Note:** This parameter starts message streaming only. The response does not
    include connection information, and setting this parameter does not remove the need
    to call
    [CreateParticipantConnection](https://docs.aws.amazon.com/connect-participant/latest/APIReference/API_CreateParticipantConnection.html).
    """

    @staticmethod
    def builder() -> StartChatContactInputBuilder:
        """Starts a builder with no member set."""
        return StartChatContactInputBuilder()

    def to_builder(self) -> StartChatContactInputBuilder:
        """Starts a builder with the members of this value."""
        builder = StartChatContactInputBuilder()
        builder.set_instance_id(self.instance_id)
        builder.set_contact_flow_id(self.contact_flow_id)
        builder.set_attributes(self.attributes)
        builder.set_participant_details(self.participant_details)
        builder.set_participant_configuration(self.participant_configuration)
        builder.set_initial_message(self.initial_message)
        builder.set_client_token(self.client_token)
        builder.set_chat_duration_in_minutes(self.chat_duration_in_minutes)
        builder.set_supported_messaging_content_types(
            self.supported_messaging_content_types
        )
        builder.set_persistent_chat(self.persistent_chat)
        builder.set_related_contact_id(self.related_contact_id)
        builder.set_segment_attributes(self.segment_attributes)
        builder.set_customer_id(self.customer_id)
        builder.set_disconnect_on_customer_exit(self.disconnect_on_customer_exit)
        builder.set_connection_types(self.connection_types)
        builder.set_chat_streaming_configuration(self.chat_streaming_configuration)
        return builder

    def make_operation(self, config: Config) -> Operation[StartChatContactOutput]:
        """Returns the operation with the request for this input.

        Raises:
            BuildError: A constraint does not hold; the error lists every problem.
        """
        return OPERATION.prepare(self, config)


class StartChatContactInputBuilder:
    """Collects and checks the members of a `StartChatContactInput`."""

    __slots__ = (
        "_instance_id",
        "_contact_flow_id",
        "_attributes",
        "_participant_details",
        "_participant_configuration",
        "_initial_message",
        "_client_token",
        "_chat_duration_in_minutes",
        "_supported_messaging_content_types",
        "_persistent_chat",
        "_related_contact_id",
        "_segment_attributes",
        "_customer_id",
        "_disconnect_on_customer_exit",
        "_connection_types",
        "_chat_streaming_configuration",
    )

    def __init__(self) -> None:
        self._instance_id: str | None = None
        self._contact_flow_id: str | None = None
        self._attributes: dict[str, str] | None = None
        self._participant_details: ParticipantDetails | None = None
        self._participant_configuration: ParticipantConfiguration | None = None
        self._initial_message: ChatMessage | None = None
        self._client_token: str | None = None
        self._chat_duration_in_minutes: int | None = None
        self._supported_messaging_content_types: list[str] | None = None
        self._persistent_chat: PersistentChat | None = None
        self._related_contact_id: str | None = None
        self._segment_attributes: dict[str, SegmentAttributeValue] | None = None
        self._customer_id: str | None = None
        self._disconnect_on_customer_exit: (
            list[DisconnectOnCustomerExitParticipantType] | None
        ) = None
        self._connection_types: list[ConnectionType] | None = None
        self._chat_streaming_configuration: ChatStreamingConfiguration | None = None

    def instance_id(self, value: str, /) -> Self:
        """The identifier of the Connect Customer instance."""
        self._instance_id = value
        return self

    def set_instance_id(self, value: str | None, /) -> Self:
        """The identifier of the Connect Customer instance.

        Replaces what is set; None clears it.
        """
        self._instance_id = value
        return self

    def get_instance_id(self) -> str | None:
        """The identifier of the Connect Customer instance.

        Returns what is set.
        """
        return self._instance_id

    def contact_flow_id(self, value: str, /) -> Self:
        """The identifier of the flow for initiating the chat."""
        self._contact_flow_id = value
        return self

    def set_contact_flow_id(self, value: str | None, /) -> Self:
        """The identifier of the flow for initiating the chat.

        Replaces what is set; None clears it.
        """
        self._contact_flow_id = value
        return self

    def get_contact_flow_id(self) -> str | None:
        """The identifier of the flow for initiating the chat.

        Returns what is set.
        """
        return self._contact_flow_id

    def attributes(self, key: str, item: str, /) -> Self:
        """A custom key-value pair using an attribute map.

        Puts an entry.
        """
        if self._attributes is None:
            self._attributes = {}
        self._attributes[key] = item
        return self

    def set_attributes(self, entries: Mapping[str, str] | None, /) -> Self:
        """A custom key-value pair using an attribute map.

        Replaces what is set; None clears it.
        """
        self._attributes = None if entries is None else dict(entries)
        return self

    def get_attributes(self) -> Mapping[str, str] | None:
        """A custom key-value pair using an attribute map.

        Returns what is set.
        """
        return None if self._attributes is None else dict(self._attributes)

    def participant_details(self, value: ParticipantDetails, /) -> Self:
        """Information identifying the participant."""
        self._participant_details = value
        return self

    def set_participant_details(self, value: ParticipantDetails | None, /) -> Self:
        """Information identifying the participant.

        Replaces what is set; None clears it.
        """
        self._participant_details = value
        return self

    def get_participant_details(self) -> ParticipantDetails | None:
        """Information identifying the participant.

        Returns what is set.
        """
        return self._participant_details

    def participant_configuration(self, value: ParticipantConfiguration, /) -> Self:
        """The configuration of the participant."""
        self._participant_configuration = value
        return self

    def set_participant_configuration(
        self, value: ParticipantConfiguration | None, /
    ) -> Self:
        """The configuration of the participant.

        Replaces what is set; None clears it.
        """
        self._participant_configuration = value
        return self

    def get_participant_configuration(self) -> ParticipantConfiguration | None:
        """The configuration of the participant.

        Returns what is set.
        """
        return self._participant_configuration

    def initial_message(self, value: ChatMessage, /) -> Self:
        """The initial message to be sent to the newly created chat."""
        self._initial_message = value
        return self

    def set_initial_message(self, value: ChatMessage | None, /) -> Self:
        """The initial message to be sent to the newly created chat.

        Replaces what is set; None clears it.
        """
        self._initial_message = value
        return self

    def get_initial_message(self) -> ChatMessage | None:
        """The initial message to be sent to the newly created chat.

        Returns what is set.
        """
        return self._initial_message

    def client_token(self, value: str, /) -> Self:
        """A unique, case-sensitive identifier that you provide to ensure the
        idempotency of the request.
        """
        self._client_token = value
        return self

    def set_client_token(self, value: str | None, /) -> Self:
        """A unique, case-sensitive identifier that you provide to ensure the
        idempotency of the request.

        Replaces what is set; None clears it.
        """
        self._client_token = value
        return self

    def get_client_token(self) -> str | None:
        """A unique, case-sensitive identifier that you provide to ensure the
        idempotency of the request.

        Returns what is set.
        """
        return self._client_token

    def chat_duration_in_minutes(self, value: int, /) -> Self:
        """The total duration of the newly started chat session."""
        self._chat_duration_in_minutes = value
        return self

    def set_chat_duration_in_minutes(self, value: int | None, /) -> Self:
        """The total duration of the newly started chat session.

        Replaces what is set; None clears it.
        """
        self._chat_duration_in_minutes = value
        return self

    def get_chat_duration_in_minutes(self) -> int | None:
        """The total duration of the newly started chat session.

        Returns what is set.
        """
        return self._chat_duration_in_minutes

    def supported_messaging_content_types(self, item: str, /) -> Self:
        """The supported chat message content types.

        Appends an item.
        """
        if self._supported_messaging_content_types is None:
            self._supported_messaging_content_types = []
        self._supported_messaging_content_types.append(item)
        return self

    def set_supported_messaging_content_types(
        self, items: list[str] | tuple[str, ...] | None, /
    ) -> Self:
        """The supported chat message content types.

        Replaces what is set; None clears it.
        """
        self._supported_messaging_content_types = None if items is None else list(items)
        return self

    def get_supported_messaging_content_types(self) -> tuple[str, ...] | None:
        """The supported chat message content types.

        Returns what is set.
        """
        return (
            None
            if self._supported_messaging_content_types is None
            else tuple(self._supported_messaging_content_types)
        )

    def persistent_chat(self, value: PersistentChat, /) -> Self:
        """Enable persistent chats."""
        self._persistent_chat = value
        return self

    def set_persistent_chat(self, value: PersistentChat | None, /) -> Self:
        """Enable persistent chats.

        Replaces what is set; None clears it.
        """
        self._persistent_chat = value
        return self

    def get_persistent_chat(self) -> PersistentChat | None:
        """Enable persistent chats.

        Returns what is set.
        """
        return self._persistent_chat

    def related_contact_id(self, value: str, /) -> Self:
        """The unique identifier for an Connect Customer contact."""
        self._related_contact_id = value
        return self

    def set_related_contact_id(self, value: str | None, /) -> Self:
        """The unique identifier for an Connect Customer contact.

        Replaces what is set; None clears it.
        """
        self._related_contact_id = value
        return self

    def get_related_contact_id(self) -> str | None:
        """The unique identifier for an Connect Customer contact.

        Returns what is set.
        """
        return self._related_contact_id

    def segment_attributes(self, key: str, item: SegmentAttributeValue, /) -> Self:
        """A set of system defined key-value pairs stored on individual contact segments
        using an attribute map.

        Puts an entry.
        """
        if self._segment_attributes is None:
            self._segment_attributes = {}
        self._segment_attributes[key] = item
        return self

    def set_segment_attributes(
        self, entries: Mapping[str, SegmentAttributeValue] | None, /
    ) -> Self:
        """A set of system defined key-value pairs stored on individual contact segments
        using an attribute map.

        Replaces what is set; None clears it.
        """
        self._segment_attributes = None if entries is None else dict(entries)
        return self

    def get_segment_attributes(self) -> Mapping[str, SegmentAttributeValue] | None:
        """A set of system defined key-value pairs stored on individual contact segments
        using an attribute map.

        Returns what is set.
        """
        return (
            None if self._segment_attributes is None else dict(self._segment_attributes)
        )

    def customer_id(self, value: str, /) -> Self:
        """The customer's identification number."""
        self._customer_id = value
        return self

    def set_customer_id(self, value: str | None, /) -> Self:
        """The customer's identification number.

        Replaces what is set; None clears it.
        """
        self._customer_id = value
        return self

    def get_customer_id(self) -> str | None:
        """The customer's identification number.

        Returns what is set.
        """
        return self._customer_id

    def disconnect_on_customer_exit(
        self, item: DisconnectOnCustomerExitParticipantType, /
    ) -> Self:
        """A list of participant types to automatically disconnect when the end customer
        ends the chat session, allowing them to continue through disconnect flows such
        as surveys or feedback forms.

        Appends an item.
        """
        if self._disconnect_on_customer_exit is None:
            self._disconnect_on_customer_exit = []
        self._disconnect_on_customer_exit.append(item)
        return self

    def set_disconnect_on_customer_exit(
        self,
        items: (
            list[DisconnectOnCustomerExitParticipantType]
            | tuple[DisconnectOnCustomerExitParticipantType, ...]
            | None
        ),
        /,
    ) -> Self:
        """A list of participant types to automatically disconnect when the end customer
        ends the chat session, allowing them to continue through disconnect flows such
        as surveys or feedback forms.

        Replaces what is set; None clears it.
        """
        self._disconnect_on_customer_exit = None if items is None else list(items)
        return self

    def get_disconnect_on_customer_exit(
        self,
    ) -> tuple[DisconnectOnCustomerExitParticipantType, ...] | None:
        """A list of participant types to automatically disconnect when the end customer
        ends the chat session, allowing them to continue through disconnect flows such
        as surveys or feedback forms.

        Returns what is set.
        """
        return (
            None
            if self._disconnect_on_customer_exit is None
            else tuple(self._disconnect_on_customer_exit)
        )

    def connection_types(self, item: ConnectionType, /) -> Self:
        """The types of connection information to return in the response.

        Appends an item.
        """
        if self._connection_types is None:
            self._connection_types = []
        self._connection_types.append(item)
        return self

    def set_connection_types(
        self, items: list[ConnectionType] | tuple[ConnectionType, ...] | None, /
    ) -> Self:
        """The types of connection information to return in the response.

        Replaces what is set; None clears it.
        """
        self._connection_types = None if items is None else list(items)
        return self

    def get_connection_types(self) -> tuple[ConnectionType, ...] | None:
        """The types of connection information to return in the response.

        Returns what is set.
        """
        return None if self._connection_types is None else tuple(self._connection_types)

    def chat_streaming_configuration(
        self, value: ChatStreamingConfiguration, /
    ) -> Self:
        """The streaming configuration, such as the Amazon SNS streaming endpoint."""
        self._chat_streaming_configuration = value
        return self

    def set_chat_streaming_configuration(
        self, value: ChatStreamingConfiguration | None, /
    ) -> Self:
        """The streaming configuration, such as the Amazon SNS streaming endpoint.

        Replaces what is set; None clears it.
        """
        self._chat_streaming_configuration = value
        return self

    def get_chat_streaming_configuration(self) -> ChatStreamingConfiguration | None:
        """The streaming configuration, such as the Amazon SNS streaming endpoint.

        Returns what is set.
        """
        return self._chat_streaming_configuration

    def build(self, validate: Validation = "all") -> StartChatContactInput:
        """Builds the value.

        Args:
            validate: Which rules have to hold: "all"; "required", which asks for
                required members only; or "none".

        Raises:
            BuildError: A rule does not hold; the error lists every problem.
        """
        value = StartChatContactInput(
            instance_id=self.get_instance_id(),
            contact_flow_id=self.get_contact_flow_id(),
            attributes=self.get_attributes(),
            participant_details=self.get_participant_details(),
            participant_configuration=self.get_participant_configuration(),
            initial_message=self.get_initial_message(),
            client_token=self.get_client_token(),
            chat_duration_in_minutes=self.get_chat_duration_in_minutes(),
            supported_messaging_content_types=self.get_supported_messaging_content_types(),
            persistent_chat=self.get_persistent_chat(),
            related_contact_id=self.get_related_contact_id(),
            segment_attributes=self.get_segment_attributes(),
            customer_id=self.get_customer_id(),
            disconnect_on_customer_exit=self.get_disconnect_on_customer_exit(),
            connection_types=self.get_connection_types(),
            chat_streaming_configuration=self.get_chat_streaming_configuration(),
        )
        try:
            if validate == "all" and (
                problems := start_chat_contact_input_violations(value)
            ):
                raise BuildError("StartChatContactInput", problems)
            if validate == "required" and (
                problems := start_chat_contact_input_missing(value)
            ):
                raise BuildError("StartChatContactInput", problems)
        except RecursionError:
            raise too_deep("StartChatContactInput") from None
        return value


def start_chat_contact_input_missing(value: StartChatContactInput) -> list[Problem]:
    """Lists the required members of `value` that are unset."""
    problems: list[Problem] = []
    if value.instance_id is None:
        problems.append(unset("instance_id"))
    if value.contact_flow_id is None:
        problems.append(unset("contact_flow_id"))
    if (participant_details := value.participant_details) is None:
        problems.append(unset("participant_details"))
    elif type(participant_details) is ParticipantDetails and (
        found := participant_details_missing(participant_details)
    ):
        problems += under("participant_details", found)
    if type(initial_message := value.initial_message) is ChatMessage and (
        found := chat_message_missing(initial_message)
    ):
        problems += under("initial_message", found)
    if type(
        chat_streaming_configuration := value.chat_streaming_configuration
    ) is ChatStreamingConfiguration and (
        found := chat_streaming_configuration_missing(chat_streaming_configuration)
    ):
        problems += under("chat_streaming_configuration", found)
    return problems


def start_chat_contact_input_violations(value: StartChatContactInput) -> list[Problem]:
    """Lists what is wrong with the members of `value`."""
    problems: list[Problem] = []
    if (instance_id := value.instance_id) is None:
        problems.append(unset("instance_id"))
    elif type(instance_id) is not str or not 1 <= len(instance_id) <= 100:
        problems += string_problems("instance_id", instance_id, minimum=1, maximum=100)
    if (contact_flow_id := value.contact_flow_id) is None:
        problems.append(unset("contact_flow_id"))
    elif type(contact_flow_id) is not str or len(contact_flow_id) > 500:
        problems += string_problems("contact_flow_id", contact_flow_id, maximum=500)
    if (
        (attributes := value.attributes) is not None
        and (
            attributes.__class__ is dict
            or accepts_map("attributes", attributes, problems)
        )
        and not (
            _ATTRIBUTE_NAME_TEXTS.hold([*attributes])
            and are_texts([*attributes.values()], 4096)
        )
    ):
        for attributes_key, attributes_item in attributes.items():
            if (
                type(attributes_key) is not str
                or not 1 <= len(attributes_key) <= 32767
                or not _ATTRIBUTES_KEY_PATTERN.search(attributes_key)
            ):
                problems += string_problems(
                    "attributes.keys()",
                    attributes_key,
                    minimum=1,
                    maximum=32767,
                    pattern=_ATTRIBUTES_KEY_PATTERN,
                )
            if type(attributes_item) is not str or len(attributes_item) > 32767:
                problems += string_problems(
                    f"attributes[{attributes_key!r}]", attributes_item, maximum=32767
                )
        problems += map_size_problems("attributes", attributes, maximum=32768)
    if (participant_details := value.participant_details) is None:
        problems.append(unset("participant_details"))
    elif type(participant_details) is not ParticipantDetails:
        problems.append(
            wrong_type("participant_details", "ParticipantDetails", participant_details)
        )
    elif found := participant_details_violations(participant_details):
        problems += under("participant_details", found)
    if (participant_configuration := value.participant_configuration) is not None:
        if type(participant_configuration) is not ParticipantConfiguration:
            problems.append(
                wrong_type(
                    "participant_configuration",
                    "ParticipantConfiguration",
                    participant_configuration,
                )
            )
        elif found := participant_configuration_violations(participant_configuration):
            problems += under("participant_configuration", found)
    if (initial_message := value.initial_message) is not None:
        if type(initial_message) is not ChatMessage:
            problems.append(
                wrong_type("initial_message", "ChatMessage", initial_message)
            )
        elif found := chat_message_violations(initial_message):
            problems += under("initial_message", found)
    if (client_token := value.client_token) is not None and (
        type(client_token) is not str or len(client_token) > 500
    ):
        problems += string_problems("client_token", client_token, maximum=500)
    if (chat_duration_in_minutes := value.chat_duration_in_minutes) is not None and (
        type(chat_duration_in_minutes) is not int
        or not 60 <= chat_duration_in_minutes <= 10080
    ):
        problems += integer_problems(
            "chat_duration_in_minutes",
            chat_duration_in_minutes,
            minimum=60,
            maximum=10080,
        )
    if (
        supported_messaging_content_types := value.supported_messaging_content_types
    ) is not None and (
        type(supported_messaging_content_types) is tuple
        or accepts_list(
            "supported_messaging_content_types",
            supported_messaging_content_types,
            problems,
        )
    ):
        if not _SUPPORTED_MESSAGING_CONTENT_TYPE_TEXTS.hold(
            supported_messaging_content_types
        ):
            for (
                supported_messaging_content_types_index,
                supported_messaging_content_types_item,
            ) in enumerate(supported_messaging_content_types):
                if (
                    type(supported_messaging_content_types_item) is not str
                    or not 1 <= len(supported_messaging_content_types_item) <= 100
                ):
                    problems += string_problems(
                        f"supported_messaging_content_types[{supported_messaging_content_types_index}]",
                        supported_messaging_content_types_item,
                        minimum=1,
                        maximum=100,
                    )
        if "text/plain" not in supported_messaging_content_types:
            problems.append(lacking("supported_messaging_content_types", "text/plain"))
    if (persistent_chat := value.persistent_chat) is not None:
        if type(persistent_chat) is not PersistentChat:
            problems.append(
                wrong_type("persistent_chat", "PersistentChat", persistent_chat)
            )
        elif found := persistent_chat_violations(persistent_chat):
            problems += under("persistent_chat", found)
    if (related_contact_id := value.related_contact_id) is not None and (
        type(related_contact_id) is not str or not 1 <= len(related_contact_id) <= 256
    ):
        problems += string_problems(
            "related_contact_id", related_contact_id, minimum=1, maximum=256
        )
    if (segment_attributes := value.segment_attributes) is not None and (
        segment_attributes.__class__ is dict
        or accepts_map("segment_attributes", segment_attributes, problems)
    ):
        for (
            segment_attributes_key,
            segment_attributes_item,
        ) in segment_attributes.items():
            if (
                type(segment_attributes_key) is not str
                or not 1 <= len(segment_attributes_key) <= 128
            ):
                problems += string_problems(
                    "segment_attributes.keys()",
                    segment_attributes_key,
                    minimum=1,
                    maximum=128,
                )
            if type(segment_attributes_item) is not SegmentAttributeValue:
                problems.append(
                    wrong_type(
                        f"segment_attributes[{segment_attributes_key!r}]",
                        "SegmentAttributeValue",
                        segment_attributes_item,
                    )
                )
            elif found := segment_attribute_value_violations(segment_attributes_item):
                problems += under(
                    f"segment_attributes[{segment_attributes_key!r}]", found
                )
    if (customer_id := value.customer_id) is not None and (
        type(customer_id) is not str or not 1 <= len(customer_id) <= 128
    ):
        problems += string_problems(
            "customer_id", customer_id, minimum=1, maximum=128, sensitive=True
        )
    if (
        disconnect_on_customer_exit := value.disconnect_on_customer_exit
    ) is not None and (
        type(disconnect_on_customer_exit) is tuple
        or accepts_list(
            "disconnect_on_customer_exit", disconnect_on_customer_exit, problems
        )
    ):
        if len(disconnect_on_customer_exit) != 1:
            problems += size_problems(
                "disconnect_on_customer_exit",
                len(disconnect_on_customer_exit),
                1,
                1,
                "items",
            )
        if not are_texts(disconnect_on_customer_exit):
            for (
                disconnect_on_customer_exit_index,
                disconnect_on_customer_exit_item,
            ) in enumerate(disconnect_on_customer_exit):
                if (
                    type(disconnect_on_customer_exit_item)
                    is not DisconnectOnCustomerExitParticipantType
                ):
                    problems += string_problems(
                        f"disconnect_on_customer_exit[{disconnect_on_customer_exit_index}]",
                        disconnect_on_customer_exit_item,
                    )
    if (connection_types := value.connection_types) is not None and (
        type(connection_types) is tuple
        or accepts_list("connection_types", connection_types, problems)
    ):
        if not 1 <= len(connection_types) <= 2:
            problems += size_problems(
                "connection_types", len(connection_types), 1, 2, "items"
            )
        if not are_texts(connection_types):
            for connection_types_index, connection_types_item in enumerate(
                connection_types
            ):
                if type(connection_types_item) is not ConnectionType:
                    problems += string_problems(
                        f"connection_types[{connection_types_index}]",
                        connection_types_item,
                    )
    if (chat_streaming_configuration := value.chat_streaming_configuration) is not None:
        if type(chat_streaming_configuration) is not ChatStreamingConfiguration:
            problems.append(
                wrong_type(
                    "chat_streaming_configuration",
                    "ChatStreamingConfiguration",
                    chat_streaming_configuration,
                )
            )
        elif found := chat_streaming_configuration_violations(
            chat_streaming_configuration
        ):
            problems += under("chat_streaming_configuration", found)
    if value.related_contact_id is not None and value.persistent_chat is not None:
        problems.append(excluded("persistent_chat", "related_contact_id"))
    return problems


class StartChatContactOutput(
    Structure,
    kw_only=True,
    rename={
        "contact_id": "ContactId",
        "participant_id": "ParticipantId",
        "participant_token": "ParticipantToken",
        "continued_from_contact_id": "ContinuedFromContactId",
        "connection_credentials": "ConnectionCredentials",
        "websocket": "Websocket",
        "streaming_id": "StreamingId",
    },
):
    """Output of the operation `StartChatContact`."""

    contact_id: str | None = None
    """The identifier of this contact within the Connect Customer instance.

    Constraints: 1 to 256 characters.
    """

    participant_id: str | None = None
    """The identifier for a chat participant. The participantId for a chat participant
    is the same throughout the chat lifecycle.

    Constraints: 1 to 256 characters.
    """

    participant_token: str | None = None
    """The token used by the chat participant to call
    [CreateParticipantConnection](https://docs.aws.amazon.com/connect-participant/latest/APIReference/API_CreateParticipantConnection.html).
    The participant token is valid for the lifetime of a chat participant.

    Constraints: 1 to 1,000 characters.
    """

    continued_from_contact_id: str | None = None
    """The contactId from which a persistent chat session is started. This field is
    populated only for persistent chats.

    Constraints: 1 to 256 characters.
    """

    connection_credentials: ConnectionCredentials | None = None
    """The connection credentials for the chat participant. Returned only when the
    request includes `CONNECTION_CREDENTIALS` in `ConnectionTypes`.
    """

    websocket: Websocket | None = None
    """The websocket for the chat participant. Returned only when the request includes
    `WEBSOCKET` in `ConnectionTypes`.
    """

    streaming_id: str | None = None
    """The identifier of the streaming configuration enabled with the chat. Returned
    only when the request sets `ChatStreamingConfiguration`. Use this value to call
    [StopContactStreaming](https://docs.aws.amazon.com/connect/latest/APIReference/API_StopContactStreaming.html).

    Constraints: 1 to 100 characters.
    """


def serialize(value: StartChatContactInput, config: Config) -> HttpRequest:
    """Returns the request for `value`.

    Raises:
        BuildError: A constraint does not hold; the error lists every problem.
    """
    try:
        if value.client_token is None:
            value = value.replace(client_token=config.idempotency_token_provider())
        validate = config.validate or "all"
        if validate == "all" and (
            problems := start_chat_contact_input_violations(value)
        ):
            raise BuildError("StartChatContactInput", problems)
        if validate == "required" and (
            problems := start_chat_contact_input_missing(value)
        ):
            raise BuildError("StartChatContactInput", problems)

        return HttpRequest(
            method="PUT",
            path="/contact/chat",
            headers={"Content-Type": "application/json"},
            body=encode(value),
        )
    except RecursionError:
        raise too_deep("StartChatContactInput") from None


def parse(response: HttpResponse[AnyStream]) -> StartChatContactOutput:
    """Returns the output that `response` holds.

    Raises:
        ConnectError: The service answered with an error.
        ResponseError: The response is not what the model says.
    """
    if response.status >= 300:
        found = response.as_error()
        error = read_error(found, errors(), ConnectError)
        raise error.found_in(found)
    return read_body("StartChatContact", StartChatContactOutput, response)


@cache
def errors() -> tuple[type[ServiceError], ...]:
    """Returns the modeled errors; they are imported when they are needed."""
    from ..errors.internal_service_exception import InternalServiceException
    from ..errors.invalid_parameter_exception import InvalidParameterException
    from ..errors.invalid_request_exception import InvalidRequestException
    from ..errors.limit_exceeded_exception import LimitExceededException
    from ..errors.resource_not_found_exception import ResourceNotFoundException

    return (
        InvalidRequestException,
        InvalidParameterException,
        ResourceNotFoundException,
        InternalServiceException,
        LimitExceededException,
    )


OPERATION: OperationDefinition[StartChatContactInput, StartChatContactOutput] = (
    OperationDefinition(
        name="StartChatContact",
        service="AmazonConnectService",
        signing_name="connect",
        input_type=StartChatContactInput,
        output_type=StartChatContactOutput,
        serialize=serialize,
        parse=parse,
        load_errors=errors,
    )
)
