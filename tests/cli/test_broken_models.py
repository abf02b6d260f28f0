"""Models that cannot be used: exit code 2, lines of where, output untouched."""

import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from .conftest import Run, Tree

MODEL = Path("models/connect.json")
OVERLAY = Path("models/connect.overlay.json")
NAMESPACE = "com.amazonaws.connect"


# Any: cases index into freely shaped JSON.
def edited(path: Path, edit: Callable[[dict[str, Any]], object]) -> None:
    """Edits the shapes of a model file."""
    document = json.loads(path.read_text("utf-8"))
    edit(document["shapes"])
    path.write_text(json.dumps(document, indent=2), "utf-8")


def truncated() -> None:
    """Cuts the model off."""
    MODEL.write_bytes(MODEL.read_bytes()[:5000])


def dangling_target() -> None:
    """Makes a member target a shape that is not there."""
    edited(
        MODEL,
        lambda shapes: shapes[f"{NAMESPACE}#ChatMessage"]["members"]["Content"].update(
            target=f"{NAMESPACE}#Missing"
        ),
    )


def mixin_circle() -> None:
    """Makes two structures each other's mixins."""

    def edit(shapes: dict[str, Any]) -> None:
        for name, other in (("One", "Other"), ("Other", "One")):
            shapes[f"{NAMESPACE}#{name}"] = {
                "type": "structure",
                "mixins": [{"target": f"{NAMESPACE}#{other}"}],
                "members": {},
                "traits": {"smithy.api#mixin": {}},
            }

    edited(MODEL, edit)


def unknown_type() -> None:
    """Gives a shape a type that Smithy lacks."""
    edited(
        MODEL, lambda shapes: shapes[f"{NAMESPACE}#ChatContent"].update(type="strinq")
    )


def missing_shape_in_overlay() -> None:
    """Applies a trait to a shape that is not there."""
    edited(OVERLAY, lambda shapes: shapes.update({f"{NAMESPACE}#Nobody": APPLIED}))


def missing_member_in_overlay() -> None:
    """Applies a trait to a member that is not there."""
    name = f"{NAMESPACE}#ChatMessage$Nobody"
    edited(OVERLAY, lambda shapes: shapes.update({name: APPLIED}))


APPLIED = {"type": "apply", "traits": {"smithy.api#length": {"max": 5}}}


def wrong_overlay_trait() -> None:
    """Gives a trait of an overlay a value that it cannot have."""
    name = f"{NAMESPACE}#Attributes"
    trait = {"smithwright.constraints#totalSize": {"max": "much"}}
    edited(OVERLAY, lambda shapes: shapes[name].update(traits=trait))


def missing_file() -> None:
    """Removes the model."""
    MODEL.unlink()


def folder_as_file() -> None:
    """Puts a folder in the place of the model."""
    MODEL.unlink()
    MODEL.mkdir()


def not_text() -> None:
    """Puts bytes that are no UTF-8 in the place of the model."""
    MODEL.write_bytes(b'{"smithy": "\xff"}')


def not_an_object() -> None:
    """Puts another JSON value in the place of the model."""
    MODEL.write_text("[]")


def old_version() -> None:
    """Gives the model a version that there is not."""
    MODEL.write_text('{"smithy": "9", "shapes": {}}')


def deeply_nested() -> None:
    """Nests lists until no parser follows."""
    MODEL.write_text('{"smithy": "2.0", "metadata": {"a": ' + "[" * 200_000)


def broken_configuration() -> None:
    """Leaves a table of the configuration open."""
    Path("pyproject.toml").write_text("[tool.smithwright")


def no_configuration() -> None:
    """Removes the configuration."""
    Path("pyproject.toml").unlink()


def configured(**changes: object) -> Callable[[], None]:
    """Returns what changes settings of the package."""

    def change() -> None:
        settings = {
            "name": "chat",
            "sources": [str(MODEL), str(OVERLAY)],
            "operations": ["StartChatContact"],
            "output": "out",
        }
        lines = [f"{k} = {json.dumps(v)}" for k, v in (settings | changes).items()]
        text = "\n".join(["[[tool.smithwright.packages]]", *lines])
        Path("pyproject.toml").write_text(text)

    return change


