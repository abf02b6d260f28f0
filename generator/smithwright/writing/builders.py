"""Builders: classes that collect the members of a structure."""

from __future__ import annotations

from smithwright.plan.fields import Field, Record
from smithwright.plan.identifiers import Identifier
from smithwright.plan.naming import Scope
from smithwright.plan.types import ListType, MapType
from smithwright.writing.annotations import annotation, item_annotation
from smithwright.writing.code import Code
from smithwright.writing.defaults import default_value
from smithwright.writing.docstrings import own_words, summary
from smithwright.writing.module.imports import Imports
from smithwright.writing.package import Builder, BuilderMember


def builder_class(imports: Imports, record: Record, name: Identifier) -> Builder:
    """Returns the builder of a structure.

    Each member has a method of its name, which sets it, appends to a list or puts an
    entry into a map; `set_{name}` replaces the whole and `get_{name}` returns it.
    """
    imports.runtime("problems", "BuildError")
    imports.runtime("config", "Validation")
    if record.fields:
        imports.standard("typing", "Self")
    methods = Scope({"build"})
    plain = [methods.claim(field.name.text) for field in record.fields]
    return Builder(
        name,
        own_words(f"Collects and checks the members of a `{record.symbol.name}`."),
        tuple(
            _member(imports, field, method, methods)
            for field, method in zip(record.fields, plain, strict=True)
        ),
    )


def _member(
    imports: Imports, field: Field, method: Identifier, methods: Scope
) -> BuilderMember:
    type, name = field.type, field.name
    doc = summary(field.documentation)
    # An undocumented member is called by its name.
    subject = "what is set" if doc else f"`{name}`"
    adds = "" if doc else f"Sets {subject}."
    item = entry = None
    default = default_value(imports, field)
    if isinstance(type, ListType):
        item = item_annotation(imports, type)
        default = None if default is None else Code("[]")
        adds = "Appends an item." if doc else f"Appends an item to {subject}."
    elif isinstance(type, MapType):
        entry = annotation(imports, type.key), item_annotation(imports, type)
        adds = "Puts an entry." if doc else f"Puts an entry into {subject}."
    return BuilderMember(
        name=name,
        slot=Identifier(f"_{name}"),
        method=method,
        set_method=methods.claim(f"set_{name}"),
        get_method=methods.claim(f"get_{name}"),
        annotation=annotation(imports, field),
        item=item,
        entry=entry,
        default=default or Code("None"),
        add_doc=doc + own_words(adds) if adds else doc,
        set_doc=doc + own_words(f"Replaces {subject}; None clears it."),
        get_doc=doc + own_words(f"Returns {subject}."),
    )
