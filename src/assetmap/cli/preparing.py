"""What a command does before anybody waits for a measure."""

from __future__ import annotations

import click


def prepare_measures() -> None:
    """Compile the loops of the measures if that was never done here, and say so in one line."""
    from assetmap.measures.warm import warm  # noqa: PLC0415 - numba takes a second to import

    warm(lambda sentence: click.echo(sentence, err=True))
