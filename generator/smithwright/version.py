"""The version of this Smithwright."""

__version__ = "0.1.0"
