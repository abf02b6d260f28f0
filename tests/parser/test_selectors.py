"""Selectors: what they match, what is wrong with them, and that they always end."""

import re
import time
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smithy_parser import Document, SelectorError, load_model
from smithy_parser.nodes import is_list
from smithy_parser.selectors import evaluation

MODEL: Final = load_model(
    Document(
        "weather.smithy",
        """
        $version: "2.0"
        namespace a

        @trait(selector: "service")
        list allowed { member: String }

        @allowed(["x", "y"])
        @httpBasicAuth
        service Weather {
            version: "2020-01-02"
            operations: [Ping]
            resources: [City]
        }

        resource City {
            identifiers: { id: CityId }
            properties: { size: Size }
            read: GetCity
            operations: [Paint]
            collectionOperations: [PaintAll]
            resources: [Street]
        }
        resource Street { identifiers: { id: CityId } }

        @readonly
        @http(method: "GET", uri: "/city/{id}", code: 201)
        operation GetCity {
            input: GetCityInput
            errors: [NoSuchCity]
        }
        @auth([httpDigestAuth])
        @tags(["x", "z"])
        operation Paint {}
        @tags(["x"])
        operation PaintAll {}
        @suppress(["A.b"])
        operation Ping {}

        structure GetCityInput with [Traced] {
            @required
            @httpLabel
            id: CityId
            size: Size
        }
        @mixin
        structure Traced { @length(min: 1, max: 1) trace: String }
        @error("client")
        @httpError(404)
        structure NoSuchCity { @documentation("TODO: more") cities: Cities }
        list Cities { member: CityId }
        map Sizes { key: CityId, value: Size }
        @length(min: 3, max: 2)
        @documentation("")
        string CityId
        @externalDocumentation("Home page": "https://example.com")
        integer Size
        enum Color { RED, GREEN }
        intEnum Level {
            LOW = 1
        }
        """,
    )
)

