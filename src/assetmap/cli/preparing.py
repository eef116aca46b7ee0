"""What a command does before and while somebody waits for a measure."""

from __future__ import annotations

import click


def prepare_measures() -> None:
    """Compile the loops of the measures if that was never done here, and say so in one line."""
    from assetmap.measures.warm import warm  # noqa: PLC0415 - numba takes a second to import

    warm(_say)


def announce_compiling() -> None:
    """Say in one line, until the command ends, that there is something to wait for if there is."""
    from assetmap.measures.warm import announced  # noqa: PLC0415 - numba takes a second to import

    click.get_current_context().with_resource(announced(_say))


def _say(sentence: str) -> None:
    click.echo(sentence, err=True)
