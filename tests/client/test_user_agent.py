"""What requests say about who sends them."""

from __future__ import annotations

import platform
import re

import pytest
from templates.runtime.client.user_agent import (
    attempt_headers,
    trace_headers,
    user_agent,
)


def test_the_user_agent_has_the_form_of_aws(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(platform, "system", lambda: "Linux")
    monkeypatch.setattr(platform, "release", lambda: "6.1 beta")
    monkeypatch.setattr(platform, "machine", lambda: "x86_64")
    value = user_agent("amazon_connect", "1.2", "API Gateway", environment={})
    python = platform.python_version()
    implementation = platform.python_implementation()
    assert value == (
        "amazon_connect/1.2 ua/2.1 api/api-gateway#1.2 os/linux#6.1-beta "
        f"md/arch#x86_64 lang/python#{python} md/pyimpl#{implementation} m/E"
    )


def test_an_unknown_system_is_another(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(platform, "system", lambda: "Plan 9")
    assert " os/other md/Plan-9#" in user_agent("a", "1", "S3", environment={})


def test_the_user_agent_says_where_it_runs_and_what_it_does() -> None:
    value = user_agent(
        "a",
        "1",
        "S3",
        retry_mode="adaptive",
        application_id="my app/1" + "x" * 60,
        environment={"AWS_EXECUTION_ENV": "AWS_Lambda_python3.12"},
        features=("N",),
    )
    ending = " exec-env/AWS_Lambda_python3.12 m/F,N app/my-app-1"
    assert value.partition("CPython")[2].startswith(ending)
    assert len(value.rpartition("app/")[2]) == 50


def test_the_user_agent_cannot_add_a_header() -> None:
    value = user_agent("a\r\nX: 1", "1\n", "S3 (é)", application_id="x\r\ny")
    assert re.fullmatch(r"[\x21-\x7e]+( [\x21-\x7e]+)*", value)


def test_attempts_are_told_apart() -> None:
    assert attempt_headers("id", 2, 3) == (
        ("amz-sdk-invocation-id", "id"),
        ("amz-sdk-request", "attempt=2; max=3"),
    )


def test_the_trace_of_a_lambda_function_goes_along() -> None:
    trace = "Root=1-5759e988-bd862e3fe1be46a994272793;Parent=53995c3f42cd8ad8;Sampled=1"
    environment = {"AWS_LAMBDA_FUNCTION_NAME": "f", "_X_AMZN_TRACE_ID": trace}
    assert trace_headers(environment) == (("X-Amzn-Trace-Id", trace),)
    assert trace_headers({"_X_AMZN_TRACE_ID": trace}) == ()
    assert trace_headers({"AWS_LAMBDA_FUNCTION_NAME": "f"}) == ()
    environment["_X_AMZN_TRACE_ID"] = "a\r\nb é"
    assert trace_headers(environment) == (("X-Amzn-Trace-Id", "a%0D%0Ab%20%C3%A9"),)
