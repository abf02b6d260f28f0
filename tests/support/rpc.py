"""A service that offers both Smithy RPC v2 protocols, and awsJson1_1 beside them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import ModuleType

from smithwright.settings import PackageSettings
from tests.support.packages import generated_package

MODEL = """\
$version: "2.0"
namespace example.rpc

use aws.protocols#awsJson1_1
use smithy.protocols#rpcv2Cbor
use smithy.protocols#rpcv2Json

@rpcv2Cbor
@rpcv2Json
@awsJson1_1
service Store {
    version: "1"
    operations: [Put, Empty, Nothing]
}

@endpoint(hostPrefix: "{Host}.")
@http(method: "PUT", uri: "/elsewhere/{Path}")
operation Put {
    input := {
        @required
        @hostLabel
        Host: String

        @required
        @httpLabel
        Path: String

        value: Value
    }
    output := {
        value: Value
    }
    errors: [Refused]
}

operation Empty {
    input := {}
    output := {}
}

operation Nothing {}

@error("client")
structure Refused {
    message: String
    reason: Value
}

structure Value {
    text: String
    data: Blob
    flag: Boolean
    small: Byte
    large: Long
    whole: BigInteger
    exact: BigDecimal
    single: Float
    double: Double

    @timestampFormat("date-time")
    time: Timestamp

    kind: Kind
    level: Level
    @jsonName("renamed")
    names: Names
    sparse: SparseNames
    matrix: Matrix
    byName: Values
    sparseByName: SparseNumbers
    choice: Choice
    inner: Value
    value: String
    wire: String
    value_cbor: String
    cbor_text: String
}

union Choice {
    number: Integer
    values: ValueList
}

enum Kind {
    ONE = "one"
    TWO = "two"
}

intEnum Level {
    LOW = 1
    HIGH = 1000
}

list Names { member: String }

@sparse
list SparseNames { member: String }

list Matrix { member: Row }

list Row { member: Double }

list ValueList { member: Value }

map Values { key: Kind, value: Value }

@sparse
map SparseNumbers { key: String, value: BigInteger }
"""


@contextmanager
def rpc_package(folder: Path, protocol: str) -> Iterator[ModuleType]:
    """Generates and imports the package of the service with one of its protocols."""
    (folder / "store.smithy").write_text(MODEL, "utf-8")
    settings = PackageSettings(
        f"store_{protocol.lower()}", ("store.smithy",), "", protocol=protocol
    )
    with generated_package(settings, folder, folder) as package:
        yield package
