"""Classes for enums and intEnums."""

from __future__ import annotations

from smithwright.plan.enumerations import Enumeration
from smithwright.plan.types import Kind
from smithwright.writing.code import Literal
from smithwright.writing.docstrings import docstring
from smithwright.writing.module.imports import Imports
from smithwright.writing.package import Enum, EnumMember


def enum_class(imports: Imports, enumeration: Enumeration) -> Enum:
    """Returns the class of an enum or intEnum."""
    is_string = enumeration.kind is Kind.ENUM
    return Enum(
        name=enumeration.symbol.name,
        base=imports.runtime("shapes", "OpenEnum" if is_string else "OpenIntEnum"),
        doc=docstring(enumeration.documentation, enumeration.deprecation),
        members=tuple(
            EnumMember(
                each.name,
                Literal.of(each.value),
                docstring(each.documentation, each.deprecation),
            )
            for each in enumeration.values
        ),
    )
