"""The modules of modeled errors: one exception class each."""

from __future__ import annotations

from dataclasses import dataclass

from smithwright.plan.errors import ModeledError
from smithwright.plan.protocols.messages import Place
from smithwright.plan.wire import Location
from smithwright.writing.annotations import annotation
from smithwright.writing.code import Code, Literal
from smithwright.writing.defaults import default_value
from smithwright.writing.docstrings import docstring, own_words
from smithwright.writing.module.imports import Imports
from smithwright.writing.package import ErrorMember, ErrorModule
from smithwright.writing.protocols.http_responses import HttpResponseReader
from smithwright.writing.protocols.interfaces import Codec


@dataclass(frozen=True, slots=True)
class ErrorWriter:
    """Writes the modules of a package's errors."""

    codec: Codec

    def write(self, error: ModeledError) -> ErrorModule:
        """Returns the module of one modeled error."""
        imports = Imports(error.symbol.module)
        imports.errors(error.base)
        reader, read_members = None, Code("None")
        if error.in_body.fields:
            imports.runtime("shapes", "Structure")
            reader = self.codec.reader(imports, error.in_body)
            read_members = self.codec.read_error_members(
                imports, error.code, error.in_body
            )
        outside = HttpResponseReader(imports, error.name, self.codec.read_payload)
        if error.places or error.message is not None:
            imports.standard("typing", "Self")
            imports.runtime("errors", "ErrorDetails")
            imports.runtime("http", "HttpResponse")
        members = tuple(_member(imports, outside, each) for each in error.places)
        message = None
        if error.message is not None:
            message = _member(imports, outside, error.message)
        return ErrorModule(
            path=error.path,
            doc=own_words(f"The error `{error.symbol.name}`."),
            class_doc=docstring(error.documentation, error.deprecation),
            imports=imports.gathered(),
            name=error.symbol.name,
            base=error.base,
            code=Literal.of(error.code),
            fault=Literal.of(error.fault),
            retryable=error.is_retryable,
            throttling=error.is_throttling,
            hides_message=error.hides_message,
            members=members,
            message=message,
            read_members=read_members,
            functions=() if reader is None else (reader,),
        )


def _member(imports: Imports, reader: HttpResponseReader, place: Place) -> ErrorMember:
    field, is_in_body = place.field, place.location is Location.BODY
    return ErrorMember(
        name=field.name,
        annotation=annotation(imports, field),
        wire_name=Literal.of(field.wire.key),
        value=None if is_in_body else reader.value(place),
        default=default_value(imports, field) or Code("None"),
        doc=docstring(field.documentation, field.deprecation),
    )
