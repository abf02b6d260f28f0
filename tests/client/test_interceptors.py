"""What sees calls: interceptors, the log, spans, and what they never show."""

from __future__ import annotations

import logging
from typing import Any

import pytest
from msgspec.structs import replace
from templates.runtime.client.call_values import CallOptions, Route
from templates.runtime.client.interceptors import Attempt, CallContext, Interceptor
from templates.runtime.client.logged_calls import LoggedCalls
from templates.runtime.client.messages import SignedRequest, UnsignedRequest, as_signed

from tests.client.script import (
    Address,
    Script,
    Scripted,
    World,
    call,
    operation,
    refusal,
    run,
    run_async,
)

RESET = ConnectionResetError("reset")
IDS = [("x-amzn-requestid", "id-1"), ("x-amz-id-2", "more")]
SECRETS = {
    "body": b'{"password": "hush-body"}',
    "path": "/things/hush-path",
    "headers": {"X-Token": "hush-header"},
}


class Noting(Interceptor):
    """Writes down all that it sees."""

    def __init__(self, name: str, log: list[str]) -> None:
        self.name, self.log = name, log

    def before_call(self, call: CallContext, /) -> None:
        self.log.append(f"{self.name} before {call.operation} of {call.service}")

    def before_signing(
        self, call: CallContext, request: UnsignedRequest, /
    ) -> UnsignedRequest:
        self.log.append(f"{self.name} before signing")
        headers = (*request.headers, (f"X-Signed-{self.name}", "1"))
        return replace(request, headers=headers)

    def before_sending(
        self, call: CallContext, request: SignedRequest, /
    ) -> SignedRequest:
        self.log.append(f"{self.name} before sending")
        headers = (*request.headers, (f"X-Sent-{self.name}", "1"))
        return replace(request, headers=headers)

    def after_attempt(self, call: CallContext, attempt: Attempt, /) -> None:
        kind = type(attempt.error).__name__
        self.log.append(f"{self.name} {attempt.number} {attempt.status} {kind}")

    def after_call(self, call: CallContext, error: BaseException | None, /) -> None:
        self.log.append(f"{self.name} after, {type(error).__name__}")


@pytest.mark.parametrize("runner", [run, run_async])
def test_interceptors_see_calls_in_order_and_change_requests(runner: Any) -> None:
    log: list[str] = []
    both = (Noting("a", log), Noting("b", log))
    signed: list[tuple[tuple[str, str], ...]] = []

    def sign(request: UnsignedRequest, identity: object, now: object) -> SignedRequest:
        signed.append(request.headers)
        return as_signed(request)

    route = Route(Address(), sign)
    options = CallOptions(interceptors=both)
    ran = runner(lambda: call(options, route=route), [RESET, Scripted()], World())
    attempt = ["a before signing", "b before signing"]
    attempt += ["a before sending", "b before sending"]
    assert log == [
        "a before DoThing of Things",
        "b before DoThing of Things",
        *attempt,
        "a 1 None ConnectionResetError",
        "b 1 None ConnectionResetError",
        *attempt,
        "a 2 200 NoneType",
        "b 2 200 NoneType",
        "b after, NoneType",
        "a after, NoneType",
    ]
    assert [name for name, _ in signed[0]] == ["X-Signed-a", "X-Signed-b"]
    sent = [name for name, _ in ran.transport.requests[1].headers]
    assert sent == ["X-Signed-a", "X-Signed-b", "X-Sent-a", "X-Sent-b"]


def test_what_an_interceptor_raises_ends_the_call_and_frees_the_connection() -> None:
    class Failing(Interceptor):
        def after_attempt(self, call: CallContext, attempt: Attempt, /) -> None:
            raise LookupError("no")

    options = CallOptions(interceptors=(Failing(),))
    for runner in (run, run_async):
        ran = runner(lambda: call(options, streams=True), [Scripted()], World())
        assert isinstance(ran.error, LookupError)
        assert ran.transport.open == 0


