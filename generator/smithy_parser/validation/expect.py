"""What metadata must look like that configures validation."""

from collections.abc import Iterable, Mapping, Sequence

from smithy_parser.events import NOWHERE, Refusal
from smithy_parser.nodes import Node, is_list, kind


def expect_array(
    node: Node, message: str = "Expected array, but found {}."
) -> Sequence[Node]:
    """Returns the array `node`; Refusal with `message` if it is something else."""
    if not is_list(node):
        raise Refusal(message.format(kind(node)), NOWHERE)
    return node


def expect_object(
    node: Node, message: str = "Expected object, but found {}."
) -> Mapping[str, Node]:
    """Returns the object `node`; Refusal with `message` if it is something else."""
    if not isinstance(node, Mapping):
        raise Refusal(message.format(kind(node)), NOWHERE)
    return node


def expect_string(node: Node, name: str) -> str:
    """The string `node`, a member called `name`; Refusal if it is something else."""
    if not isinstance(node, str):
        message = f"Expected `{name}` member to be a string, but found {kind(node)}."
        raise Refusal(message, NOWHERE)
    return node


def required_string(node: Mapping[str, Node], name: str) -> str:
    """Returns the string member `name`; Refusal if it is missing or something else."""
    if name not in node:
        raise Refusal(f"Missing expected member `{name}`.", NOWHERE)
    return expect_string(node[name], name)


def optional_string(node: Mapping[str, Node], name: str) -> str | None:
    """Returns the string member `name`, or None; Refusal if it is something else."""
    return expect_string(node[name], name) if name in node else None


def one_of(value: str, choices: Iterable[str]) -> str:
    """Returns the string `value`, one of `choices`; Refusal if it is another."""
    known = sorted(choices)
    if value not in known:
        names = ", ".join(f"`{choice}`" for choice in known)
        raise Refusal(f"Expected one of {names}; got `{value}`.", NOWHERE)
    return value
