"""Our side: the package that is generated for a service and a protocol."""

from __future__ import annotations

import hashlib
import json
from base64 import b64encode
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from functools import cached_property
from hashlib import sha256
from io import BytesIO
from pathlib import Path, PurePosixPath
from types import ModuleType
from typing import Any
from zlib import crc32

from botocore.utils import is_json_value_header

from smithwright.models.loading import load
from smithwright.models.selection import Closure, select
from smithwright.plan.completion import Plan
from smithwright.plan.errors import error_member_names
from smithwright.plan.plan_error import PlanError
from smithwright.writing.package import ErrorModule
from smithy_parser import Model, UnionShape
from tests.differential.peer import CHECKSUM, Peer
from tests.differential.responses import Response
from tests.differential.values import BotocoreShape
from tests.differential.wire import ENDPOINT, Wire
from tests.support.memory import imported
from tests.support.packages import files_of, plan_package

TOKEN = "00000000-0000-4000-8000-000000000000"
_NAME = "differential_subject"
_PATTERN = "smithy.api#pattern"


@dataclass(frozen=True)
class Subject:
    """What is generated for some operations of a service."""

    model: Model
    closure: Closure
    package: Plan
    refused: Mapping[str, str]
    """Why an operation is not generated, by its name."""
    files: Mapping[PurePosixPath, str] = field(repr=False)

    @cached_property
    def digest(self) -> str:
        """What tells packages apart."""
        content = sha256()
        for path, text in sorted(self.files.items()):
            content.update(f"{path}\0{len(text)}\0{text}".encode())
        return content.hexdigest()

    @cached_property
    def unions(self) -> frozenset[str]:
        """The names of the unions."""
        shapes = self.closure.shapes
        return frozenset(s.id.name for s in shapes if isinstance(s, UnionShape))

    @cached_property
    def error_attributes(self) -> Mapping[str, Mapping[str, str]]:
        """The attributes of errors by member, by the error's class."""
        shapes = [
            shape for shape in self.closure.shapes if "smithy.api#error" in shape.traits
        ]
        modules = (module for _, module in self.package.modules)
        errors = [module for module in modules if isinstance(module, ErrorModule)]
        return {
            planned.name.text: {
                member.name: attribute.name.text
                for member, attribute in zip(
                    map(
                        shape.members.__getitem__,
                        error_member_names(self.closure.model, shape),
                    ),
                    planned.members,
                    strict=True,
                )
            }
            for shape, planned in zip(shapes, errors, strict=True)
        }

    @contextmanager
    def package_module(self) -> Iterator[ModuleType]:
        """Imports the package for as long as it is used."""
        with imported(_NAME, self.files) as module:
            yield module


def generate(peer: Peer, operations: tuple[str, ...]) -> Subject:
    """Generates the operations of a service; those that are refused are left out.

    Raises:
        PlanError: All of them are refused.
    """
    model = _without_patterns(load((f"botocore:{peer.service}",), Path()))
    refused: dict[str, str] = {}
    try:
        return _subject(model, peer, operations, refused)
    except PlanError:
        for operation in operations:
            try:
                plan_package(select(model, None, (operation,)), _NAME, peer.trait)
            except PlanError as error:
                refused[operation] = str(error)
    kept = tuple(name for name in operations if name not in refused)
    if not kept:
        raise PlanError(model.services()[0], next(iter(refused.values())))
    return _subject(model, peer, kept, refused)


def _without_patterns(model: Model) -> Model:
    """Leaves patterns out: no value here keeps to one.

    Some take exponential time to find that out.
    """
    shapes = {
        id: (
            replace(
                shape, traits={k: v for k, v in shape.traits.items() if k != _PATTERN}
            )
            if _PATTERN in shape.traits
            else shape
        )
        for id, shape in model.shapes.items()
    }
    return replace(model, shapes=shapes)


def _subject(
    model: Model, peer: Peer, operations: tuple[str, ...], refused: Mapping[str, str]
) -> Subject:
    closure = select(model, None, operations)
    package = plan_package(closure, _NAME, peer.trait)
    return Subject(model, closure, package, refused, files_of(package))


