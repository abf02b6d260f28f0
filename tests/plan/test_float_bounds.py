"""Bounds of floats that no float equals."""

from __future__ import annotations

from decimal import Decimal
from types import ModuleType

import pytest

from smithy_parser import Document, load_model

from ..support.inline import package_of

MODEL = """
$version: "2.0"
namespace a

use aws.protocols#awsJson1_0

@awsJson1_0
service Service { version: "1", operations: [Set] }

operation Set { input := { double: Small, single: SmallFloat, decimal: SmallDecimal } }

@range(min: 0.000001, max: 0.3)
double Small

@range(min: 0.000001, max: 0.3)
float SmallFloat

@range(min: 0.000001, max: 0.3)
bigDecimal SmallDecimal
"""


@pytest.fixture(scope="module")
def package(tmp_path_factory: pytest.TempPathFactory) -> ModuleType:
    model = load_model(Document("bounds.smithy", MODEL))
    return package_of(model, tmp_path_factory.mktemp("bounds"))


@pytest.mark.parametrize("member", ["double", "single", "decimal"])
@pytest.mark.parametrize(
    ("text", "is_valid"),
    [("0.000001", True), ("0.3", True), ("0.00000099", False), ("0.30001", False)],
)
def test_a_bound_is_within_itself(
    package: ModuleType, member: str, text: str, is_valid: bool
) -> None:
    number = Decimal(text) if member == "decimal" else float(text)
    value = package.SetInput(**{member: number})
    if is_valid:
        value.make_operation(package.Config())
        return
    with pytest.raises(package.BuildError, match="must be"):
        value.make_operation(package.Config())