MATCHES: Final[Mapping[str, str]] = {
    # Types
    "[id|namespace=a] number": "Size Level",
    "[id|namespace=a] string": "CityId Color",
    "[id|namespace=a] enum": "Color",
    "collection [id|namespace=a]": "allowed Cities",
    "resource": "City Street",
    # Attributes
    "[id=a#City]": "City",
    "[id = 'a#GetCityInput$id']": "GetCityInput$id",
    '[id|name ^= "GetCity"] structure': "GetCityInput",
    "[id|name $= CITY i] operation": "GetCity",
    "[id|namespace=a] [id|member = id, trace]": "GetCityInput$trace GetCityInput$id "
    "Traced$trace",
    "[id|namespace=a] [id|member|(length) > 5]": "NoSuchCity$cities allowed$member "
    "Cities$member",
    "[id|namespace=a][trait|documentation]": "NoSuchCity$cities CityId",
    "[trait|documentation *= TODO, FIXME]": "NoSuchCity$cities",
    "[trait|documentation|(length) < 1]": "CityId",
    "[trait|documentation|no|such = Hi]": "",
    "[trait|error != server]": "NoSuchCity",
    "[trait|httpError >= 404][trait|httpError < 4.05E2]": "NoSuchCity",
    '[trait|httpError >= "no number"]': "",
    "operation [trait|http ?= false] [trait|tags ?= true]": "Paint PaintAll",
    "[trait|externalDocumentation|'Home page']": "Size",
    "[trait|externalDocumentation|(keys) = 'Home page'] integer": "Size",
    "[trait|tags|(values) = z]": "Paint",
    "[trait|tags|(values)|(first) = x]": "Paint PaintAll",
    "[trait|(keys)|namespace = a]": "Weather",
    "[trait|a#allowed]": "Weather",
    "operation [trait|(length) > 1]": "GetCity Paint",
    "[service|version ^= '2020-']": "Weather",
    "[service = a#Weather]": "Weather",
    "[trait|http|code = 201]": "GetCity",
    "[ trait | length\n| min = 3 ]": "CityId",
    # Scoped attributes
    "[@trait|length: @{min} > @{max}]": "CityId",
    "structure > [@trait|length: @{min} = @{max} && @{max} = 1, 2]": (
        "GetCityInput$trace Traced$trace"
    ),
    "[@: @{id|name} = @{id|name}] [id=a#City]": "City",
    "[@trait|tags|(values): @{(length)} = 1] [@: @{id|name} = PAINT i]": "Paint",
    # Neighbors
    "[id=a#Sizes] >": "Sizes$key Sizes$value",
    "list > member > string [id|namespace=a]": "CityId",
    "operation -[input]->": "GetCityInput",
    "operation -[error, input]->": "GetCityInput NoSuchCity",
    "resource -[identifier, property]->": "CityId Size",
    "resource -[read]->": "GetCity",
    "resource -[operation]->": "Paint",
    "resource -[collectionOperation]->": "PaintAll",
    "resource -[instanceOperation]->": "GetCity Paint",
    "resource -[resource]->": "Street",
    "[id=a#GetCityInput] -[mixin]->": "Traced",
    "-[bound]->": "Weather City",
    "service <-[bound]-": "City Ping",
    "operation -[unheardOf]->": "",
    "service ~> resource": "City Street",
    "service ~> structure": "GetCityInput Traced NoSuchCity",
    "[id=a#CityId] < member < list": "Cities",
    "[id=a#CityId] <-[identifier]-": "City Street",
    "service -[trait]-> [trait|authDefinition]": "smithy.api#httpBasicAuth",
    "[trait|trait] [id|namespace=a] <-[trait]-": "Weather",
    # Functions
    "list:test(> member > [id=a#CityId])": "Cities",
    ":is(service, resource)": "Weather City Street",
    ":each(service, resource)": "Weather City Street",
    ":is(list > member, map > member) > [id|namespace=a]": "CityId Size",
    "operation :not(-[input]->)": "Paint PaintAll Ping",
    "operation :not([trait|tags]) :not([trait|http])": "Ping",
    "operation :in(:root(resource -[read, operation]->))": "GetCity Paint",
    ":topdown([trait|httpBasicAuth])": (
        "Weather City Street GetCity Paint PaintAll Ping"
    ),
    ":topdown([trait|httpBasicAuth], [id=a#City])": "Weather Ping",
    "resource :topdown([id=a#Street])": "Street",
    "[id=a#Weather] :recursive(-[resource]->)": "City Street",
    "[id=a#Street] :recursive(<-[resource]-)": "Weather City",
    ":unheardOf(*)": "",
    # Variables
    "service $a(-[trait]-> [trait|authDefinition]) ~> operation [trait|auth] "
    ":not([@: @{trait|auth|(values)} {<} @{var|a|id}])": "Paint",
    "service $s(*) ~> [trait|tags] "
    ":not([@: @{trait|tags|(values)} {<} @{var|s|trait|a#allowed|(values)}])": "Paint",
    "service $s(*) ~> [trait|tags] "
    "[@: @{trait|tags|(values)} {<<} @{var|s|trait|a#allowed|(values)}]": "PaintAll",
    "operation $o(*) [@: @{trait|tags|(values)} {=} @{var|o|trait|tags|(values)}]": (
        "Paint PaintAll"
    ),
    "operation [trait|tags] [@: @{trait|tags|(values)} {!=} @{id}]": "Paint PaintAll",
    "service $r(~> resource) -[operation]-> ${r}": "City Street",
    "resource ${never}": "",
    "service $in(~> operation -[input]-> ~> string) ~> string :not(:in(${in}))": "",
}


@pytest.mark.parametrize(("selector", "expected"), MATCHES.items())
def test_a_selector_matches_these_shapes(selector: str, expected: str) -> None:
    found = [shape.id.removeprefix("a#") for shape in MODEL.select(selector)]
    assert sorted(found) == sorted(expected.split())


def test_matches_come_in_the_order_of_the_model() -> None:
    order = list(MODEL.graph.shapes)
    found = [order.index(shape.id) for shape in MODEL.select("service ~>")]
    assert found == sorted(found)


