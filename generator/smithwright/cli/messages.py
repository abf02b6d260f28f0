"""What the commands print, and how they end when a user has something to mend."""

from __future__ import annotations

import sys
from collections.abc import Generator, Mapping
from contextlib import contextmanager

import click

from smithwright.errors import message_of, printable


@contextmanager
def errors_reported() -> Generator[None]:
    """Ends the program with exit code 2 and a line for each thing to mend."""
    try:
        yield
    except (click.ClickException, BrokenPipeError):
        raise
    except KeyboardInterrupt:
        sys.exit(130)
    except Exception as error:
        if (message := message_of(error)) is None:
            raise
        tell_lines(message)
        sys.exit(2)


def print_text(text: str) -> None:
    """Prints text as UTF-8, whatever the terminal's encoding is."""
    try:
        click.echo(text.encode(), nl=False)
    except OSError as error:
        # A broken pipe stays one: the number decides the class.
        raise OSError(error.errno, error.strerror, "standard output") from None


def tell(message: str) -> None:
    """Prints one line to standard error; nothing in it controls the terminal."""
    click.echo(printable(message), err=True)


def tell_lines(message: str) -> None:
    """Prints what `message_of` says of an error to standard error."""
    for line in message.split("\n"):
        tell(line)


def tell_failures(failures: Mapping[str, str]) -> None:
    """Prints to standard error why packages failed, by their names."""
    for name, failure in sorted(failures.items()):
        for line in failure.split("\n"):
            tell(f"{name}: {line}")
