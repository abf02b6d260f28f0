"""A span for each call: an interceptor for OpenTelemetry.

https://opentelemetry.io/docs/specs/semconv/cloud-providers/aws-sdk/

It is the only module that needs the library `opentelemetry-api`.
"""

from __future__ import annotations

from msgspec.structs import replace
from opentelemetry import propagate, trace
from opentelemetry.trace import Span, SpanKind, StatusCode, TracerProvider

from .interceptors import Attempt, CallContext, Interceptor
from .logged_calls import error_kind
from .messages import SignedRequest

_SPAN = object()


class TracedCalls(Interceptor):
    """Makes a client span of each call, with an event for each attempt.

    It has neither members nor messages of a service. Requests carry the span on, by the
    fields of the propagator that the program has chosen.
    """

    def __init__(
        self,
        service: str | None = None,
        system: str = "aws-api",
        provider: TracerProvider | None = None,
    ) -> None:
        """Says what spans are called.

        Args:
            service: The service's name in spans, such as `S3`; that of the model
                without.
            system: What kind of calls they are.
            provider: Who makes tracers; the program's own provider without.
        """
        self._service = service
        self._system = system
        self._tracer = trace.get_tracer(__name__, tracer_provider=provider)

    def before_call(self, call: CallContext, /) -> None:
        """Starts the span."""
        service = self._service or call.service
        attributes = {
            "rpc.system": self._system,
            "rpc.service": service,
            "rpc.method": call.operation,
        }
        if call.region is not None:
            attributes["cloud.region"] = call.region
        call.notes[_SPAN] = self._tracer.start_span(
            f"{service}.{call.operation}", kind=SpanKind.CLIENT, attributes=attributes
        )

    def before_sending(
        self, call: CallContext, request: SignedRequest, /
    ) -> SignedRequest:
        """Sends the span along."""
        carried: dict[str, str] = {}
        propagate.inject(carried, trace.set_span_in_context(_span(call)))
        if not carried:
            return request
        return replace(request, headers=(*request.headers, *carried.items()))

    def after_attempt(self, call: CallContext, attempt: Attempt, /) -> None:
        """Notes an attempt."""
        span = _span(call)
        noted: dict[str, str | int] = {"http.request.resend_count": attempt.number - 1}
        if attempt.error is not None:
            noted["error.type"] = error_kind(attempt.error)
        answered: dict[str, str | int] = {}
        if attempt.status is not None:
            answered["http.response.status_code"] = attempt.status
        if attempt.request_ids.request_id is not None:
            answered["aws.request_id"] = attempt.request_ids.request_id
        if attempt.request_ids.extended is not None:
            answered["aws.extended_request_id"] = attempt.request_ids.extended
        span.add_event("attempt", {**noted, **answered})
        span.set_attributes(answered)

    def after_call(self, call: CallContext, error: BaseException | None, /) -> None:
        """Ends the span."""
        span = _span(call)
        if error is not None:
            span.set_attribute("error.type", error_kind(error))
            span.set_status(StatusCode.ERROR)
        span.end()


def _span(call: CallContext) -> Span:
    span: Span = call.notes.get(_SPAN, trace.INVALID_SPAN)
    return span
