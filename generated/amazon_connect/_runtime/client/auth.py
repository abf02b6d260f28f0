"""Which of its auth schemes an operation is called with."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import NamedTuple, TypeAlias

from .aws_auth import Payload
from .call_values import Sign
from .endpoint import AuthScheme, Endpoint
from .profiles import ConfigurationError
from .schemes import (
    NO_AUTH,
    SCHEMES,
    Option,
    Scheme,
    Signer,
    Terms,
    custom_scheme,
)
from .steps import IdentitySource

Schemes: TypeAlias = Mapping[str, Scheme]
"""Schemes by the ids of their traits."""

_BUILT_IN: Schemes = {scheme.trait: scheme for scheme in SCHEMES}
_WANTED = {"token": "token", "key": "API key", "login": "login"}
_SIGV4 = "aws.auth#sigv4"
_NOTHING_SAID = AuthScheme("")


class AuthError(ConfigurationError):
    """An operation cannot be called by any scheme; the text says why for each."""


class OperationAuth(NamedTuple):
    """What the model says of an operation."""

    options: tuple[Option, ...]
    """Its schemes, the best first, as `@auth` has them or else the service, in the
    order of their names. `NO_AUTH` is the last where `@optionalAuth` is there, and the
    only one where `@auth` is empty."""
    payload: Payload = "signed"
    """`unsigned` with the trait `aws.auth#unsignedPayload`, `protected` for streams
    that S3 takes, unless its configuration says that payloads are, or are not, signed
    (`s3_payload_signing_enabled`)."""


class ClientAuth(NamedTuple):
    """What a client brings along."""

    identities: Mapping[str, IdentitySource]
    """By what they are: `aws`, `token`, `key`, `login`, or the trait of a scheme of the
    user's own."""
    region: Callable[[], str]
    """Says the region, or raises an error if there is none."""
    preferred: tuple[str, ...] = ()
    """Names of schemes, without namespace, that are liked best, in order."""
    regions: tuple[str, ...] = ()
    """The regions that SigV4a is configured to sign for."""
    schemes: Schemes = _BUILT_IN
    """All that can be used; see `known_schemes`."""


class Chosen(NamedTuple):
    """The scheme of one call."""

    trait: str
    """The id of its trait."""
    signer: Signer
    """Signs the request."""
    source: IdentitySource | None
    """Where the identity comes from; None where there is none."""
    hashes_streams: bool
    """Whether the signer wants the hash of a body that is a stream."""


def known_schemes(own: Mapping[str, Sign]) -> Schemes:
    """Returns the schemes that a client knows.

    Args:
        own: Functions by the ids of traits. One for a trait that is known anyway
            replaces how that signs, and gets the same identity.
    """
    made = {trait: custom_scheme(trait, sign) for trait, sign in own.items()}
    for trait, scheme in made.items():
        if (known := _BUILT_IN.get(trait)) is not None:
            made[trait] = scheme._replace(name=known.name, identity=known.identity)
    return {**_BUILT_IN, **made}


def choose_scheme(
    operation: OperationAuth, endpoint: Endpoint, client: ClientAuth
) -> Chosen:
    """Returns the scheme to call an operation with.

    These are the operation's own, as far as the endpoint takes them; the preferred come
    first, then the endpoint's or the model's order counts. The first one counts whose
    library and whose identity are there. Where authentication is optional, AWS
    credentials are used only if a preference says so, as other clients do; any other
    identity is used where it is there.

    Raises:
        AuthError: There is none; the text says what each one lacks.
        ConfigurationError: SigV4 is chosen, and there is no region.
    """
    reasons: list[str] = []
    for option, said in _preferred(operation, endpoint, client):
        name = _local(option.trait)
        if (scheme := client.schemes.get(option.trait)) is None:
            reasons.append(f"{name}: no function is registered for {option.trait}")
        elif reason := _lack(scheme, client):
            reasons.append(f"{name}: {reason}")
        elif not _is_passed(scheme, operation, client):
            terms = Terms(
                option, said, operation.payload, client.region, client.regions
            )
            source = client.identities.get(scheme.identity)
            hashes = scheme.identity == "aws" and _hashes_streams(operation, endpoint)
            return Chosen(option.trait, scheme.signer(terms), source, hashes)
    raise AuthError("no way to authenticate: " + "; ".join(reasons))


def _is_passed(scheme: Scheme, operation: OperationAuth, client: ClientAuth) -> bool:
    """Returns whether a scheme is left out where authentication is optional."""
    is_optional = operation.options[-1].trait == NO_AUTH
    is_liked = _local(scheme.trait) in client.preferred
    return is_optional and scheme.identity == "aws" and not is_liked


def _hashes_streams(operation: OperationAuth, endpoint: Endpoint) -> bool:
    if operation.payload == "protected":
        return not endpoint.url.startswith("https:")
    return operation.payload == "signed"


def _preferred(
    operation: OperationAuth, endpoint: Endpoint, client: ClientAuth
) -> list[tuple[Option, AuthScheme]]:
    """Returns the schemes that may be, with what the endpoint says, the best first."""
    possible = _possible(operation, endpoint, client.schemes)
    liked = client.preferred
    if not liked:
        return possible
    return sorted(
        possible,
        key=lambda pair: (
            liked.index(name)
            if (name := _local(pair[0].trait)) in liked
            else len(liked)
        ),
    )


def _possible(
    operation: OperationAuth, endpoint: Endpoint, schemes: Schemes
) -> list[tuple[Option, AuthScheme]]:
    own = {option.trait: option for option in operation.options}
    traits = {scheme.name: scheme.trait for scheme in schemes.values()}
    found: list[tuple[Option, AuthScheme]] = []
    for said in endpoint.auth_schemes:
        trait = traits.get(said.name, "")
        if (option := own.get(trait)) is not None:
            found.append((option, said))
        elif trait.startswith(_SIGV4) and (option := own.get(_SIGV4)) is not None:
            # Of the kinds of SigV4, models name one only.
            found.append((Option(trait, option.properties), said))
    if found:
        return [*found, (own[NO_AUTH], _NOTHING_SAID)] if NO_AUTH in own else found
    return [(option, _NOTHING_SAID) for option in operation.options]


def _lack(scheme: Scheme, client: ClientAuth) -> str:
    """Returns what there is not, though the scheme needs it."""
    if missing := scheme.lack():
        return missing
    identity = scheme.identity
    if not identity or identity in client.identities:
        return ""
    return f"there is no {_WANTED.get(identity, 'identity')}"


def _local(trait: str) -> str:
    return trait.rpartition("#")[2]
