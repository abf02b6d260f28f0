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


def plan_builder(
    context: Context,
    imports: Imports,
    shape: Shape,
    names: Mapping[str, Identifier],
    built: Identifier,
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
    plain = {name: methods.claim(names[name].text) for name in shape.members}
    return Builder(
        class_name,
        own_words(f"Collects and checks the members of a `{built}`."),
        tuple(
            _builder_member(context, imports, member, names[name], plain[name], methods)
            for name, member in shape.members.items()
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
    # An undocumented member is called by its name.
    subject = "what is set" if doc else f"`{name}`"
    adds = "" if doc else f"Sets {subject}."
    item = entry = None
    default = default_value(context, imports, member)
    if isinstance(target, ListShape):
        item = item_annotation(context, imports, target, target.member)
        default = None if default is None else Code("[]")
        adds = "Appends an item." if doc else f"Appends an item to {subject}."
    elif isinstance(target, MapShape):
        key = annotation(context, imports, target.key)
        entry = key, item_annotation(context, imports, target, target.value)
        adds = "Puts an entry." if doc else f"Puts an entry into {subject}."
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
        add_doc=doc + own_words(adds) if adds else doc,
        set_doc=doc + own_words(f"Replaces {subject}; None clears it."),
        get_doc=doc + own_words(f"Returns {subject}."),
    )
