"""The reference of the keys says what the code says."""

from __future__ import annotations

import json

from smithwright.settings.keys import (
    KEYS,
    Choice,
    ImportName,
    Key,
    String,
    Strings,
    Switch,
)

from ..conftest import ROOT

_TYPES = {String: "string", ImportName: "string", Strings: "strings", Switch: "boolean"}


def row(key: Key) -> str:
    if isinstance(key.kind, Choice):
        kind = ", ".join(f'`"{word}"`' for word in key.kind.words)
    else:
        kind = _TYPES[type(key.kind)]
    default = "" if key.default is None else f"`{json.dumps(key.default)}`"
    tick = "✓" if key.for_all else ""
    return f"| `{key.name}` | {kind} | {tick} | {default} | {key.doc} |"


def test_the_reference_lists_the_keys() -> None:
    """Each key has its row, in the order of the code."""
    rows = [
        "| key | type | for all | default | |",
        "| --- | --- | --- | --- | --- |",
        *map(row, KEYS),
    ]
    table = "\n".join(rows)
    text = (ROOT / "docs/configuration.md").read_text("utf-8")
    found = text.partition("<!-- keys -->\n")[2].partition("\n<!-- end of keys -->")[0]
    assert found == table
