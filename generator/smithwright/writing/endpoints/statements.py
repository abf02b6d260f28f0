"""Endpoint rules as statements: an `if` for each rule, and early returns."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from types import MappingProxyType
from typing import Final

from smithwright.plan.endpoints.values import (
    NO_MATCH,
    Assigns,
    AuthScheme,
    Branch,
    Condition,
    Continuation,
    Endpoint,
    EndpointOfKind,
    Failure,
    Flag,
    Listed,
    Mapped,
    Outcome,
    PropertyValue,
    Rule,
)
from smithwright.writing.code import Code, Literal, block, code, joined
from smithwright.writing.endpoints.expressions import expression, test

_SETTINGS: Final = MappingProxyType(
    {
        "signingName": Code("signing_name"),
        "signingRegion": Code("signing_region"),
        "signingRegionSet": Code("signing_region_set"),
        "disableDoubleEncoding": Code("disable_double_encoding"),
        "disableNormalizePath": Code("disable_normalize_path"),
    }
)
"""The fields of an auth scheme, by what the rules call them."""


def statements(rules: Iterable[Rule]) -> Iterator[Code]:
    """Yields what asks the rules in turn, and returns or raises in the end."""
    decides = False
    for rule in rules:
        decides = rule.always_decides
        yield from _rule(rule.conditions, rule.outcome)
    if not decides:
        yield from _outcome(NO_MATCH)


def _rule(conditions: tuple[Condition, ...], outcome: Outcome) -> Iterator[Code]:
    tests: list[Code] = []
    for index, condition in enumerate(conditions):
        if isinstance(condition, Assigns) and condition.always_holds:
            rest = conditions[index + 1 :]
            value = expression(condition.value)
            named = code("{} = {}", condition.name, value)
            yield from _if(tests, [named, *_rule(rest, outcome)])
            return
        tests.append(test(condition))
    yield from _if(tests, list(_outcome(outcome)))


def _if(tests: list[Code], body: list[Code]) -> Iterator[Code]:
    if tests:
        yield block(code("if {}:", joined(" and ", tests)), body)
    else:
        yield from body


def _outcome(outcome: Outcome) -> Iterator[Code]:
    match outcome:
        case Branch(rules):
            yield from statements(rules)
        case Failure(message):
            yield code("raise EndpointError({})", expression(message))
        case Continuation(function, arguments):
            names = (name or Literal.of(None) for name in arguments)
            yield code("return {}({})", function, joined(", ", names))
        case EndpointOfKind(kind, url, arguments):
            passed = joined(", ", (expression(url), *arguments))
            yield code("return {}({})", kind, passed)
        case _:
            yield code("return {}", endpoint_call(outcome))


def endpoint_call(endpoint: Endpoint) -> Code:
    """Returns the expression of an endpoint."""
    parts = [expression(endpoint.url)]
    if endpoint.headers:
        headers = (
            code("{}: ({},)", Literal.of(name), joined(", ", map(expression, values)))
            for name, values in endpoint.headers
        )
        parts.append(code("headers={{{}}}", joined(", ", headers)))
    if endpoint.auth_schemes:
        schemes = joined(", ", map(_auth_scheme, endpoint.auth_schemes))
        parts.append(code("auth_schemes=({},)", schemes))
    if endpoint.properties:
        properties = _property(Mapped(endpoint.properties))
        parts.append(code("properties={}", properties))
    return code("Endpoint({})", joined(", ", parts))


def _auth_scheme(scheme: AuthScheme) -> Code:
    settings = [
        code("{}={}", _SETTINGS[name], _property(value))
        for name, value in scheme.settings
        if name in _SETTINGS
    ]
    return code("AuthScheme({})", joined(", ", [expression(scheme.name), *settings]))


def _property(value: PropertyValue) -> Code:
    match value:
        case Flag(plain):
            return Literal.of(plain)
        case Listed(()):
            return Literal.of(())
        case Listed(items):
            return code("({},)", joined(", ", map(_property, items)))
        case Mapped(entries):
            written = (
                code("{}: {}", Literal.of(key), _property(item))
                for key, item in entries
            )
            return code("{{{}}}", joined(", ", written))
        case _:
            return expression(value)
