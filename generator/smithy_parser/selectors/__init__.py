"""Selectors: expressions that match shapes of a model.

Implements https://smithy.io/2.0/spec/selectors.html.
"""
