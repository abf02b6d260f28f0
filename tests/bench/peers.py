"""botocore's serialiser and parser for StartChatContact, as its client calls them."""

# mypy: disable-error-code="import-untyped"
# botocore has no types.

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from botocore.awsrequest import HeadersDict
from botocore.loaders import Loader
from botocore.model import ServiceModel
from botocore.parsers import create_parser
from botocore.serialize import create_serializer

from amazon_connect import HttpResponse

_SERVICE = ServiceModel(Loader().load_service_model("connect", "service-2"), "connect")
_OPERATION = _SERVICE.operation_model("StartChatContact")


def serializer(
    parameters: dict[str, object], *, validate: bool
) -> Callable[[], object]:
    """Returns a call that serialises, with or without checking the parameters."""
    made = create_serializer(_SERVICE.protocol, include_validation=validate)
    return lambda: made.serialize_to_request(parameters, _OPERATION)


def output_parser(response: HttpResponse) -> Callable[[], object]:
    """Returns a call that parses an output."""
    made = create_parser(_SERVICE.protocol)
    message = _message(response)
    return lambda: made.parse(message, _OPERATION.output_shape)


def error_parser(response: HttpResponse) -> Callable[[], object]:
    """Returns a call that parses a modeled error: what all have, then its members."""
    made = create_parser(_SERVICE.protocol)
    message = _message(response)

    def parse() -> object:
        parsed = made.parse(message, _OPERATION.output_shape)
        shape = _SERVICE.shape_for_error_code(parsed["Error"]["Code"])
        parsed.update(made.parse(message, shape))
        return parsed

    return parse


# Any: botocore takes a dictionary of one value of each kind.
def _message(response: HttpResponse) -> dict[str, Any]:
    return {
        "status_code": response.status,
        "headers": HeadersDict(response.headers),
        "body": response.body,
    }
