"""A protocol's codec, for the classes of one closure."""

from __future__ import annotations

from dataclasses import dataclass

from smithwright.plan import fields
from smithwright.plan.context import Context
from smithwright.plan.imports import Imports
from smithwright.plan.package import Function
from smithwright.plan.protocols.protocol import Protocol, Record


@dataclass(frozen=True, slots=True)
class ClosureCodec:
    """Writes and reads the values of a closure's classes."""

    context: Context
    protocol: Protocol

    def writer(self, imports: Imports, record: fields.Record) -> Function | None:
        """Returns the function that gives a structure's payload, if one is needed."""
        return self.protocol.writer(self.context, imports, self._of_model(record))

    def reader(self, imports: Imports, record: fields.Record) -> Function | None:
        """Returns the function that reads a structure's payload, if one is needed."""
        return self.protocol.reader(self.context, imports, self._of_model(record))

    def _of_model(self, record: fields.Record) -> Record:
        shape = self.context.closure.model.shapes[record.origin.id]
        return Record(
            shape,
            record.symbol.name,
            record.symbol.stem,
            {field.name: shape.members[field.member] for field in record.fields},
        )
