"""Texts that a model may hold to break out of the place where it is printed."""

import pytest

# Whoever runs one of these leaves a file named `ran` in the working directory.
TEXTS = {
    "empty": "",
    "space": " ",
    "triple quotes": '"""',
    "more quotes": '""""""',
    "single quotes": "'''",
    "quote": '"',
    "backslash": "\\",
    "trailing backslash": "text\\",
    "escaped quote": '\\"',
    "escaped quotes": '\\"""',
    "carriage return": "a\rb",
    "line feed": "a\nb",
    "named character": "\\N{BULLET}",
    "damaged escape": "\\x4",
    "null byte": "a\0b",
    "expression of a template": "{{ 7*7 }}",
    "statement of a template": "{% raise %}",
    "format": "{} {0} %s {value.__class__}",
    "f-string": 'f"{x}"',
    "line separator": "a\u2028b",
    "next line": "a\x85b",
    "right to left": "a\u202eb",
    "byte order mark": "\ufeff",
    "lone surrogate": "a\ud800b",
    "beyond the first plane": "\U0001f9e8",
    "parenthesis": ")\n; import os; os.system('touch ran')\n(",
    "string end": "\"; __import__('os').system('touch ran') #",
    "docstring end": '"""\nimport os; os.system(\'touch ran\')\n"""',
    "list end": "']); __import__('os').system('touch ran'); (['",
    "relative path": "../../x",
    "absolute path": "/etc/x",
    "keyword": "import",
    "soft keyword": "match",
    "dunder": "__class__",
    "none": "None",
    "builtin": "print",
    "comment": "# text",
    "markup": "<b><script>&amp;&lt;</p></ul>]]> [x](y) `",
    "long": "x" * 10_000,
    "many lines": "x\n" * 2_000,
}


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Gives each text to the tests that ask for a `text`, and all to `texts`."""
    if "text" in metafunc.fixturenames:
        metafunc.parametrize("text", TEXTS.values(), ids=TEXTS)


@pytest.fixture(scope="session")
def texts() -> tuple[str, ...]:
    """All hostile texts."""
    return tuple(TEXTS.values())
