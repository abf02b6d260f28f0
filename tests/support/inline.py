"""Packages made from a model that a test spells out, and calls of their operations."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib import import_module
from itertools import count
from pathlib import Path
from types import ModuleType

# Any: what a generated package makes has no static type here.
from typing import Any

from smithwright.models.selection import select
from smithy_parser import Document, Model, load_model
from tests.support.folders import lasting_folder
from tests.support.packages import files_of, importing_from, plan_package, write_files

ALL_PROTOCOLS = (
    "rpcv2Cbor",
    "rpcv2Json",
    "awsJson1_0",
    "awsJson1_1",
    "restJson1",
    "restXml",
    "awsQuery",
    "ec2Query",
)
"""The names of their traits."""

_HEADER = """\
$version: "2.0"
namespace example
use aws.protocols#awsJson1_0
use aws.protocols#awsJson1_1
use aws.protocols#awsQuery
use aws.protocols#ec2Query
use aws.protocols#restJson1
use aws.protocols#restXml
use smithy.protocols#rpcv2Cbor
use smithy.protocols#rpcv2Json
"""
_numbers = count()


def model_of(text: str) -> Model:
    """Returns the model that `text` says after a header with all protocols in use."""
    return load_model(Document("model.smithy", _HEADER + text))


@cache
def inline_package(text: str, protocol: str | None = None) -> ModuleType:
    """Generates and imports the package of the only service that `text` defines.

    It is made once for each text, and removed when the tests end.

    Args:
        text: The model, after a header with all protocols in use.
        protocol: The name of the protocol's trait; the best on offer if left out.
    """
    return package_of(model_of(text), _folder(), protocol)


@cache
def _folder() -> Path:
    return lasting_folder()


def package_of(model: Model, folder: Path, protocol: str | None = None) -> ModuleType:
    """Generates the package of a model's only service, and imports all of it."""
    name = f"inline_{next(_numbers)}"
    package = plan_package(select(model), name, protocol)
    write_files(files_of(package), folder / name)
    with importing_from(folder):
        module = import_module(name)
        for public in module.__all__:
            getattr(module, public)
        return module


def request(package: ModuleType, operation: str, **members: object) -> Any:
    """Returns the request of an operation, its members by their model names."""
    definition = package.OPERATIONS[operation]
    value = definition.input_type.from_dict(members)
    config = package.Config(idempotency_token_provider=lambda: "token")
    return definition.serialize(value, config)


def response(
    package: ModuleType,
    operation: str,
    body: str | bytes = b"",
    status: int = 200,
    headers: Mapping[str, str] | None = None,
) -> Any:
    """Returns what an operation makes of a response: its output, or it raises."""
    return package.OPERATIONS[operation].parse(
        package.HttpResponse(
            status=status,
            headers=headers or {},
            body=body.encode() if isinstance(body, str) else body,
        )
    )
