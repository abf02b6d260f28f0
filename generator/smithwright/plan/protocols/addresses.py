"""What tells a service which operation a request is for."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import unquote

from smithwright.plan import traits
from smithwright.plan.wire import Address, Label
from smithy_parser import OperationShape, ServiceShape

_LABEL = re.compile(r"\{([A-Za-z0-9_]+)(\+?)\}")


def by_http_trait(service: ServiceShape, operation: OperationShape) -> Address:
    """Returns the method, path and constant query of an operation's `http` trait.

    Raises:
        PlanError: The operation has no usable trait.
    """
    method, uri = traits.http(operation)
    path, _, query = uri.partition("?")
    return Address(method, segments(path), tuple(_parameters(query)))


def by_header(service: ServiceShape, operation: OperationShape) -> Address:
    """Returns one path for all operations, and the header that names one."""
    target = f"{service.id.name}.{operation.id.name}"
    return Address("POST", ("/",), header=("X-Amz-Target", target))


def by_path(service: ServiceShape, operation: OperationShape) -> Address:
    """Returns a path with the names of service and operation."""
    path = f"/service/{service.id.name}/operation/{operation.id.name}"
    return Address("POST", (path,))


def by_form(service: ServiceShape, operation: OperationShape) -> Address:
    """Returns one path for all operations; a field of the form names one."""
    return Address("POST", ("/",), action=f"Action={operation.id.name}")


def segments(path: str) -> tuple[str | Label, ...]:
    """Returns the constant parts of a path or host, and the labels between them."""
    return tuple(_segments(path))


def _segments(path: str) -> Iterator[str | Label]:
    end = 0
    for match in _LABEL.finditer(path):
        if match.start() > end:
            yield path[end : match.start()]
        yield Label(match[1], bool(match[2]))
        end = match.end()
    if end < len(path):
        yield path[end:]


def _parameters(query: str) -> Iterator[tuple[str, str | None]]:
    for part in filter(None, query.split("&")):
        name, equals, value = part.partition("=")
        yield unquote(name), unquote(value) if equals else None
