"""JMESPath, which paths of waiters and of endpoint parameters are written in.

https://jmespath.org/specification.html

The whole language is parsed; what an expression means for a model and for Python is for
those to say who compile it.
"""

from smithwright.jmespath.parser import parse
from smithwright.jmespath.tokens import JmespathError

__all__ = ["JmespathError", "parse"]
