"""Decimals as text, which is never that of something else than a number."""

from __future__ import annotations

from decimal import Decimal

from .problems import BuildError, Problem


def decimal_text(value: Decimal) -> str:
    """Returns the text of a number.

    Raises:
        BuildError: It is not a number or not finite.
    """
    text = str(value)
    # Asked of the text: without checks, a number of another type may come.
    if "n" in text.lower():
        raise not_finite()
    return text


def not_finite() -> BuildError:
    """Returns the error of a decimal that no protocol has a form for.

    https://smithy.io/2.0/spec/simple-types.html#bigdecimal
    """
    message = "must not hold a decimal that is not finite"
    return BuildError("The request", [Problem("", "type", message)])
