"""Import and first request of one operation of Lambda, of EC2 and of S3.

`python -m tests.bench.services PYTHON` measures Lambda beside its official package,
where PYTHON has that, boto3 and msgspec.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tests.bench.fresh import fresh_processes
from tests.bench.packages import importable_folder, write_package
from tests.bench.report import Result

_CLASS, _REQUEST = "import of the class", "and first request"
_WHOLE = "the same, of the whole service"


@dataclass(frozen=True, slots=True)
class _Use:
    """One operation with the arguments of its input's class."""

    service: str
    operation: str
    arguments: str

    def import_of(self, package: str) -> str:
        return f"from {package} import {self.operation}Input, Config"

    def request_of(self, package: str) -> str:
        made = f"{self.operation}Input({self.arguments})"
        request = f'{made}.make_operation(Config(region="us-west-2"))'
        return f"{self.import_of(package)}\n{request}"

    @property
    def client(self) -> str:
        return f'import boto3\nboto3.client("{self.service}", region_name="us-west-2")'


_LAMBDA = _Use("lambda", "GetFunction", 'function_name="orders"')
_USES = (
    _LAMBDA,
    _Use("ec2", "DescribeInstances", "max_results=50"),
    _Use("s3", "ListObjectsV2", 'bucket="example-logs"'),
)
_OFFICIAL = """
from aws_sdk_lambda.client import AsyncLambdaClient
from aws_sdk_lambda.models import GetFunctionInput
GetFunctionInput(function_name="orders")
AsyncLambdaClient()
"""


def importing_services(python: Path) -> Iterator[Result]:
    """Measures each operation in new processes of `python`."""
    with importable_folder() as folder:
        for use in _USES:
            yield _compared(python, folder, use, {})


def _compared(python: Path, folder: Path, use: _Use, others: dict[str, str]) -> Result:
    one, every = f"{use.service}_one", f"{use.service}_every"
    write_package(use.service, (use.operation,), one, folder)
    write_package(use.service, (), every, folder)
    scripts = {
        _CLASS: use.import_of(one),
        _REQUEST: use.request_of(one),
        _WHOLE: use.request_of(every),
        "boto3 and its client": use.client,
        **others,
    }
    inside, _ = fresh_processes(python, folder, scripts)
    return Result(f"fresh process, {use.service} {use.operation}", inside, [_REQUEST])


def main(python: Path) -> None:
    """Prints a table of Lambda in new processes of `python`."""
    others = {"aws_sdk_lambda and its client": _OFFICIAL}
    with importable_folder() as folder:
        print(*_compared(python, folder, _LAMBDA, others).lines(), sep="\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
