"""Operations: what goes in and out, and how they bind to HTTP and to a host."""

import re

from smithwright.sources.c2j.common import common_traits
from smithwright.sources.c2j.schema import Operation
from smithwright.sources.c2j.scope import Scope
from smithwright.sources.document import Json

_LABEL = re.compile(r"\{([^{}+]+)(\+?)\}")
_UNIT: Json = {"target": "smithy.api#Unit"}


def convert_operation(
    scope: Scope, name: str
) -> tuple[dict[str, Json], dict[str, Json]]:
    """Returns an operation without its traits, and those that its file tells."""
    operation = scope.api["operations"][name]
    content: dict[str, Json] = {"type": "operation", "input": _UNIT, "output": _UNIT}
    if "input" in operation:
        content["input"] = {"target": scope.shape_id(operation["input"]["shape"])}
    if "output" in operation:
        content["output"] = {"target": scope.shape_id(operation["output"]["shape"])}
    errors = dict.fromkeys(error["shape"] for error in operation.get("errors", ()))
    if errors:
        content["errors"] = [{"target": scope.shape_id(error)} for error in errors]
    return content, _traits(scope, name, operation)


def _traits(scope: Scope, name: str, operation: Operation) -> dict[str, Json]:
    return (
        common_traits(operation)
        | _auth(operation)
        | _http(scope, operation)
        | _checksums(operation)
        | _endpoint(operation)
        | _customizations(scope, name)
    )


def _auth(operation: Operation) -> dict[str, Json]:
    """Signing (https://smithy.io/2.0/spec/authentication-traits.html)."""
    traits: dict[str, Json] = {}
    if operation.get("authtype") == "none":
        traits["smithy.api#optionalAuth"] = {}
    if operation.get("unsignedPayload"):
        traits["aws.auth#unsignedPayload"] = {}
    return traits


def _http(scope: Scope, operation: Operation) -> dict[str, Json]:
    """Request line (https://smithy.io/2.0/spec/http-bindings.html#http-trait)."""
    http = operation["http"]
    traits: dict[str, Json] = {}
    if scope.speaks_rest or http["requestUri"] != "/":
        traits["smithy.api#http"] = {
            "method": http["method"],
            "uri": _with_member_names(scope, operation, http["requestUri"]),
            "code": http.get("responseCode", 200),
        }
    if operation.get("readonly"):
        traits["smithy.api#readonly"] = {}
    if operation.get("idempotent"):
        traits["smithy.api#idempotent"] = {}
    return traits


def _with_member_names(scope: Scope, operation: Operation, uri: str) -> str:
    """Replaces the wire names in a URI's labels by the names of the members."""
    if "input" not in operation:
        return uri
    shape = scope.shape(operation["input"]["shape"])
    names = {
        member.get("locationName", name): name
        for name, member in shape.get("members", {}).items()
        if member.get("location") == "uri"
    }
    return _LABEL.sub(
        lambda label: f"{{{names.get(label[1], label[1])}{label[2]}}}", uri
    )


def _checksums(operation: Operation) -> dict[str, Json]:
    traits: dict[str, Json] = {}
    if "httpChecksum" in operation:
        traits["aws.protocols#httpChecksum"] = {
            key: value
            for key, value in operation["httpChecksum"].items()
            if value is not False
        }
    elif operation.get("httpChecksumRequired"):
        traits["smithy.api#httpChecksumRequired"] = {}
    if "requestcompression" in operation:
        traits["smithy.api#requestCompression"] = operation["requestcompression"]
    return traits


def _endpoint(operation: Operation) -> dict[str, Json]:
    traits: dict[str, Json] = {}
    if host_prefix := operation.get("endpoint", {}).get("hostPrefix"):
        traits["smithy.api#endpoint"] = {"hostPrefix": host_prefix}
    if "endpointdiscovery" in operation:
        required = operation["endpointdiscovery"].get("required", False)
        traits["aws.api#clientDiscoveredEndpoint"] = {"required": required}
    if "staticContextParams" in operation:
        params = operation["staticContextParams"]
        traits["smithy.rules#staticContextParams"] = params
    if "operationContextParams" in operation:
        params = operation["operationContextParams"]
        traits["smithy.rules#operationContextParams"] = params
    return traits


def _customizations(scope: Scope, name: str) -> dict[str, Json]:
    """S3 (https://smithy.io/2.0/aws/customizations/s3-customizations.html)."""
    if scope.api["metadata"]["serviceId"] == "S3" and name == "GetBucketLocation":
        return {"aws.customizations#s3UnwrappedXmlOutput": {}}
    return {}
