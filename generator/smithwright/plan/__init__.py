"""The plan stage: a closure of shapes becomes the plan of a Python package.

`outline` names everything and gives each module its place, `kinds` has a row for each
kind of module, and `protocols` say how operations are put on the wire.
"""
