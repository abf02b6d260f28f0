"""The functions of endpoint rules, beside botocore's where both do the same."""

from __future__ import annotations

from urllib.parse import unquote

import pytest
from botocore.endpoint_provider import RuleSetStandardLibrary
from hypothesis import example, given
from hypothesis import strategies as st
from templates.runtime.client.rules import (
    Url,
    coalesce,
    is_valid_host_label,
    is_virtual_hostable_s3_bucket,
    item,
    parse_arn,
    parse_url,
    split,
    substring,
    uri_encode,
)

BOTOCORE = RuleSetStandardLibrary({"partitions": []})
TEXTS = st.text(st.sampled_from("aZ09.-_:/ é"), max_size=12)
LABELS = st.text(st.sampled_from("aZ0-."), max_size=70)
BUCKETS = st.text(st.sampled_from("az09-."), max_size=66)


@given(LABELS, st.booleans())
@example("a" * 63, False)
@example("a" * 64, False)
@example("a-", False)
@example("", True)
@example("a\n", False)
def test_host_labels_are_botocores(value: str, allow: bool) -> None:
    # botocore's pattern lets a line break stand at the end.
    expected = not value.endswith("\n") and BOTOCORE.is_valid_host_label(value, allow)
    assert is_valid_host_label(value, allow) is expected


@given(BUCKETS, st.booleans())
@example("192.168.1.1", True)
@example("ab", False)
def test_buckets_that_start_a_host_are_botocores(value: str, allow: bool) -> None:
    expected = BOTOCORE.aws_is_virtual_hostable_s3_bucket(value, allow)
    # botocore forgets how long all of it may be.
    assert is_virtual_hostable_s3_bucket(value, allow) is (
        expected and len(value) <= 63
    )


@given(TEXTS, st.integers(0, 8), st.integers(0, 12), st.booleans())
def test_substrings_are_botocores(
    value: str, start: int, stop: int, reverse: bool
) -> None:
    expected = BOTOCORE.substring(value, start, stop, reverse)
    assert substring(value, start, stop, reverse) == expected


@given(st.text(st.sampled_from("arn:/aé"), max_size=14).map(lambda end: f"arn:{end}"))
@example("arn:aws:s3:::bucket")
@example("arn:aws:s3:us-east-1:1:accesspoint/name:part")
@example("nra:aws:s3:::bucket")
def test_arns_are_botocores(value: str) -> None:
    expected = BOTOCORE.aws_parse_arn(value)
    found = parse_arn(value)
    if found is None:
        assert expected is None
    else:
        assert expected == {
            "partition": found.partition,
            "service": found.service,
            "region": found.region,
            "accountId": found.account_id,
            "resourceId": list(found.resource_id),
        }


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_encoded_text_is_unreserved_and_means_the_same(value: str) -> None:
    encoded = uri_encode(value)
    assert encoded.replace("%", "").replace("~", "").isascii()
    assert not set(encoded) & set("/:,?#[]{}|@! $&'()*+;=<>\"^`\\")
    assert unquote(encoded) == value


@given(TEXTS, st.sampled_from([":", "--", "a"]), st.integers(0, 4))
def test_parts_joined_are_the_text_and_no_more_than_the_limit(
    value: str, delimiter: str, limit: int
) -> None:
    parts = split(value, delimiter, limit)
    assert delimiter.join(parts) == value
    assert not limit or len(parts) <= limit
    assert limit or not any(delimiter in part for part in parts)


@given(st.lists(st.text(max_size=2), max_size=4), st.integers(-6, 6))
def test_item_out_of_range_is_not_set(values: list[str], index: int) -> None:
    try:
        expected = values[index]
    except IndexError:
        assert item(values, index) is None
    else:
        assert item(values, index) == expected


@given(st.none() | st.text(), st.text())
def test_default_takes_the_place_of_what_is_not_set(
    value: str | None, default: str
) -> None:
    assert coalesce(value, default) == (default if value is None else value)


@pytest.mark.parametrize(
    ("value", "scheme", "authority", "path", "directory", "is_ip"),
    [
        ("https://example.com", "https", "example.com", "", "/", False),
        ("http://example.com:80/a/b", "http", "example.com:80", "/a/b", "/a/b/", False),
        ("https://127.0.0.1", "https", "127.0.0.1", "", "/", True),
        ("https://127.0.0.1:8443/", "https", "127.0.0.1:8443", "/", "/", True),
        ("https://[fe80::1]/a", "https", "[fe80::1]", "/a", "/a/", True),
        ("https://me:it@example.com/", "https", "example.com", "/", "/", False),
        ("https://1.2.3.400", "https", "1.2.3.400", "", "/", False),
    ],
)
def test_urls_have_these_parts(
    value: str, scheme: str, authority: str, path: str, directory: str, is_ip: bool
) -> None:
    expected = Url(scheme, authority, path, directory, is_ip)
    assert parse_url(value) == expected


@pytest.mark.parametrize(
    "value",
    [
        "",
        "example.com",
        "ftp://example.com",
        "https://",
        "https:///path",
        "https://example.com?a=b",
        "https://example.com/?",
        "https://example.com/#a",
        "https://example.com:port/",
        "https://[fe80::1",
    ],
)
def test_what_is_no_url_of_a_service_has_no_parts(value: str) -> None:
    assert parse_url(value) is None


@given(st.text())
def test_any_text_is_a_url_or_none(value: str) -> None:
    found = parse_url(value)
    assert found is None or found.scheme in ("http", "https")
