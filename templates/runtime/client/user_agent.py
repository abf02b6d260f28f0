"""Who sends a request, as AWS wants to know it, and the headers of its attempts."""

from __future__ import annotations

import os
import platform
import re
from collections.abc import Iterable, Mapping

from .messages import Headers

_REPLACED = re.compile(r"[^A-Za-z0-9!$%&'*+\-.^_`|~,]")
_SYSTEMS = {"Darwin": "macos", "Linux": "linux", "Windows": "windows"}
_MODES = {"standard": "E", "adaptive": "F"}
_LONGEST_ID = 50


def user_agent(
    name: str,
    version: str,
    service_id: str,
    *,
    retry_mode: str = "standard",
    application_id: str | None = None,
    environment: Mapping[str, str] = os.environ,
    features: Iterable[str] = (),
) -> str:
    """Returns the value of `User-Agent`.

    https://docs.aws.amazon.com/sdkref/latest/guide/feature-appid.html

    Args:
        name: The name of the package that sends.
        version: Its version.
        service_id: The sdkId of the service.
        retry_mode: How it retries.
        application_id: What the user calls the program.
        environment: The variables that say where it runs.
        features: What else it does, by the letters that AWS gave that.
    """
    parts = [
        f"{_clean(name)}/{_clean(version)}",
        "ua/2.1",
        f"api/{_clean(service_id.lower().replace(' ', '-'))}#{_clean(version)}",
        _system(),
        f"md/arch#{_clean(platform.machine().lower())}",
        f"lang/python#{_clean(platform.python_version())}",
        f"md/pyimpl#{_clean(platform.python_implementation())}",
    ]
    if runs_in := environment.get("AWS_EXECUTION_ENV"):
        parts.append(f"exec-env/{_clean(runs_in)}")
    letters = [*features, *filter(None, [_MODES.get(retry_mode)])]
    if letters:
        parts.append(f"m/{','.join(sorted(set(letters)))}")
    if application_id:
        parts.append(f"app/{_clean(application_id[:_LONGEST_ID])}")
    return " ".join(parts)


def _system() -> str:
    system = platform.system()
    release = _clean(platform.release())
    if known := _SYSTEMS.get(system):
        return f"os/{known}#{release}"
    return f"os/other md/{_clean(system)}#{release}"


def _clean(text: str) -> str:
    return _REPLACED.sub("-", text)


def attempt_headers(id: str, attempt: int, most: int) -> Headers:
    """Returns what tells AWS one attempt from another.

    Args:
        id: A text that all attempts of a call have in common.
        attempt: 1 for the first.
        most: How many there are at most.
    """
    return (
        ("amz-sdk-invocation-id", id),
        ("amz-sdk-request", f"attempt={attempt}; max={most}"),
    )


def trace_headers(environment: Mapping[str, str] = os.environ) -> Headers:
    """Returns the trace that a function of AWS Lambda runs in, for each request.

    The variable changes with each run of the function.
    """
    if "AWS_LAMBDA_FUNCTION_NAME" not in environment:
        return ()
    if not (trace := environment.get("_X_AMZN_TRACE_ID")):
        return ()
    # Imported here: few programs run there.
    from urllib.parse import quote

    return (("X-Amzn-Trace-Id", quote(trace, safe="-=;:+&[]{}\"',")),)
