"""How `assetmap measure` tells numbers of referrals."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import click

from assetmap.cli.options import plain, print_json

if TYPE_CHECKING:
    from collections.abc import Iterable

    from assetmap.views.measuring.flows import FlowMeasuring

_MOST_ROWS: Final = 20
_UNTOLD: Final = "*"
_SELF: Final = "self"


def tell_flows(
    measuring: FlowMeasuring, document: dict[str, object], *, is_json: bool, is_explained: bool
) -> None:
    """Print numbers of referrals; `*` in words, and null in JSON, where one is not told."""
    if is_json:
        print_json(document | ({"meanings": dict(measuring.meanings)} if is_explained else {}))
        return
    for name, value in document.items():
        _tell(name, value)
    click.echo(f"{_UNTOLD}: not defined, or hidden.")
    if is_explained:
        for name, meaning in measuring.meanings.items():
            click.echo(f"\n{name}: {meaning}")


def _tell(name: str, value: object) -> None:
    if isinstance(value, dict):
        value = [{"id": key, "n": n} for key, n in value.items()]
    if not isinstance(value, list):
        click.echo(f"{name}: {_shown(value)}")
        return
    click.echo(f"{name}:")
    for row in value[:_MOST_ROWS]:
        click.echo(f"  {', '.join(_shown(cell) for cell in _cells(row))}")
    if len(value) > _MOST_ROWS:
        click.echo(f"  ... and {len(value) - _MOST_ROWS:,} more; --json lists them all.")


def _cells(row: object) -> Iterable[object]:
    """Return the cells of a row, which may be a record, several values, or one."""
    if isinstance(row, dict):
        # Who came by themselves has no source, which is known and not hidden.
        return (
            _SELF if (name, cell) == ("source_id", None) else cell for name, cell in row.items()
        )
    return row if isinstance(row, list | tuple) else (row,)


def _shown(value: object) -> str:
    if value is None:
        return _UNTOLD
    if isinstance(value, list | dict):
        return f"{len(value):,} rows"
    return f"{value:,.4g}" if isinstance(value, float) else plain(value)
