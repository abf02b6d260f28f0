"""Expressions of a rule set as they are written in nodes.

https://smithy.io/2.0/additional-specs/rules-engine/specification.html#template-string
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Final

from smithwright.plan.endpoints.places import Place
from smithwright.plan.endpoints.values import (
    Attribute,
    Call,
    Expression,
    Flag,
    Item,
    Number,
    Reference,
    Template,
    Text,
)

_HOLE: Final = re.compile(r"\{\{|\}\}|\{([^{}]*)\}|[{}]")
_NAME: Final = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")
_STEP: Final = re.compile(r"([A-Za-z_][A-Za-z0-9_]*)?(?:\[(-?[0-9]+)\])?")


def read_expression(place: Place) -> Expression:
    """Returns what an argument, a URL or the text of an error says.

    Raises:
        RulesError: It is none of text, boolean, integer, reference and function.
    """
    match place.node:
        case str():
            return read_template(place)
        case bool():
            return Flag(place.node)
        case int():
            return Number(place.node)
        case {"ref": _}:
            return Reference(place.entry("ref").text())
        case {"fn": _}:
            return read_call(place)
        case _:
            return place.refuse("is no text, boolean, integer, reference or function")


def read_call(place: Place) -> Expression:
    """Returns the call of a function; what `getAttr` takes apart is read right here.

    Raises:
        RulesError: It has no name or no arguments, or its path is none.
    """
    function = place.entry("fn").text()
    arguments = tuple(place.entry("argv").items())
    if function != "getAttr":
        return Call(function, tuple(map(read_expression, arguments)))
    if len(arguments) != 2:
        place.refuse("getAttr takes 2 arguments")
    value, path = arguments
    return _read_path(read_expression(value), path, path.text())


def read_template(place: Place) -> Expression:
    """Returns a text, which may have holes.

    Raises:
        RulesError: A brace has no counterpart, or a hole holds no reference.
    """
    parts: list[str | Expression] = []
    for part in _parts(place, place.text()):
        if isinstance(part, str) and parts and isinstance(parts[-1], str):
            parts[-1] += part
        elif part != "":
            parts.append(part)
    match parts:
        case []:
            return Text("")
        case [str(text)]:
            return Text(text)
        case [only] if not isinstance(only, str):
            return only
        case _:
            return Template(tuple(parts))


def _parts(place: Place, text: str) -> Iterator[str | Expression]:
    end = 0
    for hole in _HOLE.finditer(text):
        yield text[end : hole.start()]
        end = hole.end()
        if hole[0] in ("{{", "}}"):
            yield hole[0][0]
        elif hole[1] is None:
            place.refuse(f"the brace in {text!r} has no counterpart")
        else:
            name, sharp, path = hole[1].partition("#")
            if _NAME.fullmatch(name) is None:
                place.refuse(f"{hole[0]!r} holds no reference")
            reference = Reference(name)
            yield _read_path(reference, place, path) if sharp else reference
    yield text[end:]


def _read_path(of: Expression, place: Place, path: str) -> Expression:
    """Returns what a path leads to: names between dots, and an index at the end."""
    for step in path.split("."):
        found = _STEP.fullmatch(step)
        if found is None or not step or isinstance(of, Item):
            place.refuse(f"{path!r} is no path")
        if found[1] is not None:
            of = Attribute(of, found[1])
        if found[2] is not None:
            of = Item(of, int(found[2]))
    return of


def is_object(place: Place) -> bool:
    """Returns whether a place holds a map."""
    return isinstance(place.node, Mapping)
