"""Makes the runtime's module of partitions from those of the installed botocore.

    python -m tests.endpoints.partitions

writes templates/runtime/client/partitions.py anew; a test says when that is due.
"""

from __future__ import annotations

import json
import re
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import black

MODULE = Path(__file__).parents[2] / "templates/runtime/client/partitions.py"

_FIELDS = {
    "name": "name",
    "dnsSuffix": "dns_suffix",
    "dualStackDnsSuffix": "dual_stack_dns_suffix",
    "implicitGlobalRegion": "implicit_global_region",
    "supportsFIPS": "supports_fips",
    "supportsDualStack": "supports_dual_stack",
}

_HEAD = '''\
"""Partitions of AWS: groups of regions that share names and credentials.

https://smithy.io/2.0/aws/rules-engine/library-functions.html#aws-partition-function

Made from botocore's partitions.json by `python -m tests.endpoints.partitions`.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from msgspec import Struct


class Partition(Struct, frozen=True):
    """What the endpoints of a partition have in common."""

    name: str
    """What it is called, such as `aws-cn`."""
    dns_suffix: str
    """What hosts end with."""
    dual_stack_dns_suffix: str
    """What hosts end with that have IPv6 too."""
    implicit_global_region: str
    """The region that services without regions are in."""
    supports_fips: bool
    """Whether there are endpoints with approved cryptography."""
    supports_dual_stack: bool
    """Whether there are endpoints that have IPv6 too."""


'''

_TAIL = '''

@lru_cache(maxsize=256)
def aws_partition(region: str) -> Partition:
    """Returns the partition of a region; one that nobody knows is in the first.

    A region that is newer than this module is known by the form of its name.
    """
    partition = _NAMED.get(region)
    if partition is not None:
        return partition
    for pattern, each in _FORMS:
        if re.fullmatch(pattern, region, re.ASCII):
            return each
    return _FORMS[0][1]
'''


def partitions_module() -> str:
    """Returns the module's text."""
    partitions = _partitions()
    lines = [_HEAD]
    for partition in partitions:
        outputs = {**partition["outputs"], "name": partition["id"]}
        fields = ", ".join(f"{_FIELDS[k]}={v!r}" for k, v in outputs.items())
        lines.append(f"{_constant(partition)} = Partition({fields})\n")
    lines.append("\n_FORMS: Final = (\n")
    for partition in partitions:
        # botocore's own are anchored; some escape what needs no escape.
        pattern = partition["regionRegex"].strip("^$").replace(r"\-", "-")
        lines.append(f'(r"{pattern}", {_constant(partition)}),\n')
    lines.append(')\n"""What regions of a partition are called, in order."""\n')
    lines.append("\n_NAMED: Final = {\n")
    for region, constant in _without_form(partitions):
        lines.append(f"{region!r}: {constant},\n")
    lines.append('}\n"""Regions whose names do not say where they are."""\n')
    return black.format_str("".join([*lines, _TAIL]), mode=black.Mode())


# Any: botocore's JSON has no types.
def _partitions() -> list[dict[str, Any]]:
    package = find_spec("botocore")
    assert package is not None
    assert package.submodule_search_locations
    data = Path(package.submodule_search_locations[0]) / "data/partitions.json"
    partitions: list[dict[str, Any]] = json.loads(data.read_bytes())["partitions"]
    return partitions


def _constant(partition: dict[str, Any]) -> str:
    return f"_{partition['id'].upper().replace('-', '_')}"


def _without_form(partitions: list[dict[str, Any]]) -> list[tuple[str, str]]:
    """Returns the regions that a form of name finds nowhere or elsewhere."""
    named: list[tuple[str, str]] = []
    for partition in partitions:
        for region, special in partition["regions"].items():
            assert special.keys() <= {"description"}, "a region has own outputs"
            first = next((p for p in partitions if _has_form(region, p)), None)
            if first is not partition:
                named.append((region, _constant(partition)))
    return named


def _has_form(region: str, partition: dict[str, Any]) -> bool:
    return re.match(partition["regionRegex"], region, re.ASCII) is not None


if __name__ == "__main__":
    MODULE.write_text(partitions_module(), "utf-8")
