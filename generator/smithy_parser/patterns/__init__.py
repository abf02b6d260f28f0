"""Regular expressions of models: what they mean to Python, and how long they take."""

from smithy_parser.patterns.cost import LONGEST, is_quick
from smithy_parser.patterns.dialect import PythonPattern, fault_of, to_python

__all__ = ["LONGEST", "PythonPattern", "fault_of", "is_quick", "to_python"]
