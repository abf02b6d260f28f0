"""What is refused of bindings and wire names, and by which protocols."""

from __future__ import annotations

from pathlib import PurePosixPath

import pytest
from tests.support.inline import model_of

from smithwright.models.selection import select
from smithwright.plan.members import Members
from smithwright.plan.modules import ModuleOutline
from smithwright.plan.operations import Operation, OperationPlanner
from smithwright.plan.outline import context_of
from smithwright.plan.plan_error import PlanError
from smithwright.plan.protocols import choose_protocol
from smithwright.plan.wire import Location
from smithy_parser import Model

_MODEL = """\
@restJson1 @restXml @awsJson1_1 @awsQuery @ec2Query @rpcv2Cbor
@xmlNamespace(uri: "https://example.com/")
service Service {{ version: "1", operations: [Go] }}

@http(method: "POST", uri: "/go")
operation Go {{ input: GoInput, output: GoOutput }}

structure GoInput {{ {input} }}

structure GoOutput {{ {output} }}

structure Nested {{ {nested} }}

map Map {{ key: String, value: String }}
"""
_PROTOCOLS = frozenset(
    {"restJson1", "restXml", "awsJson1_1", "awsQuery", "ec2Query", "rpcv2Cbor"}
)


def _model(input: str = "", output: str = "", nested: str = "") -> Model:
    return model_of(_MODEL.format(input=input, output=output, nested=nested))


def _planned(model: Model, protocol: str) -> Operation:
    closure = select(model)
    spoken = choose_protocol(closure.service, protocol)
    planner = OperationPlanner(Members(context_of(closure, spoken), spoken), spoken)
    [operation] = closure.operations
    return planner.plan(ModuleOutline(PurePosixPath("go.py"), operation))


def _refusals(model: Model) -> dict[str, str]:
    """What each protocol says that refuses a model."""
    refusals: dict[str, str] = {}
    for protocol in sorted(_PROTOCOLS):
        try:
            _planned(model, protocol)
        except PlanError as error:
            refusals[protocol] = error.message
    return refusals


@pytest.mark.parametrize(
    ("input", "message", "refusing"),
    [
        (
            '@httpHeader("a b") text: String',
            "trait smithy.api#httpHeader is not a valid header name",
            {"restJson1", "restXml"},
        ),
        (
            '@xmlName("a:b:c") text: String',
            "'a:b:c' is not a name in XML",
            {"restXml", "awsQuery", "ec2Query"},
        ),
        ('@jsonName("a\\u005c\\u005cb") text: String', "in payloads", {"restJson1"}),
        (
            '@jsonName("b") a: String, b: String',
            "is 'b' in payloads, and so is 'a'",
            {"restJson1"},
        ),
        ("map: Map", "aws.protocols#ec2Query has no maps in requests", {"ec2Query"}),
    ],
)
def test_protocols_refuse_what_they_use_and_cannot_send(
    input: str, message: str, refusing: set[str]
) -> None:
    """A trait that a protocol does not use may say anything."""
    refusals = _refusals(_model(input))
    assert refusals.keys() == refusing
    assert all(message in refusal for refusal in refusals.values())


def test_a_map_may_come_back_where_none_may_be_sent() -> None:
    """Maps of ec2Query are refused in requests alone."""
    assert _refusals(_model(output="map: Map")) == {}


def test_bindings_of_nested_members_do_not_count() -> None:
    """Only the members of inputs, outputs and errors are bound."""
    model = _model("nested: Nested", nested='@httpHeader("a b") text: String')
    assert _refusals(model) == {}


def test_places_depend_on_the_protocol_and_the_role() -> None:
    """A header is one in REST alone, and a status in responses alone."""
    members = '@httpHeader("X-Text") text: String, @httpQuery("n") number: Integer'
    model = _model(members, members + ", @httpResponseCode status: Integer")

    rest = _planned(model, "restJson1")
    assert [(place.location, place.name) for place in rest.request.places] == [
        (Location.HEADER, "X-Text"),
        (Location.QUERY, "n"),
    ]
    assert [(place.location, place.name) for place in rest.response.places] == [
        (Location.HEADER, "X-Text"),
        (Location.BODY, "number"),
        (Location.STATUS, "status"),
    ]
    rpc = _planned(model, "rpcv2Cbor")
    places = (*rpc.request.places, *rpc.response.places)
    assert {place.location for place in places} == {Location.BODY}
