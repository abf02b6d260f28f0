"""Values that several tests of the package start from."""

from amazon_connect import (
    ChatMessage,
    Config,
    HttpResponse,
    ParticipantDetails,
    StartChatContactInput,
)

CONFIG = Config(region="us-west-2", idempotency_token_provider=lambda: "token")

MINIMAL = StartChatContactInput(
    instance_id="12345678-1234-1234-1234-123456789012",
    contact_flow_id="846ec553-a005-41c0-8341-000000000000",
    participant_details=ParticipantDetails(display_name="Ann"),
)

CHAT = MINIMAL.replace(
    initial_message=ChatMessage(content_type="text/plain", content="Hello"),
    attributes={"tier": "gold"},
    supported_messaging_content_types=("text/plain",),
    chat_duration_in_minutes=60,
)

SECRET = "ann@example.com, customer since 2007"


def answer(body: bytes, status: int = 200, **headers: str) -> HttpResponse:
    """Returns a response; underscores in the names of headers become dashes."""
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return HttpResponse(status=status, headers=named, body=body)
