"""One StartChatContact call as every contender has it."""

from __future__ import annotations

import json

from amazon_connect import (
    ChatMessage,
    HttpResponse,
    ParticipantDetails,
    SegmentAttributeValue,
    StartChatContactInput,
)

INPUT = StartChatContactInput(
    instance_id="12345678-1234-1234-1234-123456789012",
    contact_flow_id="846ec553-a005-41c0-8341-000000000000",
    attributes={
        "customer_tier": "gold",
        "preferred-language": "en-GB",
        "order_number": "2024-000-1729",
    },
    participant_details=ParticipantDetails(display_name="Ann Example"),
    initial_message=ChatMessage(
        content_type="text/plain", content="Hello, where is my order?"
    ),
    client_token="5f0c0e7a-3f2b-4c55-9a8e-6f1d2b7c9e10",
    chat_duration_in_minutes=60,
    supported_messaging_content_types=(
        "text/plain",
        "text/markdown",
        "application/json",
    ),
    segment_attributes={
        "connect:Subtype": SegmentAttributeValue(value_string="connect:Guide")
    },
    customer_id="customer-000042",
)
"""Ten members are set, four of which hold values of their own."""

PARAMETERS = INPUT.to_dict()
"""The same as boto3 takes it, which is also the JSON body before it is encoded."""

OUTPUT = HttpResponse(
    status=200,
    headers={
        "Content-Type": "application/json",
        "x-amzn-RequestId": "b1c9d2f0-9c77-4f0e-8d5a-0d6a3f7f2f11",
    },
    body=json.dumps(
        {
            "ContactId": "6f4f2b0e-7d0a-4b53-8a35-6b3d0c8e6a01",
            "ParticipantId": "0a7c1f8e-55f5-4e1f-9a48-0c52f4f8a1d2",
            "ParticipantToken": "QVFJREFI" * 60,
            "ContinuedFromContactId": "b2fb9b2c-6a0e-4e4d-8c0b-5e6f0a7c9d13",
            "ConnectionCredentials": {
                "ConnectionToken": "ZXlKMGVY" * 40,
                "Expiry": "2026-03-01T12:00:00.000Z",
            },
            "Websocket": {
                "Url": "wss://example.com/chat?token=" + "c2VjcmV0" * 20,
                "ConnectionExpiry": "2026-03-01T12:00:00.000Z",
            },
            "StreamingId": "d3b07384-d9a0-4c9b-8f0e-1f2a3b4c5d6e",
        }
    ).encode(),
)
"""A response with all seven members."""

ERROR = HttpResponse(
    status=400,
    headers={
        "Content-Type": "application/json",
        "x-amzn-RequestId": "b1c9d2f0-9c77-4f0e-8d5a-0d6a3f7f2f11",
        "x-amzn-ErrorType": "InvalidRequestException",
    },
    body=json.dumps(
        {
            "Message": "The request is not valid.",
            "Reason": {
                "AttachedFileInvalidRequestExceptionReason": "INVALID_FILE_SIZE"
            },
        }
    ).encode(),
)
"""A response with a modeled error that has a member of its own."""