def test_selectors_match_what_smithy_says_they_match(smithy_root: Path) -> None:
    resources = smithy_root / "smithy-model/src/test/resources"
    cases = resources / "software/amazon/smithy/model/selector/cases"
    if not cases.is_dir():
        pytest.skip("the checkout of Smithy has no cases for selectors")
    for path in sorted(cases.glob("*.smithy")):
        model = load_model(path)
        tests = model.metadata["selectorTests"]
        for test in tests if is_list(tests) else ():
            assert isinstance(test, Mapping)
            skips_prelude = test.get("skipPreludeShapes", False)
            found = {
                shape.id
                for shape in model.select(str(test["selector"]))
                if not (skips_prelude and shape.id.namespace == "smithy.api")
            }
            matches = test["matches"]
            assert is_list(matches)
            assert found == set(map(str, matches)), (path.name, test["selector"])


@pytest.mark.parametrize(
    ("selector", "message"),
    [
        ("", "line 1 column 1, near ``: expected a selector, found the end"),
        ("strong", "line 1 column 1, near `strong`: expected a type of shape"),
        ("string\n  ?", "line 2 column 3, near `?`: expected a selector, found `?`"),
        ("string]", "line 1 column 7, near `]`"),
        ("[id", "column 4, near ``: expected a comparator or `]`, found the end"),
        ("[id=]", "column 5, near `]`: expected a value, found `]`"),
        ("[id='a]", "column 5, near `'a]`: expected a value, found `'`"),
        ("[id=a#b", "column 8, near ``: expected `]`"),
        ("[@trait: @{min} 1]", "column 17, near `1]`: expected a comparator"),
        (":not(a, b)", "expected a type of shape"),
        (":not(*, *)", "column 2, near `not(*, *)`: expected one selector as argument"),
        (":topdown(*, *, *)", "expected one or two selectors"),
        (":test()", "column 7, near `)`: expected a selector"),
        ("-[]->", "column 3, near `]->`: expected a relationship"),
        ("-[a]-", "column 4, near `]-`: expected `]->`"),
        ("~", "expected a selector, found `~`"),
        ("${a", "expected `}`"),
        ("$a", "expected `(`"),
        (":not(" * 60 + "*" + ")" * 60, "expected at most 50 nested expressions"),
        ("[id" + "|a" * 60 + "]", "expected at most 50 keys in a path"),
    ],
)
def test_what_is_no_selector_is_refused_at_its_place(
    selector: str, message: str
) -> None:
    with pytest.raises(SelectorError, match=re.escape(message)):
        MODEL.select(selector)


@pytest.mark.parametrize("selector", ["[name=a]", "[id|size]", "[service|name]"])
def test_unknown_attributes_are_refused(selector: str) -> None:
    with pytest.raises(SelectorError, match="have no attribute"):
        MODEL.select(selector)


@pytest.mark.parametrize(
    "selector",
    [
        ":is(>, >, <, <)" * 200,
        ":test(> " * 45 + "*" + ")" * 45,
        ":not(:test(~>, <))" * 100,
        ":recursive(" * 40 + ":is(>, <)" + ")" * 40,
        "".join(f"$v{i}(~>) :is(>, <) " for i in range(20)),
        ":root(" * 40 + "~>" + ")" * 40,
        "*" * 10_000 + ">" * 10_000,
    ],
)
def test_hostile_selectors_end(selector: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(evaluation, "MAX_STEPS", 200_000)
    started = time.monotonic()
    with suppress(SelectorError):
        MODEL.select(selector)
    assert time.monotonic() - started < 20


@given(st.text("[]()<>-~:$@{}|=!^*?,'\"i aservice_trait#.&\n", max_size=40))
def test_any_text_matches_or_is_refused(text: str) -> None:
    with suppress(SelectorError):
        MODEL.select(text)


def test_selecting_leaves_a_model_equal() -> None:
    one, other = load_model(MODEL.to_ast()), load_model(MODEL.to_ast())
    one.select("~>")
    assert one == other
