"""What Jinja compiles templates to, kept for later runs.

Compiling them takes longer than rendering a small package.
"""

from __future__ import annotations

import sys

from jinja2.bccache import Bucket, BytecodeCache

from smithwright.caching.digests import digest_of_parts
from smithwright.caching.text_cache import TextCache
from smithwright.installation import generator_digests, installed_version

# Of one character for each byte.
_ENCODING = "latin-1"


class CompiledTemplates(BytecodeCache):
    """Compiled templates among the texts that runs of one user share."""

    def __init__(self, cache: TextCache) -> None:
        """Takes where they are."""
        self._cache = cache

    def load_bytecode(self, bucket: Bucket) -> None:
        """Gives a template its code, where it is there."""
        for code in self._cache.get({bucket: _key(bucket)}).values():
            bucket.bytecode_from_string(code.encode(_ENCODING))

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keeps the code of a template."""
        code = bucket.bytecode_to_string()
        self._cache.put({_key(bucket): code.decode(_ENCODING)})


def _key(bucket: Bucket) -> str:
    # The options of environments are the generator's.
    compiler = f"jinja2 {installed_version('jinja2')} {sys.version_info[:2]}"
    return digest_of_parts(
        "template", bucket.key, bucket.checksum, compiler, *generator_digests()
    )
