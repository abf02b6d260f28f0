"""Names: the table of docs/naming.md, and what keeps names apart."""

import ast
import keyword

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smithwright.installation import templates_folder
from smithwright.plan.naming import (
    LocalScope,
    Scope,
    attribute_name,
    class_name,
    constant_name,
    enum_names,
    member_names,
    module_name,
    snake_case,
)
from smithwright.plan.symbols import RESERVED_CLASSES


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("InstanceId", "instance_id"),
        ("DNSName", "dns_name"),
        ("ISO8601Datetime", "iso8601_datetime"),
        ("EC2InstanceId", "ec2_instance_id"),
        ("S3Uri", "s3_uri"),
        ("S3URI", "s3_uri"),
        ("MD5OfBody", "md5_of_body"),
        ("ACLs", "acls"),
        ("DBInstanceARNs", "db_instance_arns"),
        ("VpcIDs", "vpc_ids"),
        ("IPv6Address", "ipv6_address"),
        ("AssignIPv4", "assign_ipv4"),
        ("TLSv1", "tlsv1"),
        ("OAuth2Scope", "oauth2_scope"),
        ("already_snake", "already_snake"),
        ("camelCase", "camel_case"),
        ("KMSKeyId", "kms_key_id"),
        ("x509Certificate", "x509_certificate"),
        ("A", "a"),
        ("_", "unnamed"),
    ],
)
def test_a_member_is_called_in_snake_case(name: str, expected: str) -> None:
    """Words end where the documentation says."""
    assert snake_case(name) == expected


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("ChatMessage", "ChatMessage"),
        ("DNSName", "DNSName"),
        ("chat_message", "ChatMessage"),
        ("IoT Data Plane", "IoTDataPlane"),
        ("../../x", "X"),
        ("1", "Shape1"),
        ("_", "Shape"),
        ("", "Shape"),
    ],
)
def test_a_shape_is_called_as_a_class(name: str, expected: str) -> None:
    """Classes keep their acronyms; any text gives a name."""
    assert class_name(name) == expected


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("CONTACT_FLOW", "CONTACT_FLOW"),
        ("FromSegment", "FROM_SEGMENT"),
        ("text/plain", "TEXT_PLAIN"),
        ("1024", "VALUE_1024"),
        ("*", "EMPTY"),
        ("x.y-z", "X_Y_Z"),
    ],
)
def test_a_value_is_called_as_a_constant(name: str, expected: str) -> None:
    """Constants are in capitals."""
    assert constant_name(name) == expected


def test_a_name_that_starts_with_no_letter_gets_a_word_before_it() -> None:
    """A name that starts with no letter gets a word before it."""
    assert attribute_name("_1") == "member_1"
    assert module_name("_1") == "shape_1"


def test_modules_that_windows_could_not_hold() -> None:
    assert module_name("Aux") == "aux_"
    assert module_name("COM1") == "com1_"
    assert module_name("Console") == "console"


def test_members_that_would_collide_yield() -> None:
    """Keywords, types, inherited methods and other members keep their names."""
    names = ["from", "list", "toDict", "DNSName", "DnsName", "dnsName", "_1", "None"]
    assert [str(name) for name in member_names(names).values()] == [
        "from_",
        "list_",
        "to_dict_",
        "dns_name",
        "dns_name_",
        "dns_name__",
        "member_1",
        "none",
    ]


def test_enum_members_that_would_collide() -> None:
    """Constants that differ in signs only get underscores in the model's order."""
    names = ["a-b", "a_b", "A_B", "None", "name", "mro"]
    assert [str(name) for name in enum_names(names).values()] == [
        "A_B",
        "A_B_",
        "A_B__",
        "NONE",
        "NAME",
        "MRO",
    ]


IDENTIFIERS = st.from_regex(r"_{0,2}[A-Za-z0-9][A-Za-z0-9_]{0,12}", fullmatch=True)
WORDS = st.sampled_from([*keyword.kwlist, *keyword.softkwlist, "self", "__class__"])


@given(st.lists(IDENTIFIERS | WORDS, unique=True, max_size=12))
def test_every_name_is_a_different_identifier(names: list[str]) -> None:
    """Whatever members are called, their attributes are distinct, usable names."""
    for given_names in (member_names(names), enum_names(names)):
        texts = [str(name) for name in given_names.values()]
        assert len(set(texts)) == len(names)
        assert all(text.isidentifier() and text[0].isalpha() for text in texts)
        assert not any(keyword.iskeyword(text) for text in texts)


@given(st.text())
def test_any_text_has_names(text: str) -> None:
    """Classes, modules and constants can be called after any text."""
    scope = Scope()
    for name in (class_name(text), module_name(text), constant_name(text)):
        assert str(scope.claim(name)).isidentifier()


@given(st.lists(IDENTIFIERS, unique=True, min_size=1, max_size=8), IDENTIFIERS)
def test_names_do_not_depend_on_what_comes_after(names: list[str], other: str) -> None:
    """A member that is added at the end renames none before it."""
    before = member_names(names)
    after = member_names(dict.fromkeys([*names, other]))
    assert all(after[name] == before[name] for name in names)


def test_variables_hide_no_function_of_the_runtime() -> None:
    """A member called like a function that generated code calls gets another local."""
    scope = LocalScope()
    for function in _defined(ast.FunctionDef):
        assert str(scope.claim(function)) != function
    assert str(scope.claim("chat_message_json")) == "chat_message_json_"


def test_shapes_hide_no_class_of_the_runtime() -> None:
    """A shape called like a class that generated code imports gets another name."""
    unused = {
        "BucketRequest",
        "DirectedRequest",
        "Member",
        "Redacted",
        "UnknownVariant",
    }
    assert _defined(ast.ClassDef) - unused <= RESERVED_CLASSES


def _defined(kind: type[ast.FunctionDef | ast.ClassDef]) -> set[str]:
    return {
        node.name
        for path in (templates_folder() / "runtime").glob("*.py")
        for node in ast.parse(path.read_text("utf-8")).body
        if isinstance(node, kind) and not node.name.startswith("_")
    }
