"""Responses that are made to cost time and memory; `python -m` reads them all.

The process that reads them gets no more than a minute and a gigabyte.
"""

from __future__ import annotations

import resource
from collections.abc import Iterator

from tests.protocols.responses import HEADERS, Good, package
from tests.protocols.test_fuzz import check
from tests.support.inline import ALL_PROTOCOLS

_SECONDS = 60
_BYTES = 1 << 30
_MANY = 1_000_000


def _json() -> Iterator[bytes]:
    yield b"[" * _MANY
    yield b'{"value":' * _MANY
    yield b'{"value":{"inner":' * 50_000 + b"null" + b"}}" * 50_000
    yield b'{"unknown":' + b"[" * 50_000 + b"]" * 50_000 + b"}"
    yield b'{"value":{"large":' + b"9" * _MANY + b"}}"
    yield b'{"value":{"whole":' + b"9" * _MANY + b"}}"
    yield b'{"value":{"whole":1e999999999}}'
    yield b'{"value":{"exact":1e999999999,"double":1e999999999}}'
    yield b'{"value":{"time":1e18,"moment":-1e300}}'
    yield b'{"value":{"time":"' + b"Mon, " * 100_000 + b'"}}'
    yield b'{"value":{"date":"' + b" " * _MANY + b'x"}}'
    yield b'{"value":{"data":"' + b"=" * _MANY + b'"}}'
    yield b'{"value":{"text":"' + b"\\u0000" * 100_000
    yield b"{" + b'"value":{},' * 100_000 + b'"value":1}'
    yield b'{"value":{"texts":[' + b"null," * _MANY + b"1]}}"
    yield '{"value":{"text":"x"}}'.encode("utf-16")
    yield b"\xef\xbb\xbf{}"
    yield b"\x00" * _MANY


def _cbor() -> Iterator[bytes]:
    gigabyte = b"\x00\x00\x00\x00\x40\x00\x00\x00"
    value = b"\xa1\x65value"
    for kind in (b"\x5b", b"\x7b", b"\x9b", b"\xbb"):
        yield kind + gigabyte
        yield value + b"\xa1\x65texts" + kind + gigabyte + b"\x61a"
        yield value + kind + b"\xff" * 8
    for byte in (b"\x81", b"\x9f", b"\xbf\x61a", b"\xc6", b"\xd8\x1c", b"\x5f\x7f"):
        yield byte * _MANY
        yield value + byte * _MANY
    yield value * 50_000 + b"\xa0"
    yield value + b"\xa1\x65whole\xc2\x5a\x00\x0f\x42\x40" + b"\xff" * _MANY
    yield value + b"\xa1\x65exact\xc4\x82\x1b" + b"\x7f" * 8 + b"\x01"
    yield value + b"\xa1\x65exact\xc5\x82\x1b" + b"\x7f" * 8 + b"\x01"
    yield value + b"\xa1\x64time\xc1\xfb\x7f\xf0" + bytes(6)
    yield value + b"\xa1\x64time\xc0\x74" + b"9" * 20
    yield value + b"\xa1\x65texts\x9f" + b"\xf6" * _MANY + b"\x01\xff"
    yield b"\xbf" + b"\x65value\xa0" * 100_000 + b"\x65value\x01\xff"
    yield b"\xd8\x23\x78\x1e" + b"(a+)+" * 6


def _xml() -> Iterator[bytes]:
    laughs = b'<!ENTITY a "' + b"ha" * 1000 + b'">'
    for name in range(ord("b"), ord("m")):
        before, named = bytes([name - 1]), bytes([name])
        laughs += b'<!ENTITY %s "%s">' % (named, b"&%s;" % before * 20)
    yield b"<!DOCTYPE A [" + laughs + b"]><A><value><text>&l;</text></value></A>"
    yield b'<!DOCTYPE A [<!ENTITY a SYSTEM "file:///etc/passwd">]><A>&a;</A>'
    yield b'<!DOCTYPE A PUBLIC "a" "https://example.com/a.dtd"><A/>'
    yield b'<!DOCTYPE A [<!ENTITY % a SYSTEM "file:///dev/zero"> %a;]><A/>'
    yield b"<a>" * 300_000
    yield b"<a>" * 100_000 + b"</a>" * 100_000
    yield b"<A>" + b"<value><inner>" * 50_000 + b"</inner></value>" * 50_000 + b"</A>"
    yield b"<A><value>" + b"<inner>" * 50_000 + b"</inner>" * 50_000 + b"</value></A>"
    yield b"<A><value><whole>" + b"9" * _MANY + b"</whole></value></A>"
    yield b"<A><value><exact>1E999999999999999999999</exact></value></A>"
    yield b"<A><value><time>" + b"9" * _MANY + b"</time></value></A>"
    yield b"<A><value><date>" + b"Mon, " * 100_000 + b"</date></value></A>"
    yield b"<A><value><epoch>1e300</epoch></value></A>"
    yield b"<A><value><data>" + b"=" * _MANY + b"</data></value></A>"
    yield b"<A " + b"".join(b"a%d='' " % n for n in range(50_000)) + b"/>"
    yield b"<A " + b"xmlns:a='' " * 2 + b"/>"
    yield b"<A>" + b"<value/>" * 100_000 + b"</A>"
    yield b"<A>" + b"<!--" * 100_000
    yield b"<" + b"a" * _MANY + b"/>"
    yield '<?xml version="1.0" encoding="utf-16"?><A/>'.encode("utf-16")
    yield b'<?xml version="1.0" encoding="utf-7"?><A/>'
    yield b"<?xml version='1.0' encoding='x'?><A>\xff</A>"


def _bodies(protocol: str) -> Iterator[bytes]:
    if protocol == "rpcv2Cbor":
        return _cbor()
    if protocol not in ("awsQuery", "ec2Query", "restXml"):
        return _json()
    if protocol != "awsQuery":
        return _xml()
    return (b"<R><ActResult>%s</ActResult></R>" % body for body in _xml())


def _headers() -> Iterator[dict[str, str]]:
    size = 65_536
    for text in (
        *(" " * size + "x", '"' * size, '\\"' * size, '",' * size, "," * size),
        *('"' + "a" * size, "9" * size, "Mon, " * size, "=" * size, "\udcff", "é"),
        *("1e999999999", "-1e400", "nan", "Mon, 99 Jan 99999 99:99:99 GMT", "\x00"),
    ):
        for name in HEADERS:
            yield {name: text}


def main() -> None:
    """Reads all of them."""
    resource.setrlimit(resource.RLIMIT_CPU, (_SECONDS, _SECONDS))
    resource.setrlimit(resource.RLIMIT_AS, (_BYTES, _BYTES))
    for protocol in ALL_PROTOCOLS:
        module = package(protocol)
        for status in (200, 400):
            for body in _bodies(protocol):
                check(module, Good("Act", status, {}, body))
            if protocol.startswith("rest"):
                for headers in _headers():
                    check(module, Good("Act", status, headers, b""))
    used = resource.getrusage(resource.RUSAGE_SELF)
    print(f"{used.ru_utime:.1f} s, {used.ru_maxrss // 1024} MB")


if __name__ == "__main__":
    main()
