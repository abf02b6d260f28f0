"""Documentation as Markdown: checked on hand-made cases and on all that botocore has.

What a reader sees in the HTML (by the standard library's parser) is compared with what
markdown-it-py, a CommonMark parser of its own, makes of the Markdown.
"""

from __future__ import annotations

import gzip
import html
import json
import re
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path
from typing import cast

import botocore
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from smithwright.plan.documentation import Markdown, to_markdown
from smithwright.plan.documentation.tags import is_html

COMMONMARK = MarkdownIt("commonmark").enable("table")
MODELS = Path(botocore.__file__).parent / "data"
SERVICES = sorted(path.name for path in MODELS.iterdir() if path.is_dir())
SAMPLE = ["bedrock-agent-runtime", "connect", "dynamodb", "glue", "mediaconvert", "rds"]

# Emphasis that CommonMark can't see where it stands, such as "<b>VPC:</b>false", is
# left out: so many strings in each of these services.
EMPHASIS_LOST = {"cloudfront": 2, "iot": 3, "sqs": 1}
# What is in strings of which more differs than spacing, and why.
OTHER_DIFFERENCES = {
    'Using-Grafana-APIs.html"/>': "an empty link is shown as its URL",
    "mailto://": "an address that no mail program takes is no link",
}


def lines(documentation: str, width: int = 88) -> str:
    return "\n".join(to_markdown(documentation).wrapped(width))


def summary(documentation: str) -> str:
    return "\n".join(to_markdown(documentation).summary().wrapped(10_000))


@pytest.mark.parametrize(
    ("documentation", "expected"),
    [
        ("<p>One.</p> <p>Two\n   three.</p>", "One.\n\nTwo three."),
        ("<p> <code>a</code>s and <code> b  c </code>.</p>", "`a`s and `b c`."),
        ('<p>{<code> "x"</code> }</p>', '{ `"x"` }'),
        ("<p><code>a `b` ``c``</code></p>", "``` a `b` ``c`` ```"),
        ("<p><code>a</code><code>b</code></p>", "`ab`"),
        ("<p><code>a <i>b</i>\n c</code></p>", "`a b c`"),
        ("<p><b> Bold </b>, <i>it <b>both</b></i></p>", "**Bold**, *it **both***"),
        ("<p><b></b><code> </code><i> </i></p>", ""),
        ("<p>x<b>(y)</b>z</p>", "x(y)z"),
        ("<p>See <a>GetThing</a>.</p>", "See GetThing."),
        (
            '<p><a href="https://a.b/c">C <code>d</code></a></p>',
            "[C `d`](https://a.b/c)",
        ),
        ('<p><a href="https://a.b">https://a.b</a></p>', "<https://a.b>"),
        ('<p>See <a href="https://a.b"/>.</p>', "See <https://a.b>."),
        ('<p><a href="https://a.b/x (y)">z</a></p>', "[z](https://a.b/x%20%28y%29)"),
        ('<p><a href="javascript:alert(1)">z</a></p>', "z"),
        ('<p><a href=" java&#10;script:alert(1)">z</a></p>', "z"),
        ('<p><a href="">z</a> <a href="#y">y</a></p>', "z y"),
        ('<p>Go!<a href="http://a.b">[x]</a></p>', "Go\\![\\[x\\]](http://a.b)"),
        ("<p>arn:<region>:<N> &lt;b&gt;</p>", "arn:&lt;region>:&lt;N> &lt;b>"),
        ("<p>&amp;lt; &quot; &region=1 &#233;</p>", '&amp;lt; " &region=1 é'),
        ("<p>a_b __c__ *d* 2 * 3 `e</p>", "a_b \\_\\_c\\_\\_ \\*d\\* 2 * 3 \\`e"),
        ("<p>[a](b) \\d \\. end\\</p>", "[a\\](b) \\d \\\\. end\\\\"),
        (
            "<p>1. a</p><p>- b</p><p># c</p><p>&gt; d</p>",
            "1\\. a\n\n\\- b\n\n\\# c\n\n\\> d",
        ),
        ("<fullname>A</fullname> <h2>B</h2> c", "**A**\n\n**B**\n\nc"),
        ("<p>a<br>b <i>c<br/>d</i></p>", "a\n\nb *c d*"),
        ("<note><p>a</p><p>b</p></note>", "**Note:** a\n\nb"),
        ("<tip> <ul><li>a</li></ul></tip>", "**Tip:**\n\n- a"),
        ("<important></important><p>a</p>", "a"),
        ("<pre><code> x  &lt;y\n   z</code></pre>", "```\nx  <y\n  z\n```"),
        ("<pre>a\n```\n\n</pre>", "````\na\n```\n````"),
        ("<ul><li>a</li><li><p>b</p></li></ul>", "- a\n- b"),
        ("<ul><li>a<ol><li>b</li></ol></li></ul>", "- a\n    1. b"),
        ("<ul><li><p>a</p><p>b</p></li><li>c</li></ul>", "- a\n\n    b\n\n- c"),
        ("<ul><li>a</li></ul><ul><li>b</li></ul>", "- a\n\n+ b"),
        ("<ul><li></li>text</ul><p>after</p>", "- text\n\nafter"),
        ("<li>a<li>b", "- a\n- b"),
        (
            "<dl><dt>t</dt><dd><p>d</p></dd><dt>u</dt></dl>",
            "- **t**\n\n    d\n\n- **u**",
        ),
        (
            "<table><tr><th>a</th><th>b</th></tr><tr><td>c|d<p>e</td></tr></table>",
            "| a | b |\n| --- | --- |\n| c\\|d e |  |",
        ),
        ("<p>a<!-- b -->c <![CDATA[d]]></p>", "ac d"),
        ("<p>a\r\nb\x0b\u2028c\x00\u202ed\ud800</p>", "a b c d\ufffd"),
        ("<p><filename>f</filename> <function>", "f &lt;function>"),
        ("", ""),
        (" <p> </p>\n", ""),
    ],
)
def test_html_becomes_markdown(documentation: str, expected: str) -> None:
    """Each construct of the dialect has its Markdown."""
    assert lines(documentation) == expected


