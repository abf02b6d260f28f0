"""What changed in a text, word by word."""

from __future__ import annotations

import json
from collections.abc import Iterator
from difflib import SequenceMatcher

from smithy_parser import Node

_CONTEXT = 4
# Comparing takes time for each word of one text with each of the other.
_MOST_PAIRS = 20_000_000


def word_changes(old: Node, new: Node) -> str:
    """Returns the changed words with a few around them: `[-old-] {+new+}`.

    What is not a text is shown as JSON.
    """
    before, after = _words(old), _words(new)
    if len(before) * len(after) > _MOST_PAIRS:
        return f"{len(before)} words became {len(after)}"
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    return " ".join(_shown(matcher, before, after)) or "white space changed"


def _words(node: Node) -> list[str]:
    if node is None:
        return []
    text = node if isinstance(node, str) else json.dumps(node, ensure_ascii=False)
    return text.split()


def _shown(
    matcher: SequenceMatcher[str], old: list[str], new: list[str]
) -> Iterator[str]:
    for group in matcher.get_grouped_opcodes(_CONTEXT):
        first, last = group[0], group[-1]
        if first[1] > 0:
            yield "..."
        for kind, start, end, new_start, new_end in group:
            if kind == "equal":
                yield " ".join(old[start:end])
                continue
            if start < end:
                yield f"[-{' '.join(old[start:end])}-]"
            if new_start < new_end:
                yield f"{{+{' '.join(new[new_start:new_end])}+}}"
        if last[2] < len(old):
            yield "..."
