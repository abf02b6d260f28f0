"""botocore's serialiser and parser of an operation, as its client calls them."""

# mypy: disable-error-code="import-untyped"
# botocore has no types.

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from botocore.awsrequest import HeadersDict
from botocore.loaders import Loader
from botocore.model import OperationModel, ServiceModel
from botocore.parsers import create_parser
from botocore.serialize import create_serializer


@dataclass(frozen=True)
class Peer:
    """An operation as botocore has it."""

    service: str
    operation: str

    @cached_property
    def protocol(self) -> str:
        """The first protocol of the service, by botocore's name."""
        first: str = self._model.service_model.metadata["protocol"]
        return first

    def serializer(
        self, parameters: Mapping[str, object], *, validate: bool
    ) -> Callable[[], object]:
        """Returns a call that serialises, with or without checking the parameters."""
        made = create_serializer(self.protocol, include_validation=validate)
        given, model = dict(parameters), self._model
        return lambda: made.serialize_to_request(given, model)

    # Any: the caller knows what the response holds.
    def output_parser(
        self, status: int, headers: Mapping[str, str], body: bytes
    ) -> Callable[[], dict[str, Any]]:
        """Returns a call that parses an output."""
        made = create_parser(self.protocol)
        message = _message(status, headers, body)
        shape = self._model.output_shape
        return lambda: made.parse(message, shape)

    def error_parser(
        self, status: int, headers: Mapping[str, str], body: bytes
    ) -> Callable[[], object]:
        """Returns a call that parses a modeled error: what all have, then its own."""
        made = create_parser(self.protocol)
        message = _message(status, headers, body)
        service, shape = self._model.service_model, self._model.output_shape

        def parse() -> object:
            parsed = made.parse(message, shape)
            error = service.shape_for_error_code(parsed["Error"]["Code"])
            parsed.update(made.parse(message, error))
            return parsed

        return parse

    @cached_property
    def _model(self) -> OperationModel:
        description = Loader().load_service_model(self.service, "service-2")
        return ServiceModel(description, self.service).operation_model(self.operation)


# Any: botocore takes a dictionary of one value of each kind.
def _message(status: int, headers: Mapping[str, str], body: bytes) -> dict[str, Any]:
    return {"status_code": status, "headers": HeadersDict(headers), "body": body}
