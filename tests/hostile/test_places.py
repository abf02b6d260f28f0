"""Each hostile text in each place of a model that holds text.

A package comes out whose syntax is that of a package from harmless text, and which
does nothing but define names when it is imported; or the model is refused.
"""

import ast
import json
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from functools import cache, lru_cache
from importlib import import_module
from itertools import product
from pathlib import Path, PurePosixPath
from typing import cast

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from smithwright.cli.messages import errors_reported
from smithwright.formatters import AsRendered
from smithwright.formatters.formatting import format_files
from smithwright.models.loading import load
from smithwright.models.selection import select
from smithwright.plan.plan_error import PlanError
from smithwright.publishing.manifest import check_paths
from smithwright.rendering.render import render
from smithwright.rendering.runtime import runtime
from smithwright.sources import Json
from smithy_parser import Document, ModelError, load_model

from ..support.memory import imported, module_name
from ..support.packages import plan_package

# A shape of each kind; «place» is where a text goes.
MODEL: dict[str, Json] = {
    "smithy": "2.0",
    "metadata": {"«metadata key»": "«metadata»"},
    "shapes": {
        "«namespace»#«service»": {
            "type": "service",
            "version": "«version»",
            "operations": [{"target": "«namespace»#«operation»"}],
            "traits": {
                "aws.api#service": {"sdkId": "«sdkId»"},
                "aws.auth#sigv4": {"name": "«signing name»"},
                "aws.protocols#restJson1": {},
                "smithy.api#title": "«title»",
                "smithy.api#documentation": "«service documentation»",
            },
        },
        "«namespace»#«operation»": {
            "type": "operation",
            "input": {"target": "«namespace»#«input»"},
            "output": {"target": "«namespace»#«output»"},
            "errors": [{"target": "«namespace»#«error»"}],
            "traits": {
                "smithy.api#documentation": "«operation documentation»",
                "smithy.api#http": {
                    "method": "«method»",
                    "uri": "«uri»/{Label}?«query literal»",
                },
            },
        },
        "«namespace»#«input»": {
            "type": "structure",
            "members": {
                "Label": {
                    "target": "smithy.api#String",
                    "traits": {"smithy.api#required": {}, "smithy.api#httpLabel": {}},
                },
                "Header": {
                    "target": "smithy.api#String",
                    "traits": {"smithy.api#httpHeader": "«header»"},
                },
                "Prefixed": {
                    "target": "«namespace»#Words",
                    "traits": {"smithy.api#httpPrefixHeaders": "«prefix»"},
                },
                "Query": {
                    "target": "smithy.api#String",
                    "traits": {"smithy.api#httpQuery": "«query»"},
                },
                "Nested": {"target": "«namespace»#«structure»"},
                "Choice": {"target": "«namespace»#«union»"},
                "Kind": {"target": "«namespace»#«enum»"},
                "Number": {"target": "«namespace»#«intEnum»"},
                "Words": {"target": "«namespace»#Words"},
                "List": {
                    "target": "«namespace»#List",
                    "traits": {
                        "smithwright.constraints#requiredElements": ["«element»"]
                    },
                },
            },
            "traits": {
                "smithwright.constraints#exclusiveMembers": [["«excluded»", "Kind"]]
            },
        },
        "«namespace»#«output»": {
            "type": "structure",
            "members": {
                "Header": {
                    "target": "smithy.api#String",
                    "traits": {"smithy.api#httpHeader": "«output header»"},
                },
                "Nested": {"target": "«namespace»#«structure»"},
            },
            "traits": {"smithy.api#documentation": "«output documentation»"},
        },
        "«namespace»#«structure»": {
            "type": "structure",
            "members": {
                "«member»": {
                    "target": "smithy.api#String",
                    "traits": {
                        "smithy.api#documentation": "«member documentation»",
                        "smithy.api#pattern": "«pattern»",
                        "smithy.api#default": "«default»",
                        "smithy.api#deprecated": {
                            "message": "«message»",
                            "since": "«since»",
                        },
                    },
                },
                "Renamed": {
                    "target": "«namespace»#Secret",
                    "traits": {"smithy.api#jsonName": "«jsonName»"},
                },
                "Time": {
                    "target": "smithy.api#Timestamp",
                    "traits": {"smithy.api#timestampFormat": "«format»"},
                },
            },
            "traits": {"smithy.api#documentation": "«structure documentation»"},
        },
        "«namespace»#«union»": {
            "type": "union",
            "members": {
                "«variant»": {"target": "smithy.api#String"},
                "Other": {"target": "smithy.api#Integer"},
            },
        },
        "«namespace»#«enum»": {
            "type": "enum",
            "members": {
                "«enum member»": {
                    "target": "smithy.api#Unit",
                    "traits": {
                        "smithy.api#enumValue": "«enum value»",
                        "smithy.api#documentation": "«enum member documentation»",
                    },
                },
                "OTHER": {"target": "smithy.api#Unit"},
            },
            "traits": {"smithy.api#documentation": "«enum documentation»"},
        },
        "«namespace»#«intEnum»": {
            "type": "intEnum",
            "members": {
                "«intEnum member»": {
                    "target": "smithy.api#Unit",
                    "traits": {"smithy.api#enumValue": 1},
                }
            },
        },
        "«namespace»#«error»": {
            "type": "structure",
            "members": {
                "Message": {"target": "smithy.api#String"},
                "«error member»": {
                    "target": "smithy.api#String",
                    "traits": {"smithy.api#jsonName": "«error jsonName»"},
                },
                "Header": {
                    "target": "smithy.api#String",
                    "traits": {"smithy.api#httpHeader": "«error header»"},
                },
            },
            "traits": {
                "smithy.api#error": "client",
                "smithy.api#documentation": "«error documentation»",
            },
        },
        "«namespace»#Secret": {
            "type": "string",
            "traits": {"smithy.api#sensitive": {}},
        },
        "«namespace»#Words": {
            "type": "map",
            "key": {
                "target": "smithy.api#String",
                "traits": {"smithy.api#pattern": "«key pattern»"},
            },
            "value": {"target": "smithy.api#String"},
        },
        "«namespace»#List": {
            "type": "list",
            "member": {"target": "smithy.api#String"},
        },
    },
}

