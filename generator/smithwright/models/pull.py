"""Models to keep beside a project: the part of a service that its operations need."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping
from pathlib import Path
from typing import cast

from smithwright.errors import SmithwrightError
from smithwright.models.loading import is_project_trait, model_of
from smithwright.models.selection import Closure, select
from smithwright.publishing.whole_file import write_whole
from smithwright.sources import (
    Ast,
    Json,
    as_json,
    digest_of,
    documents_of,
    name_of,
)
from smithwright.sources.document import SourceDocument
from smithy_parser import Model


class PullError(SmithwrightError):
    """A model's file cannot be written."""


def pull_model(
    source: str, service: str | None, operations: Collection[str], base: Path
) -> str:
    """Returns the JSON AST of a service with the closure of some operations.

    Args:
        source: A source spec.
        service: Id or name of the service; needed where the model has several.
        operations: Names or patterns of operations; none means all.
        base: The folder that a path in `source` is relative to.

    Raises:
        SourceError: The source cannot be read.
        ModelError: The model has errors.
        SelectionError: There is no such service or operation.
    """
    documents = tuple(documents_of((source,), base))
    model = model_of(documents)
    closure = select(model, service, operations, name_of(source, base))
    ast, provenance = _ast(model, documents), _provenance(source, base, documents)
    return as_json(_pruned(ast, closure, provenance)).decode()


def write_model(path: Path, text: str) -> None:
    """Writes a model's file as a whole: after a failure it is as it was.

    Raises:
        PullError: The system refuses to write it.
    """
    try:
        write_whole(path, text.encode())
    except OSError as error:
        raise PullError(f"{path}: can't be written: {error.strerror}") from error


def _ast(model: Model, documents: Collection[SourceDocument]) -> Ast:
    """Returns the AST of a model: its own text, if that is one."""
    document, *others = documents
    if others or document.name.endswith(".smithy"):
        return model.to_ast()
    if not isinstance(document.data, bytes):
        return document.data
    if document.data.lstrip()[:1] != b"{":  # IDL on standard input
        return model.to_ast()
    return cast("Ast", json.loads(document.data))


def _provenance(
    source: str, base: Path, documents: Collection[SourceDocument]
) -> Mapping[str, str]:
    document, *others = documents
    if not others:
        return document.provenance
    return {"source": name_of(source, base), "digest": digest_of(source, base)}


def _pruned(ast: Ast, closure: Closure, provenance: Mapping[str, str]) -> Ast:
    """Returns the AST without shapes outside of the closure.

    Operations of resources become operations of the service.
    """
    shapes = cast("Mapping[str, Mapping[str, Json]]", ast["shapes"])
    service = {
        key: value
        for key, value in shapes[closure.service.id].items()
        if key not in ("resources", "operations")
    }
    targets = [{"target": operation.id} for operation in closure.operations]
    kept = needed_shapes(closure)
    pruned: dict[str, Json] = {
        shape_id: (
            {**service, "operations": targets}
            if shape_id == closure.service.id
            else shape
        )
        for shape_id, shape in shapes.items()
        # Traits may be applied to members: `namespace#Shape$member`. The project's own
        # traits come with it.
        if shape_id.partition("$")[0] in kept and not is_project_trait(shape_id)
    }
    metadata = cast("Mapping[str, Json]", ast.get("metadata", {}))
    return {
        "smithy": ast.get("smithy", "2.0"),
        "metadata": {**metadata, "smithwright": dict(provenance)},
        "shapes": pruned,
    }


def needed_shapes(closure: Closure) -> set[str]:
    """Returns the ids of the closure's shapes, of their mixins and of their traits."""
    model = closure.model
    needed: set[str] = {closure.service.id}
    more: set[str] = {shape.id for shape in (*closure.operations, *closure.shapes)}
    while more - needed:
        needed |= {shape.id for shape in model.walk(*more)}
        owners = [model[shape_id] for shape_id in needed]
        owners += [member for shape in owners for member in shape.members.values()]
        more = {trait for owner in owners for trait in owner.traits if trait in model}
    return needed
