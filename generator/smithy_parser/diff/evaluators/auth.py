"""Services that move between SigV4 and SigV4A.

Not all credentials that work with one work with the other:
https://smithy.io/2.0/aws/aws-auth.html.
"""

from collections.abc import Iterator
from typing import Final

from smithy_parser.diff.changes import Changes, Finding, Pair
from smithy_parser.model import Model
from smithy_parser.shapes import OperationShape, ServiceShape, Shape
from smithy_parser.validation.findings import danger
from smithy_parser.validation.traversal import traits_defined_by
from smithy_parser.validation.values import texts

_AUTH: Final = "smithy.api#auth"
_AUTH_DEFINITION: Final = "smithy.api#authDefinition"
_SIGV4: Final = "aws.auth#sigv4"
_SIGV4A: Final = "aws.auth#sigv4a"


def sigv4_migration(changes: Changes) -> Iterator[Finding]:
    """SigV4Migration: the schemes of a service or operation, where the two meet."""
    for old, new, pair in changes.of(ServiceShape):
        schemes = _effective(changes.old, old), _effective(changes.new, new)
        yield from _migration(new, pair, *schemes)
    operations = list(changes.of(OperationShape))
    for service in changes.new.services() if operations else ():
        before = changes.old.get(service.id)
        if not isinstance(before, ServiceShape):
            continue
        bound = {operation.id for operation in changes.new.operations_of(service.id)}
        for was, now, pair in operations:
            if now.id in bound:
                schemes = (
                    _effective(changes.old, before, was),
                    _effective(changes.new, service, now),
                )
                yield from _migration(now, pair, *schemes)


def _effective(
    model: Model, service: ServiceShape, operation: OperationShape | None = None
) -> list[str]:
    """The two schemes as clients try them: in the order of ``auth``, else of ids."""
    defined = {s.id for s in traits_defined_by(model, service, _AUTH_DEFINITION)}
    # The definitions are there only where a model mentions their namespace.
    known = sorted(defined | {_SIGV4, _SIGV4A} & service.traits.keys())
    owners: list[Shape] = [each for each in (operation, service) if each is not None]
    listed = next((o.traits[_AUTH] for o in owners if _AUTH in o.traits), None)
    order = known if listed is None else [s for s in texts(listed) if s in known]
    return [scheme for scheme in order if scheme in (_SIGV4, _SIGV4A)]


def _migration(
    shape: Shape, pair: Pair, old: list[str], new: list[str]
) -> Iterator[Finding]:
    # A scheme that only stands behind the other, or is gone from behind it, is no risk.
    if not old or not new or old[0] == new[0]:
        return
    if len(new) == 1 and len(old) == 2:
        return
    message = (
        f"`{new[0]}` is now tried before `{old[0]}`, or in its place: not all "
        "credentials work with both, and their scopes differ"
    )
    event = danger(shape, "SigV4Migration", message)
    changed = next((t for t in (_AUTH, new[0], old[0]) if t in pair.traits), None)
    path = pair.trait_path(changed) if changed else pair.path
    yield Finding(event, path)
