"""The service shape: names, protocols, authentication and endpoints."""

from smithwright.sources.c2j.common import common_traits
from smithwright.sources.c2j.schema import Metadata
from smithwright.sources.c2j.scope import ConversionError, Scope
from smithwright.sources.document import Json

# What older files say instead of naming schemes; all else is version 4.
_SCHEMES = {"v2": [], "bearer": ["smithy.api#httpBearerAuth"]}


def convert_service(scope: Scope, endpoint_rules: Json) -> dict[str, Json]:
    """Converts what holds for the whole service.

    Raises:
        ConversionError: It has a protocol that C2J doesn't know.
    """
    metadata = scope.api["metadata"]
    traits: dict[str, Json] = {"aws.api#service": _service_trait(metadata)}
    traits |= _auth(metadata)
    traits |= _protocols(scope)
    traits |= common_traits(scope.api)
    traits["smithy.api#title"] = metadata["serviceFullName"]
    if scope.xml_namespace:
        traits["smithy.api#xmlNamespace"] = {"uri": scope.xml_namespace}
    traits |= _endpoints(scope)
    if endpoint_rules is not None:
        traits["smithy.rules#endpointRuleSet"] = endpoint_rules
    operations = [{"target": scope.id_of(name)} for name in scope.api["operations"]]
    return {
        "type": "service",
        "version": metadata["apiVersion"],
        "operations": operations,
        "traits": traits,
    }


def _service_trait(metadata: Metadata) -> dict[str, Json]:
    """Names (https://smithy.io/2.0/aws/aws-core.html#aws-api-service-trait)."""
    return {
        "sdkId": metadata["serviceId"],
        "arnNamespace": _signing_name(metadata).lower(),
        "endpointPrefix": metadata["endpointPrefix"],
    }


def _signing_name(metadata: Metadata) -> str:
    return metadata.get("signingName", metadata["endpointPrefix"])


def _auth(metadata: Metadata) -> dict[str, Json]:
    """Signing (https://smithy.io/2.0/aws/aws-auth.html); version 2 has no trait."""
    version = metadata.get("signatureVersion", "v4")
    schemes = metadata.get("auth") or _SCHEMES.get(version, ["aws.auth#sigv4"])
    traits: dict[str, Json] = {}
    for scheme in schemes:
        sigv4 = scheme.startswith("aws.auth#sigv4")
        traits[scheme] = {"name": _signing_name(metadata)} if sigv4 else {}
    if len(schemes) > 1:
        traits["smithy.api#auth"] = schemes
    return traits


def _protocols(scope: Scope) -> dict[str, Json]:
    """Protocols (https://smithy.io/2.0/aws/protocols/index.html)."""
    metadata = scope.api["metadata"]
    json_version = metadata.get("jsonVersion", "1.0").replace(".", "_")
    names = {
        "ec2": "aws.protocols#ec2Query",
        "json": f"aws.protocols#awsJson{json_version}",
        "query": "aws.protocols#awsQuery",
        "rest-json": "aws.protocols#restJson1",
        "rest-xml": "aws.protocols#restXml",
        "smithy-rpc-v2-cbor": "smithy.protocols#rpcv2Cbor",
    }
    traits: dict[str, Json] = {}
    for protocol in scope.protocols:
        if protocol not in names:
            raise ConversionError(f"unknown protocol {protocol!r}")
        settings = _http_versions(metadata)
        if protocol == "rest-xml" and metadata["serviceId"] == "S3":
            settings["noErrorWrapping"] = True
        traits[names[protocol]] = settings
    if "awsQueryCompatible" in metadata:
        traits["aws.protocols#awsQueryCompatible"] = {}
    return traits


def _http_versions(metadata: Metadata) -> dict[str, Json]:
    match metadata.get("protocolSettings", {}).get("h2"):
        case "eventstream":
            return {"http": ["http/1.1", "h2"], "eventStreamHttp": ["h2"]}
        case "optional":
            return {"http": ["http/1.1", "h2"]}
        case _:
            return {}


def _endpoints(scope: Scope) -> dict[str, Json]:
    traits: dict[str, Json] = {}
    if "clientContextParams" in scope.api:
        params = scope.api["clientContextParams"]
        traits["smithy.rules#clientContextParams"] = params
    for name, operation in scope.api["operations"].items():
        if operation.get("endpointoperation"):
            discovery: dict[str, Json] = {"operation": scope.id_of(name)}
            if "InvalidEndpointException" in scope.api["shapes"]:
                discovery["error"] = scope.shape_id("InvalidEndpointException")
            traits["aws.api#clientEndpointDiscovery"] = discovery
    return traits
