"""What botocore's suites leave out of restXml, awsQuery and ec2Query."""

from __future__ import annotations

from pathlib import Path
from types import ModuleType
from typing import Any
from urllib.parse import parse_qsl
from xml.etree.ElementTree import fromstring

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smithwright.models.selection import select
from smithwright.plan.plan_error import PlanError
from smithy_parser import Document, Model, load_model
from tests.support import inline
from tests.support.packages import plan_package

# What XML 1.0 has, https://www.w3.org/TR/xml/#charsets.
_XML_TEXT = st.text(
    st.characters(
        codec="utf-8",
        exclude_characters="\ufffe\uffff",
        exclude_categories=["Cs"],
        min_codepoint=32,
    )
    | st.sampled_from("\t\n\r")
)


_MODEL = """
$version: "2.0"
namespace x

use aws.customizations#s3UnwrappedXmlOutput
use aws.protocols#{protocol}

@{protocol}
@xmlNamespace(uri: "https://example.com/")
service Service {{ version: "2024-01-01", operations: [Act] }}

{traits}
@http(method: "POST", uri: "/")
operation Act {{ input: ActInput, output: ActOutput, errors: [NotFound] }}

structure ActInput {{ {members} }}
structure ActOutput {{ {members} }}
@error("client")
structure NotFound {{ Key: String }}
map Strings {{ key: String, value: String }}
"""
_MEMBERS = "Text: String, Size: Integer"


def _model(protocol: str, members: str, traits: str = "") -> Model:
    """Returns a service of one operation, with the same members in and out."""
    text = _MODEL.format(protocol=protocol, members=members, traits=traits)
    return load_model(Document("model.smithy", text))


@pytest.fixture(scope="module")
def packages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, ModuleType]:
    folder: Path = tmp_path_factory.mktemp("xml")
    models = {
        "restXml": _model("restXml", _MEMBERS),
        "awsQuery": _model("awsQuery", _MEMBERS),
        "ec2Query": _model("ec2Query", _MEMBERS),
        "unwrapped": _model("restXml", "Text: String", "@s3UnwrappedXmlOutput"),
    }
    return {name: inline.package_of(model, folder) for name, model in models.items()}


# Any: what a generated package makes has no static type here.
def _parsed(package: ModuleType, body: str, status: int = 200) -> Any:
    response = package.HttpResponse(status=status, body=body.encode())
    return package.OPERATIONS["Act"].parse(response)


def _raised(package: ModuleType, body: str, status: int) -> Any:
    with pytest.raises(package.ServiceError) as raised:
        _parsed(package, body, status)
    return raised.value


def _body(package: ModuleType, text: str) -> bytes:
    value = package.ActInput(text=text)
    body: bytes = package.OPERATIONS["Act"].serialize(value, package.Config()).body
    return body


@given(text=_XML_TEXT)
def test_all_text_that_xml_has_survives_an_element(
    packages: dict[str, ModuleType], text: str
) -> None:
    root = fromstring(_body(packages["restXml"], text))
    assert root.findtext("{https://example.com/}Text") == text


@pytest.mark.parametrize("protocol", ["awsQuery", "ec2Query"])
@given(text=st.text(st.characters(codec="utf-8")))
def test_all_text_survives_a_form(
    packages: dict[str, ModuleType], protocol: str, text: str
) -> None:
    fields = parse_qsl(_body(packages[protocol], text).decode(), keep_blank_values=True)
    start = [("Action", "Act"), ("Version", "2024-01-01")]
    assert fields == [*start, ("Text", text)]


_TEXTS = """
@awsQuery
@xmlNamespace(uri: "https://example.com/")
service Service { version: "1", operations: [Act] }
operation Act { input := { Texts: Texts } }
list Texts { member: String }
"""


@pytest.fixture(scope="module")
def texts(tmp_path_factory: pytest.TempPathFactory) -> ModuleType:
    return inline.package_of(inline.model_of(_TEXTS), tmp_path_factory.mktemp("texts"))


@given(
    values=st.lists(
        st.text(st.sampled_from("aZ09-._~ :/&=%+\0\n\u00fc\u6f22\U0001f600"))
        | st.text(st.characters(codec="utf-8")),
        min_size=1,
    )
)
def test_texts_do_not_mix_in_a_form(texts: ModuleType, values: list[str]) -> None:
    body = inline.request(texts, "Act", Texts=values).body.decode()
    fields = parse_qsl(body, keep_blank_values=True, strict_parsing=True)
    assert fields[2:] == [
        (f"Texts.member.{number}", value) for number, value in enumerate(values, 1)
    ]


def test_a_lone_surrogate_has_no_form(texts: ModuleType) -> None:
    with pytest.raises(texts.BuildError, match="lone surrogate"):
        inline.request(texts, "Act", Texts=["\ud800"])


@pytest.mark.parametrize(
    ("body", "text"),
    [
        ("<Location>eu-west-1</Location>", None),
        ("<Text>eu-west-1</Text>", "eu-west-1"),
        ('<Text xmlns="https://example.com/"/>', None),
    ],
)
def test_an_unwrapped_output_is_the_root(
    packages: dict[str, ModuleType], body: str, text: str | None
) -> None:
    assert _parsed(packages["unwrapped"], body).text == text


