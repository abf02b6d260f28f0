"""AWS's own loader of JSON AST gives the same model.

It needs Python 3.12, so it runs in an interpreter of its own, which has the package
`smithy-python`: `--peer-python PATH` names it, and without it the test is skipped.
"""

import json
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest

from smithy_parser import Model, Node, load_model

_DUMP = """
import json, sys
from collections.abc import Mapping
from smithy_python.model import load_model

def plain(value):
    if isinstance(value, Mapping):
        return {str(key): plain(item) for key, item in value.items()}
    return [plain(item) for item in value] if isinstance(value, list | tuple) else value

model = load_model(open(sys.argv[1], "rb").read())
json.dump(
    {
        str(shape.id): {
            "type": str(getattr(shape.type, "value", shape.type)),
            "traits": plain(shape.traits),
            "members": [
                [name, str(member.target), plain(member.traits)]
                for name, member in getattr(shape, "members", {}).items()
            ],
        }
        for shape in model.shapes.values()
    },
    sys.stdout,
)
"""


def test_the_twelve_models_equal_those_of_the_peer(
    shared: Path, pytestconfig: pytest.Config
) -> None:
    python = pytestconfig.getoption("--peer-python")
    if python is None:
        pytest.skip("needs an interpreter with smithy-python (--peer-python)")
    paths = sorted((shared / "aws-models").rglob("*.json"))
    assert len(paths) == 12
    for path in paths:
        command = [str(python), "-c", _DUMP, str(path)]
        dump = subprocess.run(command, check=True, capture_output=True, text=True)
        theirs = {
            shape_id: shape
            for shape_id, shape in json.loads(dump.stdout).items()
            if not shape_id.startswith("smithy.api#")
        }
        assert _described(load_model(path)) == theirs


def _described(model: Model) -> dict[str, dict[str, object]]:
    return {
        shape.id: {
            "type": str(shape.type),
            "traits": _plain(shape.traits),
            "members": [
                [name, member.target, _plain(member.traits)]
                for name, member in shape.members.items()
            ],
        }
        for shape in model.shapes.values()
        if shape.id not in model.builtin
    }


def _plain(value: Node | Mapping[str, Node]) -> object:
    if isinstance(value, Mapping):
        return {key: _plain(item) for key, item in value.items()}
    if isinstance(value, Sequence) and not isinstance(value, str):
        return [_plain(item) for item in value]
    return value
