"""How the result of a load or a check is told."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import click

from assetmap.cli.options import plain, print_json
from assetmap.views.duplicates_view import alike_sentence

if TYPE_CHECKING:
    from assetmap.ingest import Loading

_MOST_SHOWN: Final = 50


def tell(result: Loading, *, is_json: bool, verb: str) -> None:
    """Print what became of the rows; exit code 1 if some were rejected.

    Notes go to standard error, so that a JSON document stays alone on standard output.
    """
    for note in result.notes:
        click.echo(plain(note), err=True)
    if is_json:
        print_json(result.as_json())
    else:
        _tell_in_words(result, verb)
    alike = alike_sentence(result.alike)
    if alike:
        click.echo(f"{alike} To see: assetmap duplicates", err=is_json)
    if result.rejected:
        click.get_current_context().exit(1)


def _tell_in_words(result: Loading, verb: str) -> None:
    for fault in result.faults.head(_MOST_SHOWN).to_dict("records"):
        where = f"{fault['file']}, {fault['sheet']}, line {fault['line']}, {fault['field']}"
        click.echo(plain(f"{where}: {fault['value']!r}: {fault['reason']}"))
    hidden = len(result.faults) - _MOST_SHOWN
    if hidden > 0:
        click.echo(f"... and {hidden:,} more; --json lists them all.")
    click.echo(
        f"{result.read:,} rows read: {result.accepted:,} accepted, {result.rejected:,} rejected. "
        f"{verb}: {result.created:,} created, {result.updated:,} updated, "
        f"{result.unchanged:,} unchanged. Revision {result.revision}."
    )
