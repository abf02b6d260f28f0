"""What documentation points to.

Implements https://smithy.io/2.0/spec/documentation-traits.html.
"""

from collections.abc import Iterator
from typing import Final
from urllib.parse import urlsplit

from smithy_parser.events import Event
from smithy_parser.model import Model
from smithy_parser.validation.findings import error
from smithy_parser.validation.traversal import own_with
from smithy_parser.validation.values import trait_properties

_EXTERNAL: Final = "smithy.api#externalDocumentation"


def external_documentation_trait(model: Model) -> Iterator[Event]:
    """ExternalDocumentationTrait: links that are URLs."""
    for shape in own_with(model, _EXTERNAL):
        for name, url in trait_properties(shape, _EXTERNAL).items():
            if isinstance(url, str) and not _is_url(url):
                message = (
                    f"Each externalDocumentation value must be a valid URL. Found "
                    f'"{url}" for name "{name}"'
                )
                yield error(shape, "ExternalDocumentationTrait", message, _EXTERNAL)


def _is_url(text: str) -> bool:
    try:
        parts = urlsplit(text)
        # Looking at the port is what finds a bad one.
        has_place = any((parts.port, parts.hostname, parts.path))
    except ValueError:
        return False
    return bool(parts.scheme) and has_place and text.isprintable() and " " not in text
