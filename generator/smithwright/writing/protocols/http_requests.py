"""Statements that put members into the path, the query and the headers of a request.

https://smithy.io/2.0/spec/http-bindings.html
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import LiteralString

from smithwright.plan.fields import Field
from smithwright.plan.identifiers import Identifier, SafeText
from smithwright.plan.naming import LocalScope
from smithwright.plan.protocols.messages import Place
from smithwright.plan.types import TEXTS, ListType, MapType
from smithwright.plan.wire import Label, Location, TimestampFormat
from smithwright.writing.code import Code, Literal, block, code, joined
from smithwright.writing.protocols.http_text import HttpText
from smithwright.writing.protocols.interfaces import OperationWriting


@dataclass(frozen=True, slots=True)
class HttpRequestWriter:
    """Writes what an operation's `http` bindings ask for."""

    writing: OperationWriting

    def labels(self) -> list[Code]:
        """Returns statements that tell type checkers what the checks made sure of."""
        path = self.writing.operation.address.path
        return [
            code("assert value.{} is not None", self._labelled(part).name)
            for part in path
            if isinstance(part, Label)
        ]

    def path(self) -> Code:
        """Returns the expression of the path."""
        parts = map(self._path_part, self.writing.operation.address.path)
        return joined(" + ", parts)

    def query(self) -> list[Code]:
        """Returns statements that fill `query`; none where there is nothing to fill."""
        operation = self.writing.operation
        constant = [Literal.of(pair) for pair in operation.address.query]
        members = operation.request.at(Location.QUERY)
        maps = operation.request.at(Location.QUERY_ENTRIES)
        if not (constant or members or maps):
            return []
        start = code(
            "query: list[tuple[str, str | None]] = [{}]", joined(", ", constant)
        )
        scope = LocalScope()
        statements = [start, *(self._query(place, scope) for place in members)]
        return statements + [self._query_entries(place.field, scope) for place in maps]

    def headers(self) -> list[Code]:
        """Returns statements that add to `headers`."""
        scope = LocalScope()
        members = self.writing.operation.request.at(Location.HEADER)
        maps = self.writing.operation.request.at(Location.HEADERS)
        statements = [self._header(place, scope) for place in members]
        statements += [self._prefix_headers(place, scope) for place in maps]
        return statements + [
            code("headers.setdefault({}, {})", Literal.of(name), Literal.of(text))
            for name, text in self.writing.operation.service.headers.items()
        ]

    def constant_headers(self, headers: Mapping[str, str]) -> Code:
        """Returns the expression of the headers that all requests have."""
        operation = self.writing.operation.id
        name = self.writing.constants.name(operation, "HEADERS", Literal.of(headers))
        # Each request has its own, which its owner may change.
        return code("{}.copy()", name)

    def request(self, arguments: list[Code]) -> SafeText:
        """Returns the expression of the request, with what the operation asks of it."""
        prefix = self._host_prefix()
        if prefix is not None:
            given = code('{} if config.inject_host_prefix else ""', prefix)
            arguments = [*arguments, code("host_prefix={}", given)]
        made = self.writing.imports.runtime("http", "HttpRequest")
        return self._finished(code("{}({})", made, joined(", ", arguments)))

    def _finished(self, request: SafeText) -> SafeText:
        imports = self.writing.imports
        finish = self.writing.operation.finish
        if finish.is_compressed:
            request = self._compressed(request)
        if finish.has_tree_hash:
            function = imports.runtime("tree_hash", "with_tree_hash")
            request = code("{}({})", function, request)
        if (field := finish.checksum) is not None:
            function = imports.runtime("checksums", "with_checksum")
            value = (self._shape, field.name, field.name)
            request = code('{}({}, {}, "{}", value.{})', function, request, *value)
        if finish.has_content_md5:
            function = imports.runtime("request_features", "with_content_md5")
            request = code("{}({})", function, request)
        if (redirection := finish.redirection) is None:
            return request
        function = imports.runtime(redirection.module, redirection.function)
        name = redirection.field.name
        if redirection.depends_on_config:
            return code("{}({}, value.{}, config)", function, request, name)
        return code("{}({}, value.{})", function, request, name)

    def _compressed(self, request: SafeText) -> Code:
        imports = self.writing.imports
        if self.writing.operation.request.bytes is not None:
            function = imports.runtime("stream_requests", "compressed_stream")
        else:
            function = imports.runtime("request_features", "compressed")
        return code("{}({}, config)", function, request)

    @property
    def _shape(self) -> Literal:
        """The name of the input, as errors say it."""
        return Literal.of(self.writing.operation.input.symbol.name.text)

    def _labelled(self, label: Label) -> Field:
        field = self.writing.operation.input.field(label.member)
        assert field is not None, f"the plan let {label.member} be a label"
        return field

    def _path_part(self, part: str | Label) -> Code:
        if isinstance(part, str):
            return Literal.of(part)
        field = self._labelled(part)
        text = HttpText(self.writing.imports, TimestampFormat.DATE_TIME)
        value = text.of(field, code("value.{}", field.name))
        function = self.writing.imports.runtime("http_text", _encoder(part))
        return code('{}({}, "{}", {})', function, self._shape, field.name, value)

    def _host_prefix(self) -> Code | None:
        """Returns the expression of the host's prefix; None where there is none.

        https://smithy.io/2.0/spec/endpoint-traits.html#endpoint-trait
        """
        parts = self.writing.operation.host_prefix
        return joined(" + ", map(self._host_part, parts)) if parts else None

    def _host_part(self, part: str | Label) -> Code:
        if isinstance(part, str):
            return Literal.of(part)
        function = self.writing.imports.runtime("request_features", "host_label")
        name = self._labelled(part).name
        return code('{}({}, "{}", value.{})', function, self._shape, name, name)

    def _query(self, place: Place, scope: LocalScope) -> Code:
        text = HttpText(self.writing.imports, TimestampFormat.DATE_TIME)
        local, given = _given(place.field, scope)
        key, type = Literal.of(place.name), place.field.type
        if isinstance(type, ListType):
            item = text.of(type.item, Code("item"))
            add = code("query += [({}, {}) for item in {}]", key, item, local)
        else:
            add = code("query.append(({}, {}))", key, text.of(place.field, local))
        checks: list[Code] = []
        if _is_text(place.field):
            checked = _texts(place.field, local)
            check = self._check("check_encodable", place.field, checked)
            checks.append(block(code("if not {}.isascii():", checked), [check]))
        return block(given, [*checks, add])

    def _check(self, function: LiteralString, field: Field, text: SafeText) -> Code:
        """Returns the statement that looks at an unusual text."""
        check = self.writing.imports.runtime("http_checks", function)
        return code('{}({}, "{}", {})', check, self._shape, field.name, text)

    def _query_entries(self, field: Field, scope: LocalScope) -> Code:
        operation = self.writing.operation
        local, given = _given(field, scope)
        pairs = code("for key, item in {}.items()", local)
        if isinstance(field.type, MapType) and isinstance(
            field.type.value.type, ListType
        ):
            pairs = code("for key, items in {}.items() for item in items", local)
        add = [self._check("check_parameters", field, local)]
        if operation.request.at(Location.QUERY) or operation.address.query:
            # https://smithy.io/2.0/spec/http-bindings.html#httpqueryparams-trait
            add.append(Code("taken = {name for name, _ in query}"))
            pairs = code("{} if key not in taken", pairs)
        return block(given, [*add, code("query += [(key, item) {}]", pairs)])

    def _header(self, place: Place, scope: LocalScope) -> Code:
        text = HttpText(self.writing.imports, TimestampFormat.HTTP_DATE)
        local, given = _given(place.field, scope)
        if isinstance(place.field.type, ListType):
            value: SafeText = text.header_list(place.field.type, local)
        else:
            value = text.of(place.field, local, in_header=True)
        add = [code("headers[{}] = {}", Literal.of(place.name), value)]
        if _is_text(place.field) and not _is_base64(place.field):
            checked = _texts(place.field, local)
            check = self._check("check_header", place.field, checked)
            add.insert(0, block(code("if not {}.isprintable():", checked), [check]))
        return block(given, add)

    def _prefix_headers(self, place: Place, scope: LocalScope) -> Code:
        local, given = _given(place.field, scope)
        prefix = Literal.of(place.name)
        others = self.writing.operation.request.at(Location.HEADER)
        key = code("{} + key", prefix)
        pairs = code("for key, item in {}.items()", local)
        # Without a prefix a key is a name that must not be empty.
        given_names = local if place.name else code('(key or ":" for key in {})', local)
        names = code('"".join({})', given_names)
        texts = code('"".join({}.values())', local)
        check = self._check("check_header", place.field, texts)
        add = [
            self._check("check_header_names", place.field, names),
            block(code("if not {}.isprintable():", texts), [check]),
        ]
        if any(other.name.lower().startswith(place.name.lower()) for other in others):
            # A map may name a header that a member has set, which counts then.
            add.append(Code("taken = {name.lower() for name in headers}"))
            pairs = code("{} if ({}).lower() not in taken", pairs, key)
        add.append(code("headers.update({{{}: item {}}})", key, pairs))
        return block(given, add)


def _given(field: Field, scope: LocalScope) -> tuple[Identifier, Code]:
    """Returns a variable, and the start of what is done if it holds a set field."""
    local = scope.claim(field.name.text)
    return local, code("if ({} := value.{}) is not None:", local, field.name)


def _encoder(label: Label) -> LiteralString:
    """Returns the runtime function that encodes a label."""
    if not label.is_greedy:
        return "label"
    return "object_key" if label.holds_dots else "greedy_label"


def _texts(field: Field, variable: SafeText) -> SafeText:
    """Returns the expression of all that a field says."""
    is_list = isinstance(field.type, ListType)
    return code('"".join({})', variable) if is_list else variable


def _is_text(field: Field) -> bool:
    return _part(field).type.kind in TEXTS


def _is_base64(field: Field) -> bool:
    return _part(field).wire.media_type is not None


def _part(field: Field) -> Field:
    """Returns a list's item, or else the field itself."""
    return field.type.item if isinstance(field.type, ListType) else field
