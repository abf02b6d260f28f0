"""The module of a service's endpoints."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Final

from smithwright.plan.endpoints.values import (
    EndpointKind,
    EndpointRules,
    Function,
    Parameter,
)
from smithwright.plan.identifiers import DottedName, Identifier
from smithwright.writing.code import Code, Literal, block, code, joined
from smithwright.writing.docstrings import Docstring, docstring, own_words
from smithwright.writing.endpoints.expressions import annotation
from smithwright.writing.endpoints.statements import endpoint_call, statements
from smithwright.writing.package import Function as WrittenFunction
from smithwright.writing.package import Import

# Where the names come from that the code of rules may hold, in the order of isort.
_SOURCES: Final = (
    ("collections.abc", ("Mapping", "Sequence")),
    ("typing", ("Final",)),
    ("._runtime.client.endpoint", ("AuthScheme", "Endpoint", "EndpointError")),
    ("._runtime.client.partitions", ("Partition", "aws_partition")),
    (
        "._runtime.client.rules",
        (
            "Arn",
            "Url",
            "coalesce",
            "is_valid_host_label",
            "is_virtual_hostable_s3_bucket",
            "item",
            "parse_arn",
            "parse_url",
            "split",
            "substring",
            "uri_encode",
        ),
    ),
)


@dataclass(frozen=True, slots=True)
class EndpointModule:
    """What the module says."""

    path: PurePosixPath
    doc: Docstring
    imports: tuple[Import, ...]
    built_ins: tuple[tuple[Literal, Literal], ...]
    """Names of values that every client knows, and the parameters that they set."""
    parameters: tuple[tuple[Literal, Literal], ...]
    """What the rules call parameters, and what they are called here."""
    settings: tuple[Literal, ...]
    """The parameters that whoever makes a client may set."""
    functions: tuple[WrittenFunction, ...]


def write_endpoints(rules: EndpointRules, service: str) -> EndpointModule:
    """Returns the module of a service's endpoints.

    Args:
        rules: What decides.
        service: What the service is called.
    """
    functions = (
        _main(rules),
        *map(_part, rules.functions),
        *map(_kind, rules.kinds),
    )
    return EndpointModule(
        PurePosixPath("endpoints.py"),
        own_words(f"Where requests to {service} go."),
        tuple(_imports(functions)),
        tuple(
            (Literal.of(each.built_in), Literal.of(each.variable.text))
            for each in rules.parameters
            if each.built_in is not None
        ),
        tuple(
            (Literal.of(each.name), Literal.of(each.variable.text))
            for each in rules.parameters
        ),
        tuple(
            Literal.of(each.variable.text)
            for each in rules.parameters
            if each.is_setting
        ),
        functions,
    )


def _main(rules: EndpointRules) -> WrittenFunction:
    parameters = sorted(rules.parameters, key=_may_be_left_out)
    listed = joined(", ", map(_parameter, parameters))
    return WrittenFunction(
        Identifier("resolve_endpoint"),
        code("*, {}", listed) if parameters else Code(""),
        Code("Endpoint"),
        _main_doc(parameters),
        tuple(statements(rules.rules)),
    )


def _part(function: Function) -> WrittenFunction:
    listed = (
        code("{}: {}", name, annotation(type)) for name, type in function.variables
    )
    return WrittenFunction(
        function.name,
        joined(", ", listed),
        Code("Endpoint"),
        own_words(function.summary),
        tuple(statements(function.rules)),
    )


def _kind(kind: EndpointKind) -> WrittenFunction:
    listed = (code("{}: {}", name, annotation(type)) for name, type in kind.variables)
    return WrittenFunction(
        kind.name,
        joined(", ", (Code("url: str"), *listed)),
        Code("Endpoint"),
        own_words("Returns an endpoint that is signed for in a way that several are."),
        (code("return {}", endpoint_call(kind.endpoint)),),
    )


def _may_be_left_out(parameter: Parameter) -> bool:
    return parameter.type.may_be_unset or parameter.default is not None


def _parameter(parameter: Parameter) -> Code:
    declared = code("{}: {}", parameter.variable, annotation(parameter.type))
    if not _may_be_left_out(parameter):
        return declared
    return code("{} = {}", declared, Literal.of(parameter.default))


def _main_doc(parameters: Iterable[Parameter]) -> Docstring:
    said = (
        f"- `{each.variable}`: {' '.join(each.documentation.split())}"
        for each in parameters
        if each.documentation
    )
    summary = own_words("Returns where a request goes, or raises `EndpointError`.")
    return summary + docstring("\n".join(said))


def _imports(functions: Iterable[WrittenFunction]) -> Iterator[Import]:
    """Yields what the functions need: all that they hold of the names that may be."""
    used = {"Endpoint", "Final", "Mapping"}.union(*map(_names, functions))
    for index, (module, names) in enumerate(_SOURCES):
        held = tuple(Identifier(name) for name in names if name in used)
        if held:
            yield Import(DottedName(module), held, starts_section=index == 2)


def _names(function: WrittenFunction) -> set[str]:
    header = code("def {}({}):", function.name, function.parameters)
    tree = ast.parse(block(header, function.body).text)
    return {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)}
