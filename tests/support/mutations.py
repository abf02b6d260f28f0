"""Damaged messages: bytes as they might come from a broken or hostile service."""

from __future__ import annotations

from random import Random

_TOKENS = (
    *(b"null", b"true", b"-1", b"1e999999", b"-1e-999999", b"1" * 400, b"0.1", b"NaN"),
    *(b'""', b'"\\ud800"', b'"\\u0000"', b"{}", b"[]", b"[[[[", b'{"a":', b'"a"'),
    *(b"</", b"<a>", b"<a/>", b"&lt;", b"&#0;", b"&#xD800;", b"&b;", b"<![CDATA["),
    *(b"<!DOCTYPE a>", b"<?a?>", b"xmlns:a='b'", b"<!--", b"-->", b"]]>", b"a:b"),
    *(b"\xff", b"\xfe\xff", b"\xef\xbb\xbf", b"\x00", b"\xc3\x28", b"\xed\xa0\x80"),
    *(b"\x9f", b"\xbf", b"\x5f", b"\x7f", b"\xff", b"\xf6", b"\xf7", b"\xf9\x7e\x00"),
    *(b"\x1b" + b"\xff" * 8, b"\x5b" + b"\x7f" * 8, b"\xbb" + b"\x7f" * 8, b"\xc1"),
    *(b"\xc2\x58\xff", b"\xc4\x82\x1b" + b"\x7f" * 8, b"\xd8\x1c", b"\xd9\xd9\xf7"),
    *(b"0001-01-01T00:00:00Z", b"9999-12-31T23:59:60Z", b"2020-13-45T99:99:99Z"),
    *(b"Mon, 01 Jan 99999999999 00:00:00 GMT", b"Tue, 31 Feb 2020 25:61:61 +9999"),
    *(b"1e400", b"-99999999999999999999", b"Infinity", b"12:00", b"=", b"===="),
)


def mutated(message: bytes, random: Random) -> bytes:
    """Returns a message with one to four damages."""
    for _ in range(random.randint(1, 4)):
        message = _damaged(message, random)
    return message


def _damaged(message: bytes, random: Random) -> bytes:
    start = random.randint(0, len(message))
    end = min(len(message), start + random.choice((0, 1, 1, 2, 4, 16, 64)))
    part = message[start:end]
    match random.randrange(7):
        case 0:
            return message[:start]
        case 1:
            return message[:start] + message[end:]
        case 2:
            return message[:end] + part * random.choice((1, 2, 50)) + message[end:]
        case 3:
            flipped = bytes(byte ^ 1 << random.randrange(8) for byte in part)
            return message[:start] + flipped + message[end:]
        case 4:
            return message[:start] + random.randbytes(len(part)) + message[end:]
        case 5:
            other = random.randint(0, len(message))
            return message[:start] + message[other : other + len(part)] + message[end:]
        case _:
            return message[:start] + random.choice(_TOKENS) + message[end:]
