"""The checks of values that callers give, as statements in line.

`missing` reports what is required and not set, `violations` what has a wrong type or
lies outside a constraint.
"""
