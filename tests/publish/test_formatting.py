"""Formatting: what comes out, what is refused, and what the cache and pools change."""

import os
import subprocess
import sys
from ast import literal_eval
from pathlib import Path, PurePosixPath

import black
import pytest
from tests.support.text_caches import changed, keys_in

from smithwright import formatters
from smithwright.caching.text_cache import TextCache
from smithwright.errors import SmithwrightError
from smithwright.formatters import AsRendered, Black, Ruff, formatting
from smithwright.formatters.black import laid_out
from smithwright.formatters.formatting import FormatError, format_files

# pytest-xdist's workers have a thread more, which Python warns of when it forks.
pytestmark = pytest.mark.filterwarnings("ignore:.*fork:DeprecationWarning")

A = PurePosixPath("a.py")
UNFORMATTED = "x = [1,\n2]\ndef f(a,b): return 'a'\n"
FORMATTED = 'x = [1, 2]\n\n\ndef f(a, b):\n    return "a"\n'


def many(number: int) -> dict[PurePosixPath, str]:
    return {
        PurePosixPath(f"m/{index}.py"): f"x = [{index},\n2]\n" * 20
        for index in range(number)
    }


def test_python_is_formatted_and_all_else_left(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In the folder of a pyproject.toml that says otherwise."""
    (tmp_path / "pyproject.toml").write_text("[tool.black]\nline-length = 20\n")
    monkeypatch.chdir(tmp_path)
    files = {
        PurePosixPath("py.typed"): "",
        A: UNFORMATTED,
        PurePosixPath("s.pyi"): "class A:\n    def f(self): ...\n\n\n    x: int\n",
        PurePosixPath("empty.py"): " \n",
        PurePosixPath("README.md"): "a  =  1",
    }
    done = format_files(files, Black())
    assert list(done) == list(files)
    assert done[A] == FORMATTED
    assert done[PurePosixPath("s.pyi")].endswith("...\n\n    x: int\n")
    assert done[PurePosixPath("empty.py")] == "\n"
    assert done[PurePosixPath("README.md")] == "a  =  1"


def test_formatted_text_is_stable_when_black_chooses_the_target() -> None:
    """The command line's default mode, as in `black --check`, finds nothing to do."""
    long, longer = "a" * 30, "b" * 50
    text = f"""\
async def f(*args, **kwargs) -> '{longer}':
    with open({long}) as a, open({longer}) as b:
        match a:
            case [*_, 1]: g(*args, {long}={longer}, {longer}={long}, **kwargs)
"""
    done = format_files({A: text}, Black())[A]
    assert black.format_str(done, mode=black.Mode()) == done
    assert format_files({A: done}, Black())[A] == done


def test_as_rendered_compiles_and_leaves_text_alone() -> None:
    assert format_files({A: UNFORMATTED}, AsRendered()) == {A: UNFORMATTED}
    with pytest.raises(FormatError):
        format_files({A: "x = ("}, AsRendered())


def test_ruff_formats_all_files_of_a_batch(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In the folder of a pyproject.toml that says otherwise."""
    (tmp_path / "pyproject.toml").write_text("[tool.ruff]\nline-length = 20\n")
    monkeypatch.chdir(tmp_path)
    files = many(3) | {A: UNFORMATTED, PurePosixPath("build/b.pyi"): "x  : int\n"}
    done = format_files(files, Ruff())
    assert done[A] == FORMATTED
    assert done[PurePosixPath("build/b.pyi")] == "x: int\n"
    assert done[PurePosixPath("m/2.py")] == "x = [2, 2]\n" * 20


def test_ruff_that_is_not_installed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        "smithwright.formatters.ruff.installed_version", lambda name: None
    )
    with pytest.raises(SmithwrightError, match=r"pip install 'smithwright\[ruff\]'"):
        _ = Ruff().identity


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("x = 1\ny = )\n", "a.py:2: "),
        ("x = '\0'\n", "a.py: "),
        ("x = '\ud800'\n", "a.py: "),
        ("x = '\\d'\n", "a.py:1: "),
        ("x = " + "(" * 1000, "a.py:1: "),
        ("x = " + "-" * 100_000 + "1", "a.py: "),
        ("return\n", "a.py:1: "),
    ],
)
def test_text_that_is_not_python_is_refused_by_file_and_line(
    text: str, place: str
) -> None:
    with pytest.raises(FormatError) as caught:
        format_files({PurePosixPath("z.py"): "fine = 1\n", A: text}, Black())
    assert str(caught.value).startswith(place)
    assert "\n" not in str(caught.value)


def refuse(text: str, line_length: int = 88, *, is_stub: bool = False) -> str:
    raise RuntimeError("no")


def test_whatever_a_formatter_raises_names_the_file(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(formatters.black, "laid_out", refuse)
    with pytest.raises(FormatError, match=r"^a\.py: .*RuntimeError: no$"):
        format_files({A: "x = 1  # one\n"}, Black())


def test_processes_give_the_same_texts_and_the_first_error(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    files = many(30)
    alone = format_files(files, Black(), processes=1)
    monkeypatch.setattr(formatting, "_WORTH_PROCESSES", 100)
    spread = format_files(files, Black(), processes=2)
    assert list(spread.items()) == list(alone.items())
    files[PurePosixPath("m/7.py")] = files[PurePosixPath("m/20.py")] = "("
    with pytest.raises(FormatError) as caught:
        format_files(files, Black(), processes=2)
    assert (caught.value.path, caught.value.line) == (PurePosixPath("m/7.py"), 1)


_FORMAT = """
import sys
from ast import literal_eval
from pathlib import Path, PurePosixPath
from smithwright.publishing import difference, publish
from smithwright.caching.text_cache import user_cache
from smithwright.formatters import Black
from smithwright.formatters.formatting import format_files
for text in sys.argv[1:]:
    done = format_files({PurePosixPath("a.py"): text}, Black(), user_cache())
    print(repr(done[PurePosixPath("a.py")]))
print(*({"black", "concurrent.futures.process", "ctypes"} & sys.modules.keys()))
"""


def in_new_process(cache: Path, *texts: str) -> tuple[list[str], set[str]]:
    """Formats texts; returns them, and which of the slow modules were imported."""
    output = subprocess.run(
        [sys.executable, "-c", _FORMAT, *texts],
        env={**os.environ, "SMITHWRIGHT_CACHE": str(cache)},
        check=True,
        capture_output=True,
        text=True,
    ).stdout
    *formatted, imported = output.split("\n")[:-1]
    return [literal_eval(text) for text in formatted], set(imported.split())


def test_nothing_to_format_imports_no_black_and_no_pool(tmp_path: Path) -> None:
    assert in_new_process(tmp_path, "x=1") == (["x = 1\n"], {"black"})
    assert in_new_process(tmp_path, "x=1") == (["x = 1\n"], set())


def test_black_is_not_asked_again_what_it_said_to_another_run(tmp_path: Path) -> None:
    """Its layouts of statements are kept, for texts that are new."""
    arguments = "first, second_argument, third_argument, fourth_argument, a_fifth"
    text, other = (
        f"def {name}():\n    pass\n\n\ndef g():\n    return {call}({arguments})\n"
        for name, call in (("f", "calls_with"), ("a", "asks_that_"))
    )
    (first,), imported = in_new_process(tmp_path, text)
    assert imported == {"black"}
    (second,), imported = in_new_process(tmp_path, other)
    assert imported == set()
    assert second == laid_out(other)
    assert first == laid_out(text)


def test_cached_texts_are_not_formatted_again(
    cache: TextCache, monkeypatch: pytest.MonkeyPatch
) -> None:
    files = many(3) | {A: UNFORMATTED}
    cold = format_files(files, Black(), cache)
    assert len(keys_in(cache)) == 5, "the texts, and what is known of layouts"
    monkeypatch.setattr(formatters.black, "laid_out", refuse)
    assert list(format_files(files, Black(), cache).items()) == list(cold.items())
    for other in (Black(line_length=100), Black()):
        new = {A: UNFORMATTED + ("" if other.line_length == 100 else "#")}
        with pytest.raises(FormatError):
            format_files(new, other, cache)


def test_an_empty_result_is_kept(cache: TextCache) -> None:
    for _ in range(2):
        assert format_files({A: ""}, Black(), cache) == {A: ""}


@pytest.mark.parametrize("damage", ["x''", "substr(data, 1, size - 3)", "'text'"])
def test_a_damaged_entry_is_made_anew(cache: TextCache, damage: str) -> None:
    format_files({A: UNFORMATTED}, Black(), cache)
    whole = changed(cache, "SELECT key, data FROM texts")
    changed(cache, f"UPDATE texts SET data = {damage}")
    assert format_files({A: UNFORMATTED}, Black(), cache) == {A: FORMATTED}
    assert changed(cache, "SELECT key, data FROM texts") == whole


def test_a_cache_that_cannot_be_used_is_an_empty_one(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    for file in (tmp_path / "file" / "cache", tmp_path):
        cache = TextCache(file)
        assert format_files({A: UNFORMATTED}, Black(), cache) == {A: FORMATTED}
