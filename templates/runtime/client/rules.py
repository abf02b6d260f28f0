"""The functions of endpoint rules.

https://smithy.io/2.0/additional-specs/rules-engine/standard-library.html and
https://smithy.io/2.0/aws/rules-engine/library-functions.html
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from ipaddress import ip_address
from typing import Final, TypeVar
from urllib.parse import quote, urlsplit

from msgspec import Struct

T = TypeVar("T")
D = TypeVar("D")

_LABEL: Final = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?")
_BUCKET: Final = re.compile(r"[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?")
_IPV4: Final = re.compile(r"(?:[0-9]{1,3}\.){3}[0-9]{1,3}")
_SHORTEST_BUCKET: Final = 3
_LONGEST_BUCKET: Final = 63


class Url(Struct, frozen=True):
    """The parts of an absolute URL without query and fragment."""

    scheme: str
    authority: str
    """Host and port, without user."""
    path: str
    normalized_path: str
    """The path, which starts and ends with a slash."""
    is_ip: bool
    """Whether the host is an address."""


class Arn(Struct, frozen=True):
    """The parts of an Amazon Resource Name."""

    partition: str
    service: str
    region: str
    account_id: str
    resource_id: tuple[str, ...]
    """What stands between colons and slashes at the end."""


def parse_url(value: str) -> Url | None:
    """Returns the parts of an HTTP URL; None if it is none or has a query."""
    try:
        parts = urlsplit(value)
        host, _ = parts.hostname, parts.port
    except ValueError:
        return None
    if parts.scheme not in ("http", "https") or not host:
        return None
    if "?" in value or "#" in value:
        return None
    path = parts.path
    directory = path if path.endswith("/") else f"{path}/"
    authority = parts.netloc.rpartition("@")[2]
    return Url(parts.scheme, authority, path, directory, _is_address(host))


def _is_address(host: str) -> bool:
    try:
        ip_address(host)
    except ValueError:
        return False
    return True


def parse_arn(value: str) -> Arn | None:
    """Returns the parts of an ARN; None if it is none."""
    parts = value.split(":", 5)
    if len(parts) != 6 or parts[0] != "arn":
        return None
    _, partition, service, region, account_id, resource = parts
    if not (partition and service and resource):
        return None
    resource_id = tuple(resource.replace("/", ":").split(":"))
    return Arn(partition, service, region, account_id, resource_id)


def is_valid_host_label(value: str, allow_subdomains: bool) -> bool:
    """Returns whether a text may be a label of a host name, or several with dots."""
    if allow_subdomains and "." in value:
        return all(map(_LABEL.fullmatch, value.split(".")))
    return _LABEL.fullmatch(value) is not None


def is_virtual_hostable_s3_bucket(value: str, allow_subdomains: bool) -> bool:
    """Returns whether a bucket's name may start the name of a host."""
    if not _SHORTEST_BUCKET <= len(value) <= _LONGEST_BUCKET or (
        _IPV4.fullmatch(value)
    ):
        return False
    labels = value.split(".") if allow_subdomains else [value]
    return all(map(_BUCKET.fullmatch, labels))


def substring(value: str, start: int, stop: int, reverse: bool) -> str | None:
    """Returns the characters from `start` to `stop`, counted from the end in reverse.

    None stands for a text that is too short, or not ASCII.
    """
    size = len(value)
    if start >= stop or size < stop or not value.isascii():
        return None
    return value[size - stop : size - start] if reverse else value[start:stop]


def split(value: str, delimiter: str, limit: int) -> tuple[str, ...]:
    """Returns the parts between delimiters, `limit` at most; 0 is without limit."""
    return tuple(value.split(delimiter, limit - 1))


def uri_encode(value: str) -> str:
    """Returns a text with all but unreserved characters percent-encoded."""
    return quote(value, safe="")


def item(values: Sequence[str], index: int) -> str | None:
    """Returns one of several texts, from the end if the index is negative.

    None stands for an index that is out of range.
    """
    return values[index] if -len(values) <= index < len(values) else None


def coalesce(value: T | None, default: D) -> T | D:
    """Returns a value, or another where it is not set."""
    return default if value is None else value
