"""Where models come from: files, standard input and the installed botocore.

This is the first stage of the corridor: a source spec in, one Smithy document
out. A spec is the path of a `.json` or `.smithy` file, `-` for standard input, or
`botocore:SERVICE`, with `@API-VERSION` for another version than the newest.
"""

from collections.abc import Iterable, Iterator
from pathlib import Path

from smithwright.sources.ast_json import as_json
from smithwright.sources.botocore import (
    PREFIX,
    fingerprint_service,
    read_service,
    services,
)
from smithwright.sources.document import Ast, Json, SourceDocument, SourceError
from smithwright.sources.files import (
    STANDARD_INPUT,
    STANDARD_INPUT_NAME,
    fingerprint_bytes,
    fingerprint_file,
    is_folder,
    model_files,
    name_of_path,
    read_file,
    read_standard_input,
)

__all__ = [
    "Ast",
    "Json",
    "SourceDocument",
    "SourceError",
    "as_json",
    "digest_of",
    "documents_of",
    "name_of",
    "path_of",
    "resolve",
    "services",
    "specs_of",
]


def specs_of(spec: str, base: Path) -> tuple[str, ...]:
    """Returns the specs of a folder's model files; any other spec stands for itself.

    Args:
        spec: A folder, or as for `resolve`.
        base: The folder that relative paths start from.

    Raises:
        SourceError: The folder has no model file.
    """
    if path_of(spec, base) is not None and is_folder(spec, base):
        return model_files(spec, base)
    return (spec,)


def documents_of(specs: Iterable[str], base: Path) -> Iterator[SourceDocument]:
    """Reads the documents that source specs name, those of a folder one by one.

    Args:
        specs: Folders, or as for `resolve`.
        base: The folder that relative paths start from.

    Raises:
        SourceError: A source can't be found, read or converted.
    """
    for spec in specs:
        for each in specs_of(spec, base):
            yield resolve(each, base)


def resolve(spec: str, base: Path) -> SourceDocument:
    """Reads the document that a source spec names.

    Args:
        spec: A path, `-`, `botocore:SERVICE` or `botocore:SERVICE@API-VERSION`.
        base: The folder that relative paths start from.

    Raises:
        SourceError: The source can't be found, read or converted.
    """
    if spec.startswith(PREFIX):
        return read_service(spec)
    if spec == STANDARD_INPUT:
        return read_standard_input()
    return read_file(spec, base)


def digest_of(spec: str, base: Path) -> str:
    """Returns the digest that `resolve` would report, without converting.

    That of a folder is of the digests of its files.

    Raises:
        SourceError: The source can't be found or read.
    """
    if spec.startswith(PREFIX):
        return fingerprint_service(spec)
    if spec == STANDARD_INPUT:
        return read_standard_input().digest
    if is_folder(spec, base):
        digests = (fingerprint_file(each, base) for each in model_files(spec, base))
        return fingerprint_bytes(" ".join(digests).encode())
    return fingerprint_file(spec, base)


def name_of(spec: str, base: Path) -> str:
    """Returns what messages call a source: a path is relative to the base folder.

    Args:
        spec: A folder, or as for `resolve`.
        base: The folder that relative paths start from.
    """
    if spec == STANDARD_INPUT:
        return STANDARD_INPUT_NAME
    return spec if path_of(spec, base) is None else name_of_path(spec, base)


def path_of(spec: str, base: Path) -> Path | None:
    """Returns the path that a source spec names, None where it names no path.

    Args:
        spec: As for `resolve`.
        base: The folder that relative paths start from.
    """
    if spec.startswith(PREFIX) or spec == STANDARD_INPUT:
        return None
    return base / spec
