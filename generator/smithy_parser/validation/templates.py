"""Messages with places for attributes of a shape.

Implements https://smithy.io/2.0/spec/model-validation.html#message-templates.
"""

from dataclasses import dataclass

from smithy_parser.selectors.attributes import Attribute, look_up, message_text
from smithy_parser.selectors.parser import parse_context
from smithy_parser.selectors.syntax import Path


@dataclass(frozen=True, slots=True)
class Template:
    """A message in parts: text, and paths of attributes."""

    parts: tuple[str | Path, ...]

    def expand(self, attribute: Attribute) -> str:
        """Returns the message for the shape that `attribute` is."""
        return "".join(
            part if isinstance(part, str) else message_text(look_up(attribute, part))
            for part in self.parts
        )


def parse_template(text: str) -> Template:
    """Reads a template, in which ``@@`` stands for ``@``.

    Raises:
        SelectorError: An ``@`` begins no ``@{path}``.
    """
    parts: list[str | Path] = []
    offset = 0
    while (at := text.find("@", offset)) >= 0:
        parts.append(text[offset:at])
        if text.startswith("@@", at):
            parts.append("@")
            offset = at + 2
        else:
            path, offset = parse_context(text, at)
            parts.append(path)
    return Template((*parts, text[offset:]))
