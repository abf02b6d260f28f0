"""The command line: each command is a module of this package.

Exit codes: 0, all is well; 1, differences were found; 2, wrong usage or a model that
cannot be used. Messages go to standard error, one a line, the place first.
"""

import click

from smithwright import __version__
from smithwright.cli.check import check
from smithwright.cli.explain import explain
from smithwright.cli.generate import generate
from smithwright.cli.init import init
from smithwright.cli.model_diff import diff
from smithwright.cli.model_pull import pull
from smithwright.cli.model_validate import validate
from smithwright.cli.schema import schema
from smithwright.cli.smithy_build import smithy_build
from smithwright.cli.watch import watch


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="smithwright")
def main() -> None:
    """Generates typed Python packages from Smithy service models."""


@main.group()
def model() -> None:
    """Works on models."""


main.add_command(init)
main.add_command(generate)
main.add_command(check)
main.add_command(explain)
main.add_command(schema)
main.add_command(smithy_build)
main.add_command(watch)
model.add_command(diff)
model.add_command(pull)
model.add_command(validate)
