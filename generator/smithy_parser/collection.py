"""Loading without the garbage collector, which finds nothing in it to collect."""

import gc
from collections.abc import Generator
from contextlib import contextmanager


@contextmanager
def collection_paused() -> Generator[None]:
    """Pause the collector: all that is made while a model is loaded is kept.

    It would look at hundreds of thousands of new objects again and again.
    """
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()
