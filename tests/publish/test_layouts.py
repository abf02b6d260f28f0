"""What black makes of statements one by one is what it makes of the whole file."""

from pathlib import PurePosixPath

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.support.packages import plan_package

from smithwright.formatters import Black
from smithwright.formatters.black import laid_out
from smithwright.formatters.composition import taken_apart
from smithwright.formatters.layouts import Layouts
from smithwright.formatters.skeleton import UnknownTextError
from smithwright.models.loading import load
from smithwright.models.selection import select
from smithwright.rendering.render import render

from ..conftest import ROOT

A = PurePosixPath("a.py")

# One of each protocol, with what is large and what is odd.
_SERVICES = (
    "autoscaling",
    "cloudwatch",
    "connect",
    "dynamodb",
    "ec2",
    "lex-models",
    "route53",
    "sqs",
    "sts",
)


def formatted(text: str) -> str:
    return dict(Black().format([(A, text)]))[A]


def python_files(source: str) -> list[tuple[PurePosixPath, str]]:
    """Renders the modules of a package."""
    package = plan_package(select(load((source,), ROOT)), "package")
    return [
        item for item in render(package).items() if item[0].suffix in {".py", ".pyi"}
    ]


def differing(source: str, every: int = 1) -> list[PurePosixPath]:
    """Names the files of a package that black would lay out otherwise."""
    files = python_files(source)
    done = dict(Black().format(files))
    return [
        path
        for path, text in files[::every]
        if laid_out(text, is_stub=path.suffix == ".pyi") != done[path]
    ]


def test_a_package_is_as_black_lays_it_out() -> None:
    assert differing("models/connect.json") == []


def test_black_is_left_few_files_as_a_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    """The names of the package are in a string that no other file has."""
    seen: list[PurePosixPath] = []

    def whole(self: Black, path: PurePosixPath, text: str) -> str:
        seen.append(path)
        return text

    monkeypatch.setattr(Black, "_whole", whole)
    list(Black().format(python_files("models/connect.json")))
    assert seen == [PurePosixPath("__init__.py")]


def test_a_statement_that_black_refuses_keeps_no_other_from_being_answered() -> None:
    """It is asked about fewer at once until it stands alone."""

    def ask(text: str) -> str:
        if "try:" in text:
            raise ValueError
        return laid_out(text)

    layouts = Layouts(ask)
    parts = taken_apart("def f(a, b):\n    try:\n        x = 1\n", 88)
    layouts.learn(parts)
    assert [layouts.laid_out(part) for part in (parts[0], parts[2])] == [
        "def f(a, b):",
        "        x = 1",
    ]
    with pytest.raises(UnknownTextError):
        layouts.laid_out(parts[1])


@pytest.mark.conformance
@pytest.mark.parametrize("service", _SERVICES)
def test_a_service_is_as_black_lays_it_out(service: str) -> None:
    """Each tenth file, or at most about a hundred."""
    assert differing(f"botocore:{service}", every=10) == []


