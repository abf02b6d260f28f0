"""The command line: each command is a module of this package.

Exit codes: 0, all is well; 1, differences were found; 2, wrong usage or a model that
cannot be used. Messages go to standard error, one a line, the place first.
"""

import os
import sys

import click

from smithwright.cli.commands import Commands
from smithwright.cli.messages import tell
from smithwright.processes import collect_seldom
from smithwright.version import __version__


@click.group(
    cls=Commands,
    names="check explain generate init model schema smithy-build watch".split(),
    context_settings={"help_option_names": ["-h", "--help"]},
)
@click.version_option(__version__, prog_name="smithwright")
def main() -> None:
    """Generates typed Python packages from Smithy service models."""
    try:
        os.getcwd()
    except OSError as error:
        tell(f"the working directory: {error.strerror}")
        sys.exit(2)
    collect_seldom()