@pytest.mark.parametrize(
    ("documentation", "expected"),
    [
        ("A `<p>` *b*\nc.", "A `<p>` *b* c."),
        ("a\n\n\n- b\n  c\n- d\n\n  e", "a\n\n- b c\n- d\n\n  e"),
        ("Values:\n- a\n- b", "Values:\n\n- a\n- b"),
        ("1. a\n2. b", "1. a\n2. b"),
        ("```py\na  <b>\n\n c\n```\nd", "```py\na  <b>\n\n c\n```\nd"),
        ("a\n\n    code\n      more", "a\n\n```\ncode\n  more\n```"),
        ("# A *b*\ntext\n\nC\n===\n\nD\n---", "A *b*\n\ntext\n\n**C**\n\n**D**"),
        ("# <code>\n\ntext", "text"),
        ("> a\n> b\n\n| a | b |\n|---|---|", "> a\n> b\n\n| a | b |\n|---|---|"),
        ("a  \nb", "a\\\nb"),
        (
            "`x` for <region>, <https://a.b> <b>c</b>",
            "`x` for &lt;region>, <https://a.b> **c**",
        ),
        ("`x` [a](javascript:b) [c](#d)", "`x` [a\\](javascript:b) [c](#d)"),
        ("`x` <a href='javascript:1'>b</a><script>", "`x` b&lt;script>"),
        ("a\n        1. b\n        2. c", "a 1. b 2. c"),
    ],
)
def test_commonmark_is_kept(documentation: str, expected: str) -> None:
    """Text without a block of HTML is CommonMark, and stays so."""
    assert lines(documentation) == expected


