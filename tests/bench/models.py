"""Reading models: the whole of Amazon Connect, as AST and as IDL."""

from __future__ import annotations

import json
from pathlib import Path

from smithwright.sources import as_json, resolve
from smithy_parser import Document, load_model
from tests.bench.report import Result, Target
from tests.bench.timing import in_turns

_ROUNDS = 15


def loading() -> Result:
    """Measures `load_model` beside `json.loads` of the same bytes."""
    document = resolve("botocore:connect", Path())
    assert not isinstance(document.data, bytes)
    ast = as_json(document.data)
    texts = load_model(ast).to_idl()
    idl = [Document(f"{name}.smithy", text) for name, text in texts.items()]
    times = in_turns(
        {
            "load_model, IDL": lambda: load_model(*idl),
            "load_model, AST": lambda: load_model(ast),
            "json.loads": lambda: json.loads(ast),
        },
        _ROUNDS,
    )
    return Result(
        "Loading Connect's model",
        times,
        ["load_model, AST", "json.loads"],
        [
            Target("load_model, AST", "json.loads", most=6),
            Target("load_model, IDL", "load_model, AST", most=10),
        ],
    )
