"""The writing of what stands on the wire."""
