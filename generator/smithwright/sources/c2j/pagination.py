"""Pagination (https://smithy.io/2.0/spec/behavior-traits.html#paginated-trait)."""

from smithwright.sources.c2j.schema import Operation, Paginator, Shape
from smithwright.sources.c2j.scope import Scope
from smithwright.sources.document import Json

# Some services count in texts, which Smithy has no form for.
_SIZES = ("integer", "long")


def paginated(
    scope: Scope, operation: Operation, paginator: Paginator
) -> dict[str, Json]:
    """Returns the paginated trait, empty where Smithy has no form for a paginator.

    Smithy has one token each way, and paths of member names; of several result
    lists it names none.
    """
    request = _shape(scope, operation, "input")
    response = _shape(scope, operation, "output")
    input_token, output_token = paginator["input_token"], paginator["output_token"]
    if not isinstance(input_token, str) or not isinstance(output_token, str):
        return {}
    if input_token not in request.get("members", {}):
        return {}
    if _type_at(scope, response, output_token) not in ("string", "map"):
        return {}
    trait: dict[str, Json] = {"inputToken": input_token, "outputToken": output_token}
    limit = paginator.get("limit_key", "")
    if _type_at(scope, request, limit) in _SIZES:
        trait["pageSize"] = limit
    items = _items(scope, response, paginator)
    if items is not None:
        trait["items"] = items
    return {"smithy.api#paginated": trait}


def _items(scope: Scope, response: Shape, paginator: Paginator) -> str | None:
    """Finds the one result that is a list or a map; the others are totals."""
    results = paginator.get("result_key", [])
    paths = [results] if isinstance(results, str) else results
    collections = [
        path for path in paths if _type_at(scope, response, path) in ("list", "map")
    ]
    return collections[0] if len(collections) == 1 else None


def _type_at(scope: Scope, shape: Shape, path: str) -> str | None:
    """Follows a path of member names, None where it isn't one."""
    for name in path.split("."):
        member = shape.get("members", {}).get(name)
        if member is None:
            return None
        shape = scope.shape(member["shape"])
    return shape["type"]


def _shape(scope: Scope, operation: Operation, key: str) -> Shape:
    ref = operation.get("input") if key == "input" else operation.get("output")
    return scope.shape(ref["shape"]) if ref else {"type": "structure"}
