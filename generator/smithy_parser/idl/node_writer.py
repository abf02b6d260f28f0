"""Node values as IDL text.

Implements https://smithy.io/2.0/spec/idl.html#node-values. Nodes may be of any depth:
what is still to be written is kept on a list.
"""

import json
from collections.abc import Mapping
from typing import Final

from smithy_parser.nodes import ExactNumber, Node, is_list
from smithy_parser.shape_id import IDENTIFIER

_WIDTH: Final = 80
_INDENT: Final = "    "


def write_string(text: str) -> str:
    """Returns a quoted string."""
    return json.dumps(text, ensure_ascii=False).replace("\ufeff", "\\ufeff")


def write_key(key: str) -> str:
    """Returns a key of an object, bare where it can be."""
    return key if IDENTIFIER.fullmatch(key) else write_string(key)


def write_node(node: Node, indent: str = "") -> str:
    """Returns a node value; all lines but the first start with `indent`."""
    parts: list[str] = []
    rest: list[str | tuple[Node, str]] = [(node, indent)]
    while rest:
        item = rest.pop()
        if isinstance(item, str):
            parts.append(item)
            continue
        value, margin = item
        line = _one_line(value)
        if line is not None and len(margin) + len(line) <= _WIDTH:
            parts.append(line)
        elif isinstance(value, Mapping):
            rest.append(f"\n{margin}}}")
            for key, child in reversed(list(value.items())):
                rest.append((child, margin + _INDENT))
                rest.append(f"\n{margin}{_INDENT}{write_key(key)}: ")
            rest.append("{")
        elif is_list(value):
            rest.append(f"\n{margin}]")
            for child in reversed(value):
                rest.append((child, margin + _INDENT))
                rest.append(f"\n{margin}{_INDENT}")
            rest.append("[")
        else:
            parts.append(_scalar(value))
    return "".join(parts)


def write_members(members: Mapping[str, Node], indent: str) -> str:
    """The members of a trait's structure, as they stand between its parentheses."""
    line = _one_line(members)
    if line is not None and len(indent) + len(line) <= _WIDTH:
        return line.removeprefix("{").removesuffix("}").strip()
    inner = indent + _INDENT
    lines = (
        f"\n{inner}{write_key(key)}: {write_node(value, inner)}"
        for key, value in members.items()
    )
    return f"{''.join(lines)}\n{indent}"


def _one_line(node: Node) -> str | None:
    """Returns a node without containers in it, on one line."""
    if isinstance(node, Mapping):
        if not node:
            return "{}"
        if any(_is_container(value) for value in node.values()):
            return None
        members = (f"{write_key(key)}: {_scalar(value)}" for key, value in node.items())
        return f"{{ {', '.join(members)} }}"
    if is_list(node):
        if any(map(_is_container, node)):
            return None
        return f"[{', '.join(map(_scalar, node))}]"
    return None


def _is_container(node: Node) -> bool:
    return isinstance(node, Mapping) or is_list(node)


def _scalar(node: Node) -> str:
    match node:
        case str():
            return write_string(node)
        case ExactNumber():
            return repr(node)
        case _:
            return json.dumps(node)
