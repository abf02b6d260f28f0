"""Documentation traits read into Markdown for docstrings.

https://smithy.io/2.0/spec/documentation-traits.html#documentation-trait asks for
CommonMark; the models of AWS hold HTML, which CommonMark allows. Text with a block of
HTML in it is read as HTML, all other as CommonMark.
"""

from __future__ import annotations

import re

from smithwright.plan.documentation.characters import clean
from smithwright.plan.documentation.code import quoted
from smithwright.plan.documentation.commonmark import read_commonmark
from smithwright.plan.documentation.html import read_html
from smithwright.plan.documentation.markdown import Markdown, paragraph
from smithwright.plan.documentation.spans import split_words
from smithwright.plan.documentation.tags import is_html
from smithwright.plan.documentation.words import MISREADABLE

# What most texts are: one paragraph, of words that say nothing to Markdown.
_PLAIN = re.compile(rf"<p>([^{MISREADABLE}]*+)</p>")

__all__ = ["Markdown", "paragraph", "quoted", "split_words", "to_markdown"]


def to_markdown(documentation: str) -> Markdown:
    """Read a documentation trait's value; any text is accepted.

    Returns:
        The same text as Markdown; false when there is no text.
    """
    text = clean(documentation)
    if plain := _PLAIN.fullmatch(text):
        return paragraph(plain[1].split())
    return read_html(text) if is_html(text) else read_commonmark(text)