@pytest.mark.parametrize(
    ("documentation", "expected"),
    [
        ("<p>One, e.g. this. Two.</p>", "One, e.g. this."),
        ("<p>Amazon.com, Inc. is v1.2. Two</p>", "Amazon.com, Inc. is v1.2."),
        ("<p>A (b. c.) vs. d? E</p>", "A (b. c.) vs. d?"),
        ("<p>See <b>it. Or</b> not. Do</p>", "See **it. Or** not."),
        ('<p><a href="http://a.b">It. Is</a>. Do</p>', "[It. Is](http://a.b)."),
        ("<p>Use <code>a. B</code>. C</p>", "Use `a. B`."),
        ("<p>See http://a.b/c. And d</p>", "See http://a.b/c."),
        ("<note><p>It is. So</p></note>", "**Note:** It is."),
        ("<ul><li>It. Is</li></ul>", "It."),
        ("*It. Is* so. Do", "*It. Is* so."),
        ("No end", "No end"),
        ("", ""),
    ],
)
def test_summary_is_the_first_sentence(documentation: str, expected: str) -> None:
    """Abbreviations, versions, URLs, code, links and emphasis do not cut it."""
    assert summary(documentation) == expected


def test_lines_break_only_where_it_means_nothing() -> None:
    """No line starts a block by accident, and code is not broken."""
    text = "<ul><li>aa - bb 1. cc # dd + ee <code>f - g</code></li></ul>"
    assert to_markdown(text).wrapped(4) == (
        *("- aa", "  \\-", "  bb", "  1\\.", "  cc", "  \\#", "  dd", "  \\+", "  ee"),
        "  `f - g`",
    )


N = 50_000
HOSTILE = [
    *("<p>", "<ul><li>x", "<note><ul>", "<b>x", "<i>x<b>y", "<dl><dt>", "<dd>x", "<"),
    *("<!--", "<![CDATA[", "<script>", "<a ", "<a b='", "</", "<table><tr><td>x", "&"),
    *("<pre>", "<code>`", "<code>", "` `` ", "](", "[a](", "* ", "- ", "1. ", "> "),
    *("```\n", "a  \n", "|-", ": - ", "\\", "_a", "`x` <b>a", "[ a. ", "~~~\n", "\n"),
]


@pytest.mark.parametrize("part", HOSTILE)
@pytest.mark.parametrize("start", ["<p>", "a\n"])
def test_hostile_text_takes_linear_time(start: str, part: str) -> None:
    """Fifty thousand of anything neither hangs nor exhausts the stack."""
    began = time.process_time()
    markdown = to_markdown(start + part * N)
    markdown.wrapped(80)
    markdown.summary()
    assert time.process_time() - began < 5


PROSE = st.text("ab. *_`[]()<>&\\#-+=|~!:1\n\u00a0\u2028é“", min_size=1, max_size=8)
# fmt: off
TAGS = st.sampled_from([
    "p", "ul", "ol", "li", "dl", "dt", "dd", "b", "i", "em", "code", "pre", "br",
    "h2", "div", "table", "tr", "td", "a", "blockquote",
])
# fmt: on
PIECES = st.lists(st.tuples(PROSE, TAGS, st.sampled_from(["", "/"])), max_size=12)


@settings(deadline=None)
@given(PIECES, st.integers(1, 60))
def test_no_text_is_lost_or_misread(
    pieces: list[tuple[str, str, str]], width: int
) -> None:
    """Whatever the tags, CommonMark shows the very text, at any width."""
    source = "<p>" + "".join(
        f"{html.escape(text)}<{slash}{tag}>" for text, tag, slash in pieces
    )
    markdown = to_markdown(source)
    expected = "".join("".join(text for text, _, _ in pieces).split())
    assert "".join(read_markdown(markdown.wrapped(width)).text.split()) == expected
    check_layout(markdown, width)


# fmt: off
FRAGMENTS = st.lists(st.sampled_from([
    "word", "Two words.", "\n", "\n\n", "\n- a", "\n1. b", "\n2) c", "\n  ", " ",
    "`co de`", "*em ph*", "**strong**", "[a b](http://c)", "\\*", "\n\n    ",
    "\n> d", "\n```\n", "\n| a |\n|---|\n", "\n# e", "\n===\n", "\n---\n",
]), max_size=12).map("".join)
# fmt: on


@settings(deadline=None)
@given(FRAGMENTS, st.integers(1, 60))
def test_commonmark_means_the_same_afterwards(source: str, width: int) -> None:
    """Filling paragraphs anew changes no block and no span."""
    assert settled(COMMONMARK.render(source)) == settled(
        COMMONMARK.render("\n".join(to_markdown(source).wrapped(width)))
    )


