"""What the generator makes of each trait."""

from __future__ import annotations

from enum import Enum


class Role(Enum):
    """What a trait decides in a generated package."""

    DOCUMENTATION = "documentation"
    WIRE = "wire"
    """How requests and responses look; the generated code follows."""
    CONSTRAINT = "constraint"
    OPTIONALITY = "optionality"
    REQUIRED = "required"
    SPARSE = "sparse"
    CLASS = "class"
    """What kind of class or value there is."""
    VALUE = "value"
    """The value of an enum's constant."""
    TOKEN = "token"
    NOTE = "note"
    """What a class or a docstring says by the way."""


def _table(names: dict[Role, str]) -> dict[str, Role]:
    return {name: role for role, listed in names.items() for name in listed.split()}


ROLES = _table(
    {
        Role.DOCUMENTATION: """
            smithy.api#documentation smithy.api#examples
            smithy.api#externalDocumentation smithy.api#title
        """,
        Role.WIRE: """
            aws.api#service aws.auth#sigv4 aws.customizations#s3UnwrappedXmlOutput
            aws.protocols#awsJson1_0 aws.protocols#awsJson1_1 aws.protocols#awsQuery
            aws.protocols#awsQueryCompatible aws.protocols#awsQueryError
            aws.protocols#ec2Query aws.protocols#ec2QueryName
            aws.protocols#httpChecksum aws.protocols#restJson1 aws.protocols#restXml
            smithy.api#endpoint smithy.api#hostLabel smithy.api#http
            smithy.api#httpChecksumRequired smithy.api#httpHeader
            smithy.api#httpLabel smithy.api#httpPayload smithy.api#httpPrefixHeaders
            smithy.api#httpQuery smithy.api#httpQueryParams
            smithy.api#httpResponseCode smithy.api#jsonName smithy.api#mediaType
            smithy.api#requestCompression smithy.api#requiresLength
            smithy.api#timestampFormat
            smithy.api#xmlAttribute smithy.api#xmlFlattened smithy.api#xmlName
            smithy.api#xmlNamespace smithy.protocols#rpcv2Cbor
            smithy.protocols#rpcv2Json
        """,
        Role.CONSTRAINT: """
            smithwright.constraints#exclusiveMembers
            smithwright.constraints#requiredElements
            smithwright.constraints#totalSize smithy.api#length smithy.api#pattern
            smithy.api#range smithy.api#uniqueItems
        """,
        Role.OPTIONALITY: """
            smithy.api#clientOptional smithy.api#default smithy.api#input
        """,
        Role.REQUIRED: "smithy.api#required",
        Role.SPARSE: "smithy.api#sparse",
        Role.CLASS: "smithy.api#error smithy.api#streaming",
        Role.VALUE: "smithy.api#enumValue",
        Role.TOKEN: "smithy.api#idempotencyToken",
        Role.NOTE: "smithy.api#deprecated smithy.api#retryable smithy.api#sensitive",
    }
)
"""The traits that the generator looks at; it makes nothing of any other."""
