"""Pulling a model: from botocore and from Smithy's JSON AST."""

import hashlib
import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from smithwright.cli import main
from smithy_parser import load_model

AST = "aws-models/connect/service/2017-08-08/connect-2017-08-08.json"


def pull(source: str, *options: str) -> Result:
    """Runs the command."""
    return CliRunner().invoke(main, ["model", "pull", source, *options])


@pytest.fixture(params=["botocore", "ast"])
def source(request: pytest.FixtureRequest) -> str:
    """Connect from each kind of source."""
    if request.param == "botocore":
        pytest.importorskip("botocore")
        return "botocore:connect"
    folder: Path = request.getfixturevalue("shared")
    return str(folder / AST)


@pytest.mark.parametrize("operations", [(), ("--operation", "StartChatContact")])
def test_pulling_twice_gives_the_same_bytes(
    source: str, operations: tuple[str, ...], tmp_path: Path
) -> None:
    """What is pulled is always the same, loads, and says where it is from."""
    file = tmp_path / "connect.json"
    outputs: list[bytes] = []
    for _ in range(2):
        result = pull(source, *operations, "-o", str(file))
        assert (result.exit_code, result.output) == (0, "")
        outputs.append(file.read_bytes())
    assert outputs[0] == outputs[1]
    assert pull(source, *operations).stdout_bytes == outputs[0]

    model = load_model(file)
    (service,) = model.services()
    names = [operation.id.name for operation in model.operations_of(service.id)]
    if operations:
        assert names == ["StartChatContact"]
    else:
        assert len(names) > 200
    provenance = json.loads(outputs[0])["metadata"]["smithwright"]
    assert provenance["digest"].startswith("sha256:")
    assert provenance["source"].endswith(("botocore:connect", "2017-08-08.json"))
    assert ("version" in provenance) == (source == "botocore:connect")


def test_pulled_from_what_was_pulled(source: str, tmp_path: Path) -> None:
    """A part of a pulled model is what pulling that part at once gives."""
    whole, part = tmp_path / "whole.json", tmp_path / "part.json"
    options = ("--operation", "StartChatContact", "-o")
    assert pull(source, "-o", str(whole)).exit_code == 0
    assert pull(str(whole), *options, str(part)).exit_code == 0
    at_once = json.loads(pull(source, *options[:2]).stdout)
    assert json.loads(part.read_text("utf-8"))["shapes"] == at_once["shapes"]


SMALL = {
    "smithy": "2.0",
    "metadata": {"mine": [1]},
    "shapes": {
        "a#Service": {
            "type": "service",
            "version": "1",
            "operations": [{"target": "a#One"}],
            "resources": [{"target": "a#Thing"}],
        },
        "a#Thing": {"type": "resource", "list": {"target": "a#Other"}},
        "a#One": {"type": "operation", "input": {"target": "a#In"}},
        "a#Other": {"type": "operation", "traits": {"smithy.api#readonly": {}}},
        "a#Mixed": {
            "type": "structure",
            "members": {"Text": {"target": "a#Text"}},
            "traits": {"smithy.api#mixin": {}},
        },
        "a#In": {"type": "structure", "members": {}, "mixins": [{"target": "a#Mixed"}]},
        "a#In$Text": {"type": "apply", "traits": {"smithy.api#required": {}}},
        "a#Text": {"type": "string", "traits": {"a#marked": {}}},
        "a#marked": {"type": "structure", "traits": {"smithy.api#trait": {}}},
        "a#Unused": {"type": "string"},
    },
}


def test_a_pulled_model_keeps_what_operations_need(tmp_path: Path) -> None:
    """Mixins, applied traits and the definitions of traits stay with the operations."""
    file = tmp_path / "small.json"
    file.write_text(json.dumps(SMALL))
    result = pull(str(file), "--operation", "One")
    assert result.exit_code == 0
    pulled = json.loads(result.stdout)
    assert list(pulled["shapes"]) == [
        "a#Service",
        "a#One",
        "a#Mixed",
        "a#In",
        "a#In$Text",
        "a#Text",
        "a#marked",
    ]
    digest = hashlib.sha256(file.read_bytes()).hexdigest()
    assert pulled["metadata"]["mine"] == [1]
    assert pulled["metadata"]["smithwright"]["digest"] == f"sha256:{digest}"
    model = load_model(pulled)
    assert model["a#In"].members["Text"].traits == {"smithy.api#required": {}}


def test_a_folder_of_idl_is_pulled(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is put together; the project's own traits need not be pulled."""
    monkeypatch.chdir(tmp_path)
    Path("model").mkdir()
    Path("model/a.smithy").write_text(
        '$version: "2"\nnamespace a\n'
        'service S { version: "1", operations: [One, Two] }\n'
        "operation One { input: In }\noperation Two {}\nstructure In { m: M }\n"
    )
    Path("model/b.smithy").write_text(
        '$version: "2"\nnamespace a\n@smithwright.constraints#totalSize(max: 9)\n'
        "map M { key: String, value: String }\nstring Unused\n"
    )
    pulled = json.loads(pull("model", "--operation", "One").stdout)
    assert [*pulled["shapes"]] == ["a#S", "a#One", "a#In", "a#M"]
    assert pulled["metadata"]["smithwright"]["source"] == "model"
    at_once = pull("model/a.smithy", "--operation", "One")
    assert at_once.stderr.startswith("model/a.smithy:6:")


def test_a_model_without_a_service(tmp_path: Path) -> None:
    file = tmp_path / "b.smithy"
    file.write_text('$version: "2"\nnamespace a\nstring B\n')
    assert pull(str(file)).stderr.endswith("b.smithy: the model has no service\n")


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (("--operation", "StartChatContac"), "did you mean 'StartChatContact'?"),
        (("--service", "Conect"), "service 'Conect': "),
    ],
)
def test_what_is_not_there_cannot_be_pulled(
    options: tuple[str, ...], message: str
) -> None:
    """An operation or service that is not there leaves nothing behind."""
    pytest.importorskip("botocore")
    result = pull("botocore:connect", *options)
    assert result.exit_code == 2
    assert message in result.stderr
    assert result.stdout == ""


def test_output_that_cannot_be_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A failure leaves the old file, and no other."""
    source, file = tmp_path / "small.json", tmp_path / "out.json"
    source.write_text(json.dumps(SMALL))
    file.write_text("old")

    def fail(path: Path, target: Path) -> None:
        raise OSError(28, "No space left on device", str(path))

    monkeypatch.setattr("pathlib.Path.replace", fail)
    result = pull(str(source), "-o", str(file))
    assert result.exit_code == 2
    assert result.stderr == f"{file}: can't be written: No space left on device\n"
    assert file.read_text() == "old"
    assert sorted(path.name for path in tmp_path.iterdir()) == [
        "out.json",
        "small.json",
    ]


def test_an_output_in_no_folder_is_an_error(tmp_path: Path) -> None:
    """A folder that is not there is not made."""
    source = tmp_path / "small.json"
    source.write_text(json.dumps(SMALL))
    file = tmp_path / "missing" / "out.json"
    result = pull(str(source), "-o", str(file))
    assert result.exit_code == 2
    assert result.stderr == f"{file}: can't be written: No such file or directory\n"
