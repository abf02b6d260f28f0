"""Host prefixes of operations and the members that fill their labels.

Implements https://smithy.io/2.0/spec/endpoint-traits.html.
"""

import re
from collections.abc import Iterator
from typing import Final

from smithy_parser.events import Event
from smithy_parser.model import Model
from smithy_parser.shapes import OperationShape, Shape
from smithy_parser.validation.findings import danger, error, ticked
from smithy_parser.validation.rules.http.uri_patterns import HostPattern, parse_host
from smithy_parser.validation.traversal import input_of, own
from smithy_parser.validation.values import text, trait_properties

_ID: Final = "HostLabelTrait"
ENDPOINT: Final = "smithy.api#endpoint"
_HOST_LABEL: Final = "smithy.api#hostLabel"
_HOST: Final = re.compile(r"[a-zA-Z0-9][a-zA-Z0-9-]{0,62}(\.[a-zA-Z0-9-]{1,63})*\.?")


def host_of(operation: Shape) -> HostPattern | None:
    """The host prefix of an operation; None if there is none, or a wrong one."""
    prefix = text(trait_properties(operation, ENDPOINT).get("hostPrefix"))
    try:
        return None if prefix is None else parse_host(prefix)
    except ValueError:
        return None


def host_label_trait(model: Model) -> Iterator[Event]:
    """HostLabelTrait: host prefixes, and the members for their labels."""
    for operation in own(model, OperationShape):
        host = host_of(operation)
        if host is None:
            continue
        sample = "".join("foo" if s.is_label else s.content for s in host.segments)
        if _HOST.fullmatch(sample) is None:
            message = (
                f"The `endpoint` trait hostPrefix, {host.text}, could not expand in to "
                f"a valid RFC 3986 host: {sample}"
            )
            yield error(operation, _ID, message, ENDPOINT)
        if host.labels and not host.text.endswith("."):
            message = (
                "`endpoint` trait hostPrefix contains host labels and does not end in "
                "a period (`.`). This can result in clients inadvertently sending data "
                "to domains you do not control."
            )
            yield danger(operation, _ID, message, ENDPOINT)
        yield from _check_labels(model, operation, host)


def _check_labels(
    model: Model, operation: OperationShape, host: HostPattern
) -> Iterator[Event]:
    members = input_of(model, operation).members
    bound = {name: m for name, m in members.items() if _HOST_LABEL in m.traits}
    for name, member in bound.items():
        if name.lower() not in host.labels:
            message = (
                f"This `{name}` structure member is marked with the `hostLabel` trait, "
                "but no corresponding `endpoint` label could be found when used as the "
                f"input of the `{operation.id}` operation."
            )
            yield error(member, _ID, message, _HOST_LABEL)
    missing = [s.content for s in host.labels.values() if s.content not in bound]
    if missing:
        message = (
            f"This operation uses {operation.input} as input, but the following host "
            "labels found in the operation's `endpoint` trait do not have a "
            "corresponding member marked with the `hostLabel` trait: "
            f"{ticked(missing)}"
        )
        yield error(operation, _ID, message)
