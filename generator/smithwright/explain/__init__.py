"""What will be generated and why: for a reader, not for Python.

`describe` makes a tree of entries, which `lines` prints plainly and `terminal` in
colour; `graph` is the closure of shapes, which `mermaid` and `svg` draw.
"""
