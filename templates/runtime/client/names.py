"""What a package's module `client` has beside its clients."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module

_MODULES = {
    "Answered": "call_values",
    "ApiKey": "identities",
    "Attempt": "interceptors",
    "AuthError": "auth",
    "CallContext": "interceptors",
    "ConfigurationError": "profiles",
    "Credentials": "credentials",
    "CredentialsError": "credentials",
    "DeadlineError": "failures",
    "EndpointError": "endpoint",
    "FakeTransport": "fake",
    "Interceptor": "interceptors",
    "Login": "identities",
    "RequestIds": "failures",
    "SignedRequest": "messages",
    "Timeouts": "messages",
    "Token": "identities",
    "TransportError": "failures",
    "TransportTimeoutError": "failures",
    "UnexpectedCallError": "fake",
    "UnsignedRequest": "messages",
}


def client_names(
    module: str,
) -> tuple[Callable[[str], object], Callable[[], list[str]]]:
    """Returns the `__getattr__` and `__dir__` of the module `client` (PEP 562)."""

    def get(name: str) -> object:
        if name not in _MODULES:
            raise AttributeError(f"module {module!r} has no attribute {name!r}")
        home = import_module(f".{_MODULES[name]}", __package__)
        value: object = getattr(home, name)
        setattr(import_module(module), name, value)
        return value

    def names() -> list[str]:
        return sorted({*vars(import_module(module)), *_MODULES})

    return get, names
