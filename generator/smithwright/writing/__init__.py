"""The writing stage: what the plan decided becomes statements of Python.

Nothing here knows Smithy: it reads the plan's values and gives what templates place.
"""