@pytest.mark.parametrize(
    "text",
    [
        "x = 1  # one\n",
        "try:\n    x = 1\nexcept  A:\n    pass\nfinally:\n    pass\n",
        "# one\nx = 1\n",
        "x = 1; y = 2\n",
        "if x: y = 1\n",
        "x = 1 + \\\n  2\n",
        "def f(): ...\n",
        "class A:\n    pass\nx = 1\n",
        "def f():\n\n    x = 1\n",
        "if x:\n\n    y = 1\nelse:\n    def f():\n        pass\nz = 1\n",
        "if x:\n    def f():\n        pass\nelse:\n    y = 1\n",
        "x = 'a'\ny = \"it's\"\nz = 'say \"no\"'\n",
        "x = '''a\n  b'''\n",
        'x = """a\n  b"""\n',
        "x = 0XFF + 1E5 + 10L\n".replace("10L", "1_000J"),
        "x = (1)\nfor (y) in (z): pass\n",
        "for y in (z):\n    del (y), (z)\n    print((yield))\n",
        "match x:\n    case 1:\n        pass\n",
        "type = 1\ntype  X = int\n",
        "x = a[1:2, ::3]\ny = a[b+1 :]\nz = -1 ** 2\nw = a**-b\n",
        "@a\n\ndef f(): return (1)\n",
        "@a\nclass B(): x = 1\n",
        '"""One."""\nx = 1\n',
        '"""One."""\n\n\n\nclass A:\n\n    """Two."""\n    x = 1\n    def f(self):\n'
        "        import a\n        return a\n    y = 2\n",
        'def f():\n    """ One. """\n    x = 1\n',
        'def f():\n    """One.\n\n      Two.\n    """\n',
        'def f():\n    """One.  \n    Two."""\n',
        'def f():\n    """One says "two\\""""\n',
        "x = 'é' * 3\ny = '日本' + " + "a" * 70 + " + '語' + b\n",
        "\tx = 1\n".strip("\t"),
        "x = lambda: (yield)\n",
        "try:\n    x = 1\nexcept (A, B) as e:\n    raise (e)\nfinally:\n    pass\n",
        "async def f(*, a, **b):\n    async with (a as b):\n        await (c)\n",
        "with open(a) as b, open(c) as d:\n    assert (a), (b)\n",
        "return_ = not (a)\nx = (a for a in b if (c))\n",
        "import a, b\nfrom c import (d)\nfrom e import *\nx = 1\n",
        "global_ = f'{a!r}' f\"{b}\"\nx = R'a' + U'b'\n",
        "x = {'a': 1, 'b': 2,}\ny = (1,)\nz = a[1,]\n",
        "",
        "\n\n",
        "x = 1",
    ],
)
def test_what_the_generator_does_not_write(text: str) -> None:
    assert formatted(text) == laid_out(text)


_NAME = st.sampled_from("a bb ccc value_of_it a_name_of_thirty_characters__".split())
_SIMPLE = st.one_of(
    _NAME,
    st.sampled_from(
        ['"text"', "12", "None", 'f"{a}"', '"say \\"x\\""', "(not a)", "1.5"]
    ),
)


def _compound(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    some = st.lists(inner, max_size=4)
    comma = st.sampled_from(["", ","])
    return st.one_of(
        st.builds(
            lambda f, a, c: f"{f}({', '.join(a)}{c if a else ''})", _NAME, some, comma
        ),
        st.builds(lambda a, c: f"[{', '.join(a)}{c if a else ''}]", some, comma),
        st.builds(lambda k, v: f"{{{k}: {v}}}", _SIMPLE, inner),
        st.builds(
            lambda a, o, b: f"{a} {o} {b}",
            inner,
            st.sampled_from("+ and == |".split()),
            inner,
        ),
        st.builds(lambda a, b, c: f"({a} if {b} else {c})", inner, inner, inner),
        st.builds(lambda a, b: f"{a}.{b}", _NAME, _NAME),
    )


_EXPRESSION = st.recursive(_SIMPLE, _compound, max_leaves=8)
_STATEMENT = st.one_of(
    st.builds("{} = {}".format, _NAME, _EXPRESSION),
    st.builds("return {}".format, _EXPRESSION),
    st.builds("{}: {} = {}".format, _NAME, _NAME, _EXPRESSION),
    st.builds("if {}:\n    pass".format, _EXPRESSION),
    st.builds("for a in {}:\n    pass".format, _EXPRESSION),
    st.builds(
        "def {}(a, b: {}, /) -> {}:\n    pass".format, _NAME, _EXPRESSION, _EXPRESSION
    ),
    st.builds("class {}(a, b={}):\n    pass".format, _NAME, _EXPRESSION),
    st.builds("from .a import {}, {}".format, _NAME, _NAME),
)


@settings(max_examples=100, deadline=None)
@given(st.lists(_STATEMENT, min_size=1, max_size=8))
def test_statements_of_any_width_look_as_from_black(statements: list[str]) -> None:
    """With what is behind in them moved to other depths."""
    text = "\n".join(statements)
    deeper = "\n".join(f"        {line}" for line in text.split("\n"))
    whole = f'def f():\n    """One."""\n    if a:\n{deeper}\n{text}\n'
    assert formatted(whole) == laid_out(whole)


def test_black_of_another_year_sees_the_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[str] = []

    def whole(text: str, line_length: int = 88, *, is_stub: bool = False) -> str:
        seen.append(text)
        return text

    monkeypatch.setattr(
        "smithwright.formatters.black.installed_version", lambda name: "27.1.0"
    )
    monkeypatch.setattr("smithwright.formatters.black.laid_out", whole)
    assert formatted("x = 1\n") == "x = 1\n"
    assert seen == ["x = 1\n"]
