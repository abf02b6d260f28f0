"""What every package promises and StartChatContact has no member for."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from types import ModuleType

import pytest

from smithwright.settings import PackageSettings
from tests.support.packages import generated_package

SECRET = "a secret"


def member(target: str, **traits: object) -> dict[str, object]:
    """Returns a member with traits of the prelude."""
    named = {f"smithy.api#{name}": value for name, value in traits.items()}
    return {"target": target, "traits": named}


def shape(kind: str, members: object = None, **traits: object) -> dict[str, object]:
    """Returns a shape; a list or map has its members by name too."""
    own = {f"smithy.api#{name}": value for name, value in traits.items()}
    if kind in ("list", "map"):
        assert isinstance(members, dict)
        return {"type": kind, "traits": own, **members}
    return {"type": kind, "traits": own, "members": members or {}}


MODEL = {
    "smithy": "2.0",
    "shapes": {
        "a#Service": {
            "type": "service",
            "version": "1",
            "operations": [{"target": "a#Store"}],
            "traits": {"aws.protocols#restJson1": {}, "aws.auth#sigv4": {"name": "a"}},
        },
        "a#Store": {
            "type": "operation",
            "input": {"target": "a#StoreInput"},
            "output": {"target": "smithy.api#Unit"},
            "traits": {"smithy.api#http": {"method": "POST", "uri": "/", "code": 200}},
        },
        "a#StoreInput": shape(
            "structure",
            {
                "Words": member("a#Secrets"),
                "ByName": member("a#SecretsByName"),
                "ByWord": member("a#NamesBySecret"),
                "Whole": member("a#SecretStructure"),
                "Holder": member("a#Holder"),
                "Holders": member("a#Holders"),
                "Number": member("a#SecretNumber"),
                "Tags": member("a#Tags"),
                "Data": member("a#Data"),
                "When": member("smithy.api#Timestamp"),
                "Choice": member("a#Choice"),
                "Ratio": member("a#Ratio"),
                "NeedyByWord": member("a#NeedyBySecret"),
                "Old": member("smithy.api#Boolean", deprecated={"message": "Use New."}),
            },
            input={},
        ),
        "a#Secret": {
            "type": "string",
            "traits": {"smithy.api#sensitive": {}, "smithy.api#length": {"max": 10}},
        },
        "a#SecretNumber": {
            "type": "integer",
            "traits": {"smithy.api#sensitive": {}, "smithy.api#range": {"max": 1000}},
        },
        "a#Secrets": shape("list", {"member": member("a#Secret")}),
        "a#SecretsByName": shape(
            "map", {"key": member("smithy.api#String"), "value": member("a#Secret")}
        ),
        "a#NamesBySecret": shape(
            "map", {"key": member("a#Secret"), "value": member("smithy.api#String")}
        ),
        "a#SecretStructure": shape(
            "structure", {"Plain": member("smithy.api#String")}, sensitive={}
        ),
        "a#Holder": shape(
            "structure",
            {"Secret": member("a#Secret"), "Plain": member("smithy.api#String")},
        ),
        "a#Holders": shape("list", {"member": member("a#Holder")}),
        "a#NeedyBySecret": shape(
            "map", {"key": member("a#Secret"), "value": member("a#Needy")}
        ),
        "a#Needy": shape(
            "structure", {"Name": member("smithy.api#String", required={})}
        ),
        "a#Tags": shape(
            "list", {"member": member("smithy.api#String")}, uniqueItems={}
        ),
        "a#Data": {
            "type": "blob",
            "traits": {"smithy.api#length": {"min": 1, "max": 3}},
        },
        "a#Choice": shape(
            "union", {"Text": member("smithy.api#String"), "Number": member("a#Ratio")}
        ),
        "a#Ratio": {
            "type": "double",
            "traits": {"smithy.api#range": {"min": 0, "max": 1}},
        },
    },
}


@pytest.fixture(scope="module")
def package(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ModuleType]:
    folder = tmp_path_factory.mktemp("package")
    (folder / "model.json").write_text(json.dumps(MODEL), "utf-8")
    settings = PackageSettings("other_model", ("model.json",), "")
    with generated_package(settings, folder, folder) as generated:
        yield generated


@pytest.mark.parametrize(
    "params",
    [
        {"Words": ["fine", SECRET]},
        {"ByName": {"name": SECRET}},
        {"ByWord": {SECRET: "name"}},
        {"Whole": {"Plain": SECRET}},
        {"Holder": {"Secret": SECRET}},
        {"Holders": [{"Plain": "shown", "Secret": SECRET}]},
        {"Number": 123},
    ],
    ids=lambda params: next(iter(params)),
)
def test_a_sensitive_value_is_redacted_wherever_it_is(
    package: ModuleType, params: dict[str, object]
) -> None:
    value = package.StoreInput.from_dict(params)
    for shown in (repr(value), str(value), repr(value.__rich_repr__())):
        assert SECRET not in shown
        assert "123" not in shown
        assert "*** sensitive data redacted ***" in shown
    assert repr(value.make_operation(package.Config())).count(SECRET) == 0


@pytest.mark.parametrize(
    ("params", "path"),
    [
        ({"Words": ["fine", SECRET * 2]}, "words[1]"),
        ({"ByName": {"name": SECRET * 2}}, "by_name['name']"),
        ({"ByWord": {SECRET * 2: "name"}}, "by_word.keys()"),
        ({"Holder": {"Secret": SECRET * 2}}, "holder.secret"),
        ({"Holders": [{}, {"Secret": SECRET * 2}]}, "holders[1].secret"),
        ({"Number": 123456}, "number"),
    ],
    ids=str,
)
def test_a_problem_with_a_sensitive_value_does_not_show_it(
    package: ModuleType, params: dict[str, object], path: str
) -> None:
    value = package.StoreInput.from_dict(params)
    with pytest.raises(package.BuildError) as raised:
        value.make_operation(package.Config())
    assert [problem.path for problem in raised.value.problems] == [path]
    assert SECRET not in str(raised.value)
    assert "123456" not in str(raised.value)
    assert "*** sensitive data redacted ***" in str(raised.value)


def test_a_problem_below_a_sensitive_key_does_not_show_the_key(
    package: ModuleType,
) -> None:
    value = package.StoreInput(by_word={SECRET: 5})
    with pytest.raises(package.BuildError) as raised:
        value.make_operation(package.Config())
    (problem,) = raised.value.problems
    assert problem.constraint == "type"
    assert SECRET not in str(raised.value)
    with pytest.raises(package.BuildError, match=r"by_word\[\*\*\*\]") as raised:
        package.StoreInput.from_dict({"ByWord": {SECRET: 5}})
    assert SECRET not in str(raised.value)


@pytest.mark.parametrize("validate", ["all", "required"])
def test_a_missing_member_below_a_sensitive_key_does_not_show_the_key(
    package: ModuleType, validate: str
) -> None:
    value = package.StoreInput(needy_by_word={SECRET: package.Needy(name=None)})
    with pytest.raises(package.BuildError) as raised:
        value.make_operation(package.Config(validate=validate))
    (problem,) = raised.value.problems
    assert problem.path == "needy_by_word[***].name"


@pytest.mark.parametrize(
    ("params", "valid"),
    [
        ({"Tags": []}, True),
        ({"Tags": ["a", "b"]}, True),
        ({"Tags": ["a", "b", "a"]}, False),
        ({"Data": b""}, False),
        ({"Data": b"\0"}, True),
        ({"Data": b"\xff\0\1"}, True),
        ({"Data": b"1234"}, False),
        ({"Ratio": -0.001}, False),
        ({"Ratio": 0.0}, True),
        ({"Ratio": 1.0}, True),
        ({"Ratio": 1.001}, False),
        ({"Ratio": float("nan")}, False),
        ({"Choice": {}}, False),
        ({"Choice": {"Text": ""}}, True),
        ({"Choice": {"Number": 0.5}}, True),
        ({"Choice": {"Text": "", "Number": 0.5}}, False),
        ({"Choice": {"Number": 2.0}}, False),
        ({"When": datetime(2026, 1, 2, tzinfo=UTC)}, True),
        ({"When": datetime(2026, 1, 2)}, False),
    ],
    ids=str,
)
def test_other_constraints_hold(
    package: ModuleType, params: dict[str, object], valid: bool
) -> None:
    value = package.StoreInput.from_dict(params)
    if valid:
        value.make_operation(package.Config())
        return
    with pytest.raises(package.BuildError) as raised:
        value.make_operation(package.Config())
    path = raised.value.problems[0].path
    assert path.partition(".")[0] == next(iter(params)).lower()


def test_to_dict_and_from_dict_keep_datetime_and_bytes(package: ModuleType) -> None:
    params = {"When": datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC), "Data": b"\xff"}
    value = package.StoreInput.from_dict(params)
    assert (value.when, value.data) == (params["When"], params["Data"])
    assert value.to_dict() == params
    body = json.loads(value.make_operation(package.Config()).request.body)
    assert body == {"When": 1767323045, "Data": "/w=="}


def test_a_deprecated_member_says_so(package: ModuleType) -> None:
    folder = Path(package.__file__ or "").parent
    text = (folder / "operations/store.py").read_text("utf-8")
    documentation = text.partition("    old: bool | None")[2].partition('"""')[2]
    assert "Deprecated" in documentation.partition('"""')[0]
    assert "Use New." in documentation.partition('"""')[0]