# What stands in the other places; with several, any of them may give the same syntax.
HARMLESS: Mapping[str, tuple[str, ...]] = {
    "metadata key": ("key",),
    "metadata": ("text",),
    "namespace": ("com.example",),
    "service": ("Example",),
    "version": ("2020-01-01",),
    "operation": ("Operate",),
    "sdkId": ("Example",),
    "signing name": ("example",),
    "title": ("Example Service",),
    "service documentation": ("Says what it is.",),
    "operation documentation": ("Says what it does.",),
    "method": ("POST",),
    "uri": ("/path",),
    "query literal": ("key=value", "key", ""),
    "input": ("OperateRequest",),
    "header": ("X-Header",),
    "prefix": ("X-Prefix-", ""),
    "query": ("query",),
    "element": ("text",),
    "excluded": ("Choice",),
    "output": ("OperateResponse",),
    "output header": ("X-Header",),
    "output documentation": ("Says what comes out.",),
    "structure": ("Nested",),
    # A member whose shape has no documentation either does without a docstring.
    "structure documentation": ("Says what it holds.", ""),
    # A member whose attribute is its name on the wire needs no other name there.
    "member": ("Member", "member"),
    "member documentation": ("Says what it means.",),
    # One with categories has a class of its own; what `re` lacks is not checked.
    "pattern": ("^[a-z]+$", r"\p{L}", "("),
    "default": ("abc",),
    "message": ("Use another.",),
    "since": ("2020-01-01",),
    "jsonName": ("wireName", "renamed"),
    "format": ("date-time",),
    "union": ("Choice",),
    "variant": ("Text", "text"),
    "enum": ("Kind",),
    "enum documentation": ("Says what kinds there are.", ""),
    "enum member": ("ONE",),
    "enum value": ("one",),
    "enum member documentation": ("Says what one is.", ""),
    "intEnum": ("Number",),
    "intEnum member": ("FIRST",),
    "error": ("Failure",),
    "error documentation": ("Says what went wrong.",),
    "error member": ("Reason", "reason"),
    "error jsonName": ("why", "reason"),
    "error header": ("X-Error",),
    # Simple classes of characters are tested for all keys at once.
    "key pattern": ("^[a-z]+$", "a|b", r"\p{L}", "("),
}

_PLACE = re.compile("«(.*?)»")


def filled(node: Json, texts: Mapping[str, str]) -> Json:
    """Returns the model with a text in each place."""
    if isinstance(node, str):
        return _PLACE.sub(lambda place: texts[place[1]], node)
    if isinstance(node, Mapping):
        return {
            cast("str", filled(key, texts)): filled(item, texts)
            for key, item in node.items()
        }
    if isinstance(node, list):
        return [filled(item, texts) for item in node]
    return node


