"""The models that an installed botocore carries, found without importing it."""

import hashlib
import json
import os
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import cast

from smithwright.errors import did_you_mean
from smithwright.installation import installed_version
from smithwright.sources.document import Json, SourceDocument, SourceError

PREFIX = "botocore:"

# The files of a service that the conversion reads; only the first must exist.
_FILES = ("service-2", "paginators-1", "waiters-2", "endpoint-rule-set-1")


@dataclass(frozen=True, slots=True)
class _ServiceFiles:
    """The raw model files of one service and API version, by name."""

    spec: str
    version: str
    content: dict[str, bytes]

    @property
    def digest(self) -> str:
        content = hashlib.sha256(self.version.encode())
        for name, data in self.content.items():
            content.update(f"\0{name}\0{len(data)}\0".encode())
            content.update(data)
        return f"sha256:{content.hexdigest()}"


def read_service(spec: str) -> SourceDocument:
    """Converts `botocore:SERVICE` or `botocore:SERVICE@API-VERSION`.

    Without a version the newest is taken. SERVICE is the name of the service's
    folder, which is the one that `boto3.client` takes.

    Raises:
        SourceError: botocore isn't installed, has no such service or version, or
            its files can't be read as models.
    """
    # The conversion is much code, and a fingerprint needs none of it.
    from smithwright.sources import c2j

    files = _files(spec)
    digest = files.digest
    service = c2j.ServiceFiles(
        api=cast("c2j.Api", _decode(files, "service-2")),
        paginators=cast("c2j.Paginators", _decode(files, "paginators-1")),
        waiters=cast("c2j.Waiters", _decode(files, "waiters-2")),
        endpoint_rules=_decode(files, "endpoint-rule-set-1"),
    )
    try:
        ast = c2j.to_smithy(service)
    except c2j.ConversionError as error:
        raise SourceError(f"{spec}: {error}") from error
    provenance = {"source": spec, "version": files.version, "digest": digest}
    return SourceDocument(spec, ast, digest, provenance)


def fingerprint_service(spec: str) -> str:
    """Hashes a service's raw files and botocore's version, without decoding.

    Raises:
        SourceError: As `read_service`, but for files that don't hold a model.
    """
    return _files(spec).digest


def services() -> list[str]:
    """Names every service of the installed botocore, in order.

    Raises:
        SourceError: botocore isn't installed.
    """
    return [name for name, folder in _folders().items() if _api_versions(folder)]


def _files(spec: str) -> _ServiceFiles:
    service, _, wanted = spec.removeprefix(PREFIX).partition("@")
    folder = _folders().get(service)
    versions = _api_versions(folder) if folder else {}
    if not versions:
        hint = did_you_mean(service.lower(), services(), most=3)
        raise SourceError(f"{spec}: no such service in botocore{hint}")
    chosen = wanted or max(versions)
    if chosen not in versions:
        known = ", ".join(sorted(versions))
        raise SourceError(
            f"{spec}: botocore has no such API version of {service} (it has: {known})"
        )
    try:
        content = dict(_contents(versions[chosen]))
    except OSError as error:
        raise SourceError(f"{spec}: can't be read: {error.strerror}") from error
    return _ServiceFiles(spec, installed_version("botocore") or "", content)


@cache
def _data() -> Path:
    package = find_spec("botocore")
    if package is None or not package.submodule_search_locations:
        raise SourceError("botocore isn't installed: pip install 'smithwright[aws]'")
    return Path(package.submodule_search_locations[0]) / "data"


@cache
def _folders() -> dict[str, Path]:
    """Finds the folders in botocore's data, which all but name its services."""
    try:
        return {name: _data() / name for name in sorted(os.listdir(_data()))}
    except OSError as error:
        raise SourceError(f"botocore's data can't be read: {error.strerror}") from error


def _api_versions(folder: Path) -> dict[str, Path]:
    """Finds the folder of each API version that a service's folder has a model of."""
    if not folder.is_dir():
        return {}
    return {
        entry.name: entry
        for entry in folder.iterdir()
        if any((entry / name).is_file() for name in _names("service-2"))
    }


def _names(stem: str) -> tuple[str, str]:
    return f"{stem}.json", f"{stem}.json.gz"


def _contents(folder: Path) -> Iterator[tuple[str, bytes]]:
    for stem in _FILES:
        for name in _names(stem):
            if (folder / name).is_file():
                yield name, (folder / name).read_bytes()
                break


def _decode(files: _ServiceFiles, stem: str) -> Json:
    """Decodes one of the JSON files, None where the service has no such file."""
    import gzip

    for name, data in files.content.items():
        if name.partition(".")[0] == stem:
            try:
                text = gzip.decompress(data) if name.endswith(".gz") else data
                return cast("Json", json.loads(text))
            except (OSError, EOFError, zlib.error, ValueError) as error:
                raise SourceError(
                    f"{files.spec}: {name} is damaged: {error}"
                ) from error
    return None
