"""Differences that are botocore's fault, each with the specification's words for it.

An explanation fits as few differences as it can; everything else is a fault of ours.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from tests.differential.service import Difference

_RESTJSON = "https://smithy.io/2.0/aws/protocols/aws-restjson1-protocol.html"
_RESTXML = "https://smithy.io/2.0/aws/protocols/aws-restxml-protocol.html"
_QUERY = "https://smithy.io/2.0/aws/protocols/aws-query-protocol.html"
_BINDINGS = "https://smithy.io/2.0/spec/http-bindings.html"
_TIMESTAMPS = "https://smithy.io/2.0/spec/protocol-traits.html#timestamp-formats"
_ABSENT = "absent"
_PACKAGES = {
    "cloudtrail": "com.amazonaws.cloudtrail.v20131101",
    "codeconnections": "com.amazonaws.codeconnections",
    "codestar-connections": "com.amazonaws.codestar.connections",
}
_EMPTY_ELEMENT = re.compile(r"\{'\{[^']+\}\w+': ''\}")


@dataclass(frozen=True, slots=True)
class Explanation:
    """Why a difference is none of our faults."""

    name: str
    reason: str
    reference: str
    fits: Callable[[Difference], bool]


def explanation_of(difference: Difference) -> Explanation | None:
    """Returns what explains a difference, or None."""
    return next((e for e in EXPLANATIONS if e.fits(difference)), None)


def _query_content_type(found: Difference) -> bool:
    return (
        found.protocol in ("query", "ec2")
        and found.place == "header.content-type"
        and found.ours == "'application/x-www-form-urlencoded'"
        and found.theirs == "'application/x-www-form-urlencoded; charset=utf-8'"
    )


def _xml_content_type(found: Difference) -> bool:
    return (
        found.protocol == "rest-xml"
        and found.place == "header.content-type"
        and found.ours == "'application/xml'"
        and found.theirs == _ABSENT
    )


def _payload_content_type(found: Difference) -> bool:
    return (
        found.protocol in ("rest-json", "rest-xml")
        and found.place == "header.content-type"
        and found.ours in ("'application/octet-stream'", "'text/plain'")
        and found.theirs == _ABSENT
    )


def _year_without_zeros(found: Difference) -> bool:
    return (
        found.direction == "input"
        and found.case == "least"
        and found.ours == "'0001-01-01T00:00:00Z'"
        and found.theirs == "'1-01-01T00:00:00Z'"
    )


def _segment_of_dots(found: Difference) -> bool:
    return (
        found.direction == "input"
        and found.place == "(exception)"
        and "must not be or hold a segment '.' or '..'" in found.ours.replace("\\", "")
    )


def _first_year(found: Difference) -> bool:
    return (
        found.direction == "output"
        and found.case == "least"
        and found.ours.startswith("datetime.datetime(1, 1, 1, ")
        and found.theirs.startswith("datetime.datetime(2001, 1, 1, ")
    )


def _header_without_fraction(found: Difference) -> bool:
    seconds, _, fraction = found.ours.rpartition(".")
    return (
        found.direction == "input"
        and found.place.startswith("header.")
        and len(fraction) == len("999Z'")
        and found.theirs in (f"{seconds}Z'", f"{seconds}'")
    )


def _empty_payload(found: Difference) -> bool:
    return (
        found.protocol in ("rest-json", "rest-xml")
        and found.direction == "output"
        and found.given == "b''"
        and found.ours == _ABSENT
        and found.theirs in ("{}", "''", "b''")
    )


def _empty_list_in_a_header(found: Difference) -> bool:
    return (
        found.direction == "input"
        and found.place.startswith("header.")
        and found.ours == "''"
        and found.theirs == _ABSENT
    )


def _empty_document(found: Difference) -> bool:
    return (
        (found.protocol, found.direction, found.place) == ("rest-xml", "input", "body")
        and _EMPTY_ELEMENT.fullmatch(found.ours) is not None
        and found.theirs == "None"
    )


def _empty_flattened_list(found: Difference) -> bool:
    return (
        (found.service, found.protocol, found.direction) == ("sdb", "query", "input")
        and found.case in ("empty", "least")
        and {found.ours, found.theirs} == {"['']", _ABSENT}
    )


def _target_with_package(found: Difference) -> bool:
    package = _PACKAGES.get(found.service)
    if package is None or found.direction != "input":
        return False
    if found.place == "path":
        start = "'/service/"
    else:
        start = "'" if found.place == "header.x-amz-target" else "?"
    name = found.ours.removeprefix(start)
    return found.theirs == f"{start}{package}.{name}"


def _spaces_in_header_lists(found: Difference) -> bool:
    return (
        found.direction == "input"
        and found.place.startswith("header.")
        and ", " in found.ours
        and found.ours.replace(", ", ",") == found.theirs
    )


def _unknown_member_in_a_map(found: Difference) -> bool:
    return (
        (found.protocol, found.direction) == ("smithy-rpc-v2-cbor", "output")
        and found.case == "newer"
        and found.place.endswith(".OfTomorrow")
        and found.ours == _ABSENT
    )


def _shared_error_code(found: Difference) -> bool:
    return (
        (found.direction, found.place) == ("error", "class")
        and found.ours == repr(found.case)
        and found.theirs not in (found.ours, "None")
    )


def _element_of_two_members(found: Difference) -> bool:
    return (
        (found.service, found.operation) == ("s3", "GetBucketNotification")
        and found.direction == "output"
        and found.place.endswith("Configuration.Event")
        and found.theirs.startswith("[<Element 'Event'")
    )


def _endpoint_in_the_input(found: Difference) -> bool:
    return (
        (found.service, found.operation) == ("machinelearning", "Predict")
        and (found.direction, found.place) == ("input", "host")
        and found.theirs == "'endpoint.example'"
    )


EXPLANATIONS = (
    Explanation(
        "a segment of dots in a label",
        "URL libraries resolve such segments, so that the request would go elsewhere",
        "https://www.rfc-editor.org/rfc/rfc3986#section-5.2.4",
        _segment_of_dots,
    ),
    Explanation(
        "the year 1",
        "botocore reads the year 0001 of an HTTP date as 2001",
        _TIMESTAMPS,
        _first_year,
    ),
    Explanation(
        "charset of forms",
        "A form's type has no charset; botocore adds one.",
        _QUERY,
        _query_content_type,
    ),
    Explanation(
        "type of XML bodies",
        "A document has the type application/xml; botocore's serialiser sends none.",
        _RESTXML,
        _xml_content_type,
    ),
    Explanation(
        "type of blob and string payloads",
        "A blob is application/octet-stream and a string text/plain unless a media "
        "type is modeled; botocore sends no type.",
        _RESTJSON,
        _payload_content_type,
    ),
    Explanation(
        "years before 1000",
        "A year has four digits; botocore writes the year 1 as 1.",
        _TIMESTAMPS,
        _year_without_zeros,
    ),
    Explanation(
        "fractions of seconds in headers",
        "A timestamp may have milliseconds; botocore drops them in headers.",
        _TIMESTAMPS,
        _header_without_fraction,
    ),
    Explanation(
        "empty payloads",
        "A response without a body does not set the member that the payload is bound "
        "to; botocore gives it an empty value.",
        f"{_BINDINGS}#httppayload-trait",
        _empty_payload,
    ),
    Explanation(
        "empty lists in headers",
        "An empty list is an empty field (case RestJsonNullAndEmptyHeaders of Smithy's "
        "protocol tests); botocore sends none.",
        f"{_BINDINGS}#httpheader-trait",
        _empty_list_in_a_header,
    ),
    Explanation(
        "documents without members",
        "Members that nothing else binds are a document, also where none is set; "
        "botocore then sends no body.",
        _BINDINGS,
        _empty_document,
    ),
    Explanation(
        "empty flattened lists",
        "Flattened or not, an empty list has the member's name on the wire, xmlName's; "
        "botocore has another name for empty lists than for others.",
        _QUERY,
        _empty_flattened_list,
    ),
    Explanation(
        "targets with a package",
        "The name of the service's shape says what a request is for; botocore has a "
        "Java package before it for three services, which take both.",
        "https://smithy.io/2.0/aws/protocols/aws-json-1_1-protocol.html",
        _target_with_package,
    ),
    Explanation(
        "spaces in lists in headers",
        "Items are separated by a comma and an optional space; botocore leaves the "
        "space out.",
        f"{_BINDINGS}#httpheader-trait",
        _spaces_in_header_lists,
    ),
    Explanation(
        "unknown members in maps",
        "Members that the model lacks are ignored; botocore's reader of CBOR leaves "
        "what is in a map as it is.",
        "https://smithy.io/2.0/additional-specs/protocols/smithy-rpc-v2-cbor.html",
        _unknown_member_in_a_map,
    ),
    Explanation(
        "errors that share a code",
        "Several errors of the service have one code; botocore takes the last of "
        "them, though the operation has another.",
        f"{_QUERY}#aws-protocols-awsqueryerror-trait",
        _shared_error_code,
    ),
    Explanation(
        "two members with one element",
        "S3's deprecated Event and Events are one element; botocore gives its parser's "
        "own objects for the first.",
        "https://smithy.io/2.0/spec/protocol-traits.html#xmlname-trait",
        _element_of_two_members,
    ),
    Explanation(
        "endpoints in inputs",
        "A prediction is asked of the endpoint in its input; botocore sets that after "
        "its serialiser.",
        "https://smithy.io/2.0/aws/customizations/machinelearning-customizations.html",
        _endpoint_in_the_input,
    ),
)
