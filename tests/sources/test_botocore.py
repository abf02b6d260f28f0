"""Finding services in botocore: which file, which version, and what goes wrong."""

import gzip
import json
import subprocess
import sys
from collections.abc import Iterator
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path
from types import SimpleNamespace

import pytest

from smithwright.sources import SourceError, botocore, digest_of, resolve, services

_METADATA = {
    "endpointPrefix": "tiny",
    "protocol": "rest-json",
    "serviceFullName": "Tiny",
    "serviceId": "Tiny",
}


def _api(api_version: str) -> bytes:
    metadata = {**_METADATA, "apiVersion": api_version}
    return json.dumps({"metadata": metadata, "operations": {}, "shapes": {}}).encode()


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A botocore of three services: `tiny`, `packed` and one that is damaged."""
    data = tmp_path / "botocore" / "data"
    files = {
        "tiny/2020-01-02/service-2.json": _api("2020-01-02"),
        "tiny/2019-12-31/service-2.json": _api("2019-12-31"),
        "tiny/2021-01-01/paginators-1.json": b"{}",
        "packed/2020-01-01/service-2.json.gz": gzip.compress(_api("2020-01-01")),
        "damaged/2020-01-01/service-2.json.gz": gzip.compress(_api("2020-01-01"))[:-9],
        "endpoints.json": b"{}",
    }
    for name, content in files.items():
        (data / name).parent.mkdir(parents=True, exist_ok=True)
        (data / name).write_bytes(content)
    found = SimpleNamespace(submodule_search_locations=[str(data.parent)])
    monkeypatch.setattr(botocore, "find_spec", lambda _name: found)
    _forget()
    yield data
    _forget()


def _forget() -> None:
    botocore._data.cache_clear()
    botocore._folders.cache_clear()


def _api_version(spec: str) -> object:
    shapes = json.loads(json.dumps(resolve(spec, Path()).data))["shapes"]
    return shapes["com.amazonaws.tiny#Tiny"]["version"]


@pytest.mark.usefixtures("data")
def test_the_newest_version_with_a_model_is_taken_or_the_named_one() -> None:
    assert _api_version("botocore:tiny") == "2020-01-02"
    assert _api_version("botocore:tiny@2019-12-31") == "2019-12-31"
    assert _api_version("botocore:packed") == "2020-01-01"


@pytest.mark.usefixtures("data")
def test_services_are_the_folders_that_hold_a_model() -> None:
    assert services() == ["damaged", "packed", "tiny"]


def test_provenance_is_source_version_and_digest(data: Path) -> None:
    document = resolve("botocore:tiny", Path())
    assert document.name == "botocore:tiny"
    assert document.digest == digest_of("botocore:tiny", Path())
    assert document.provenance == {
        "source": "botocore:tiny",
        "version": version("botocore"),
        "digest": document.digest,
    }
    (data / "tiny/2020-01-02/waiters-2.json").write_bytes(b'{"waiters": {}}')
    assert digest_of("botocore:tiny", Path()) != document.digest


@pytest.mark.usefixtures("data")
@pytest.mark.parametrize(
    ("spec", "message"),
    [
        (
            "botocore:Tinny",
            "botocore:Tinny: no such service in botocore; did you mean 'tiny'?",
        ),
        ("botocore:../tiny", None),
        ("botocore:", "botocore:: no such service in botocore"),
        (
            "botocore:endpoints.json",
            "botocore:endpoints.json: no such service in botocore",
        ),
        (
            "botocore:tiny@2021-01-01",
            "botocore:tiny@2021-01-01: botocore has no such API version of tiny "
            "(it has: 2019-12-31, 2020-01-02)",
        ),
        (
            "botocore:damaged",
            "botocore:damaged: service-2.json.gz is damaged: Compressed file ended "
            "before the end-of-stream marker was reached",
        ),
    ],
)
def test_what_can_t_be_found_or_read_is_one_clear_error(
    spec: str, message: str | None
) -> None:
    with pytest.raises(SourceError) as caught:
        resolve(spec, Path())
    assert "\n" not in str(caught.value)
    assert message is None or str(caught.value) == message


def test_a_model_that_makes_no_sense_names_service_and_shape(data: Path) -> None:
    api = json.loads(_api("2020-01-02"))
    api["shapes"]["A"] = {"type": "list", "member": {"shape": "B"}}
    (data / "tiny/2020-01-02/service-2.json").write_text(json.dumps(api))
    with pytest.raises(SourceError) as caught:
        resolve("botocore:tiny", Path())
    assert str(caught.value) == (
        "botocore:tiny: shape A: reference to a missing shape 'B'"
    )


def test_without_botocore_the_error_says_what_to_install(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(botocore, "find_spec", lambda _name: None)
    _forget()
    with pytest.raises(SourceError, match=r"pip install 'smithwright\[aws\]'"):
        resolve("botocore:connect", Path())
    _forget()


def test_botocore_itself_is_not_imported() -> None:
    program = (
        "import sys; from pathlib import Path; from smithwright.sources import resolve;"
        "resolve('botocore:sts', Path()); sys.exit('botocore' in sys.modules)"
    )
    assert find_spec("botocore") is not None
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0
