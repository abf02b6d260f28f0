"""Smithwright turns Smithy service models into typed Python packages."""

from smithwright.version import __version__

__all__ = ["__version__"]