def test_each_attempt_is_a_line_in_the_log(caplog: pytest.LogCaptureFixture) -> None:
    options = CallOptions(interceptors=(LoggedCalls(),))
    script: Script = [RESET, refusal("Busy"), Scripted(200, IDS)]
    with caplog.at_level(logging.DEBUG):
        run(lambda: call(options), script, World())
    assert [record.getMessage() for record in caplog.records] == [
        "DoThing attempt 1: no answer in 0.0 ms, ConnectionResetError",
        "DoThing attempt 2: 400 in 0.0 ms, Busy",
        "DoThing attempt 3: 200 in 0.0 ms [id-1, more]",
    ]
    assert {record.levelno for record in caplog.records} == {logging.DEBUG}


def test_nothing_is_logged_above_the_level_of_debugging(
    caplog: pytest.LogCaptureFixture,
) -> None:
    options = CallOptions(interceptors=(LoggedCalls(),))
    with caplog.at_level(logging.INFO):
        run(lambda: call(options), [Scripted()], World())
    assert caplog.records == []


def test_a_call_is_a_span_with_its_attempts_as_events() -> None:
    spans, interceptor = traced()
    options = CallOptions(interceptors=(interceptor,))
    ran = run(lambda: call(options), [refusal("Busy"), Scripted(200, IDS)], World())
    (span,) = spans.get_finished_spans()
    assert span.name == "Things.DoThing"
    assert span.kind.name == "CLIENT"
    assert span.status.is_unset
    assert dict(span.attributes) == {
        "rpc.system": "aws-api",
        "rpc.service": "Things",
        "rpc.method": "DoThing",
        "cloud.region": "us-east-1",
        "http.response.status_code": 200,
        "aws.request_id": "id-1",
        "aws.extended_request_id": "more",
    }
    attempts = [dict(event.attributes) for event in span.events]
    assert attempts[0] == {
        "http.request.resend_count": 0,
        "error.type": "Busy",
        "http.response.status_code": 400,
    }
    assert attempts[1]["http.request.resend_count"] == 1
    sent = dict(ran.transport.requests[0].headers)
    assert sent["traceparent"].split("-")[2] == f"{span.context.span_id:016x}"


def test_a_call_that_fails_is_a_span_with_an_error() -> None:
    spans, interceptor = traced()
    options = CallOptions(interceptors=(interceptor,))
    run_async(lambda: call(options), [refusal("NotThere", 404)], World())
    (span,) = spans.get_finished_spans()
    assert span.status.status_code.name == "ERROR"
    assert span.attributes["error.type"] == "NotThere"


def traced() -> tuple[Any, Interceptor]:
    pytest.importorskip("opentelemetry.sdk")
    from opentelemetry.sdk.trace import TracerProvider
    from opentelemetry.sdk.trace.export import SimpleSpanProcessor
    from opentelemetry.sdk.trace.export.in_memory_span_exporter import (
        InMemorySpanExporter,
    )
    from templates.runtime.client.traced_calls import TracedCalls

    spans, provider = InMemorySpanExporter(), TracerProvider()
    provider.add_span_processor(SimpleSpanProcessor(spans))
    return spans, TracedCalls(provider=provider)


def test_no_log_span_repr_or_error_shows_what_was_sent(
    caplog: pytest.LogCaptureFixture,
) -> None:
    spans, tracing = traced()
    shown: list[str] = []

    class Showing(Interceptor):
        def before_sending(
            self, call: CallContext, request: SignedRequest, /
        ) -> SignedRequest:
            shown.extend([repr(call), repr(request), f"{request}"])
            return request

        def before_signing(
            self, call: CallContext, request: UnsignedRequest, /
        ) -> UnsignedRequest:
            shown.append(repr(request))
            return request

    of = operation(**SECRETS)  # type: ignore[arg-type]
    options = CallOptions(
        interceptors=(LoggedCalls(), tracing, Showing()),
        headers=(("Authorization", "hush-key"),),
    )
    steps: list[Any] = []
    with caplog.at_level(logging.DEBUG):
        for script in ([RESET] * 3, [refusal("NotThere", 404)], [Scripted()]):
            ran = run(lambda: call(options, of), script, World())
            shown.extend([repr(ran.answer), repr(ran.error), str(ran.error)])
            steps.extend(ran.log)
    shown.extend(record.getMessage() for record in caplog.records)
    shown.extend(span.to_json() for span in spans.get_finished_spans())
    assert "hush" not in " ".join(shown)
    assert "hush" in str(steps)
