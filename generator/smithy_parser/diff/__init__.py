"""The differences between two models, and what Smithy's diff tool says of them.

`diff` compares two models as they are; it knows nothing of code generation. Each
difference is listed once, also those for which Smithy has no event.
"""

from smithy_parser.diff.comparison import compare
from smithy_parser.diff.difference import Change, Difference, Part
from smithy_parser.diff.evaluation import with_events
from smithy_parser.model import Model


def diff(old: Model, new: Model) -> list[Difference]:
    """All differences, in the order of the old model; what was added stands last.

    What comes with the parser is not compared. Mixins are flattened: what a mixin gives
    counts as a shape's own.

    Raises:
        ModelError: Something that a service binds is not what can be bound.
    """
    differences, changes = compare(old, new)
    return with_events(differences, changes)


__all__ = ["Change", "Difference", "Part", "diff"]
