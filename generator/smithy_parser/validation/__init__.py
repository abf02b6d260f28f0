"""The rules of Smithy that a model as a whole must keep.

Implements https://smithy.io/2.0/spec/model-validation.html. A rule is a function from
a model to events; `registry` lists them all.
"""

from collections.abc import Iterable
from dataclasses import replace

from smithy_parser.events import Event, Severity
from smithy_parser.model import Model
from smithy_parser.validation.findings import Validator


def validate(model: Model, known: Iterable[Event] = ()) -> list[Event]:
    """Returns all events of a model, with the severities that the model gives them.

    Where references don't resolve, the rules that follow them are not looked at. On
    shapes that come with the parser only errors count.

    Args:
        model: The model.
        known: Events that loading it gave, to include.
    """
    # Much code, which a model that is only loaded does without.
    from smithy_parser.validation.adjustment import adjust, read_adjustments
    from smithy_parser.validation.configured import configured_validators
    from smithy_parser.validation.registry import REFERENCES, VALIDATORS

    found = list(known)
    adjustments = read_adjustments(model, found)
    configured = configured_validators(model, found)
    for stage in (REFERENCES, (*VALIDATORS, *configured)):
        found += _run(stage, model)
        if any(event.severity is Severity.ERROR for event in found):
            break
    return [adjust(event, model, adjustments) for event in found]


def trait_errors(model: Model, ids: Iterable[str]) -> list[Event]:
    """Returns what is fatal in what traits say of some shapes and their members.

    That is a part of what `validate` finds: values that are none of their traits,
    traits that their selector or another trait excludes, constraints and defaults that
    contradict themselves, members that HTTP binds nowhere or twice, and pages whose
    tokens are missing. As there, a DANGER counts unless the model suppresses it. It
    takes the time of these shapes, and not of the model.

    Args:
        model: A model whose references resolve.
        ids: Ids of shapes.
    """
    from smithy_parser.validation.adjustment import adjust, read_adjustments
    from smithy_parser.validation.trait_rules import CREATION, TRAITS

    adjustments = read_adjustments(model, [])
    # To the rules the others are there, and no author's to mend.
    part = replace(model, builtin=frozenset(model.shapes).difference(ids))
    errors: list[Event] = []
    for stage in (CREATION, TRAITS):
        if not errors:
            found = (adjust(event, model, adjustments) for event in _run(stage, part))
            errors += (event for event in found if event.is_fatal)
    return errors


def _run(validators: Iterable[Validator], model: Model) -> Iterable[Event]:
    for validator in validators:
        for event in validator(model):
            # What comes with the parser is no author's to mend.
            is_own = not model.has_built_in(event.shape_id)
            if is_own or event.severity is Severity.ERROR:
                yield event
