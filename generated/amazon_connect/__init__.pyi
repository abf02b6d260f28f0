from ._runtime.bodies import AnyStream as AnyStream
from ._runtime.bodies import ByteStream as ByteStream
from ._runtime.config import Config as Config
from ._runtime.errors import ResponseError as ResponseError
from ._runtime.errors import ServiceError as ServiceError
from ._runtime.http import HttpRequest as HttpRequest
from ._runtime.http import HttpResponse as HttpResponse
from ._runtime.operation import Operation as Operation
from ._runtime.operation import OperationDefinition as OperationDefinition
from ._runtime.problems import BuildError as BuildError
from ._runtime.problems import Problem as Problem
from .client import AsyncConnectClient as AsyncConnectClient
from .client import ConnectClient as ConnectClient
from .errors import ConnectError as ConnectError
from .errors.internal_service_exception import (
    InternalServiceException as InternalServiceException,
)
from .errors.invalid_parameter_exception import (
    InvalidParameterException as InvalidParameterException,
)
from .errors.invalid_request_exception import (
    InvalidRequestException as InvalidRequestException,
)
from .errors.limit_exceeded_exception import (
    LimitExceededException as LimitExceededException,
)
from .errors.resource_not_found_exception import (
    ResourceNotFoundException as ResourceNotFoundException,
)
from .operations import OPERATIONS as OPERATIONS
from .operations.start_chat_contact import (
    StartChatContactInput as StartChatContactInput,
)
from .operations.start_chat_contact import (
    StartChatContactInputBuilder as StartChatContactInputBuilder,
)
from .operations.start_chat_contact import (
    StartChatContactOutput as StartChatContactOutput,
)
from .shapes.attached_file_invalid_request_exception_reason import (
    AttachedFileInvalidRequestExceptionReason as AttachedFileInvalidRequestExceptionReason,
)
from .shapes.chat_message import ChatMessage as ChatMessage
from .shapes.chat_message import ChatMessageBuilder as ChatMessageBuilder
from .shapes.chat_streaming_configuration import (
    ChatStreamingConfiguration as ChatStreamingConfiguration,
)
from .shapes.chat_streaming_configuration import (
    ChatStreamingConfigurationBuilder as ChatStreamingConfigurationBuilder,
)
from .shapes.connection_credentials import (
    ConnectionCredentials as ConnectionCredentials,
)
from .shapes.connection_type import ConnectionType as ConnectionType
from .shapes.disconnect_on_customer_exit_participant_type import (
    DisconnectOnCustomerExitParticipantType as DisconnectOnCustomerExitParticipantType,
)
from .shapes.invalid_request_exception_reason import (
    InvalidRequestExceptionReason as InvalidRequestExceptionReason,
)
from .shapes.participant_configuration import (
    ParticipantConfiguration as ParticipantConfiguration,
)
from .shapes.participant_configuration import (
    ParticipantConfigurationBuilder as ParticipantConfigurationBuilder,
)
from .shapes.participant_details import ParticipantDetails as ParticipantDetails
from .shapes.participant_details import (
    ParticipantDetailsBuilder as ParticipantDetailsBuilder,
)
from .shapes.persistent_chat import PersistentChat as PersistentChat
from .shapes.persistent_chat import PersistentChatBuilder as PersistentChatBuilder
from .shapes.rehydration_type import RehydrationType as RehydrationType
from .shapes.response_mode import ResponseMode as ResponseMode
from .shapes.segment_attribute_value import (
    SegmentAttributeValue as SegmentAttributeValue,
)
from .shapes.segment_attribute_value import (
    SegmentAttributeValueBuilder as SegmentAttributeValueBuilder,
)
from .shapes.websocket import Websocket as Websocket
