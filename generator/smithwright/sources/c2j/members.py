"""The traits of members: where each goes on the wire, and under which name."""

from smithwright.sources.c2j.common import common_traits
from smithwright.sources.c2j.schema import Ref, Shape, XmlNamespace
from smithwright.sources.c2j.scope import Scope, is_union
from smithwright.sources.document import Json


def structure_member_traits(
    scope: Scope, owner: Shape, name: str, member: Ref
) -> dict[str, Json]:
    """Returns the traits of a member of a structure or union."""
    target = scope.shape(member["shape"])
    traits = common_traits(member)
    if name in owner.get("required", ()) and not is_union(owner):
        traits["smithy.api#required"] = {}
    if member.get("idempotencyToken"):
        traits["smithy.api#idempotencyToken"] = {}
    if "contextParam" in member:
        traits["smithy.rules#contextParam"] = member["contextParam"]
    traits |= _http_binding(owner, name, member, target)
    if member.get("hostLabel"):
        traits["smithy.api#hostLabel"] = {}
    if member.get("eventpayload"):
        traits["smithy.api#eventPayload"] = {}
    if member.get("eventheader"):
        traits["smithy.api#eventHeader"] = {}
    if "location" in member:
        return traits
    if scope.speaks_xml:
        return traits | _xml_names(scope, owner, name, member, target)
    return traits | _json_name(owner, name, member)


def aggregate_member_traits(scope: Scope, member: Ref) -> dict[str, Json]:
    """Returns the traits of a list's member or of a map's key or value."""
    traits = common_traits(member)
    if scope.speaks_xml and "locationName" in member:
        traits["smithy.api#xmlName"] = member["locationName"]
    return traits | xml_namespace_trait(scope, member.get("xmlNamespace"))


def xml_namespace_trait(
    scope: Scope, namespace: XmlNamespace | str | None
) -> dict[str, Json]:
    """Returns an xmlNamespace trait, unless the service says the same."""
    if isinstance(namespace, str):
        namespace = {"uri": namespace}
    if namespace is None or namespace["uri"] == scope.xml_namespace:
        return {}
    prefix = namespace.get("prefix")
    value = {"uri": namespace["uri"], **({"prefix": prefix} if prefix else {})}
    return {"smithy.api#xmlNamespace": value}


def _http_binding(
    owner: Shape, name: str, member: Ref, target: Shape
) -> dict[str, Json]:
    """Binds a member to HTTP (https://smithy.io/2.0/spec/http-bindings.html)."""
    wire_name = member.get("locationName", name)
    match member.get("location"):
        case "uri":
            return {"smithy.api#httpLabel": {}}
        case "querystring" if target["type"] == "map":
            return {"smithy.api#httpQueryParams": {}}
        case "querystring":
            return {"smithy.api#httpQuery": wire_name}
        case "header":
            return {"smithy.api#httpHeader": wire_name}
        case "headers":
            return {"smithy.api#httpPrefixHeaders": member.get("locationName", "")}
        case "statusCode":
            return {"smithy.api#httpResponseCode": {}}
        case None if owner.get("payload") == name:
            return {"smithy.api#httpPayload": {}}
        case _:
            return {}


def _json_name(owner: Shape, name: str, member: Ref) -> dict[str, Json]:
    """Names a member in JSON; a payload is the whole body and has no name."""
    wire_name = member.get("locationName", name)
    if wire_name == name or owner.get("payload") == name:
        return {}
    return {"smithy.api#jsonName": wire_name}


def _xml_names(
    scope: Scope, owner: Shape, name: str, member: Ref, target: Shape
) -> dict[str, Json]:
    """Names a member in XML or a query; a payload's own default is its target's name.

    https://smithy.io/2.0/spec/protocol-traits.html#xml-bindings
    """
    if owner.get("payload") == name:
        name = target.get("locationName", member["shape"])
    # A target's own name is that of all members without one; only a structure's is its
    # own, as the root of a document.
    inherited = None if target["type"] == "structure" else target.get("locationName")
    wire_name = member.get("locationName", inherited or name)
    traits: dict[str, Json] = {}
    if member.get("flattened") or target.get("flattened"):
        traits["smithy.api#xmlFlattened"] = {}
    if target.get("flattened"):
        of_items = target.get("member", {}).get("locationName", name)
        wire_name = member.get("locationName", of_items)
    if member.get("xmlAttribute"):
        traits["smithy.api#xmlAttribute"] = {}
    if wire_name != name:
        traits["smithy.api#xmlName"] = wire_name
    if "queryName" in member:
        traits["aws.protocols#ec2QueryName"] = member["queryName"]
    namespace = member.get("xmlNamespace") or target.get("xmlNamespace")
    return traits | xml_namespace_trait(scope, namespace)
