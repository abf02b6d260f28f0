"""Which of the protocols that a service offers a package speaks."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from tests.support.rpc import MODEL

from smithwright.cli import main


def generate(folder: Path, *options: str) -> Result:
    """Generates the package of a service that offers three protocols."""
    model = folder / "store.smithy"
    model.write_text(MODEL, "utf-8")
    arguments = ["--source", str(model), "--package", "store", "--output", str(folder)]
    return CliRunner().invoke(main, ["generate", *arguments, *options])


@pytest.mark.parametrize(
    ("options", "content_type"),
    [
        ((), "application/cbor"),
        (("--protocol", "rpcv2Cbor"), "application/cbor"),
        (("--protocol", "rpcv2Json"), "application/json"),
        (("--protocol", "smithy.protocols#rpcv2Json"), "application/json"),
        (("--protocol", "awsJson1_1"), "application/x-amz-json-1.1"),
    ],
)
def test_the_named_protocol_is_spoken_or_else_the_best(
    tmp_path: Path, options: tuple[str, ...], content_type: str
) -> None:
    assert generate(tmp_path, *options).exit_code == 0
    text = (tmp_path / "store/operations/put.py").read_text("utf-8")
    assert f'"Content-Type": "{content_type}"' in text
    runtime = {path.name for path in (tmp_path / "store/_runtime").iterdir()}
    assert ("cbor_bodies.py" in runtime) == (content_type == "application/cbor")


@pytest.mark.parametrize(
    ("name", "message"),
    [
        (
            "restJson1",
            "does not offer the protocol 'restJson1'; it offers "
            "smithy.protocols#rpcv2Cbor, smithy.protocols#rpcv2Json, "
            "aws.protocols#awsJson1_1",
        ),
        ("morse", "the protocol 'morse' is not supported; supported: "),
        ("awsQueryCompatible", "the protocol 'awsQueryCompatible' is not supported"),
    ],
)
def test_a_protocol_that_is_not_there_is_refused(
    tmp_path: Path, name: str, message: str
) -> None:
    result = generate(tmp_path, "--protocol", name)
    assert result.exit_code == 2
    assert "example.rpc#Store: " in result.stderr
    assert message in result.stderr
    assert not (tmp_path / "store").exists()


def test_another_protocol_is_another_package(tmp_path: Path) -> None:
    assert "written" in generate(tmp_path).stderr
    assert generate(tmp_path).stderr == ""
    assert " 0 written" not in generate(tmp_path, "--protocol", "rpcv2Json").stderr


def test_cbor_has_no_documents(tmp_path: Path) -> None:
    model = tmp_path / "store.smithy"
    text = MODEL.replace("small: Byte", "free: Document")
    model.write_text(text, "utf-8")
    arguments = ["--source", str(model), "--package", "s", "--output", str(tmp_path)]
    result = CliRunner().invoke(main, ["generate", *arguments])
    assert result.exit_code == 2
    assert "example.rpc#Value$free: a document has no form in CBOR" in result.stderr


@pytest.mark.parametrize("protocol", ["rpcv2Cbor", "rpcv2Json", "awsJson1_1"])
def test_only_the_host_may_not_be_empty_where_bodies_hold_all_members(
    tmp_path: Path, protocol: str
) -> None:
    assert generate(tmp_path, "--protocol", protocol).exit_code == 0
    text = (tmp_path / "store/operations/put.py").read_text("utf-8")
    assert "if not (host := value.host):" in text
    assert "if (path := value.path) is None:" in text
