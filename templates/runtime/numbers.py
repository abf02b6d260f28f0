"""Whole numbers, however a response writes them."""

from __future__ import annotations

from decimal import Decimal

_MOST_DIGITS = 4300


def whole_number(text: str) -> int:
    """Reads a whole number, which may have an exponent and be large.

    Raises:
        ArithmeticError: It is no number.
        ValueError: It is not whole, or larger than Python shows numbers.
    """
    number = Decimal(text.strip())
    if not number.is_finite() or number.adjusted() >= _MOST_DIGITS:
        raise ValueError(text)
    if (whole := int(number)) != number:
        raise ValueError(text)
    return whole