@dataclass(frozen=True)
class Client:
    """An imported package, asked as botocore is."""

    subject: Subject
    # Any: what a generated package makes has no static type here.
    module: Any

    def _config(self) -> Any:
        # Compression has tests of its own.
        return self.module.Config(
            compress=False,
            idempotency_token_provider=lambda: TOKEN,
        )

    # Any: botocore's models have no types.
    def sends(self, operation: Any, params: Mapping[str, object]) -> Wire:
        """Returns the request for `params`.

        Raises:
            BuildError: A constraint does not hold.
        """
        definition = self.module.OPERATIONS[operation.name]
        members = _as_ours(operation.input_shape, params)
        value = definition.input_type.from_dict(members)
        request = definition.serialize(value, self._config())
        headers = dict(request.headers)
        for name, checksum in _checksums(request.body):
            if headers.get(name) == checksum:
                del headers[name]
                headers["Content-MD5"] = CHECKSUM
        return Wire.of(request.method, request.url(ENDPOINT), headers, request.body)

    def reads(self, operation: Any, response: Response) -> dict[str, object]:
        """Returns the output as boto3 has it."""
        body: object = response.body
        if operation.has_streaming_output:
            body = BytesIO(response.body)
        received = self._response(response, body)
        output = self.module.OPERATIONS[operation.name].parse(received)
        plain: dict[str, object] = output.to_dict()
        for name, value in plain.items():
            if (read := getattr(value, "read", None)) is not None:
                plain[name] = read()
        return _as_theirs(operation.output_shape, plain)

    def reads_error(self, operation: Any, response: Response) -> dict[str, object]:
        """Returns what the raised error holds."""
        received = self._response(response, response.body)
        try:
            self.module.OPERATIONS[operation.name].parse(received)
        except self.module.ServiceError as error:
            return self._held(error)
        raise AssertionError("an error was read as an output")

    def _response(self, response: Response, body: object) -> Any:
        return self.module.HttpResponse(
            status=response.status, headers=response.headers, body=body
        )

    def _held(self, error: Any) -> dict[str, object]:
        name = type(error).__name__
        attributes = self.subject.error_attributes.get(name)
        members = {
            member: _plain(value)
            for member, attribute in (attributes or {}).items()
            if (value := getattr(error, attribute)) is not None
        }
        return {
            "class": None if attributes is None else name,
            "code": error.code,
            "message": error.message or None,
            "request_id": error.request_id,
            "members": members,
        }


def _checksums(body: bytes) -> Iterator[tuple[str, str]]:
    """Yields the headers that a checksum of a body may be in."""
    digests = {"x-amz-checksum-crc32": crc32(body).to_bytes(4)}
    for name in ("md5", "sha1", "sha256", "sha512"):
        digests[f"x-amz-checksum-{name}"] = hashlib.new(name, body).digest()
    digests["Content-MD5"] = digests["x-amz-checksum-md5"]
    for header, digest in digests.items():
        yield header, b64encode(digest).decode()


def _plain(value: Any) -> object:
    """Returns a value of an error's member as `to_dict` would."""
    if hasattr(value, "to_dict"):
        return value.to_dict()
    if isinstance(value, tuple | list):
        return [_plain(item) for item in value]
    if isinstance(value, Mapping):
        return {key: _plain(item) for key, item in value.items()}
    return value


def _as_ours(
    shape: BotocoreShape | None, params: Mapping[str, object]
) -> dict[str, object]:
    """botocore takes and gives JSON in a header decoded, we as text."""
    if shape is None:
        return {}
    return {
        name: (
            json.dumps(value, separators=(",", ":"))
            if is_json_value_header(shape.members[name])
            else value
        )
        for name, value in params.items()
    }


def _as_theirs(
    shape: BotocoreShape | None, plain: dict[str, object]
) -> dict[str, object]:
    if shape is None:
        return plain
    return {
        name: (
            json.loads(str(value))
            if name in shape.members and is_json_value_header(shape.members[name])
            else value
        )
        for name, value in plain.items()
    }
