"""Safe text: literals and docstrings say what they were made from, and nothing else."""

import ast
import inspect
from decimal import Decimal

import black
import pytest
from hypothesis import given
from hypothesis import strategies as st

from smithwright.plan.identifiers import Identifier
from smithwright.writing.code import Code, Literal, block, code, escaped, joined
from smithwright.writing.docstrings import UNDOCUMENTED, Docstring, docstring, summary

TEXT = st.text() | st.text(alphabet="\\\"'\n\r\t{}N \N{LINE SEPARATOR}\ud800")
SCALARS = (
    st.none() | st.booleans() | st.integers() | TEXT | st.binary() | st.floats(width=64)
)
VALUES = st.recursive(
    SCALARS,
    lambda values: (
        st.lists(values, max_size=4).map(tuple)
        | st.dictionaries(TEXT | st.integers(), values, max_size=4)
    ),
    max_leaves=20,
)


@given(VALUES)
def test_literal_evaluates_to_its_value(value: object) -> None:
    """Any nested value comes back, on one line of printable characters."""
    text = Literal.of(value).text
    assert text.isprintable()
    assert repr(eval(text, {"__builtins__": {"float": float}})) == repr(value)


@given(TEXT)
def test_string_literal_is_a_constant(value: str) -> None:
    """A string's literal is a single constant of that string."""
    for literal in (Literal.of(value), Literal.raw(value)):
        node = ast.parse(literal.text, mode="eval").body
        assert isinstance(node, ast.Constant)
        assert node.value == value


def test_literals_of_numbers_and_lists() -> None:
    """Decimals name their class; lists become tuples."""
    assert Literal.of(Decimal("1.50")).text == 'Decimal("1.50")'
    assert Literal.of([1, [2.5, True]]).text == "(1, (2.5, True))"
    assert Literal.of(["a"]).text == '("a",)'
    assert Literal.of([]).text == "()"
    assert Literal.raw(r"\d+").text == r'r"\d+"'


def test_an_object_has_no_literal() -> None:
    """Only plain values have literals."""
    with pytest.raises(TypeError, match="no literal for object"):
        Literal.of([object()])


@pytest.mark.parametrize("text", ["", "a b", "1a", "a.b", "class", "None", "é", "a\n"])
def test_what_is_no_identifier_is_refused(text: str) -> None:
    """Nothing but an ASCII name that is no keyword is an identifier."""
    with pytest.raises(ValueError, match=r"identifier|keyword"):
        Identifier(text)


def test_code_is_made_of_code() -> None:
    """Braces in parts are not taken for places of other parts."""
    part = Literal.of("{} {0.__class__}")
    assert code("f({}, {})", part, Code("x")).text == 'f("{} {0.__class__}", x)'
    assert joined(", ", [part, part]).text.count("{}") == 2
    assert block(Code("if x:"), [Code("a\n\nb")]).text == "if x:\n    a\n\n    b"


PIECES = st.sampled_from(
    ['"', '""', '"""', "'", "\\", "\\N{", "{{", "}}", "{%", " ", "\n\n", "`", "x", "y."]
)
DOCUMENTATION = st.lists(PIECES | st.text(max_size=5), max_size=15).map("".join)


@given(DOCUMENTATION, DOCUMENTATION, st.sampled_from([0, 4, 8]))
def test_docstring_says_its_markdown(text: str, more: str, indent: int) -> None:
    """What Python reads from a docstring is the Markdown, whatever it holds."""
    doc = docstring(text, more)
    # Python leaves the closing quotes' indentation after a single line.
    found = (read(doc.at(indent), indent) or "").rstrip()
    assert found in (said(doc, 88 - indent, 3), said(doc, 88 - indent, 6))


def said(doc: Docstring, width: int, quotes: int) -> str:
    """Returns the text of a docstring whose first line has so many quotes."""
    lines: list[str] = []
    for part in doc.parts:
        taken = 0 if lines else quotes
        lines += part.wrapped(width, taken=taken, size=lambda word: len(escaped(word)))
        lines.append("")
    return inspect.cleandoc("\n".join(lines)) or UNDOCUMENTED


SENTENCES = st.lists(st.sampled_from(["word", r"\d+", '"""', "a" * 20]), max_size=60)


@given(SENTENCES, SENTENCES, st.sampled_from([0, 4, 8]))
def test_docstrings_fit_the_line(one: list[str], two: list[str], indent: int) -> None:
    """No line is longer than others of a module, quotes and escapes included."""
    doc = docstring(" ".join(one), " ".join(two)).at(indent)
    assert all(len(line) <= 88 for line in f"{' ' * indent}{doc}".split("\n"))


@pytest.mark.parametrize("length", [82, 83, 85, 86])
def test_black_leaves_docstrings_as_they_are(length: int) -> None:
    """Neither a line that has room for its quotes nor one that has none is changed."""
    text = f"def f():\n    {docstring('very ' * 5 + 'x' * (length - 29)).at(4)}\n"
    assert black.format_str(text, mode=black.Mode()) == text


def read(doc: Code, indent: int) -> str | None:
    """Returns the docstring of a class whose body is indented so far."""
    body = f"{' ' * indent}{doc}"
    for depth in range(indent - 4, -4, -4):
        body = f"{' ' * depth}class C:\n{body}"
    node: ast.AST = ast.parse(body)
    for _ in range(indent // 4):
        assert isinstance(node, ast.Module | ast.ClassDef)
        (node,) = node.body
    assert isinstance(node, ast.Module | ast.ClassDef)
    assert len(node.body) == 1
    return ast.get_docstring(node)


@pytest.mark.parametrize("text", ["", " ", "<p></p>", "\ufeff", "<ul><li></li></ul>"])
def test_no_docstring_is_empty(text: str) -> None:
    """Documentation without text is said to be none."""
    assert docstring(text).at(4).text == f'"""{UNDOCUMENTED}"""'


def test_a_block_of_code_is_its_own_summary() -> None:
    """Documentation that is a block of code is its own summary."""
    assert "x = 1" in summary("<pre>x = 1</pre>").at(4).text
