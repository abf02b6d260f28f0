"""Amazon Connect Service.

**Note:** Amazon Connect now refers to a portfolio of agentic solutions for business
functions. The legacy product is now called Amazon Connect Customer, or simply Customer.
The legacy name is used interchangeably in this documentation.

- [Connect Customer Customer
  actions](https://docs.aws.amazon.com/connect/latest/APIReference/API_Operations_Amazon_Connect_Service.html)
- [Connect Customer Customer data
  types](https://docs.aws.amazon.com/connect/latest/APIReference/API_Types_Amazon_Connect_Service.html)

Connect Customer Customer engages customers at every touchpoint and creates deeper
relationships with AI powered capabilities.

Build and manage customer communication experiences. Connect customers to agents, enable
intelligent routing, and track performance in real-time.

There are limits to the number of Connect Customer resources that you can create. There
are also limits to the number of requests that you can make per second. For more
information, see [Connect Customer Service
Quotas](https://docs.aws.amazon.com/connect/latest/adminguide/amazon-connect-service-limits.html)
in the *Connect Customer Administrator Guide*.

You can use an endpoint to connect programmatically to an Amazon Web Services service.
For a list of Connect Customer endpoints, see [Connect Customer
Endpoints](https://docs.aws.amazon.com/general/latest/gr/connect_region.html).
"""

from ._runtime.lazy import lazy_names

__getattr__, __dir__ = lazy_names(
    __name__,
    """
AnyStream _runtime.bodies
ByteStream _runtime.bodies
Config _runtime.config
ResponseError _runtime.errors
ServiceError _runtime.errors
HttpRequest _runtime.http
HttpResponse _runtime.http
Operation _runtime.operation
OperationDefinition _runtime.operation
BuildError _runtime.problems
Problem _runtime.problems
AsyncConnectClient client
ConnectClient client
ConnectError errors
InternalServiceException errors.internal_service_exception
InvalidParameterException errors.invalid_parameter_exception
InvalidRequestException errors.invalid_request_exception
LimitExceededException errors.limit_exceeded_exception
ResourceNotFoundException errors.resource_not_found_exception
OPERATIONS operations
StartChatContactInput operations.start_chat_contact
StartChatContactInputBuilder operations.start_chat_contact
StartChatContactOutput operations.start_chat_contact
AttachedFileInvalidRequestExceptionReason shapes.attached_file_invalid_request_exception_reason
ChatMessage shapes.chat_message
ChatMessageBuilder shapes.chat_message
ChatStreamingConfiguration shapes.chat_streaming_configuration
ChatStreamingConfigurationBuilder shapes.chat_streaming_configuration
ConnectionCredentials shapes.connection_credentials
ConnectionType shapes.connection_type
DisconnectOnCustomerExitParticipantType shapes.disconnect_on_customer_exit_participant_type
InvalidRequestExceptionReason shapes.invalid_request_exception_reason
ParticipantConfiguration shapes.participant_configuration
ParticipantConfigurationBuilder shapes.participant_configuration
ParticipantDetails shapes.participant_details
ParticipantDetailsBuilder shapes.participant_details
PersistentChat shapes.persistent_chat
PersistentChatBuilder shapes.persistent_chat
RehydrationType shapes.rehydration_type
ResponseMode shapes.response_mode
SegmentAttributeValue shapes.segment_attribute_value
SegmentAttributeValueBuilder shapes.segment_attribute_value
Websocket shapes.websocket
""",
)
