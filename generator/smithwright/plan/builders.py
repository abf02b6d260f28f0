"""Builders: classes that collect the members of a structure."""

from __future__ import annotations

from collections.abc import Mapping

from smithwright.plan.annotations import annotation, item_annotation
from smithwright.plan.context import Context
from smithwright.plan.defaults import default_value
from smithwright.plan.docstrings import own_words, summary
from smithwright.plan.imports import Imports
from smithwright.plan.naming import Scope
from smithwright.plan.notes import documentation
from smithwright.plan.package import Builder, BuilderMember
from smithwright.plan.text import Code, Identifier
from smithy_parser import ListShape, MapShape, Member, Shape

_APPENDS = own_words("Appends an item.")
_PUTS = own_words("Puts an entry.")
_REPLACES = own_words("Replaces what is set; None clears it.")
_RETURNS = own_words("Returns what is set.")


def plan_builder(
    context: Context,
    imports: Imports,
    shape: Shape,
    names: Mapping[str, Identifier],
    class_name: Identifier,
) -> Builder:
    """Returns the builder of a structure.

    Each member has a method of its name, which sets it, appends to a list or puts an
    entry into a map; `set_{name}` replaces the whole and `get_{name}` returns it.
    """
    imports.runtime("problems", "BuildError")
    imports.runtime("config", "Validation")
    if shape.members:
        imports.standard("typing", "Self")
    methods = Scope({"build"})
    members = shape.members.values()
    plain = {m.name: methods.claim(names[m.name].text) for m in members}
    return Builder(
        class_name,
        tuple(
            _builder_member(context, imports, m, names[m.name], plain[m.name], methods)
            for m in members
        ),
    )


def _builder_member(
    context: Context,
    imports: Imports,
    member: Member,
    name: Identifier,
    method: Identifier,
    methods: Scope,
) -> BuilderMember:
    target = context.target(member)
    doc = summary(documentation(context, member))
    item = entry = None
    adds = None
    default = default_value(context, imports, member)
    if isinstance(target, ListShape):
        item = item_annotation(context, imports, target, target.member)
        default = None if default is None else Code("[]")
        adds = _APPENDS
    elif isinstance(target, MapShape):
        key = annotation(context, imports, target.key)
        entry = key, item_annotation(context, imports, target, target.value)
        adds = _PUTS
    return BuilderMember(
        name=name,
        slot=Identifier(f"_{name}"),
        method=method,
        set_method=methods.claim(f"set_{name}"),
        get_method=methods.claim(f"get_{name}"),
        annotation=annotation(context, imports, member),
        item=item,
        entry=entry,
        default=default or Code("None"),
        add_doc=doc if adds is None else doc.and_(adds),
        set_doc=doc.and_(_REPLACES),
        get_doc=doc.and_(_RETURNS),
    )
