"""StartChatContact against botocore, with random values in both directions.

Each test runs on the committed package, whose model came from botocore, and on one
that is generated from AWS's own Smithy AST of the service, which is older.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from types import ModuleType

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

import amazon_connect
from smithwright.models.loading import load
from smithwright.settings import PackageSettings
from smithy_parser import Model, OperationShape
from tests.support.oracle import Oracle, Sent
from tests.support.packages import generated_package
from tests.support.values import AnswerValues, Structures, ValidValues

ROOT = Path(__file__).parents[2]
BOTOCORE = Oracle("connect", "StartChatContact", "rest-json")
OVERLAY = str(ROOT / "models/connect.overlay.json")
AST = "aws-models/connect/service/2017-08-08/connect-2017-08-08.json"
NAMESPACE = "com.amazonaws.connect"
TOKEN = "a token for a request that lacks one"

many = settings(
    max_examples=500,
    deadline=None,
    database=None,
    phases=(Phase.explicit, Phase.generate, Phase.shrink),
    suppress_health_check=list(HealthCheck),
)


@dataclass(frozen=True)
class ErrorAnswer:
    """A response that holds an error."""

    status: int
    headers: Mapping[str, str]
    body: bytes


class Subject:
    """A generated package and the model that it came from."""

    def __init__(self, package: ModuleType, model: Model) -> None:
        self.package = package
        self.model = model

    def __repr__(self) -> str:
        return f"<{self.package.__name__}>"

    @property
    def operation(self) -> OperationShape:
        """The operation's shape."""
        return self.model.expect(f"{NAMESPACE}#StartChatContact", OperationShape)

    @cached_property
    def inputs(self) -> Structures:
        """Inputs that meet every constraint."""
        return ValidValues(self.model).of(self.operation.input)

    @cached_property
    def outputs(self) -> Structures:
        """Outputs as a service of any age may answer."""
        return AnswerValues(self.model).of(self.operation.output)

    @cached_property
    def errors(self) -> Mapping[str, Structures]:
        """The members of the modeled errors, by the error's name."""
        values = AnswerValues(self.model)
        return {id.name: values.of(id) for id in self.operation.errors}

    @cached_property
    def error_answers(self) -> SearchStrategy[ErrorAnswer]:
        """Responses that hold an error."""
        return error_answers(self)


@pytest.fixture(scope="module")
def committed() -> Subject:
    """The package of this repository."""
    sources = (str(ROOT / "models/connect.json"), OVERLAY)
    return Subject(amazon_connect, load(sources, ROOT))


@pytest.fixture(scope="module")
def from_ast(
    shared: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Subject]:
    """A package that is generated from AWS's Smithy AST."""
    wanted = PackageSettings(
        name="connect_from_ast",
        sources=(str(shared / AST), OVERLAY),
        output="",
        operations=("StartChatContact",),
    )
    folder = tmp_path_factory.mktemp("packages")
    with generated_package(wanted, ROOT, folder) as package:
        yield Subject(package, load(wanted.sources, ROOT))


def sent(subject: Subject, params: Mapping[str, object]) -> Sent:
    """Returns our request for `params`."""
    definition = subject.package.OPERATIONS["StartChatContact"]
    value = definition.input_type.from_dict(params)
    assert value.to_dict() == params
    config = subject.package.Config(idempotency_token_provider=lambda: TOKEN)
    request = definition.serialize(value, config)
    return Sent(
        method=request.method,
        path=request.path,
        query=request.query,
        headers=request.headers,
        body=json.loads(request.body),
    )


def check_requests(subject: Subject, data: st.DataObject) -> None:
    """Compares the request for one random input."""
    params = data.draw(subject.inputs)
    with_token = {"ClientToken": TOKEN, **params}
    assert sent(subject, params) == BOTOCORE.serialize(with_token)


def check_outputs(subject: Subject, data: st.DataObject) -> None:
    """Compares what one random answer is read as."""
    answer = data.draw(subject.outputs)
    body = json.dumps(answer, ensure_ascii=data.draw(st.booleans())).encode()
    status = data.draw(st.sampled_from([200, 201, 299]))
    parsed = BOTOCORE.parse(status, {}, body)

    response = subject.package.HttpResponse(status=status, body=body)
    output = subject.package.OPERATIONS["StartChatContact"].parse(response)
    without_metadata = {**parsed}
    del without_metadata["ResponseMetadata"]
    assert output.to_dict() == without_metadata
    assert type(output).from_dict(parsed) == output


@st.composite
def error_answers(draw: st.DrawFn, subject: Subject) -> ErrorAnswer:
    """Returns modeled and other errors, coded where services put the code."""
    modeled = draw(st.sampled_from(sorted(subject.errors)))
    members = draw(subject.errors[modeled])
    message = members.pop("Message", None)
    if message is not None:
        members[draw(st.sampled_from(["message", "Message"]))] = message
    codes = st.builds(
        "{}{}{}".format,
        st.sampled_from(["", f"{NAMESPACE}#", "aws.other#"]),
        st.sampled_from([modeled, modeled, "UnheardOfException"]),
        st.sampled_from(["", ":http://internal.amazon.com/coral/a#b/"]),
    )
    headers: dict[str, str] = {}
    places = draw(st.sampled_from(["header", "body", "both"]))
    if places != "header":
        members[draw(st.sampled_from(["code", "Code", "__type"]))] = draw(codes)
    if places != "body":
        name = draw(st.sampled_from(["x-amzn-errortype", "X-Amzn-ErrorType"]))
        headers[name] = draw(codes)
    if draw(st.booleans()):
        headers["x-amzn-RequestId"] = draw(st.uuids().map(str))
    status = draw(st.integers(400, 599))
    return ErrorAnswer(status, headers, json.dumps(members).encode())


def check_errors(subject: Subject, data: st.DataObject) -> None:
    """Compares what one random error answer is read as."""
    answer = data.draw(subject.error_answers)
    parsed = BOTOCORE.parse(answer.status, answer.headers, answer.body)
    response = subject.package.HttpResponse(
        status=answer.status, headers=answer.headers, body=answer.body
    )
    with pytest.raises(subject.package.ConnectError) as raised:
        subject.package.OPERATIONS["StartChatContact"].parse(response)
    error = raised.value

    said = parsed["Error"]
    expected = said["Code"] if said["Code"] in subject.errors else "ConnectError"
    assert type(error).__name__ == expected
    assert error.code == said["Code"]
    assert (error.message or "") == said["Message"]
    assert error.status == parsed["ResponseMetadata"]["HTTPStatusCode"]
    assert error.request_id == parsed["ResponseMetadata"].get("RequestId")
    reason = getattr(error, "reason", None)
    assert (reason and reason.to_dict()) == parsed.get("Reason")


@settings(many, max_examples=2000)
@given(data=st.data())
def test_requests_equal_those_of_botocore(
    committed: Subject, data: st.DataObject
) -> None:
    check_requests(committed, data)


@many
@given(data=st.data())
def test_outputs_are_read_as_botocore_reads_them(
    committed: Subject, data: st.DataObject
) -> None:
    check_outputs(committed, data)


@many
@given(data=st.data())
def test_errors_are_read_as_botocore_reads_them(
    committed: Subject, data: st.DataObject
) -> None:
    check_errors(committed, data)


@many
@given(data=st.data())
def test_the_same_holds_for_a_package_from_a_smithy_ast(
    from_ast: Subject, data: st.DataObject
) -> None:
    check_requests(from_ast, data)
    check_outputs(from_ast, data)
    check_errors(from_ast, data)
