"""Mutated inputs give a model or events, and never anything else.

``python tests/parser/test_fuzz.py --count 100000`` runs as many as one likes, and
prints the input of each failure as Python bytes.
"""

import argparse
import random
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from smithy_parser import Document, assemble, load_model

_SEEDS = (
    b"""$version: "2.0"
metadata a = [{b: 1.5e3, "c": null}, smithy.api#String]
namespace com.example
use smithy.api#Integer
/// Docs
@mixin(localTraits: [private])
structure M { @required a: String = "x", }
structure S for R with [M] { $id, $a }
resource R { identifiers: { id: String }, read: Get, properties: { p: Integer } }
@http(method: "GET", uri: "/{id}") @readonly
operation Get { input := for R { @httpLabel @required $id }, output: S errors: [E] }
@error("client") structure E { message: String }
service X { version: "1", resources: [R], rename: { "com.example#S": "T" } }
enum Kind { A, B = "b" }
intEnum Number { ONE = 1 }
list L { member: Kind } map P { key: String, value: L } union U { a: P, b: U2 }
blob U2
apply S$a @documentation(\"\"\"
    Text\\n block \\u00e9 ""
    \"\"\")
apply S { @tags(["a" "b"]) @deprecated }
""",
    b"""namespace a.b
set S { member: P }
@box integer P
@enum([{value: "a", name: "A"}]) string E
structure T { @box a: P, @required b: PrimitiveLong, c: E }
""",
    b"""{"smithy": "2.0", "metadata": {"k": [1, {"a": "\\u00e9\\n"}]}, "shapes": {
  "a#S": {"type": "structure", "members": {"m": {"target": "smithy.api#String",
    "traits": {"smithy.api#required": {}}}}, "mixins": [{"target": "a#M"}]},
  "a#M": {"type": "structure", "traits": {"smithy.api#mixin": {}}, "members": {}},
  "a#S$m": {"type": "apply", "traits": {"smithy.api#tags": ["x"]}},
  "a#E": {"type": "enum", "members": {"A": {"target": "smithy.api#Unit"}}},
  "a#O": {"type": "operation", "input": {"target": "a#S"}, "errors": []},
  "a#V": {"type": "service", "version": "1", "operations": [{"target": "a#O"}]}}}
""",
)
_PIECES = (
    *(bytes([code]) for code in b"\x00\x7f\xff\r\n\t \"'\\{}[]():=@$#.,-+/_09aZ"),
    b'"""',
    b":=",
    b"//",
    b"///",
    b"\\u",
    b"\xef\xbb\xbf",
    b"\r\n",
    b"1e999999999",
    b"9" * 5000,
    b"[" * 300,
    b"null",
    b"with",
    b"for R",
    b"apply",
    b"smithy.api#mixin",
    b"smithy.api#String",
    b"com.example#S",
)


def mutations(seed: int, seeds: tuple[bytes, ...] = _SEEDS) -> Iterator[bytes]:
    """Inputs without end: bytes flipped, cut, doubled, moved and inserted."""
    source = random.Random(seed)
    while True:
        data = bytearray(source.choice(seeds))
        for _ in range(source.randint(1, 4)):
            start = source.randrange(len(data) + 1)
            stop = start + source.choice((1, 2, 5, 20, 100))
            match source.randrange(6):
                case 0 if start < len(data):
                    data[start] = source.randrange(256)
                case 1:
                    del data[start:stop]
                case 2:
                    data[start:start] = data[start:stop]
                case 3:
                    del data[start:]
                case 4:
                    other = source.choice(seeds)
                    cut = source.randrange(len(other) + 1)
                    data[start:start] = other[cut : cut + source.choice((5, 30, 200))]
                case _:
                    data[start:start] = source.choice(_PIECES)
        yield bytes(data)


def check(data: bytes) -> None:
    """Load `data`; a model without errors must round-trip too."""
    model, events = assemble(Document("input", data))
    for event in events:
        assert event.report()
    if model is not None and not any(event.is_fatal for event in events):
        load_model(model.to_ast())
        load_model(*(Document(k, v) for k, v in model.to_idl().items()))


def test_mutated_inputs_give_a_model_or_events() -> None:
    for data, _ in zip(mutations(0), range(1_500), strict=False):
        check(data)


def test_the_published_models_mutated_give_a_model_or_events(smithy_root: Path) -> None:
    paths = sorted((smithy_root / "smithy-model/src/test").rglob("*.smithy"))
    seeds = tuple(path.read_bytes() for path in paths)
    for data, _ in zip(mutations(1, seeds), range(1_500), strict=False):
        check(data)


def main() -> int:
    """Run as many mutations as asked for; the number that failed is the result."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("--count", type=int, default=100_000)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("models", nargs="*", type=Path, help="files to mutate as well")
    options = parser.parse_args()
    seeds = (*_SEEDS, *(path.read_bytes() for path in options.models))
    failed, slowest = 0, 0.0
    for data, _ in zip(
        mutations(options.seed, seeds), range(options.count), strict=False
    ):
        start = time.perf_counter()
        try:
            check(data)
        except Exception as error:  # Any exception at all is a finding.
            failed += 1
            print(f"{error!r}\n    {data!r}", file=sys.stderr)
        slowest = max(slowest, time.perf_counter() - start)
    print(f"{options.count} inputs, {failed} failed, the slowest took {slowest:.3f} s")
    return min(failed, 1)


if __name__ == "__main__":
    sys.exit(main())
