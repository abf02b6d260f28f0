"""The one JSON text of a Smithy AST: readable, line by line, always the same."""

import json
import re

from smithwright.sources.document import Ast

# Invisible, line-breaking or reordering characters would make a diff lie about
# what it shows, and lone surrogates have no UTF-8 form.
_UNPRINTABLE = re.compile(
    "[\x7f-\xa0\xad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ud800-\udfff\ufeff]"
)


def as_json(ast: Ast) -> bytes:
    """Writes an AST as UTF-8 JSON: two spaces of indent, one final newline.

    Keys keep their order, because the order of members is part of a model.
    """
    text = json.dumps(ast, indent=2, ensure_ascii=False, allow_nan=False)
    escaped = _UNPRINTABLE.sub(lambda found: f"\\u{ord(found[0]):04x}", text)
    return f"{escaped}\n".encode()
