"""The tags that documentation is marked up with, told from those that it talks of."""

from __future__ import annotations

import re
from collections.abc import Container

# Possessive, so that a text of nothing but "<" is still read in linear time.
TAG = re.compile(r"<(/?)([A-Za-z][\w:.-]*+)([^<>]*+)>")

EMPHASIS = {"b": "**", "strong": "**", "i": "*", "em": "*", "emphasis": "*"}
CODE = frozenset({"code", "tt", "kbd", "samp"})
LABELS = {
    name: f"**{name.capitalize()}:**"
    for name in ("note", "important", "caution", "warning", "tip")
}
HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6", "fullname"})
# fmt: off
BLOCKS = frozenset({
    "p", "para", "div", "hr", "blockquote", "zonbook", "xhtml",
    "ul", "ol", "li", "dl", "dt", "dd", "pre",
    "table", "caption", "thead", "tbody", "tfoot", "tr", "td", "th",
    *HEADINGS, *LABELS,
})
_INLINE = frozenset({
    "a", "br", "wbr", "span", "font", "u", "s", "small", "big", "sub", "ulink",
})
# fmt: on
_MARKUP = BLOCKS | CODE | EMPHASIS.keys() | _INLINE
# Backticked code, a line of it or a fenced block.
_CODE = re.compile(
    r"^ *(```+)[^`]*$.*?(?:^ *\1|\Z)|`[^`\n]*+`", re.DOTALL | re.MULTILINE
)
_COMMONMARK = re.compile(
    r"`|\]\(|\*\*|\n\s*\n|^ {0,3}(?:[-+*]|\d{1,9}[.)]|#{1,6}) ", re.MULTILINE
)
# Words that would do as a placeholder too: markup only where they have an end tag.
_DOCBOOK = frozenset({"replaceable", "filename", "function", "link", "text", "copy"})


def is_markup(name: str, ended: Container[str]) -> bool:
    """Whether a tag is markup; else it is a placeholder, or a sample of XML.

    Args:
        name: The tag's name as it is written: only ``p`` and ``P`` are paragraphs.
        ended: The names of all end tags in the text.
    """
    if name in _MARKUP:
        return True
    lower = name.lower()
    if name != lower and name != name.upper() and lower != "fullname":
        return False
    return lower in _MARKUP or (lower in _DOCBOOK and name in ended)


def without_comments(text: str) -> str:
    """Drop comments, and unwrap CDATA sections."""
    if "<!" not in text:
        return text
    text = _between("<!--", "-->", "", text)
    return _between("<![CDATA[", "]]>", r"\1", text)


def _between(start: str, end: str, kept: str, text: str) -> str:
    # Up to the last end every start finds one, so this too is linear.
    stop = text.rfind(end) + len(end)
    pattern = f"{re.escape(start)}(.*?){re.escape(end)}"
    return re.sub(pattern, kept, text[:stop], flags=re.DOTALL) + text[stop:]


def is_html(text: str) -> bool:
    """Whether a text is marked up in HTML rather than in CommonMark.

    It is if it holds a block, or inline HTML and nothing that CommonMark alone has.
    Tags in code spans and fenced code are what the text is about.
    """
    if "<" not in text:
        return False
    prose = _CODE.sub("", text) if "`" in text else text
    names: set[str] = set()
    for tag in TAG.finditer(prose):
        if (name := tag[2].lower()) in BLOCKS:
            return True
        names.add(name)
    return bool(names & (_MARKUP | _DOCBOOK)) and _COMMONMARK.search(text) is None
