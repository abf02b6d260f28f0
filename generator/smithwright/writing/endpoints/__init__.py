"""Endpoint rules become a module of Python."""
