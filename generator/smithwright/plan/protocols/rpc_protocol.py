"""What protocols have in common whose bodies hold all members of an operation."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import partial

from smithwright.plan.context import Context
from smithwright.plan.imports import Imports
from smithwright.plan.protocols.guide import Guide, RequestLine, RpcGuide
from smithwright.plan.protocols.http_requests import HttpRequestWriter
from smithwright.plan.protocols.protocol import OperationWriting
from smithwright.plan.text import Code, Literal, code
from smithy_parser import Member, OperationShape, Shape

# https://smithy.io/2.0/aws/protocols/aws-query-protocol.html#aws-protocols-awsquerycompatible-trait
QUERY_COMPATIBLE = "aws.protocols#awsQueryCompatible"


@dataclass(frozen=True, slots=True)
class RpcProtocol(ABC):
    """Documents, sent to a path that is constant for an operation."""

    @property
    def binds_payloads(self) -> bool:
        """False: bodies are documents."""
        return False

    @abstractmethod
    def request_line(self, context: Context, operation: OperationShape) -> RequestLine:
        """Returns what tells a service which operation a request is for."""

    def wire_name(self, context: Context, member: Member) -> str:
        """Returns the name of a member in a document: its own."""
        return member.name

    def guide(self, context: Context) -> Guide:
        """Returns what says where each part of an operation is in a message."""
        return RpcGuide(partial(self.request_line, context))

    def path_members(
        self, context: Context, operation: OperationShape
    ) -> Collection[str]:
        """Returns the names of the input's members that are part of the host.

        Other bindings to parts of an HTTP request do not count.
        """
        shape = context.closure.model[operation.input]
        return frozenset(
            member.name
            for member in shape.members.values()
            if "smithy.api#hostLabel" in member.traits
        )

    def request(
        self,
        writing: OperationWriting,
        headers: Mapping[str, str],
        body: Code | None,
    ) -> Code:
        """Returns the expression of the request.

        Args:
            writing: The operation.
            headers: The headers that all requests have.
            body: The expression of the body; None where there is none.
        """
        if QUERY_COMPATIBLE in writing.context.closure.service.traits:
            headers = {**headers, "X-Amzn-Query-Mode": "true"}
        path = self.request_line(writing.context, writing.operation).target
        request = HttpRequestWriter(writing)
        arguments = [
            Code('method="POST"'),
            code("path={}", Literal.of(path)),
            code("headers={}", request.constant_headers(headers)),
        ]
        if body is not None:
            arguments.append(code("body={}", body))
        return request.request(arguments)

    def error_member(
        self, context: Context, imports: Imports, shape: Shape, member: Member
    ) -> Code | None:
        """Returns None: all members of an error are in the body."""
        return None
