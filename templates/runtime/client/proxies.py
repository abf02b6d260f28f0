"""Which proxy a request goes through.

The variables are those of most programs: `HTTPS_PROXY`, `HTTP_PROXY` and `NO_PROXY`, in
small letters too, which win.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping


def proxy_for(
    scheme: str, authority: str, environment: Mapping[str, str] = os.environ
) -> str | None:
    """Returns the address of the proxy for a request, None if it goes straight.

    Where the environment has no proxy, the settings of macOS and Windows count.

    Args:
        scheme: `https` or `http`.
        authority: The host, with its port if the endpoint names one.
        environment: The variables to look at.
    """
    proxies = _variables(environment)
    if not proxies and sys.platform in ("darwin", "win32"):
        return _of_the_system(scheme, authority)
    if (address := proxies.get(scheme)) is None:
        return None
    if _goes_straight(authority.lower(), proxies.get("no", "")):
        return None
    return _with_scheme(address)


def _variables(environment: Mapping[str, str]) -> Mapping[str, str]:
    """Returns what the variables say, by what stands before `_proxy`."""
    named = [name for name in environment if name[-6:].lower() == "_proxy"]
    found = {
        name[:-6].lower(): environment[name] for name in named if environment[name]
    }
    if "REQUEST_METHOD" in environment:
        # A server that runs scripts sets HTTP_PROXY to what a request's header says.
        found.pop("http", None)
    # Small letters win, even if they are empty.
    for name in named:
        if name.endswith("_proxy"):
            found[name[:-6].lower()] = environment[name]
    return {kind: address for kind, address in found.items() if address}


def _goes_straight(authority: str, exceptions: str) -> bool:
    if exceptions == "*":
        return True
    host, colon, port = authority.rpartition(":")
    hosts = (authority, host if colon and not port.strip("0123456789") else authority)
    for exception in exceptions.split(","):
        name = exception.strip().lstrip(".").lower()
        if exception.strip() and any(
            each == name or each.endswith(f".{name}") for each in hosts
        ):
            return True
    return False


def _with_scheme(address: str) -> str:
    if address.startswith(("http:", "https:")):
        return address
    return f"http:{address}" if address.startswith("//") else f"http://{address}"


def _of_the_system(scheme: str, authority: str) -> str | None:
    # Imported here: it takes longer than all else that a client does at first.
    from urllib.request import getproxies, proxy_bypass

    if proxy_bypass(authority) or (address := getproxies().get(scheme)) is None:
        return None
    return _with_scheme(address)
