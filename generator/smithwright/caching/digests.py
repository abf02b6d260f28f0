"""Digests of several texts, which are equal where all of the texts are."""

from __future__ import annotations

from hashlib import sha256


def digest_of_parts(*parts: str | bytes) -> str:
    """Returns the SHA-256, in hexadecimal, of texts and of where each of them ends."""
    digest = sha256()
    for part in parts:
        # A model may hold lone surrogates.
        data = part if isinstance(part, bytes) else part.encode(errors="surrogatepass")
        digest.update(b"%d:" % len(data))
        digest.update(data)
    return digest.hexdigest()
