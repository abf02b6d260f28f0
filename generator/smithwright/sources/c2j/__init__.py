"""C2J, the older model format that botocore ships, to Smithy JSON AST 2.0.

https://smithy.io/2.0/spec/json-ast.html

The order of operations, shapes and members is that of the C2J files.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from smithwright.sources.c2j.amendments import amended
from smithwright.sources.c2j.operations import convert_operation
from smithwright.sources.c2j.pagination import paginated
from smithwright.sources.c2j.schema import Api, Paginators, Waiter, Waiters
from smithwright.sources.c2j.scope import ConversionError, Scope
from smithwright.sources.c2j.service import convert_service
from smithwright.sources.c2j.shapes import convert_shape
from smithwright.sources.c2j.waiters import waitable
from smithwright.sources.document import Ast, Json

__all__ = [
    "Api",
    "ConversionError",
    "Paginators",
    "ServiceFiles",
    "Waiters",
    "to_smithy",
]


@dataclass(frozen=True, slots=True)
class ServiceFiles:
    """The decoded files of one service; None for a file that it doesn't have."""

    api: Api
    paginators: Paginators | None
    waiters: Waiters | None
    endpoint_rules: Json


# What published services do in spite of a rule, and go on doing.
_SUPPRESSIONS: tuple[Json, ...] = tuple(
    {"id": id, "namespace": "*", "reason": "The service is published as it is."}
    for id in ("HttpHeaderTrait", "PaginatedTrait")
)


def to_smithy(files: ServiceFiles) -> Ast:
    """Converts a service.

    Raises:
        ConversionError: A name isn't a Smithy identifier, a target doesn't exist or
            a type is unknown.
    """
    scope = Scope(amended(files.api))
    shapes: dict[str, Json] = {
        scope.service_id: convert_service(scope, files.endpoint_rules)
    }
    shapes |= dict(_operations(scope, files))
    for name in scope.api["shapes"]:
        shapes[scope.shape_id(name)] = convert_shape(scope, name)
    return {
        "smithy": "2.0",
        "metadata": {"suppressions": list(_SUPPRESSIONS)},
        "shapes": shapes,
    }


def _operations(scope: Scope, files: ServiceFiles) -> Iterator[tuple[str, Json]]:
    paginators = files.paginators["pagination"] if files.paginators else {}
    waiters = _waiters_by_operation(files.waiters)
    for name, operation in scope.api["operations"].items():
        converted, traits = convert_operation(scope, name)
        if name in paginators:
            traits |= paginated(scope, operation, paginators[name])
        traits |= waitable(scope, operation, waiters[name])
        yield scope.id_of(name), {**converted, "traits": traits}


def _waiters_by_operation(waiters: Waiters | None) -> dict[str, dict[str, Waiter]]:
    grouped: dict[str, dict[str, Waiter]] = defaultdict(dict)
    for name, waiter in (waiters["waiters"] if waiters else {}).items():
        grouped[waiter["operation"]][name] = waiter
    return grouped
