"""Generated clients call their service, in both colours."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from importlib import import_module
from pathlib import Path
from threading import Thread
from types import ModuleType

# Any: what a generated package makes has no static type here.
from typing import Any

import pytest

from smithwright.corridor import generate
from smithwright.settings import PackageSettings
from tests.support.packages import forget, importing_from

MODEL = """\
$version: "2.0"
namespace example.tea
use aws.protocols#restJson1

@restJson1
@httpBearerAuth
service TeaHouse { version: "1", operations: [Brew, Close] }

@http(method: "POST", uri: "/brew/{kind}")
operation Brew {
    input := { @required @httpLabel kind: String, @range(min: 1) cups: Integer }
    output := { @required message: String }
    errors: [NoTeaError]
}

@http(method: "POST", uri: "/close")
@optionalAuth
operation Close { input := {}, output := {} }

@error("client")
@httpError(404)
structure NoTeaError { message: String }
"""


class TeaHouse(BaseHTTPRequestHandler):
    """The service, which knows one kind of tea and one token."""

    # To keep connections.
    protocol_version = "HTTP/1.1"

    def do_POST(self) -> None:
        length = int(self.headers.get("Content-Length", "0"))
        asked = json.loads(self.rfile.read(length) or b"{}")
        if self.path == "/close":
            self._answer(200, {})
        elif self.headers.get("Authorization") != "Bearer a-token":
            self._answer(401, {"message": "who are you?"})
        elif self.path != "/brew/green":
            self._answer(404, {"message": "green only"}, "NoTeaError")
        else:
            self._answer(200, {"message": f"{asked['cups']} cups"})

    def _answer(self, status: int, body: dict[str, object], error: str = "") -> None:
        text = json.dumps(body).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(text)))
        if error:
            self.send_header("X-Amzn-Errortype", error)
        self.end_headers()
        self.wfile.write(text)

    def log_message(self, format: str, *values: object) -> None:
        """Says nothing."""


@pytest.fixture(scope="module")
def endpoint() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), TeaHouse)
    thread = Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture(scope="module")
def tea(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ModuleType]:
    folder = tmp_path_factory.mktemp("tea")
    (folder / "tea.smithy").write_text(MODEL)
    settings = PackageSettings(
        "tea_house", ("tea.smithy",), ".", client=True, formatter="none"
    )
    generate(settings, folder)
    with importing_from(folder):
        import_module("tea_house.client")
        yield import_module("tea_house")
    forget("tea_house")


def client_of(tea: ModuleType, colour: str, **settings: Any) -> Any:
    """A client of this colour that has the token."""
    token = tea.client.Token("a-token")
    return getattr(tea, f"{colour}TeaHouseClient")(credentials=token, **settings)


def test_a_method_takes_members_or_an_input(tea: ModuleType, endpoint: str) -> None:
    with client_of(tea, "", endpoint=endpoint) as house:
        brewed = house.brew(kind="green", cups=2)
        again = house.brew(tea.BrewInput(kind="green", cups=3))
    assert (brewed.message, again.message) == ("2 cups", "3 cups")


def test_a_method_takes_no_input_beside_members(tea: ModuleType) -> None:
    with client_of(tea, "") as house, pytest.raises(TypeError, match="not both"):
        house.brew(tea.BrewInput(kind="green"), cups=1)


def test_the_other_colour_is_awaited(tea: ModuleType, endpoint: str) -> None:
    async def main() -> str:
        async with client_of(tea, "Async", endpoint=endpoint) as house:
            brewed = await house.brew(kind="green", cups=2)
            message: str = brewed.message
            return message

    assert asyncio.run(main()) == "2 cups"


def test_modeled_errors_are_raised(tea: ModuleType, endpoint: str) -> None:
    house = client_of(tea, "", endpoint=endpoint)
    with house, pytest.raises(tea.NoTeaError, match="green only") as raised:
        house.brew(kind="black")
    assert raised.value.attempts == 1


def test_nothing_is_sent_of_an_input_that_breaks_a_constraint(tea: ModuleType) -> None:
    fake = tea.client.FakeTransport()
    house = client_of(tea, "", transport=fake, endpoint="http://tea")
    with house, pytest.raises(tea.BuildError, match="cups"):
        house.brew(kind="green", cups=0)
    assert fake.sent == []


def test_a_service_without_rules_needs_an_endpoint(tea: ModuleType) -> None:
    house = client_of(tea, "")
    with house, pytest.raises(tea.client.ConfigurationError, match="`endpoint`"):
        house.brew(kind="green")


def test_optional_authentication_needs_none(tea: ModuleType, endpoint: str) -> None:
    with tea.TeaHouseClient(endpoint=endpoint) as house:
        house.close()
        assert house.close_() == tea.CloseOutput()


def test_options_are_of_another_client_that_shares_connections(
    tea: ModuleType, endpoint: str
) -> None:
    with client_of(tea, "", endpoint=endpoint) as house:
        other = house.with_options(deadline=5.0, attempts=1)
        assert other.brew(kind="green", cups=1).message == "1 cups"
        assert house.brew(kind="green", cups=1).message == "1 cups"


def test_a_prepared_operation_is_called_with_its_response(
    tea: ModuleType, endpoint: str
) -> None:
    operation = tea.BrewInput(kind="green", cups=2).make_operation(tea.Config())
    with client_of(tea, "", endpoint=endpoint) as house:
        answered = house.call_with_response(operation)
    assert (answered.status, answered.attempts) == (200, 1)
    assert answered.output.message == "2 cups"


def test_clients_show_no_secret(tea: ModuleType) -> None:
    house = client_of(tea, "", endpoint="http://tea")
    assert "a-token" not in f"{house!r} {vars(house)}"


def test_there_are_no_clients_unless_they_are_asked_for(tmp_path: Path) -> None:
    (tmp_path / "tea.smithy").write_text(MODEL)
    generate(PackageSettings("plain", ("tea.smithy",), ".", formatter="none"), tmp_path)
    assert not (tmp_path / "plain/client.py").exists()
    assert not (tmp_path / "plain/_runtime/client").exists()
