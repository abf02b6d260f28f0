"""What `validate` and `generate` both refuse, and what linters look at."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from smithy_parser import (
    Document,
    Event,
    ModelError,
    assemble,
    load_model,
    trait_errors,
)
from smithy_parser.patterns import fault_of

MODEL = """$version: "2.0"
{metadata}
namespace a
use aws.api#service
use aws.protocols#restJson1
@service(sdkId: "{id}")
@restJson1
{docs}
service S {{ version: "1", operations: [O] }}
@http(method: "{method}", uri: "/")
{paginated}
operation O {{ input := {{ token: String, text: Text }}, output := {{ next: String }} }}
{pattern}
string Text
"""


def judged(**parts: str) -> tuple[list[Event], list[Event]]:
    """What `validate` and what `generate` refuse."""
    given = {"metadata": "", "id": "Thing", "docs": "", "method": "POST"}
    text = MODEL.format(**{**given, "paginated": "", "pattern": "", **parts})
    document = Document("a.smithy", text)
    events = [event for event in assemble(document)[1] if event.is_fatal]
    model = load_model(document)
    return events, trait_errors(model, [shape.id for shape in model.own])


def paginated(input: str, output: str) -> str:
    return f'@paginated(inputToken: "{input}", outputToken: "{output}")'


REFUSED = {
    "sdkId ends in Service": ({"id": "My Service"}, "SdkServiceId"),
    "sdkId ends in api": ({"id": "Thing api"}, "SdkServiceId"),
    "sdkId ends in client": ({"id": "ThingClient"}, "SdkServiceId"),
    "sdkId names the company": ({"id": "AWS Thing"}, "SdkServiceId"),
    "sdkId of one letter": ({"id": "T"}, "SdkServiceId"),
    "sdkId with a dash": ({"id": "My-Thing"}, "SdkServiceId"),
    "sdkId with two spaces": ({"id": "My  Thing"}, "SdkServiceId"),
    "method with a space": ({"method": "PO ST"}, "HttpMethodSemantics"),
    "method with a colon": ({"method": "POST:"}, "HttpMethodSemantics"),
    "method beyond ASCII": ({"method": "PÖST"}, "HttpMethodSemantics"),
    "open class": ({"pattern": '@pattern("^[a-z$")'}, "Model"),
    "open group": ({"pattern": '@pattern("^(a$")'}, "Model"),
    "nothing repeated": ({"pattern": '@pattern("a|*b")'}, "Model"),
    "no input token": ({"paginated": paginated("no", "next")}, "PaginatedTrait"),
    "no output token": ({"paginated": paginated("token", "no")}, "PaginatedTrait"),
    "token of another type": (
        {"paginated": paginated("token", "next").replace("next", "next.x")},
        "PaginatedTrait",
    ),
    "link without a scheme": (
        {"docs": '@externalDocumentation(Home: "example.com")'},
        "ExternalDocumentationTrait",
    ),
    "link with a space": (
        {"docs": '@externalDocumentation(Home: "https://example.com/a b")'},
        "ExternalDocumentationTrait",
    ),
    "link without an address": (
        {"docs": '@externalDocumentation(Home: "https:", B: "https://a.b/")'},
        "ExternalDocumentationTrait",
    ),
    "link with a bad port": (
        {"docs": '@externalDocumentation(Home: "https://a.b:port/")'},
        "ExternalDocumentationTrait",
    ),
}


@pytest.mark.parametrize(("parts", "id"), REFUSED.values(), ids=REFUSED.keys())
def test_what_validate_refuses_generate_refuses_in_the_same_words(
    parts: dict[str, str], id: str
) -> None:
    validated, generated = judged(**parts)
    assert [event.id for event in validated] == [id]
    assert [*map(str, validated)] == [*map(str, generated)]


@pytest.mark.parametrize(
    "parts",
    [
        {},
        {"id": "Config Service"},
        {"id": "S3"},
        {"method": "PUTT"},
        {"method": "M-SEARCH"},
        {"pattern": '@pattern("^(?i)a[\\\\w&&[^b]]$")'},
        {"pattern": '@pattern("^*")'},
        {"paginated": paginated("token", "next")},
        {"docs": '@externalDocumentation(Home: "https://example.com/a?b#c")'},
        {"docs": '@externalDocumentation(Mail: "mailto:a@example.com")'},
    ],
)
def test_what_validate_takes_generate_takes(parts: dict[str, str]) -> None:
    assert judged(**parts) == ([], [])


def test_a_danger_that_the_model_suppresses_is_none_to_either() -> None:
    suppressed = '[{ id: "SdkServiceId", namespace: "a", reason: "It is called so." }]'
    metadata = f"metadata suppressions = {suppressed}"
    assert judged(id="My Service", metadata=metadata) == ([], [])


FAULTS = ["[a", "(a", "a)", "*a", "(?:+a)", "a|?", "a**", "a{2,1}", "[z-a]", "a\\"]
SOME_DIALECT = [
    *("^*", "$*", "a{1,2}{3}", "[]", "[^]", "a*+", r"\Q(\E", "(?<=a+)b", "[a&&[^b]]"),
    *("a(?i)b", r"\p{IsX}", "{", "]", r"[\w-a]", "(" * 300 + ")" * 300, "[" * 30_000),
]


@pytest.mark.parametrize("pattern", FAULTS)
def test_a_pattern_of_no_dialect_has_a_fault(pattern: str) -> None:
    assert fault_of(pattern)


@pytest.mark.parametrize("pattern", SOME_DIALECT)
def test_a_pattern_of_some_dialect_or_unknown_has_none(pattern: str) -> None:
    assert fault_of(pattern) is None


def linted(selector: str, kind: str = "EmitEachSelector") -> Iterator[str]:
    metadata = f"""metadata validators = [{{
    name: "{kind}", id: "Lint", configuration: {{ selector: "{selector}" }} }}]"""
    text = f"""$version: "2.0"
{metadata}
namespace a
use aws.protocols#restJson1
use my.traits#note
@restJson1
@note
service S {{ version: "1" }}
list Own {{ member: String }}
"""
    definitions = """$version: "2.0"
