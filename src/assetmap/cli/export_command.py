"""`assetmap export`: the place as files, for its owner."""

from __future__ import annotations

from pathlib import Path

import click

import assetmap
from assetmap.cli.options import plain, store_option
from assetmap.export import write_csv_folder, write_kumu, write_workbook


@click.command("export")
@click.argument("form", metavar="FORMAT", type=click.Choice(["csv", "xlsx", "kumu"]))
@click.argument("path", type=click.Path(path_type=Path))
@store_option
def command(form: str, path: Path, store_address: str) -> None:
    """Write everything in the place to PATH: a folder (FORMAT csv) or a workbook (xlsx).

    Both can be loaded again and give the same place. They hold everything, what is personal
    too: they are for the owner of the place. FORMAT kumu writes the parties and the ties between
    them as a map for Kumu, a workbook (.xlsx) or JSON (.json): people leave by name with their
    consent alone, and how organisations see each other is in it.
    """
    store = assetmap.open(store_address, must_exist=True)
    try:
        snapshot = store.snapshot()
    finally:
        store.close()
    if form == "kumu":
        n_elements, n_connections = write_kumu(snapshot, path)
        found = f"{n_elements:,} elements and {n_connections:,} connections are in {path}."
        click.echo(plain(found))
        return
    if form == "csv":
        write_csv_folder(snapshot, path)
    else:
        write_workbook(snapshot, path)
    click.echo(plain(f"{len(snapshot):,} rows are in {path}."))