def generated(texts: Mapping[str, str]) -> dict[PurePosixPath, str]:
    """Returns the files of the package, compiled but not laid out."""
    Path("model.json").write_text(json.dumps(filled(MODEL, texts)))
    model = load(("model.json",), Path())
    package = plan_package(select(model), "example")
    files = {**format_files(render(package), AsRendered()), **runtime(package.runtime)}
    check_paths(files)
    return files


def harmless() -> dict[str, str]:
    """Returns a harmless text for each place."""
    return {place: texts[0] for place, texts in HARMLESS.items()}


def syntax(files: Mapping[PurePosixPath, str]) -> Counter[str]:
    """Returns the statements of a package without their names and strings."""
    return Counter(
        statement
        for path, text in files.items()
        if path.parts[0] != "_runtime"
        for statement in _statements(text)
    )


@lru_cache(100)
def _statements(text: str) -> tuple[str, ...]:
    return tuple(_shape(statement) for statement in ast.parse(text).body)


def _shape(node: object) -> str:
    match node:
        case ast.Constant(value=str()):
            return "text"
        case ast.AST():
            fields = (_shape(getattr(node, name)) for name in node._fields)
            return f"{type(node).__name__}({', '.join(fields)})"
        case list():
            return f"[{', '.join(map(_shape, cast('list[object]', node)))}]"
        case str():
            return "name"
        case _:
            return repr(node)


@cache
def harmless_syntax(*places: str) -> tuple[Counter[str], ...]:
    """Returns the syntax that texts in `places` may give."""
    return tuple(
        syntax(generated(harmless() | dict(zip(places, texts, strict=True))))
        for texts in product(*(HARMLESS[place] for place in places))
    )


def import_all(files: Mapping[PurePosixPath, str]) -> None:
    """Imports every module of a package."""
    with imported("example", files) as package:
        for path in files:
            if path.suffix == ".py":
                import_module(module_name("example", path))
        for name in dir(package):
            getattr(package, name)


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Works in a folder of its own, and asserts that only the model is left there."""
    monkeypatch.chdir(tmp_path)
    yield tmp_path
    left = {path.name for path in tmp_path.iterdir()}
    assert left <= {"model.json"}


@pytest.mark.parametrize("place", HARMLESS)
def test_text_stays_text(
    place: str, text: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """A hostile text changes no statement of a package and runs nowhere."""
    files: dict[PurePosixPath, str] | None = None
    code: object = None
    try:
        with errors_reported():
            files = generated(harmless() | {place: text})
    except SystemExit as exit:
        code = exit.code
    if files is not None:
        assert syntax(files) in harmless_syntax(place)
        import_all(files)
        return
    assert code == 2
    *lines, rest = capsys.readouterr().err.split("\n")
    assert lines
    assert all(line.startswith("model.json:") for line in lines)
    assert all(line.isprintable() for line in lines)
    assert rest == ""


@pytest.mark.parametrize("place", HARMLESS)
def test_surrogates_of_a_decoded_model(place: str) -> None:
    """Half a character, which a JSON file cannot hold, makes no file unwritable."""
    decoded = filled(MODEL, harmless() | {place: "a\ud800b"})
    try:
        model = load_model(Document("model", cast("Mapping[str, Json]", decoded)))
        package = plan_package(select(model), "example")
    except (ModelError, PlanError):
        return
    for text in format_files(render(package), AsRendered()).values():
        text.encode()


# Places of any text, which may say what it likes.
FREE = [
    "metadata",
    "version",
    "sdkId",
    "signing name",
    "title",
    "query",
    "element",
    "default",
    "message",
    "since",
    "enum value",
    *(place for place in HARMLESS if "documentation" in place),
]
_PIECES = [
    *"\\\"'\n\r\t{}%#()[]<>&;`*_|:.-",
    *('"""', "'''", "\\N{", "{{", "}}", "{%", "%}", "\N{LINE SEPARATOR}"),
    *("<p>", "</p>", "<ul><li>", "</li>", "<code>", "</code>", "<b>", "<a href='x'>"),
    *("&lt;", "&#34;", "&#92;", "```\n", "- ", "1. ", "# ", "    ", "](", "x"),
]
_RANDOM = st.lists(
    st.sampled_from(_PIECES) | st.characters(codec="utf-8"), max_size=30
).map("".join)


@given(st.fixed_dictionaries(dict.fromkeys(FREE, _RANDOM)))
@settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
def test_random_text_stays_text(texts: dict[str, str]) -> None:
    """Random texts in all places at once change no statement."""
    files = generated(harmless() | texts)
    may_be_empty = [place for place in FREE if "" in HARMLESS[place]]
    assert syntax(files) in harmless_syntax(*may_be_empty)
    import_all(files)
