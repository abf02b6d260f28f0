"""Names of Smithy's turned into names of Python's.

The rules, with examples, are in docs/naming.md. They depend on the named thing and on
what shares its scope, so unrelated shapes never change a name.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from keyword import iskeyword

from smithwright.plan.identifiers import Identifier

_WORDS = re.compile(
    r"""
    IPv[46] | TLSv[0-9]+            # IPv6Address: ipv6, address
    | OAuth[0-9]*                   # OAuth2Scope: oauth2, scope
    | [A-Z]{2,}s(?![a-z])[0-9]*     # ACLs, DBInstanceARNs: a plural of an acronym
    | [A-Z]+(?![a-z])[0-9]*         # DNSName: dns, name; S3Uri: s3, uri
    | [A-Z][a-z]+[0-9]*
    | [a-z]+[0-9]*
    | [0-9]+
    """,
    re.VERBOSE,
)

# Names that the body of a generated class uses after its members are defined there.
_USED_IN_CLASS_BODIES = frozenset(
    "bool bytes classmethod datetime dict float int list object property required "
    "staticmethod str tuple type".split()
)

_INHERITED = frozenset(
    "builder from_dict make_operation replace to_builder to_dict "
    "unknown_variant".split()
)

# What generated functions call or assign beside the variables that hold members.
_USED_IN_FUNCTIONS = frozenset(
    "accepts_list accepts_map are_texts attribute attribute_text base64_blob "
    "base64_text blocks body body_members cbor_array cbor_big_decimal "
    "cbor_big_integer cbor_blob cbor_boolean cbor_double cbor_float cbor_integer "
    "cbor_map cbor_text cbor_timestamp check_encodable check_header "
    "check_header_names check_headers check_parameters check_protocol checked_query "
    "compressed compressed_stream config date_time decimal_text decoded_tolerantly "
    "directed element_text encode encode_exact entries_of enumerate epoch_seconds "
    "error_named excluded float_text foreign_error form form_body format_of found "
    "from_base64_blob from_base64_text from_boolean_text from_date_time "
    "from_decimal_text from_epoch_seconds from_float_text from_http_date "
    "from_integer_text from_plain given greedy_label has_checksum header_item "
    "header_or_none headers hidden hold_enums host_label http_date http_date_or_none "
    "in_bucket index is_asynchronous is_error is_file is_nil is_seekable item items "
    "items_of key known_length label lacking lazy_names len not_finite number "
    "object_key output parse_xml prefix prefixed problems query random_token "
    "read_body read_element read_error read_error_members read_head_error read_header "
    "read_modeled read_payload read_result read_rpc_error "
    "read_stream read_text read_timestamp read_tolerantly read_unwrapped required "
    "reread response shown split_dates split_items status_name str taken text_member "
    "text_payload to_plain tolerant too_deep tree_hash type under unencodable "
    "unreadable_body unset validate value whole_number wire with_checksum "
    "with_content_md5 with_gzip_body with_tree_hash wrong_type xml".split()
)
_FUNCTION_SUFFIXES = (
    "_cbor",
    "_json",
    "_missing",
    "_problems",
    "_query",
    "_violations",
    "_xml",
)

# Windows takes files of these names for devices:
# https://learn.microsoft.com/windows/win32/fileio/naming-a-file
_DEVICES = frozenset(
    ["aux", "con", "nul", "prn"]
    + [f"{port}{number}" for port in ("com", "lpt") for number in range(10)]
)

RESERVED_MEMBERS = _USED_IN_CLASS_BODIES | _INHERITED
"""Names that no field of a generated class can have."""


@lru_cache(maxsize=10_000)
def words(name: str) -> tuple[str, ...]:
    """Returns the words of a name, in lower case: `DNSName` has `dns` and `name`."""
    return tuple(word.lower() for word in _WORDS.findall(name))


def snake_case(name: str) -> str:
    """Returns a name as Python writes functions, attributes and modules."""
    return "_".join(words(name)) or "unnamed"


def module_name(name: str) -> str:
    """Returns a shape's name as Python writes modules."""
    snake = snake_case(name)
    if snake in _DEVICES:
        return f"{snake}_"
    return snake if snake[0].isalpha() else f"shape_{snake}"


def attribute_name(name: str) -> str:
    """Returns a member's name as Python writes attributes."""
    snake = snake_case(name)
    return snake if snake[0].isalpha() else f"member_{snake}"


def class_name(name: str) -> str:
    """Returns a name as Python writes classes; acronyms stay as they are.

    The name may be any text, as a service's `sdkId` is.
    """
    parts = [part for part in re.split(r"[^A-Za-z0-9]+", name) if part]
    joined = "".join(part[0].upper() + part[1:] for part in parts)
    return joined if joined[:1].isalpha() else f"Shape{joined}"


def constant_name(name: str) -> str:
    """Returns an enum member's name as Python writes constants."""
    text = re.sub(r"\W", "_", name, flags=re.ASCII).strip("_") or "EMPTY"
    text = text if text.isupper() else snake_case(text).upper()
    return text if text[0].isalpha() else f"VALUE_{text}"


@dataclass
class Scope:
    """Names that live side by side; each is given out once.

    Attributes:
        reserved: Names that are never given out.
    """

    reserved: Collection[str] = ()
    _taken: set[str] = field(default_factory=set[str])

    def claim(self, wanted: str) -> Identifier:
        """Returns `wanted`, with as many underscores after it as make it free."""
        while wanted in self._taken or wanted in self.reserved or iskeyword(wanted):
            wanted += "_"
        self._taken.add(wanted)
        return Identifier(wanted)


class LocalScope(Scope):
    """The local variables of a generated function."""

    def __init__(self) -> None:
        super().__init__(_USED_IN_FUNCTIONS)

    def claim(self, wanted: str) -> Identifier:
        """Returns a name for `wanted` that no function of a shape has."""
        return super().claim(
            f"{wanted}_" if wanted.endswith(_FUNCTION_SUFFIXES) else wanted
        )


def member_names(names: Iterable[str]) -> Mapping[str, Identifier]:
    """Returns the attribute of each member of one structure, in order.

    Members whose names differ in case only get underscores after them, in the order
    of the model.
    """
    return _attributes(tuple(names))


@lru_cache(maxsize=1_000)
def _attributes(names: tuple[str, ...]) -> Mapping[str, Identifier]:
    scope = Scope(RESERVED_MEMBERS)
    return {name: scope.claim(attribute_name(name)) for name in names}


def enum_names(names: Iterable[str]) -> Mapping[str, Identifier]:
    """Returns the constant of each member of one enum, in order."""
    # Enum classes keep these names for themselves.
    scope = Scope({"mro", "name", "value"})
    return {name: scope.claim(constant_name(name)) for name in names}
