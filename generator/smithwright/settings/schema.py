"""The JSON schema of a configuration, for editors."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from smithwright.settings.keys import KEYS, Key


def own_file_schema() -> dict[str, object]:
    """Returns the schema of a smithwright.toml.

    It is of draft 7, which editors know. https://json-schema.org/draft-07
    """
    package: dict[str, object] = {
        "type": "object",
        "description": "A package to generate.",
        "properties": _properties(KEYS),
        "required": ["name"],
        "oneOf": [{"required": ["source"]}, {"required": ["sources"]}],
        "additionalProperties": False,
    }
    packages = {
        "type": "array",
        "description": "The packages to generate.",
        "items": package,
        "minItems": 1,
    }
    shared = _properties(key for key in KEYS if key.for_all)
    outputs = {"packages": {"items": {"required": ["output"]}}}
    return {
        "$schema": "http://json-schema.org/draft-07/schema#",
        "title": "Smithwright's configuration",
        "type": "object",
        "properties": {**shared, "packages": packages},
        "required": ["packages"],
        "anyOf": [{"required": ["output"]}, {"properties": outputs}],
        "additionalProperties": False,
    }


def pyproject_schema() -> dict[str, object]:
    """Returns the schema of a pyproject.toml that knows `tool.smithwright` only."""
    table = own_file_schema()
    draft = table.pop("$schema")
    tool = {"type": "object", "properties": {"smithwright": table}}
    return {"$schema": draft, "type": "object", "properties": {"tool": tool}}


def _properties(keys: Iterable[Key]) -> dict[str, Mapping[str, object]]:
    return {key.name: _property(key) for key in keys}


def _property(key: Key) -> Mapping[str, object]:
    described = {"description": key.doc, **key.kind.schema}
    return described if key.default is None else {**described, "default": key.default}
