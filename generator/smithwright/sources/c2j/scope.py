"""What each part of one conversion looks up: shapes, ids and protocols."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from smithwright.sources.c2j.schema import Api, Ref, Shape

_SEPARATORS = re.compile(r"[^A-Za-z0-9]+")
_IDENTIFIER = re.compile(r"_*[A-Za-z][A-Za-z0-9_]*", re.ASCII)

# The names that AWS's published models give to service shapes, where C2J has no
# `targetPrefix` to tell.
_SERVICE_NAMES = {
    "Bedrock Runtime": "AmazonBedrockFrontendService",
    "Connect": "AmazonConnectService",
    "Lambda": "AWSGirApiService",
    "Route 53": "AWSDnsV20130401",
    "S3": "AmazonS3",
    "SNS": "AmazonSimpleNotificationService",
    "STS": "AWSSecurityTokenServiceV20110615",
}


class ConversionError(Exception):
    """C2J that has no meaning; its text is one line that names the shape."""


def refs(shape: Shape) -> Iterator[Ref]:
    """Yields the members of a shape of any type."""
    yield from shape.get("members", {}).values()
    for ref in (shape.get("member"), shape.get("key"), shape.get("value")):
        if ref is not None:
            yield ref


def is_union(shape: Shape) -> bool:
    """Returns whether a structure is a union, as all event streams are."""
    return bool(shape.get("union") or shape.get("eventstream"))


@dataclass(frozen=True)
class Scope:
    """The service under conversion.

    Attributes:
        api: The C2J model, with what it leaves out put back.
    """

    api: Api

    @cached_property
    def namespace(self) -> str:
        """The Smithy namespace, as AWS names it after the service's id."""
        name = _SEPARATORS.sub("", self.api["metadata"]["serviceId"]).lower()
        return f"com.amazonaws.{self.checked(name)}"

    @cached_property
    def service_id(self) -> str:
        """The id of the service shape.

        JSON and CBOR requests carry its name, which ends C2J's `targetPrefix`;
        elsewhere the name is free.
        """
        metadata = self.api["metadata"]
        sdk_id = metadata["serviceId"]
        upper_camel = "".join(
            word[:1].upper() + word[1:] for word in _SEPARATORS.split(sdk_id)
        )
        target = metadata.get("targetPrefix", "").rpartition(".")[2]
        name = target or _SERVICE_NAMES.get(sdk_id, upper_camel)
        while self._taken(name):
            name += "Service"
        return self.id_of(name)

    @cached_property
    def protocols(self) -> tuple[str, ...]:
        """C2J's names of the service's protocols, the preferred one first."""
        metadata = self.api["metadata"]
        return tuple(metadata.get("protocols") or [metadata["protocol"]])

    @cached_property
    def xml_namespace(self) -> str | None:
        """The XML namespace of the service, which REST models say per request."""
        inputs = [
            operation["input"]
            for operation in self.api["operations"].values()
            if "input" in operation
        ]
        payloads = (
            shape["members"][shape["payload"]]
            for shape in (self.shape(ref["shape"]) for ref in inputs)
            if "members" in shape and "payload" in shape
        )
        namespaces = (ref.get("xmlNamespace") for ref in (*inputs, *payloads))
        uris = (
            namespace if isinstance(namespace, str) else namespace["uri"]
            for namespace in namespaces
            if namespace is not None
        )
        return self.api["metadata"].get("xmlNamespace") or next(uris, None)

    @cached_property
    def speaks_xml(self) -> bool:
        """Whether `locationName` names XML elements and query parameters."""
        return not {"rest-xml", "query", "ec2"}.isdisjoint(self.protocols)

    @cached_property
    def speaks_rest(self) -> bool:
        """Whether messages are bound to the parts of HTTP."""
        return not {"rest-xml", "rest-json"}.isdisjoint(self.protocols)

    @cached_property
    def dedicated(self) -> Mapping[str, str]:
        """The input and output traits of shapes that have no other use.

        https://smithy.io/2.0/spec/type-refinement-traits.html#input-trait
        """
        operations = self.api["operations"].values()
        inputs = [ref["shape"] for op in operations if (ref := op.get("input"))]
        outputs = [ref["shape"] for op in operations if (ref := op.get("output"))]
        errors = [ref["shape"] for op in operations for ref in op.get("errors", ())]
        members = [
            ref["shape"] for shape in self.api["shapes"].values() for ref in refs(shape)
        ]
        uses = Counter([*inputs, *outputs, *errors, *members])
        traits = [(name, "smithy.api#input") for name in inputs]
        traits += [(name, "smithy.api#output") for name in outputs]
        return {name: trait for name, trait in traits if uses[name] == 1}

    def shape(self, name: str) -> Shape:
        """Looks a shape up.

        Raises:
            ConversionError: There is no such shape.
        """
        try:
            return self.api["shapes"][name]
        except KeyError:
            raise ConversionError(f"reference to a missing shape {name!r}") from None

    def id_of(self, name: str) -> str:
        """Makes the id of an operation or another name that isn't a shape's."""
        return f"{self.namespace}#{self.checked(name)}"

    def shape_id(self, name: str) -> str:
        """Makes the id of a shape, apart from operations of the same name."""
        self.shape(name)
        if name in self.api["operations"]:
            name += "Shape"
        return self.id_of(name)

    @staticmethod
    def checked(name: str) -> str:
        """Returns a name that is an identifier.

        Raises:
            ConversionError: It isn't one.
        """
        if not _IDENTIFIER.fullmatch(name):
            raise ConversionError(f"{name!r} is not a Smithy identifier")
        return name

    def _taken(self, name: str) -> bool:
        lower = name.lower()
        return any(lower == other.lower() for other in self._names)

    @cached_property
    def _names(self) -> tuple[str, ...]:
        return (*self.api["operations"], *self.api["shapes"])
