"""Smithwright turns Smithy service models into typed Python packages."""

__version__ = "0.1.0"
