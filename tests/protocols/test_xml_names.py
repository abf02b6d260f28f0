"""Members that are called alike but for the prefixes of their names.

https://smithy.io/2.0/spec/protocol-traits.html#xmlname-trait
"""

from __future__ import annotations

from types import ModuleType

import pytest

from tests.support.inline import inline_package, response

MODEL = """
@restXml
service Service { version: "1", operations: [Act] }

@http(method: "GET", uri: "/act")
operation Act { output: ActOutput }

structure ActOutput {
    @xmlName("a:same")
    text: String
    @xmlName("b:same")
    inner: Inner
    @xmlFlattened
    @xmlName("c:same")
    list: Texts
    @xmlAttribute
    @xmlName("d:same")
    kind: String
    other: String
}

structure Inner { of: String }
list Texts { member: String }
"""
CHILD = "<same>x</same>"
OF = "<same><of>y</of></same>"


def package() -> ModuleType:
    return inline_package(MODEL)


@pytest.mark.parametrize(
    ("content", "members"),
    [
        (CHILD, {"text": "x", "inner": {}, "list": ["x"]}),
        (CHILD + CHILD, {"text": "x", "inner": {}, "list": ["x", "x"]}),
        (CHILD + OF, {"text": "", "inner": {"of": "y"}, "list": ["x", ""]}),
        ("<other>z</other>", {"other": "z"}),
        ("", {}),
    ],
)
@pytest.mark.parametrize("kind", ["k", None])
def test_each_member_reads_the_children_of_its_name(
    kind: str | None, content: str, members: dict[str, object]
) -> None:
    start = "" if kind is None else f' same="{kind}"'
    output = response(package(), "Act", f"<ActOutput{start}>{content}</ActOutput>")
    assert output.to_dict() == members | ({"kind": kind} if kind else {})
