"""The loop inside a generated package: its real operations, parsers and errors."""

from __future__ import annotations

import asyncio
import shutil
from collections.abc import Iterator
from importlib import import_module
from types import ModuleType
from typing import Any

import pytest

from tests.client.exchanges import INSTALLED
from tests.client.loopback import Loopback, reply
from tests.conftest import ROOT
from tests.support.packages import forget, importing_from

NAME = "sent_connect"
CHAT = b'{"ContactId": "c", "ParticipantId": "p", "ParticipantToken": "t"}'
THROTTLED = reply(429, b'{"Message": "slow"}', x_amzn_ErrorType="ThrottlingException:")


@pytest.fixture(scope="module")
def package(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ModuleType]:
    folder = tmp_path_factory.mktemp("package")
    shutil.copytree(ROOT / "generated" / "amazon_connect", folder / NAME)
    runtime = folder / NAME / "_runtime"
    shutil.copytree(ROOT / "templates" / "runtime", runtime, dirs_exist_ok=True)
    with importing_from(folder):
        yield import_module(NAME)
    forget(NAME)


def of_client(module: str) -> Any:
    return import_module(f"{NAME}._runtime.client.{module}")


def call_of(package: ModuleType, url: str) -> Any:
    values, credentials = of_client("call_values"), of_client("credentials")
    sigv4, signatures = of_client("sigv4"), of_client("signatures")
    rules = signatures.SigningRules("connect", "us-west-2")
    held = credentials.Credentials("AKIA", "secret")

    class Source:
        def ready(self, now: float, /) -> object:
            return held

        def load(self) -> object:
            return held

    def sign(request: Any, identity: Any, now: Any) -> Any:
        return sigv4.sign_v4(request, rules, identity, now)

    endpoint = of_client("endpoint").Endpoint(url)
    details = package.ParticipantDetails(display_name="Ann")
    chat = package.StartChatContactInput(
        instance_id="a", contact_flow_id="b", participant_details=details
    )
    definition = package.OPERATIONS["StartChatContact"]
    operation = definition.prepare(chat, package.Config(region="us-west-2"))
    route = values.Route(endpoint, sign, Source())
    return values.Call(operation=operation, route=values.direct(lambda: route))


def answer_of(call: Any, transport: Any) -> Any:
    surroundings = of_client("surroundings").Surroundings(random=lambda: 0.0)
    steps = of_client("call").call_steps(call)
    return of_client("calling").Caller(transport, surroundings).run(steps)


@pytest.mark.skipif("sync urllib3" not in INSTALLED, reason="needs urllib3")
def test_an_operation_is_called_and_answered(package: ModuleType) -> None:
    transport = of_client("transports").sync_transport()
    with Loopback([THROTTLED, reply(200, CHAT)]) as server:
        answer = answer_of(call_of(package, server.url), transport)
        transport.close()
    assert isinstance(answer.output, package.StartChatContactOutput)
    assert (answer.output.contact_id, answer.attempts) == ("c", 2)
    assert server.received[1].line == "PUT /contact/chat HTTP/1.1"
    assert "Credential=AKIA/" in (server.received[1].field("authorization") or "")


@pytest.mark.skipif("async aiohttp" not in INSTALLED, reason="needs aiohttp")
def test_an_operation_is_awaited_and_refused(package: ModuleType) -> None:
    refused = reply(
        404, b'{"Message": "no"}', x_amzn_ErrorType="ResourceNotFoundException"
    )

    async def main(url: str) -> None:
        transport = of_client("transports").async_transport()
        surroundings = of_client("surroundings").Surroundings()
        caller = of_client("awaiting").AsyncCaller(transport, surroundings)
        await caller.run(of_client("call").call_steps(call_of(package, url)))

    not_found = package.ResourceNotFoundException
    with Loopback([refused]) as server, pytest.raises(not_found, match="no"):
        asyncio.run(main(server.url))


def test_a_test_of_a_user_answers_with_an_output_of_the_package(
    package: ModuleType,
) -> None:
    output = package.StartChatContactOutput(contact_id="fake")
    definition = package.OPERATIONS["StartChatContact"]
    with of_client("fake").FakeTransport().expect(definition, output) as fake:
        answer = answer_of(call_of(package, "https://connect.example"), fake)
    assert answer.output is output


def test_a_transport_of_one_package_serves_another(package: ModuleType) -> None:
    from templates.runtime.client.transports import sync_transport

    transport = sync_transport(INSTALLED[0].removeprefix("sync "))
    with Loopback([reply(503, b"", then="reset"), reply(200, CHAT)]) as server:
        answer = answer_of(call_of(package, server.url), transport)
        transport.close()
    assert answer.output.contact_id == "c"
