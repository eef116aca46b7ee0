"""The command `assetmap`: finds its parts by name, so that help needs none of the heavy ones."""

from __future__ import annotations

import importlib
import sys
from typing import Final

import click

from assetmap.errors import AssetMapError

_COMMANDS: Final = {
    "demo": "Load the invented sample place, print its findings, and serve it.",
    "template": "Write an empty workbook, or folder of CSVs, to fill in.",
    "load": "Load files into the place.",
    "check": "Say what would be loaded and what not; touches nothing.",
    "map": "Propose what the columns of anybody's list mean, with reasons.",
    "duplicates": "List organisations that may be one, and join them.",
    "measure": "Measure a network of the place.",
    "site": "Say where something would reach most who reach nothing.",
    "serve": "Serve the place to a browser.",
    "export": "Write the place to files.",
    "neo4j": "Run a Neo4j server on this machine, without Docker.",
    "store": "History, undo, forget; copy the place, back it up, restore it.",
}


class _LateGroup(click.Group):
    """A group whose commands are imported when they are called."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the commands in the order in which a newcomer needs them."""
        del ctx
        return list(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return one command; for the list of all, a stand-in with its sentence."""
        if cmd_name not in _COMMANDS:
            return None
        if ctx.resilient_parsing or ctx.meta.get("assetmap.listing"):
            return click.Command(cmd_name, short_help=_COMMANDS[cmd_name])
        module = importlib.import_module(f"assetmap.cli.{cmd_name}_command")
        command: click.Command = module.command
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the list of commands without importing them."""
        ctx.meta["assetmap.listing"] = True
        super().format_commands(ctx, formatter)


@click.group(cls=_LateGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="assetmap")
def assetmap() -> None:
    """Map a community's assets, partnerships and referrals for social prescribing."""


def main() -> None:
    """Run the command; an error of ours is one line and exit code 2, and nothing is half done."""
    try:
        assetmap.main(standalone_mode=True)
    except AssetMapError as error:
        sys.stderr.write(f"assetmap: {' '.join(str(error).split())}\n")
        sys.exit(2)


if __name__ == "__main__":
    main()