def settled(page: str) -> str:
    """HTML without its spacing; headings are bold, and code blocks in a row are one."""
    page = re.sub(r"</?(p|strong|h\d)>|<br />|</code></pre>\s*<pre><code>", "", page)
    return "".join(page.split())


@pytest.mark.parametrize("service", SAMPLE)
def test_sample_of_services(service: str) -> None:
    """Text, code, links and emphasis of real documentation arrive whole."""
    assert check_service(service) == 0


@pytest.mark.conformance
@pytest.mark.parametrize("service", SERVICES)
def test_the_documentation_of_every_service_reads_the_same(service: str) -> None:
    """The same for every documentation string that botocore has."""
    assert check_service(service) == EMPHASIS_LOST.get(service, 0)


def check_service(service: str) -> int:
    """Check all strings; returns how many have lost emphasis."""
    lost = 0
    for documentation in documentation_of(service):
        markdown = to_markdown(documentation)
        check_layout(markdown, 84)
        assert to_markdown("\n".join(markdown.wrapped(84))).wrapped(84) == (
            markdown.wrapped(84)
        )
        if is_html(documentation) and not known_difference(documentation):
            seen = read_html(documentation).settled()
            shown = read_markdown(markdown.wrapped(84)).settled()
            lost += seen.emphasis != shown.emphasis
            shown.emphasis = seen.emphasis
            assert seen == shown
    return lost


def known_difference(documentation: str) -> bool:
    return any(part in documentation for part in OTHER_DIFFERENCES)


def check_layout(markdown: Markdown, width: int) -> None:
    """Wrapping changes no meaning and leaves only what a docstring may hold."""
    narrow = markdown.wrapped(width)
    assert bool(narrow) == bool(markdown) == bool(markdown.summary())
    assert rendered(narrow) == rendered(markdown.wrapped(10**9))
    for line in narrow:
        assert line == line.rstrip()
        assert not re.search(r"[\x00-\x1f\x7f-\xa0\u2028\u2029]", line)


def documentation_of(service: str) -> Iterator[str]:
    """The distinct documentation strings of a service's latest model."""
    path = max(MODELS.joinpath(service).glob("*/service-2.json.gz"))
    todo: list[object] = [json.loads(gzip.decompress(path.read_bytes()))]
    seen: set[str] = set()
    while todo:
        value = todo.pop()
        if isinstance(value, dict):
            for key, item in cast("dict[str, object]", value).items():
                if key == "documentation" and isinstance(item, str):
                    if item not in seen:
                        seen.add(item)
                        yield item
                else:
                    todo.append(item)
        elif isinstance(value, list):
            todo.extend(cast("list[object]", value))


_MARKUP = {
    *("p", "para", "ul", "ol", "li", "dl", "dt", "dd", "note", "important", "pre"),
    *("h2", "fullname", "table", "tr", "th", "td", "caution", "warning", "tip"),
    *("code", "a", "i", "b", "em", "strong", "emphasis", "br", "u", "ulink", "link"),
    *("replaceable", "filename", "function", "text", "copy", "zonbook", "xhtml"),
}
_INLINE = {"code", "a", "i", "b", "em", "strong", "emphasis", "u", "ulink", "link"}
_INLINE |= {"replaceable", "filename", "function", "text", "copy"}
_LABELS = {"note", "important", "caution", "warning", "tip"}


@dataclass
class Reading:
    """The text of a document and its parts that mean more than text.

    Attributes:
        text: All text, with a space between blocks.
        code: The text that is code, block by block and span by span, joined.
        links: Destination and text of each link, in order.
        emphasis: How many letters are emphasised in one way or the other.
    """

    text: str = ""
    code: str = ""
    links: list[tuple[str, str]] = field(default_factory=list[tuple[str, str]])
    emphasis: int = 0

    def settled(self) -> Reading:
        """The same with all that is a matter of spacing left out."""
        words = " ".join(self.text.split())
        links = [(url, "".join(text.split())) for url, text in self.links]
        return Reading(
            # html.parser gives the names of end tags in lower case only.
            re.sub(r" ([.,;)])(?=[ .,;)]|$)", r"\1", words).lower(),
            "".join(self.code.split()).lower(),
            [(url, text) for url, text in links if text],
            self.emphasis,
        )


