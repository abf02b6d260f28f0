"""What AWS calls its services.

Implements https://smithy.io/2.0/aws/aws-core.html#sdkid.
"""

import re
from collections.abc import Iterator
from typing import Final

from smithy_parser.events import Event
from smithy_parser.model import Model
from smithy_parser.shapes import ServiceShape
from smithy_parser.validation.findings import danger
from smithy_parser.validation.traversal import own
from smithy_parser.validation.values import text, trait_properties

_ID: Final = "SdkServiceId"
_SERVICE: Final = "aws.api#service"
_FORM: Final = re.compile(r"[A-Za-z][A-Za-z0-9]*(?: [A-Za-z0-9]+)*")
_LEAST: Final = 2
_MOST: Final = 50
_COMPANY: Final = ("aws", "amazon")
_ENDINGS: Final = ("service", "client", "api")
# Services that had their names before there was a rule.
_OLDER: Final = frozenset(
    {
        "ApiGatewayManagementApi",
        "Application Discovery Service",
        "Config Service",
        "Cost and Usage Report Service",
        "Database Migration Service",
        "Directory Service",
        "Elasticsearch Service",
        "IoT 1Click Devices Service",
        "Lex Model Building Service",
        "Lex Runtime Service",
        "Marketplace Entitlement Service",
        "Resource Groups Tagging API",
        "Transcribe Service",
        "WorkSpaces Thin Client",
    }
)


def sdk_service_id(model: Model) -> Iterator[Event]:
    """SdkServiceId: names of services that SDKs cannot make good names of."""
    for service in own(model, ServiceShape):
        name = text(trait_properties(service, _SERVICE).get("sdkId"))
        if name is not None and (problem := _problem(name)) is not None:
            message = f"The `sdkId` of a service {problem}. Found `{name}`."
            yield danger(service, _ID, message, _SERVICE)


def _problem(name: str) -> str | None:
    if not _LEAST <= len(name) <= _MOST:
        return f"must have {_LEAST} to {_MOST} characters"
    if not _FORM.fullmatch(name):
        return "must consist of words of ASCII letters and digits, with a space between"
    folded = name.lower()
    if folded.startswith(_COMPANY):
        return "must not start with the name of the company"
    if folded.endswith(_ENDINGS) and name not in _OLDER:
        return f"must not end with any of {', '.join(_ENDINGS)}"
    return None
