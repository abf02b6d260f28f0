"""What docstrings of members say beside the model's own documentation."""

from __future__ import annotations

from functools import lru_cache

from smithwright.plan.constraint_facts import constraint_facts
from smithwright.plan.documentation import paragraph, quoted, split_words
from smithwright.plan.fields import Field, Stream
from smithwright.writing.docstrings import Docstring, docstring, own_words

_EVENTS = own_words("A stream of events, which are neither encoded nor decoded yet.")


def field_doc(field: Field) -> Docstring:
    """Returns what a class says of a member: the model's words and its constraints."""
    doc = docstring(field.documentation, field.deprecation)
    if field.stream is Stream.EVENTS:
        doc += _EVENTS
    facts = [fact for _, fact in constraint_facts(field, quoted)]
    return doc + _constraints("; ".join(facts)) if facts else doc


@lru_cache(maxsize=256)
def _constraints(facts: str) -> Docstring:
    # The code in it may hold spaces.
    return Docstring((paragraph(split_words(f"Constraints: {facts}.")),))