@pytest.mark.parametrize("prefix", ["", "ns2:"])
def test_names_count_without_their_namespaces(
    packages: dict[str, ModuleType], prefix: str
) -> None:
    declared = f"xmlns{':ns2' if prefix else ''}='https://example.com/'"
    body = f"<{prefix}A {declared}><{prefix}Text>hi</{prefix}Text></{prefix}A>"
    assert _parsed(packages["restXml"], body).text == "hi"


@pytest.mark.parametrize(
    ("protocol", "body"),
    [
        (
            "restXml",
            "<Error><Code>NotFound</Code><Message>No.</Message><Key>k</Key>"
            "<RequestId>r</RequestId></Error>",
        ),
        (
            "restXml",
            "<NotFound><Message>No.</Message><Key>k</Key>"
            "<RequestId>r</RequestId></NotFound>",
        ),
        (
            "awsQuery",
            "<ErrorResponse><Error><Code>NotFound</Code><Message>No.</Message>"
            "<Key>k</Key></Error><RequestId>r</RequestId></ErrorResponse>",
        ),
        (
            "ec2Query",
            "<Response><Errors><Error><Code>NotFound</Code><Message>No.</Message>"
            "<Key>k</Key></Error></Errors><RequestID>r</RequestID></Response>",
        ),
    ],
)
def test_an_error_is_found_however_it_is_wrapped(
    packages: dict[str, ModuleType], protocol: str, body: str
) -> None:
    error = _raised(packages[protocol], body, 404)
    assert type(error) is packages[protocol].NotFound
    assert (error.message, error.key, error.request_id) == ("No.", "k", "r")


@pytest.mark.parametrize(
    ("status", "code"), [(404, "NotFound"), (301, "MovedPermanently"), (599, "599")]
)
@pytest.mark.parametrize("body", ["", "<html>", "<html/>", "<ErrorResponse/>"])
def test_an_error_without_a_code_is_named_after_its_status(
    packages: dict[str, ModuleType], status: int, code: str, body: str
) -> None:
    assert _raised(packages["restXml"], body, status).code == code


@pytest.mark.parametrize(
    "body",
    [
        '<!DOCTYPE A [<!ENTITY a "b">]><A><Text>&a;</Text></A>',
        '<!DOCTYPE A SYSTEM "https://example.com/a.dtd"><A/>',
        "<A><Size>secret</Size></A>",
        "<A><Text>secret",
        "<A><Text>secret</A>",
        "secret",
    ],
)
def test_a_wrong_body_is_refused_without_being_shown(
    packages: dict[str, ModuleType], body: str
) -> None:
    package = packages["restXml"]
    with pytest.raises(package.ResponseError) as raised:
        _parsed(package, body)
    assert "secret" not in str(raised.value)
    assert raised.value.body_start == body.encode()


def test_text_may_speak_of_document_types(packages: dict[str, ModuleType]) -> None:
    body = "<A><Text><![CDATA[<!DOCTYPE html>]]></Text></A>"
    assert _parsed(packages["restXml"], body).text == "<!DOCTYPE html>"


@pytest.mark.parametrize(
    ("protocol", "target", "message"),
    [
        ("ec2Query", "Strings", "has no maps in requests"),
        ("awsQuery", "Document", "a document has no form"),
        ("restXml", "Document", "a document has no form"),
    ],
)
def test_what_a_protocol_has_no_form_for_is_refused(
    protocol: str, target: str, message: str
) -> None:
    model = _model(protocol, f"Value: {target}")
    with pytest.raises(PlanError, match=message):
        plan_package(select(model), "refused")


@pytest.mark.parametrize("text", ["5", "+5", "005", " 5\n"])
def test_a_number_is_read_however_xml_schema_lets_it_be_written(
    packages: dict[str, ModuleType], text: str
) -> None:
    body = f"<A><Size>{text}</Size></A>"
    assert _parsed(packages["restXml"], body).size == 5


_SHARED_NAMES = """
@restXml
service Service { version: "1", operations: [Act] }
@http(method: "GET", uri: "/")
operation Act { output := {
    Event: String
    @xmlFlattened @xmlName("Event") Events: Texts
    @xmlAttribute @xmlName("x:Event") Kind: String
    @xmlName("Kind") Kinds: Texts
} }
list Texts { member: String }
"""


def test_elements_and_attributes_may_share_a_name(tmp_path: Path) -> None:
    package = inline.package_of(inline.model_of(_SHARED_NAMES), tmp_path)
    body = (
        "<A x:Event='c' xmlns:x='https://example.com/'><Event>a</Event>"
        "<Event>b</Event><Kind><member>d</member></Kind></A>"
    )
    output = inline.response(package, "Act", body)
    assert output.to_dict() == {
        "Event": "b",
        "Events": ["a", "b"],
        "Kind": "c",
        "Kinds": ["d"],
    }
