"""The functions of the rules engine, and the parts of what they return.

https://smithy.io/2.0/additional-specs/rules-engine/standard-library.html and
https://smithy.io/2.0/aws/rules-engine/library-functions.html
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from smithwright.plan.endpoints.values import Kind, Type


@dataclass(frozen=True, slots=True)
class Signature:
    """What a function takes, all of it there, and returns."""

    parameters: tuple[Kind, ...]
    result: Type


_TEXT, _FLAG, _NUMBER = Kind.TEXT, Kind.FLAG, Kind.NUMBER

SIGNATURES: Final = {
    "aws.isVirtualHostableS3Bucket": Signature((_TEXT, _FLAG), Type(_FLAG)),
    "aws.parseArn": Signature((_TEXT,), Type(Kind.ARN, may_be_unset=True)),
    "aws.partition": Signature((_TEXT,), Type(Kind.PARTITION)),
    "booleanEquals": Signature((_FLAG, _FLAG), Type(_FLAG)),
    "isValidHostLabel": Signature((_TEXT, _FLAG), Type(_FLAG)),
    "not": Signature((_FLAG,), Type(_FLAG)),
    "parseURL": Signature((_TEXT,), Type(Kind.URL, may_be_unset=True)),
    "split": Signature((_TEXT, _TEXT, _NUMBER), Type(Kind.TEXTS)),
    "stringEquals": Signature((_TEXT, _TEXT), Type(_FLAG)),
    "substring": Signature(
        (_TEXT, _NUMBER, _NUMBER, _FLAG), Type(_TEXT, may_be_unset=True)
    ),
    "uriEncode": Signature((_TEXT,), Type(_TEXT)),
}
"""The functions that take values of certain kinds, by name."""

GENERIC: Final = ("coalesce", "isSet", "ite")
"""The functions whose arguments may be of several kinds, or not be there."""

ATTRIBUTES: Final = {
    Kind.URL: {
        "scheme": _TEXT,
        "authority": _TEXT,
        "path": _TEXT,
        "normalizedPath": _TEXT,
        "isIp": _FLAG,
    },
    Kind.ARN: {
        "partition": _TEXT,
        "service": _TEXT,
        "region": _TEXT,
        "accountId": _TEXT,
        "resourceId": Kind.TEXTS,
    },
    Kind.PARTITION: {
        "name": _TEXT,
        "dnsSuffix": _TEXT,
        "dualStackDnsSuffix": _TEXT,
        "implicitGlobalRegion": _TEXT,
        "supportsFIPS": _FLAG,
        "supportsDualStack": _FLAG,
    },
}
"""What values of a kind are made of."""
