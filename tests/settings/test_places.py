"""Where the keys of a TOML text are: all that tomllib reads, and at their own place."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from smithwright.settings.places import KeyPath, place_of

TEXTS = [
    "",
    "# only a comment",
    'a = 1\nb = "x # no comment" # one\n',
    "a.b.c = 1\na.b.d = 2\n",
    '"quoted key"."a.b" = 1\n\'lit\'.x = 2\n',
    '[a]\nx = 1\n[a.b]\ny = 2\n["c"]\n[ d . e ]\n',
    "[[a]]\nx = 1\n[[a]]\nx = 2\n[a.b]\ny = 1\n[[a.c]]\n[[a.c]]\nz = 1\n[a.c.d]\n",
    "a = [1, 2, [3, 4], {x = 1, y.z = [5]}]\n",
    "a = [\n  'x', # y\n\n  'z',\n]\nb = []\nc = {}\n",
    'a = """\nx = 1\n"""\nb = """q"" """\nc = """a"""""\nd = """\\""""\n',
    "a = '''\n[b]\n'''\nb = '''it's'''''\n",
    "a = 1979-05-27 07:32:00\nb = 07:32:00\nc = +1.5e3\nd = inf\ne = true\n",
    'a = "x\\"]"\n[b]\r\nc = 1\r\n',
    "a = {b = {c = {}}, d = [[], [[]]]}",
    '[tool.smithwright]\noutput = "src"\n[[tool.smithwright.packages]]\nname = "x"\n',
]


def paths(value: object, above: KeyPath = ()) -> Iterator[KeyPath]:
    """Yields the path of each value in a document, those of tables too."""
    if above:
        yield above
    if isinstance(value, dict):
        for key, item in value.items():
            yield from paths(item, (*above, key))
    elif isinstance(value, list):
        for index, item in enumerate(value):
            yield from paths(item, (*above, index))


def rest_at(text: str, path: KeyPath) -> str:
    line, column = place_of(text, path)
    return text.split("\n")[line - 1][column - 1 :]


def check(text: str) -> None:
    """The place of a key is where its last part is written, or its table's header."""
    for path in paths(tomllib.loads(text)):
        rest = rest_at(text, path)
        if isinstance(path[-1], str) and not rest.startswith("["):
            raw = rest[: len(rest) - len(rest.lstrip("\"'"))] + path[-1]
            assert rest.startswith(raw), (path, rest)


@pytest.mark.parametrize("text", TEXTS)
def test_every_key_is_found(text: str) -> None:
    check(text)


_KEY = st.sampled_from(["a", "b", '"c d"', "'e'", "f-1", "1"])
_DOTTED = st.lists(_KEY, min_size=1, max_size=3).map(" . ".join)
_SCALAR = st.sampled_from(
    ["1", '"]#"', "'}'", '"""\n[x]\n"""', "'''\n#'''", "1.5", "true", "2020-01-01"]
)
_VALUE = st.recursive(
    _SCALAR,
    lambda inner: st.one_of(
        st.lists(inner, max_size=3).map(lambda items: "[ " + ",\n ".join(items) + " ]"),
        st.dictionaries(_DOTTED, inner, max_size=3).map(
            lambda items: f"{{{', '.join(f'{k} = {v}' for k, v in items.items())}}}"
        ),
    ),
    max_leaves=6,
)
_LINE = st.one_of(
    st.builds("{} = {}".format, _DOTTED, _VALUE),
    st.builds("  {}={} # = [x]".format, _DOTTED, _SCALAR),
    _DOTTED.map("[{}]".format),
    _DOTTED.map("[[ {} ]] # x".format),
    st.just("# a = 1"),
)


@settings(deadline=None)
@given(st.lists(_LINE, max_size=8).map("\n".join))
def test_every_key_of_random_documents_is_found(text: str) -> None:
    try:
        tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        assume(False)
    check(text)


@pytest.mark.parametrize(
    ("path", "place"),
    [
        (("a",), (1, 1)),
        (("a", "b"), (2, 1)),
        (("t", 1, "k", 1), (7, 11)),
        (("t", 1, "k"), (7, 1)),
        (("t", 1, "missing"), (6, 1)),
        (("t", 0), (4, 1)),
        (("missing",), (1, 1)),
    ],
)
def test_a_key_has_a_line_and_a_column(path: KeyPath, place: tuple[int, int]) -> None:
    text = "[a]\nb = 1\n\n[[t]]\nk = 'é'\n[[t]]\nk = [1, 2, 3]\n".replace(
        "1, 2", "'é', 2"
    )
    assert place_of(text, path) == place
