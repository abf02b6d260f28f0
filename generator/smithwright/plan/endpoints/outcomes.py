"""Endpoints and failures in terms of variables."""

from __future__ import annotations

from smithwright.plan.endpoints.inference import Scope, needed
from smithwright.plan.endpoints.values import (
    AuthScheme,
    Endpoint,
    Failure,
    Flag,
    Kind,
    Listed,
    Mapped,
    PropertyValue,
)


def typed_outcome(stated: Endpoint | Failure, scope: Scope) -> Endpoint | Failure:
    """Returns an outcome in terms of variables.

    Raises:
        RulesError: Something in it is no text, or may not be there.
    """
    if isinstance(stated, Failure):
        return Failure(needed(stated.message, Kind.TEXT, scope))
    return _endpoint(stated, scope)


def _endpoint(stated: Endpoint, scope: Scope) -> Endpoint:
    return Endpoint(
        needed(stated.url, Kind.TEXT, scope),
        tuple(
            (name, tuple(needed(value, Kind.TEXT, scope) for value in values))
            for name, values in stated.headers
        ),
        tuple(_scheme(each, scope) for each in stated.auth_schemes),
        tuple((key, _property(value, scope)) for key, value in stated.properties),
    )


def _scheme(stated: AuthScheme, scope: Scope) -> AuthScheme:
    return AuthScheme(
        needed(stated.name, Kind.TEXT, scope),
        tuple((key, _property(value, scope)) for key, value in stated.settings),
    )


def _property(value: PropertyValue, scope: Scope) -> PropertyValue:
    match value:
        case Flag():
            return value
        case Listed(items):
            return Listed(tuple(_property(item, scope) for item in items))
        case Mapped(entries):
            return Mapped(tuple((key, _property(v, scope)) for key, v in entries))
        case _:
            return needed(value, Kind.TEXT, scope)