class _Html(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.reading = Reading()
        self.code = 0
        self.link = False
        self.emphasis: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        written = self.get_starttag_text() or ""
        if tag not in _MARKUP or written.startswith("<Code"):
            self.handle_data(written)
            return
        if tag not in _INLINE:
            self._block()
        if tag in _LABELS:
            self.reading.text += f"{tag.capitalize()}: "
            self.reading.emphasis += len(tag)
        if tag in ("code", "pre"):
            self.code += 1
        url = dict(attrs).get("href") or dict(attrs).get("url") or ""
        if tag in ("a", "ulink"):
            self.link = re.match("https?://.|mailto:.", url.strip()) is not None
            if self.link:
                self.reading.links.append((destination(url), ""))
        if tag in ("i", "b", "em", "strong", "emphasis", "dt", "h2", "fullname"):
            self.emphasis.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag not in _MARKUP:
            self.handle_data(f"</{tag}>")
            return
        if tag not in _INLINE:
            self._block()
        if tag in ("code", "pre"):
            self.code = max(0, self.code - 1)
        if tag in ("a", "ulink"):
            self.link = False
        if tag in self.emphasis:
            self.emphasis.remove(tag)

    def _block(self) -> None:
        self.reading.text += " "
        self.link = False

    def handle_data(self, data: str) -> None:
        self.reading.text += data
        if self.code:
            self.reading.code += data
        elif self.emphasis:
            self.reading.emphasis += sum(map(str.isalpha, data))
        if self.link:
            url, text = self.reading.links.pop()
            self.reading.links.append((url, text + data))


def destination(url: str) -> str:
    """A URL as browsers send it, for comparison only."""
    return re.sub(r"[ ()<>\\`|\"'*{}^\[\]]", lambda c: f"%{ord(c[0]):02X}", url.strip())


def read_html(text: str) -> Reading:
    """What a browser shows of AWS's HTML, empty notes left out."""
    parser = _Html()
    text = re.sub(r"<!\[CDATA\[(.*?)]]>", r"\1", text)
    text = re.sub(r"<note>\s*(<p/>)?\s*</note>", "", text)
    parser.feed(re.sub("[\u200b\u2060]", "", text))
    parser.close()
    return parser.reading


def read_markdown(lines: tuple[str, ...]) -> Reading:
    """What CommonMark makes of these lines."""
    reading = Reading()
    for token in COMMONMARK.parse("\n".join(lines)):
        reading.text += " "
        if token.type == "inline":
            _read_inline(token.children or [], reading)
        elif token.type in ("fence", "code_block"):
            reading.text += token.content
            reading.code += token.content
        elif "html" in token.type:
            raise AssertionError(token)
    return reading


def _read_inline(tokens: list[Token], reading: Reading) -> None:
    marks: list[str] = []
    for token in tokens:
        kind, _, edge = token.type.rpartition("_")
        if edge == "open":
            marks.append(kind)
            if kind == "link":
                reading.links.append((str(token.attrs["href"]), ""))
        elif edge == "close":
            marks.remove(kind)
        elif token.type == "softbreak":
            reading.text += " "
        else:
            assert token.type in ("text", "code_inline")
            _read_text(token, marks, reading)


def _read_text(token: Token, marks: list[str], reading: Reading) -> None:
    reading.text += token.content
    if token.type == "code_inline":
        reading.code += token.content
    elif "em" in marks or "strong" in marks:
        reading.emphasis += sum(map(str.isalpha, token.content))
    if "link" in marks:
        url, text = reading.links.pop()
        reading.links.append((url, text + token.content))


def rendered(lines: tuple[str, ...]) -> str:
    """The HTML that CommonMark makes of these lines, whatever their length."""
    return cast("str", COMMONMARK.render("\n".join(lines))).replace("\n", " ")


@pytest.mark.parametrize("sign", ["-", "+", "*", "_", "=", "|-", ":-", "#", "~"])
def test_a_long_row_of_signs_before_a_tag_starts_no_search_again(sign: str) -> None:
    """Were each sign a start, 60,000 of them would take minutes."""
    assert to_markdown(sign * 60_000 + "<title>") is not None
