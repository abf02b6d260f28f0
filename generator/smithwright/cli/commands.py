"""Groups whose commands are imported when they are asked for."""

from __future__ import annotations

from collections.abc import Collection
from importlib import import_module
from typing import Any

import click


class Commands(click.Group):
    """A group that starts as fast as the command that is called.

    The command `a-b` is `a_b` in the module of that name, behind the group's prefix.
    """

    # Any: what every group takes.
    def __init__(
        self,
        *arguments: Any,
        names: Collection[str],
        prefix: str = "",
        **others: Any,
    ) -> None:
        """Make the group.

        Args:
            arguments: What every group takes.
            names: The names of its commands.
            prefix: What the names of their modules start with.
            others: What every group takes, by name.
        """
        super().__init__(*arguments, **others)
        self._names = names
        self._prefix = prefix

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names of the commands, in order."""
        return sorted(self._names)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of that name, None if there is none."""
        if cmd_name not in self._names:
            return None
        attribute = cmd_name.replace("-", "_")
        module = import_module(f"smithwright.cli.{self._prefix}{attribute}")
        command: click.Command = getattr(module, attribute)
        return command