CASES: dict[str, tuple[Callable[[], None], str, str]] = {
    "truncated": (truncated, "models/connect.json:", "Error parsing JSON"),
    "target": (dangling_target, "models/connect.json:", "ChatMessage$Content"),
    "circle": (mixin_circle, "models/connect.json:", "One"),
    "type": (unknown_type, "models/connect.json:", "strinq"),
    "overlay shape": (missing_shape_in_overlay, f"{OVERLAY}:", "#Nobody"),
    "overlay member": (missing_member_in_overlay, f"{OVERLAY}:", "$Nobody"),
    "overlay value": (wrong_overlay_trait, f"{OVERLAY}:7:46: ", "totalSize"),
    "no file": (missing_file, "models/connect.json: ", "No such file"),
    "folder": (folder_as_file, "models/connect.json: ", "Is a directory"),
    "bytes": (not_text, "models/connect.json:", "UTF-8"),
    "array": (not_an_object, "models/connect.json:1:1: ", "object"),
    "version": (old_version, "models/connect.json:1:12: ", "version"),
    "depth": (deeply_nested, "models/connect.json:1:1: ", "nested too deep"),
    "operation": (
        configured(operations=["StartChat*", "StartChatContac"]),
        "pyproject.toml:4:29: ",
        "has no operation 'StartChatContac'; did you mean 'StartChatContact'?",
    ),
    "service": (
        configured(service="Conect"),
        "pyproject.toml:6:1: service 'Conect': ",
        NAMESPACE,
    ),
    "botocore": (
        configured(sources=["botocore:conect"]),
        "botocore:conect: ",
        "did you mean 'connect",
    ),
    "suffix": (
        configured(sources=["pyproject.toml"]),
        "pyproject.toml: ",
        "expected .json",
    ),
    "no setting": (configured(name=""), "pyproject.toml:2:1: name: ", "import"),
    "other setting": (
        configured(nmae="x"),
        "pyproject.toml:6:1: unknown key 'nmae'",
        "did you mean 'name'?",
    ),
    "package name": (
        configured(name="my-chat"),
        "pyproject.toml:2:1: name: 'my-chat': not a name for an import",
        "did you mean 'my_chat'?",
    ),
    "TOML": (
        broken_configuration,
        "pyproject.toml:1:18: ",
        "Expected ']'",
    ),
    "no configuration": (
        no_configuration,
        "no smithwright.toml, and no pyproject.toml",
        "`smithwright init`",
    ),
}


@pytest.mark.parametrize("command", ["generate", "check"])
@pytest.mark.parametrize("case", CASES)
def test_the_first_line_says_where(
    case: str, command: str, project: Path, run: Run, tree: Tree
) -> None:
    """A model or setting that cannot be used is refused, and nothing is written."""
    make_broken, place, reason = CASES[case]
    make_broken()
    before = tree()
    result = run(command)
    assert result.exit_code == 2
    assert result.stdout == ""
    first, *others = result.stderr.splitlines()
    assert first.startswith(place)
    assert reason in first
    assert all(": ERROR [" in line for line in others), "what follows from the first"
    assert tree() == before


def test_every_error_has_a_line(project: Path, run: Run) -> None:
    def edit(shapes: dict[str, Any]) -> None:
        for member in shapes[f"{NAMESPACE}#ChatMessage"]["members"].values():
            member["target"] = "no#such"

    edited(MODEL, edit)
    first, second = run("check").stderr.splitlines()
    assert "#ChatMessage$ContentType" in first
    assert "#ChatMessage$Content" in second


def test_of_a_model_with_wrong_syntax_no_more_is_said(project: Path, run: Run) -> None:
    """What it defines is missed in the overlay only because it cannot be read."""
    truncated()
    (line,) = run("check").stderr.splitlines()
    assert line.startswith("models/connect.json:")


@pytest.mark.skipif(os.geteuid() == 0, reason="root reads every file")
def test_a_model_that_may_not_be_read_is_refused_by_name(
    project: Path, run: Run
) -> None:
    """A model that may not be read is refused by name."""
    MODEL.chmod(0)
    result = run("check")
    assert result.exit_code == 2
    assert result.stderr == "models/connect.json: can't be read: Permission denied\n"


def test_file_that_cannot_be_read(
    project: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An error of the disk while the model is read names the model."""

    read_bytes = Path.read_bytes

    def fail(path: Path) -> bytes:
        if path == MODEL:
            raise OSError(5, "Input/output error", str(path))
        return read_bytes(path)

    monkeypatch.setattr("pathlib.Path.read_bytes", fail)
    result = run("check")
    assert result.exit_code == 2
    assert result.stderr.startswith("models/connect.json: can't be read: ")


def test_a_model_without_a_service_is_an_error(project: Path, run: Run) -> None:
    MODEL.write_text('{"smithy": "2.0"}')
    OVERLAY.write_text('{"smithy": "2.0"}')
    result = run("check")
    assert (result.exit_code, result.stderr) == (
        2,
        "models/connect.json models/connect.overlay.json: the model has no service\n",
    )


def test_a_place_is_as_exact_as_is_known(project: Path, run: Run) -> None:
    """What is not read from text has no lines."""
    options = ["--package", "sts", "--output", ".", "--operation", "Gte"]
    result = run("generate", "--source", "botocore:sts", *options)
    assert result.exit_code == 2
    assert result.stderr.startswith("botocore:sts: com.amazonaws.sts#")


def test_control_characters_of_a_model_reach_no_terminal(
    project: Path, run: Run
) -> None:
    """What a model says is shown on its line, escaped."""
    MODEL.write_text(json.dumps({"smithy": "2.0", "shapes": {"a\x1b[2J\nb": {}}}))
    result = run("check")
    assert result.exit_code == 2
    assert "a\\x1b[2J\\nb" in result.stderr.splitlines()[0]
