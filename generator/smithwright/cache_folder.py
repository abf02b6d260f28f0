"""Where what can be made again is kept between runs of one user."""

import os
from pathlib import Path


def cache_folder() -> Path:
    """The folder `$SMITHWRIGHT_CACHE`, or else where the platform has a user's."""
    if named := os.environ.get("SMITHWRIGHT_CACHE"):
        return Path(named)
    from platformdirs import user_cache_path

    return user_cache_path("smithwright", appauthor=False)
