"""What the members of a path may hold."""

from __future__ import annotations

from types import ModuleType

import pytest

from smithy_parser import Document, load_model

from ..support.inline import package_of

MODEL = """
$version: "2.0"
namespace a

use aws.protocols#restJson1

@restJson1
service Service { version: "1", operations: [Get] }

@http(method: "GET", uri: "/{name}/{number}/{flag}")
@readonly
operation Get { input: GetInput }

structure GetInput {
    @required @httpLabel name: String
    @required @httpLabel number: Integer
    @required @httpLabel flag: Boolean
}
"""


@pytest.fixture(scope="module")
def package(tmp_path_factory: pytest.TempPathFactory) -> ModuleType:
    model = load_model(Document("labels.smithy", MODEL))
    return package_of(model, tmp_path_factory.mktemp("labels"))


@pytest.mark.parametrize("validate", ["all", "required"])
def test_zero_and_false_are_values(package: ModuleType, validate: str) -> None:
    value = package.GetInput(name="a", number=0, flag=False)
    request = value.make_operation(package.Config(validate=validate)).request
    assert request.path == "/a/0/false"


@pytest.mark.parametrize("validate", ["all", "required"])
def test_a_label_of_text_is_never_empty(package: ModuleType, validate: str) -> None:
    value = package.GetInput(name="", number=0, flag=False)
    with pytest.raises(package.BuildError) as raised:
        value.make_operation(package.Config(validate=validate))
    assert [problem.path for problem in raised.value.problems] == ["name"]
