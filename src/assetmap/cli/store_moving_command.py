"""`assetmap store copy`, `backup`, `restore` and `hash`: a place moves, and is compared."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

import assetmap
from assetmap.cli.options import (
    StoreType,
    json_option,
    plain,
    print_json,
    progress_bar,
    store_option,
)
from assetmap.model import Snapshot
from assetmap.release import ROLES, seen_by
from assetmap.store.archive_reading import read_archive
from assetmap.store.archive_writing import write_archive
from assetmap.store.content_hash import content_hash
from assetmap.store.copying import copy_place, restore_place
from assetmap.store.uncollected import uncollected

if TYPE_CHECKING:
    from assetmap.store.copying import Copied


@click.command("copy")
@click.argument("source", metavar="FROM", type=StoreType())
@click.argument("target", metavar="TO", type=StoreType())
@click.option(
    "--as-role",
    "role",
    type=click.Choice(ROLES),
    default="admin",
    show_default=True,
    help="Copy no more than this role may see.",
)
@json_option
def copy(source: str, target: str, role: str, is_json: bool) -> None:  # noqa: FBT001 - by name
    """Copy the place FROM into TO: each the path of a file or the address of a Neo4j server.

    The present rows are copied, not the history. TO must be new, or an earlier copy of the same
    place for the same role: if copying breaks off, run it again and it goes on; if FROM has changed
    since, TO is brought up to date, and what FROM no longer holds is forgotten there for good. In
    the end the counts and the hash of both are compared.

    Exit code: 0 if TO holds what it should, 2 if not.
    """
    with progress_bar() as tell:
        tell("Reading the place", 0, 0)
        snapshot = seen_by(_read(source), role)
        store = assetmap.open(target)
        try:
            copied = copy_place(snapshot, store, tell=tell)
        finally:
            store.close()
    if is_json:
        print_json({**_as_json(copied), "role": role})
        return
    seen = "" if role == "admin" else f", as a {role} sees it"
    click.echo(plain(f"{source} is copied to {target}{seen}. {_in_words(copied)}"))


@click.command("backup")
@click.argument("path", metavar="FILE", type=click.Path(path_type=Path))
@click.option("--force", "may_replace", is_flag=True, help="Replace FILE if it is there.")
@json_option
@store_option
def backup(path: Path, may_replace: bool, is_json: bool, store_address: str) -> None:  # noqa: FBT001
    """Write every present row of the place into one FILE, for you alone, and read it back.

    It holds everything, what is personal too, and the list of changes, but not what rows were
    before a change. It is not encrypted.
    """
    store = assetmap.open(store_address, must_exist=True)
    try:
        with progress_bar() as tell:
            archive = write_archive(store, path, may_replace=may_replace, tell=tell)
    finally:
        store.close()
    n_rows = len(archive.snapshot)
    if is_json:
        revision = archive.snapshot.revision
        print_json({"rows": n_rows, "revision": revision, "hash": archive.content_hash})
        return
    click.echo(
        plain(
            f"{n_rows:,} rows, as of revision {archive.snapshot.revision}, are in {path}, and were "
            f"read back whole. Their hash is {archive.content_hash}."
        )
    )


@click.command("restore")
@click.argument("path", metavar="FILE", type=click.Path(path_type=Path))
@click.argument("target", metavar="TO", type=StoreType())
@json_option
def restore(path: Path, target: str, is_json: bool) -> None:  # noqa: FBT001 - by name
    """Put the backup FILE into the place TO: a new file, or a Neo4j server that holds nothing.

    Nothing is written unless every bit of FILE is as it was. If it breaks off, run it again and it
    goes on. The history of TO begins with this.
    """
    with progress_bar() as tell:
        tell("Reading the backup", 0, 0)
        archive = read_archive(path)
        store = assetmap.open(target)
        try:
            copied = restore_place(archive, store, tell=tell)
        finally:
            store.close()
    if is_json:
        print_json(_as_json(copied))
        return
    click.echo(plain(f"{path}, made {archive.made_at}, is in {target}. {_in_words(copied)}"))


@click.command("hash")
@json_option
@store_option
def hash_of_place(is_json: bool, store_address: str) -> None:  # noqa: FBT001 - by name
    """Print the hash of the rows of the place: the same wherever the same rows are kept."""
    snapshot = _read(store_address)
    digest = content_hash(snapshot.rows)
    if is_json:
        counts = {name: n_rows for name, n_rows in snapshot.counts.items() if n_rows}
        print_json({"hash": digest, "revision": snapshot.revision, "counts": counts})
        return
    click.echo(digest)
    click.echo(f"{len(snapshot):,} rows, revision {snapshot.revision}.")
    for name, n_rows in snapshot.counts.items():
        if n_rows:
            click.echo(f"{name}: {n_rows:,}")


def _read(address: str) -> Snapshot:
    """Return what a store really holds, not what is kept beside it for speed."""
    store = assetmap.open(address, must_exist=True)
    try:
        with uncollected():
            found = store.read()
        return Snapshot(store.store_id, found.revision, found.rows)
    finally:
        store.close()


def _in_words(copied: Copied) -> str:
    before = copied.n_rows - copied.n_written
    there = f", {before:,} of them there before" if before else ""
    gone = f", {copied.n_forgotten:,} that had changed forgotten" if copied.n_forgotten else ""
    return (
        f"{copied.n_rows:,} rows{there}{gone}; revision {copied.revision}. "
        f"Both hold the same: counts are equal, and so is the hash {copied.content_hash}."
    )


def _as_json(copied: Copied) -> dict[str, object]:
    return {
        "rows": copied.n_rows,
        "written": copied.n_written,
        "forgotten": copied.n_forgotten,
        "revision": copied.revision,
        "hash": copied.content_hash,
    }
