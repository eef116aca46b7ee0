"""`assetmap store`: the history of a place, undo, forget; and the ways in which it moves."""

from __future__ import annotations

from pathlib import Path

import click

import assetmap
from assetmap.cli import store_moving_command
from assetmap.cli.options import json_option, plain, print_json, store_option
from assetmap.ingest.feeds.kept_pages import feeds_folder, forget_all_pages

_ACTOR = click.option("--actor", default="somebody at this machine", help="Who does it.")


@click.group("store")
def command() -> None:
    """Look at the history of the place, undo a change, forget a person; copy, back up, restore."""


command.add_command(store_moving_command.copy)
command.add_command(store_moving_command.backup)
command.add_command(store_moving_command.restore)
command.add_command(store_moving_command.hash_of_place)


@command.command("history")
@click.option("--limit", default=20, show_default=True, type=click.IntRange(1), help="How many.")
@json_option
@store_option
def history(limit: int, is_json: bool, store_address: str) -> None:  # noqa: FBT001 - by name
    """List the newest changes, newest first."""
    store = assetmap.open(store_address, must_exist=True)
    try:
        revisions = store.history(limit=limit)
    finally:
        store.close()
    if is_json:
        print_json([revision.as_json() for revision in revisions])
        return
    if not revisions:
        click.echo("Nothing has been put into this place yet.")
    for each in revisions:
        click.echo(
            plain(
                f"{each.number}: {each.made_at:%Y-%m-%d %H:%M} UTC, {each.actor}: {each.note} "
                f"({each.created:,} created, {each.updated:,} updated, {each.removed:,} removed)"
            )
        )


@command.command("undo")
@click.argument("revision", type=int)
@_ACTOR
@store_option
def undo(revision: int, actor: str, store_address: str) -> None:
    """Reverse the change REVISION by a new one; refused if later changes touched its rows."""
    store = assetmap.open(store_address, must_exist=True)
    try:
        made = store.undo(revision, actor=actor)
    finally:
        store.close()
    click.echo(f"Revision {revision} is undone by revision {made}.")


@command.command("forget")
@click.argument("ids", nargs=-1, required=True)
@_ACTOR
@store_option
def forget(ids: tuple[str, ...], actor: str, store_address: str) -> None:
    """Take the rows IDS out of the place and of all its history."""
    store = assetmap.open(store_address, must_exist=True)
    try:
        made = store.forget(ids, actor=actor)
    finally:
        store.close()
    if "://" not in store_address:
        forget_all_pages(feeds_folder(Path(store_address)))  # they may tell of whom was forgotten
    click.echo(
        f"Forgotten, by revision {made}: out of the place, its history and the file beside it. "
        "Copies, backups and exports made earlier still hold it; delete or replace those yourself "
        "(docs/moving.md)."
    )
