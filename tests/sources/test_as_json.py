"""The JSON text of an AST: the same value, readable, the same bytes each time."""

import json

from hypothesis import given
from hypothesis import strategies as st

from smithwright.sources import Json, as_json

_VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=10,
)


def test_the_layout_is_two_spaces_order_kept_and_a_final_newline() -> None:
    text = as_json({"smithy": "2.0", "b": {"z": [1, "é漢"]}, "a": {}})
    assert text.decode() == (
        '{\n  "smithy": "2.0",\n  "b": {\n    "z": [\n      1,\n      "é漢"\n    ]\n'
        '  },\n  "a": {}\n}\n'
    )


def test_what_a_reader_could_not_see_is_escaped() -> None:
    text = as_json({"text": "a\u2028b\u202ec\ufeffd\u00a0e\ud800f\x7fg"})
    assert rb"a\u2028b\u202ec\ufeffd\u00a0e\ud800f\u007fg" in text


@given(st.dictionaries(st.text(), _VALUES))
def test_the_text_reads_back_equal_and_one_value_has_one_text(
    value: dict[str, Json],
) -> None:
    text = as_json(value)
    assert json.loads(text) == value
    assert as_json(json.loads(text)) == text
