"""What endpoints have in common is said once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from itertools import chain
from typing import Final

from smithwright.plan.endpoints.values import (
    Assigns,
    Branch,
    Endpoint,
    EndpointKind,
    EndpointOfKind,
    EndpointRules,
    Outcome,
    Rule,
    Text,
    Type,
    Variable,
)
from smithwright.plan.endpoints.variables import used_by
from smithwright.plan.identifiers import Identifier
from smithwright.plan.naming import Scope, words

URL: Final = Variable(Identifier("url"))
"""The URL of an endpoint of some kind."""


def with_kinds(rules: EndpointRules) -> EndpointRules:
    """Returns rules in which endpoints that differ in their URL only are of a kind."""
    types = {each.variable: each.type.present() for each in rules.parameters}
    parts = [rules.rules, *(each.rules for each in rules.functions)]
    types |= dict(chain(*map(_assigned, parts)))
    found = chain(*map(_endpoints, parts))
    counted = Counter(replace(each, url=URL) for each in found)
    kinds = _kinds([each for each, count in counted.items() if count > 1], types)
    return replace(
        rules,
        rules=_rules(rules.rules, kinds),
        functions=tuple(
            replace(each, rules=_rules(each.rules, kinds)) for each in rules.functions
        ),
        kinds=tuple(kinds.values()),
    )


def _kinds(
    common: Iterable[Endpoint], types: Mapping[Identifier, Type]
) -> dict[Endpoint, EndpointKind]:
    scope = Scope()
    kinds: dict[Endpoint, EndpointKind] = {}
    for each in common:
        if each == Endpoint(URL):
            continue
        variables = tuple(name for name in used_by(each) if name != URL.name)
        kinds[each] = EndpointKind(
            scope.claim(f"_{_name(each)}"),
            tuple((name, types[name]) for name in variables),
            each,
        )
    return kinds


def _name(endpoint: Endpoint) -> str:
    """Returns a name made of the best way to sign: `sigv4_s3`."""
    found: list[str] = []
    for scheme in endpoint.auth_schemes[:1]:
        signing_name = dict(scheme.settings).get("signingName")
        for value in (scheme.name, signing_name):
            if isinstance(value, Text):
                found += words(value.value)
    return "_".join([*(found or ["special"]), "endpoint"])


def _rules(
    rules: Iterable[Rule], kinds: Mapping[Endpoint, EndpointKind]
) -> tuple[Rule, ...]:
    return tuple(Rule(each.conditions, _outcome(each.outcome, kinds)) for each in rules)


def _outcome(outcome: Outcome, kinds: Mapping[Endpoint, EndpointKind]) -> Outcome:
    match outcome:
        case Branch(rules):
            return Branch(_rules(rules, kinds))
        case Endpoint(url):
            kind = kinds.get(replace(outcome, url=URL))
            if kind is None:
                return outcome
            names = tuple(name for name, _ in kind.variables)
            return EndpointOfKind(kind.name, url, names)
        case _:
            return outcome


def _endpoints(rules: Iterable[Rule]) -> Iterator[Endpoint]:
    for rule in rules:
        if isinstance(rule.outcome, Branch):
            yield from _endpoints(rule.outcome.rules)
        elif isinstance(rule.outcome, Endpoint):
            yield rule.outcome


def _assigned(rules: Iterable[Rule]) -> Iterator[tuple[Identifier, Type]]:
    for rule in rules:
        for condition in rule.conditions:
            if isinstance(condition, Assigns):
                yield condition.name, condition.type.present()
        if isinstance(rule.outcome, Branch):
            yield from _assigned(rule.outcome.rules)
