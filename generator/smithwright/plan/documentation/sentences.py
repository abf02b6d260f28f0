"""Where the first sentence of a paragraph ends."""

from __future__ import annotations

import re
from collections.abc import Container, Sequence
from itertools import pairwise

# fmt: off
_ABBREVIATIONS = frozenset({
    "e.g.", "i.e.", "eg.", "ie.", "vs.", "etc.", "inc.", "corp.", "ltd.", "co.",
    "no.", "nos.", "fig.", "approx.", "min.", "max.", "dr.", "mr.", "mrs.",
    "ms.", "st.", "cf.", "al.", "resp.", "incl.", "excl.", "a.k.a.", "sec.",
    "vol.", "p.", "pp.",
})
# fmt: on
# The closing quotes, brackets and emphasis that may follow the full stop.
_LAST = frozenset(".!?)\"'\u201d\u2019*")
_END = re.compile(r"(?<!\.\.)[.!?][)\"'\u201d\u2019*]*\Z")
_INITIALS = re.compile(r"(?:[A-Za-z]\.)+")


def first_sentence(words: Sequence[str], marked: Container[int]) -> int:
    """How many words of inline Markdown make the first sentence.

    Args:
        words: The words.
        marked: The indexes of the words after which a mark is still open.
    """
    for index, (word, following) in enumerate(pairwise(words)):
        # It has ended if the next word does not go on in lower case.
        is_last = index not in marked and _ends_sentence(word)
        if is_last and not following[:1].islower():
            return index + 1
    return len(words)


def _ends_sentence(word: str) -> bool:
    if word[-1:] not in _LAST or _END.search(word) is None:
        return False
    if "](" in word and word[-1] not in ".!?":
        return False
    bare = word.strip("()\"'\u201c\u201d\u2018\u2019*")
    return (
        bare.lower() not in _ABBREVIATIONS
        and _INITIALS.fullmatch(bare) is None
        and not bare[:-1].isdigit()
    )
