"""`assetmap duplicates`: organisations that may be one, and joining them."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING

import click

import assetmap
from assetmap.cli.options import json_option, plain, print_json, store_option
from assetmap.ingest.duplicates.steps import join_rows, join_sure, say_not_same
from assetmap.views.duplicates_view import duplicates_as_json, duplicates_lines

if TYPE_CHECKING:
    from assetmap.ingest.duplicates.steps import Joined
    from assetmap.store import Store


@click.command("duplicates")
@click.option("--join-sure", "is_join_sure", is_flag=True, help="Join all that are sure, at once.")
@click.option(
    "--join",
    "joined",
    nargs=2,
    metavar="ID OTHER",
    help="Join the organisation (or location) OTHER into ID.",
)
@click.option(
    "--not-same",
    "apart",
    nargs=2,
    metavar="ID OTHER",
    help="Write down that the two are not the same; they are not listed again.",
)
@click.option("--actor", default="somebody at this machine", help="Who does it, for the history.")
@json_option
@store_option
def command(
    joined: tuple[str, str] | None,
    apart: tuple[str, str] | None,
    actor: str,
    store_address: str,
    is_join_sure: bool,  # noqa: FBT001 - click passes its options by name
    is_json: bool,  # noqa: FBT001
) -> None:
    """List organisations that may be the same one, with the reasons; nothing is joined unasked.

    A join is one change: `assetmap store undo` takes it back, and old ids keep their meaning.
    """
    if sum((is_join_sure, joined is not None, apart is not None)) > 1:
        msg = "Choose one of --join-sure, --join and --not-same."
        raise click.UsageError(msg)
    with closing(assetmap.open(store_address, must_exist=True)) as store:
        if is_join_sure:
            _tell_joined(join_sure(store, actor=actor), is_json=is_json)
        elif joined is not None:
            kept_id, other_id = (store.snapshot().current_id(each) for each in joined)
            _tell_joined(join_rows(store, kept_id, [other_id], actor=actor), is_json=is_json)
        elif apart is not None:
            _tell_apart(say_not_same(store, *apart, actor=actor), is_json=is_json)
        else:
            _list(store, is_json=is_json)


def _list(store: Store, *, is_json: bool) -> None:
    snapshot = store.snapshot()
    if is_json:
        print_json(duplicates_as_json(snapshot))
        return
    for line in duplicates_lines(snapshot):
        click.echo(plain(line))


def _tell_joined(result: Joined, *, is_json: bool) -> None:
    if is_json:
        print_json(
            {"revision": result.revision, "joined": result.n_gone, "notes": list(result.notes)}
        )
        return
    for note in result.notes:
        click.echo(plain(note))
    if not result.n_gone:
        click.echo("Nothing was joined.")
        return
    rows = "1 row was" if result.n_gone == 1 else f"{result.n_gone:,} rows were"
    click.echo(
        f"{rows} joined into others, by revision {result.revision}. "
        f"To take it back: assetmap store undo {result.revision}"
    )


def _tell_apart(revision: int, *, is_json: bool) -> None:
    if is_json:
        print_json({"revision": revision})
    else:
        click.echo(f"Written down, by revision {revision}: the two are not the same.")
