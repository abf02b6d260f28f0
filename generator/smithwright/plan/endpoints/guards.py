"""Failures that come first, so that what goes on stands without an indent."""

from __future__ import annotations

from dataclasses import replace

from smithwright.plan.endpoints.values import Assigns, Branch, Failure, Rule


def guarded(rules: tuple[Rule, ...]) -> tuple[Rule, ...]:
    """Returns rules that end with a failure with that failure before what is long."""
    match rules:
        case [
            *before,
            Rule([asked, *given], Branch(branch)) as long,
            Rule([], Failure()) as failure,
        ] if (
            not isinstance(asked, Assigns) and len(branch) > 1
        ):
            rest = Rule(tuple(given), long.outcome)
            if not rest.always_decides:
                return rules
            opposite = replace(asked, negated=not asked.negated)
            following = (rest,) if given else branch
            return (*before, Rule((opposite,), failure.outcome), *following)
        case _:
            return rules
