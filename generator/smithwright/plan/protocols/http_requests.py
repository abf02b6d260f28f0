"""Statements that put members into the path, the query and the headers of a request.

https://smithy.io/2.0/spec/http-bindings.html
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import LiteralString

from smithwright.plan.context import TEXTS
from smithwright.plan.customizations import (
    addressed,
    fixed_headers,
    hashes_payload,
    is_object_key,
)
from smithwright.plan.naming import LocalScope, member_names
from smithwright.plan.plan_error import PlanError
from smithwright.plan.protocols.bindings import (
    HEADER,
    PAYLOAD,
    PREFIX_HEADERS,
    QUERY,
    QUERY_PARAMS,
    Label,
    bound,
    header_name,
    host_prefix,
    http_trait,
)
from smithwright.plan.protocols.http_text import MEDIA_TYPE, HttpText
from smithwright.plan.protocols.protocol import OperationWriting
from smithwright.plan.streaming import blob_stream, event_stream
from smithwright.plan.text import Code, Identifier, Literal, block, code, joined
from smithy_parser import ListShape, MapShape, Member, OperationShape

# https://smithy.io/2.0/aws/aws-core.html#aws-protocols-httpchecksum-trait
_CHECKSUM = "aws.protocols#httpChecksum"


@dataclass(frozen=True, slots=True)
class HttpRequestWriter:
    """Writes what an operation's `http` bindings ask for."""

    writing: OperationWriting

    @property
    def names(self) -> Mapping[str, Identifier]:
        """The input's attributes by member name."""
        return member_names(self.writing.input.members)

    def labels(self) -> list[Code]:
        """Returns statements that tell type checkers what the checks made sure of."""
        segments = http_trait(self.writing.operation).path
        members = [self._label_member(s) for s in segments if isinstance(s, Label)]
        return [
            code("assert value.{} is not None", self.names[member.name])
            for member in members
        ]

    def path(self) -> Code:
        """Returns the expression of the path."""
        text = HttpText(self.writing.context, self.writing.imports, "date-time")
        parts: list[Code] = []
        for segment in http_trait(self.writing.operation).path:
            if isinstance(segment, Label):
                member = self._label_member(segment)
                name = self.names[member.name]
                value = text.of(member, code("value.{}", name))
                function = self.writing.imports.runtime(
                    "http_text", self._encoder(segment, member)
                )
                parts.append(
                    code('{}({}, "{}", {})', function, self._shape, name, value)
                )
            else:
                parts.append(Literal.of(segment))
        return joined(" + ", parts)

    def _encoder(self, segment: Label, member: Member) -> LiteralString:
        """Returns the runtime function that encodes a label."""
        if not segment.is_greedy:
            return "label"
        is_key = is_object_key(self.writing.context.closure.service, member)
        return "object_key" if is_key else "greedy_label"

    @property
    def _shape(self) -> Literal:
        """The name of the input, as errors say it."""
        return Literal.of(self.writing.symbols.input.name.text)

    def query(self) -> list[Code]:
        """Returns statements that fill `query`; none where there is nothing to fill."""
        constant = [
            Literal.of(pair) for pair in http_trait(self.writing.operation).query
        ]
        members = bound(self.writing.input, QUERY)
        maps = bound(self.writing.input, QUERY_PARAMS)
        if not (constant or members or maps):
            return []
        start = code(
            "query: list[tuple[str, str | None]] = [{}]", joined(", ", constant)
        )
        scope = LocalScope()
        statements = [start, *(self._query(member, scope) for member in members)]
        return statements + [self._query_params(member, scope) for member in maps]

    def headers(self) -> list[Code]:
        """Returns statements that add to `headers`."""
        scope = LocalScope()
        members = bound(self.writing.input, HEADER)
        maps = bound(self.writing.input, PREFIX_HEADERS)
        statements = [self._header(member, scope) for member in members]
        statements += [self._prefix_headers(member, scope) for member in maps]
        fixed = fixed_headers(self.writing.context.closure.service)
        return statements + [
            code("headers.setdefault({}, {})", Literal.of(name), Literal.of(text))
            for name, text in fixed.items()
        ]

    def _is_text(self, member: Member) -> bool:
        target = self.writing.context.target(member)
        if isinstance(target, ListShape):
            return self._is_text(target.member)
        return target.type in TEXTS

    def constant_headers(self, headers: Mapping[str, str]) -> Code:
        """Returns the expression of the headers that all requests have."""
        operation = self.writing.operation.id
        name = self.writing.constants.name(operation, "HEADERS", Literal.of(headers))
        # Each request has its own, which its owner may change.
        return code("{}.copy()", name)

    def host_prefix(self) -> Code | None:
        """Returns the expression of the host's prefix; None where there is none.

        https://smithy.io/2.0/spec/endpoint-traits.html#endpoint-trait
        """
        segments = host_prefix(self.writing.operation)
        parts: list[Code] = []
        for segment in segments:
            if isinstance(segment, Label):
                name = self.names[self._label_member(segment).name]
                function = self.writing.imports.runtime(
                    "request_features", "host_label"
                )
                parts.append(
                    code('{}({}, "{}", value.{})', function, self._shape, name, name)
                )
            else:
                parts.append(Literal.of(segment))
        return joined(" + ", parts) if parts else None

    def request(self, arguments: list[Code]) -> Code:
        """Returns the expression of the request, with what the operation asks of it."""
        imports = self.writing.imports
        if (prefix := self.host_prefix()) is not None:
            given = code('{} if config.inject_host_prefix else ""', prefix)
            arguments = [*arguments, code("host_prefix={}", given)]
        made = imports.runtime("http", "HttpRequest")
        request = code("{}({})", made, joined(", ", arguments))
        if event_stream(self.writing.context, self.writing.input) is not None:
            return request
        if _may_be_compressed(self.writing.operation):
            request = self._compressed(request)
        service = self.writing.context.closure.service
        payloads = map(self.writing.context.target, bound(self.writing.input, PAYLOAD))
        if any(hashes_payload(service, payload) for payload in payloads):
            function = imports.runtime("tree_hash", "with_tree_hash")
            request = code("{}({})", function, request)
        if (member := _algorithm_member(self.writing)) is not None:
            function = imports.runtime("checksums", "with_checksum")
            name = self.names[member.name]
            request = code(
                '{}({}, {}, "{}", value.{})', function, request, self._shape, name, name
            )
        if _needs_checksum(self.writing.operation):
            function = imports.runtime("request_features", "with_content_md5")
            request = code("{}({})", function, request)
        operation, names = self.writing.operation, self.names
        return addressed(imports, service, operation, names, request)

    def _compressed(self, request: Code) -> Code:
        if blob_stream(self.writing.context, self.writing.input) is not None:
            function = self.writing.imports.runtime(
                "stream_requests", "compressed_stream"
            )
        else:
            function = self.writing.imports.runtime("request_features", "compressed")
        return code("{}({}, config)", function, request)

    def _label_member(self, label: Label) -> Member:
        member = self.writing.input.members.get(label.member)
        if member is None:
            message = f"its uri has a label {label.member!r}, which its input lacks"
            raise PlanError(self.writing.operation, message)
        return member

    def _given(self, member: Member, scope: LocalScope) -> tuple[Identifier, Code]:
        name = self.names[member.name]
        local = scope.claim(name.text)
        return local, code("({} := value.{}) is not None", local, name)

    def _query(self, member: Member, scope: LocalScope) -> Code:
        text = HttpText(self.writing.context, self.writing.imports, "date-time")
        local, given = self._given(member, scope)
        key = Literal.of(_text_trait(member, QUERY))
        target = self.writing.context.target(member)
        if isinstance(target, ListShape):
            item = text.of(target.member, Code("item"))
            add = code("query += [({}, {}) for item in {}]", key, item, local)
            checked = code('"".join({})', local)
        else:
            add = code("query.append(({}, {}))", key, text.of(member, local))
            checked = local
        checks: list[Code] = []
        if self._is_text(member):
            check = self._check("check_encodable", member, checked)
            checks.append(block(code("if not {}.isascii():", checked), [check]))
        return block(code("if {}:", given), [*checks, add])

    def _check(self, function: LiteralString, member: Member, text: Code) -> Code:
        """Returns the statement that looks at an unusual text."""
        name = self.names[member.name]
        check = self.writing.imports.runtime("http_checks", function)
        return code('{}({}, "{}", {})', check, self._shape, name, text)

    def _query_params(self, member: Member, scope: LocalScope) -> Code:
        local, given = self._given(member, scope)
        target = self.writing.context.target(member)
        if not isinstance(target, MapShape):
            raise PlanError(member, f"trait {QUERY_PARAMS} needs a map")
        pairs = code("for key, item in {}.items()", local)
        if isinstance(self.writing.context.target(target.value), ListShape):
            pairs = code("for key, items in {}.items() for item in items", local)
        add = [self._check("check_parameters", member, local)]
        others = bound(self.writing.input, QUERY)
        if others or http_trait(self.writing.operation).query:
            # https://smithy.io/2.0/spec/http-bindings.html#httpqueryparams-trait
            add.append(Code("taken = {name for name, _ in query}"))
            pairs = code("{} if key not in taken", pairs)
        return block(
            code("if {}:", given), [*add, code("query += [(key, item) {}]", pairs)]
        )

    def _header(self, member: Member, scope: LocalScope) -> Code:
        text = HttpText(self.writing.context, self.writing.imports, "http-date")
        name = self.names[member.name]
        local = scope.claim(name.text)
        key = Literal.of(header_name(member))
        target = self.writing.context.target(member)
        if isinstance(target, ListShape):
            value = text.header_list(target, local)
        else:
            value = text.of(member, local, in_header=True)
        test = code("if ({} := value.{}) is not None:", local, name)
        add = [code("headers[{}] = {}", key, value)]
        item = target.member if isinstance(target, ListShape) else member
        is_base64 = self.writing.context.has_trait(item, MEDIA_TYPE)
        if self._is_text(member) and not is_base64:
            checked = local if item is member else code('"".join({})', local)
            check = self._check("check_header", member, checked)
            add.insert(0, block(code("if not {}.isprintable():", checked), [check]))
        return block(test, add)

    def _prefix_headers(self, member: Member, scope: LocalScope) -> Code:
        local, given = self._given(member, scope)
        prefix = header_name(member, PREFIX_HEADERS)
        others = map(str.lower, map(header_name, bound(self.writing.input, HEADER)))
        key = code("{} + key", Literal.of(prefix))
        pairs = code("for key, item in {}.items()", local)
        add: list[Code] = []
        if any(name.startswith(prefix.lower()) for name in others):
            # A map may name a header that a member has set, which counts then.
            add.append(Code("taken = {name.lower() for name in headers}"))
            pairs = code("{} if ({}).lower() not in taken", pairs, key)
        texts = code('"".join({}.values())', local)
        check = self._check("check_header", member, texts)
        add.insert(0, block(code("if not {}.isprintable():", texts), [check]))
        # Without a prefix a key is a name that must not be empty.
        given_names = local if prefix else code('(key or ":" for key in {})', local)
        names = code('"".join({})', given_names)
        add.insert(0, self._check("check_header_names", member, names))
        add.append(code("headers.update({{{}: item {}}})", key, pairs))
        return block(code("if {}:", given), add)


def _algorithm_member(writing: OperationWriting) -> Member | None:
    """Returns the member that names the algorithm of a checksum."""
    value = writing.operation.traits.get(_CHECKSUM)
    name = value.get("requestAlgorithmMember") if isinstance(value, Mapping) else None
    return writing.input.members.get(name) if isinstance(name, str) else None


def _may_be_compressed(operation: OperationShape) -> bool:
    """Returns whether an operation takes a body that gzip has compressed.

    https://smithy.io/2.0/spec/behavior-traits.html#requestcompression-trait
    """
    value = operation.traits.get("smithy.api#requestCompression")
    encodings = value.get("encodings") if isinstance(value, Mapping) else None
    return isinstance(encodings, Sequence) and any(
        isinstance(name, str) and name.lower() == "gzip" for name in encodings
    )


def _needs_checksum(operation: OperationShape) -> bool:
    if "smithy.api#httpChecksumRequired" in operation.traits:
        return True
    value = operation.traits.get(_CHECKSUM)
    return isinstance(value, Mapping) and value.get("requestChecksumRequired") is True


def _text_trait(member: Member, trait: str) -> str:
    value = member.traits[trait]
    if isinstance(value, str):
        return value
    raise PlanError(member, f"trait {trait} must be a string")
