"""What every source yields: one document of Smithy model text or data."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from smithwright.errors import SmithwrightError

Json: TypeAlias = (
    "bool | int | float | str | Sequence[Json] | Mapping[str, Json] | None"
)
"""A value of a JSON document, seen read-only."""

Ast: TypeAlias = "Mapping[str, Json]"
"""A Smithy JSON AST document (https://smithy.io/2.0/spec/json-ast.html)."""


class SourceError(SmithwrightError):
    """A source that can't be found, read or converted; its text is one line."""


@dataclass(frozen=True, slots=True)
class SourceDocument:
    """One model document and where it came from.

    Attributes:
        name: What error messages call the document. A path is relative to the
            base folder, so that messages and output never depend on the machine.
        data: The bytes as they were read, or a decoded JSON AST when the source
            held another format.
        digest: `sha256:` and the hexadecimal hash of the bytes that were read.
        provenance: Source, version and digest, for a model's metadata.
    """

    name: str
    data: "bytes | Ast"
    digest: str
    provenance: Mapping[str, str]
