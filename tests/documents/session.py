"""Runs blocks of Python that share their names, as a reader at a prompt would.

Reads a JSON string a line from standard input: a block. Writes a JSON array a line:
what it printed, and whether it ended with an exception, which is printed last.
"""

import json
import sys
from contextlib import redirect_stdout
from importlib import invalidate_caches
from io import StringIO
from traceback import format_exception_only


def main() -> None:
    """Runs blocks until standard input ends."""
    names: dict[str, object] = {"__name__": "__main__"}
    for line in sys.stdin:
        printed, failed = StringIO(), False
        # Packages may have been generated since the last block.
        invalidate_caches()
        with redirect_stdout(printed):
            try:
                exec(compile(json.loads(line), "<page>", "exec"), names)
            except Exception as error:
                failed = True
                # A reader knows an exception by its name, not by its module.
                text = "".join(format_exception_only(error))
                print(text.removeprefix(f"{type(error).__module__}."), end="")
        print(json.dumps([printed.getvalue(), failed]), flush=True)


if __name__ == "__main__":
    main()