namespace my.traits
@trait
structure note { notes: Notes }
list Notes { member: String }
"""
    _, events = assemble(
        Document("a.smithy", text), definitions=[Document("d.smithy", definitions)]
    )
    return (str(event.shape_id) for event in events if event.id == "Lint")


@pytest.mark.parametrize(
    ("selector", "expected"),
    [
        ("list", ["a#Own"]),
        ("list > member", ["a#Own$member"]),
        ("[trait|trait]", []),
        (":not([trait|documentation])", ["a#S", "a#Own", "a#Own$member"]),
        ("[id|namespace='my.traits']", []),
        ("string", []),
    ],
)
def test_linters_of_a_model_look_at_its_own_shapes(
    selector: str, expected: list[str]
) -> None:
    assert sorted(linted(selector)) == sorted(expected)


def test_a_linter_misses_what_only_the_definitions_have() -> None:
    assert [*linted("[id='my.traits#note']", "EmitNoneSelector")] == ["None"]
    assert [*linted("service", "EmitNoneSelector")] == []


def test_a_definition_of_the_model_takes_the_place_of_one_given_along() -> None:
    model = load_model(
        Document("a.smithy", '$version: "2.0"\nnamespace a\n@trait\nstring t\n'),
        definitions=[
            Document("d.smithy", '$version: "2.0"\nnamespace a\n@trait\nblob t')
        ],
    )
    assert model["a#t"].type == "string"
    assert "a#t" not in model.builtin


def test_definitions_that_cannot_be_read_are_an_error() -> None:
    with pytest.raises(ModelError, match=r"d\.smithy"):
        load_model(definitions=[Document("d.smithy", "strin")])


def test_a_streaming_blob_of_version_1_has_a_default_wherever_it_is() -> None:
    text = """$version: "1.0"
namespace a
@streaming
blob Stream
structure Optional { body: Stream }
structure Required { @required body: Stream }
structure Payload { @httpPayload body: Stream }
structure Plain { body: Blob }
"""
    model = load_model(Document("a.smithy", text))
    assert {
        name: model[f"a#{name}$body"].traits.get("smithy.api#default")
        for name in ("Optional", "Required", "Payload", "Plain")
    } == {"Optional": "", "Required": None, "Payload": "", "Plain": None}


def test_a_box_on_the_member_of_a_union_is_a_warning() -> None:
    text = """$version: "1.0"
namespace a
union U {
    @box
    a: Integer,
    b: PrimitiveInteger
}
structure S {
    @box
    a: PrimitiveInteger
}
"""
    model, events = assemble(Document("a.smithy", text))
    found = [event for event in events if "`box`" in event.message]
    assert [str(event).partition(": The")[0] for event in found] == [
        "a.smithy:4:5: WARNING [Union] a#U$a"
    ]
    assert model is not None
    assert "smithy.api#box" not in model["a#U$a"].traits
