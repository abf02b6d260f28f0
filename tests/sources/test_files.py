"""Files and standard input: bytes untouched, names relative, one clear error."""

import hashlib
import io
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace

import pytest

from smithwright.sources import SourceError, digest_of, files, resolve

_BYTES = b'\xef\xbb\xbf{ "smithy" : "2.0" }\r\n'


@pytest.fixture
def standard_input(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    files._standard_input.cache_clear()
    stream = SimpleNamespace(buffer=io.BytesIO(_BYTES))
    monkeypatch.setattr(sys, "stdin", stream)
    yield
    files._standard_input.cache_clear()


@pytest.mark.parametrize("name", ["model.json", "model.smithy"])
def test_a_file_is_read_untouched_and_named_relative_to_the_base(
    tmp_path: Path, name: str
) -> None:
    (tmp_path / "models").mkdir()
    (tmp_path / "models" / name).write_bytes(_BYTES)
    document = resolve(f"models/{name}", tmp_path)
    assert document.data == _BYTES
    assert document.name == f"models/{name}"
    assert document.digest == f"sha256:{hashlib.sha256(_BYTES).hexdigest()}"
    assert document.provenance == {
        "source": f"models/{name}",
        "digest": document.digest,
    }


@pytest.mark.parametrize("inside", [True, False])
def test_no_absolute_path_is_shown(tmp_path: Path, inside: bool) -> None:
    base = tmp_path if inside else tmp_path / "project"
    base.mkdir(exist_ok=True)
    (tmp_path / "model.json").write_bytes(_BYTES)
    document = resolve(str(tmp_path / "model.json"), base)
    expected = "model.json" if inside else "../model.json"
    assert document.name == document.provenance["source"] == expected


def test_standard_input_is_read_once(standard_input: None, tmp_path: Path) -> None:
    assert resolve("-", tmp_path).data == _BYTES
    assert resolve("-", tmp_path).name == "<stdin>"
    assert digest_of("-", tmp_path) == resolve("-", tmp_path).digest


def test_the_digest_needs_no_conversion_and_is_the_document_s(tmp_path: Path) -> None:
    (tmp_path / "model.json").write_bytes(_BYTES)
    digest = resolve("model.json", tmp_path).digest
    assert digest_of("model.json", tmp_path) == digest
    (tmp_path / "model.json").write_bytes(_BYTES + b" ")
    assert digest_of("model.json", tmp_path) != digest


@pytest.mark.parametrize(
    ("spec", "message"),
    [
        ("no.json", "no.json: can't be read: No such file or directory"),
        ("folder.json", "folder.json: can't be read: Is a directory"),
        ("nul\0.json", "nul\0.json: can't be read: not a valid path"),
        ("m.txt", "m.txt: not a Smithy model file (expected .json or .smithy)"),
        ("", ".: not a Smithy model file (expected .json or .smithy)"),
    ],
)
def test_an_unreadable_file_is_one_clear_error(
    tmp_path: Path, spec: str, message: str
) -> None:
    (tmp_path / "folder.json").mkdir()
    for read in (resolve, digest_of):
        with pytest.raises(SourceError) as caught:
            read(spec, tmp_path)
        assert str(caught.value) == message


def test_closed_standard_input_is_one_clear_error() -> None:
    pull = [sys.executable, "-m", "smithwright", "model", "pull", "-"]
    done = subprocess.run(
        ["sh", "-c", 'exec "$@" <&-', "sh", *pull],
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (2, "<stdin>: can't be read: closed\n")
