"""`assetmap export`: the place as files, for its owner; or what is public in it, for everybody."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING, Final
from zoneinfo import ZoneInfo

import click

import assetmap
from assetmap.cli.options import plain, store_option
from assetmap.export import write_csv_folder, write_kumu, write_workbook
from assetmap.release import ROLES, seen_by

if TYPE_CHECKING:
    from assetmap.model import Snapshot

_FOR_WHOM: Final = "partner"  # a gap sheet is handed round a table
_ZONE: Final = ZoneInfo("Europe/London")
_PUBLIC: Final = ("open-referral", "geojson", "public-csv")
_SHEET: Final = "gap-sheet"
_FORMS: Final = ("csv", "xlsx", "kumu", *_PUBLIC, _SHEET)


@click.command("export")
@click.argument("form", metavar="FORMAT", type=click.Choice(_FORMS))
@click.argument("path", type=click.Path(path_type=Path))
@click.option("--area", help="Of gap-sheet: of which area, by its code or its name.")
@click.option(
    "--as-role",
    "role",
    type=click.Choice(ROLES),
    default=_FOR_WHOM,
    show_default=True,
    help="Of gap-sheet: for whose eyes it is.",
)
@store_option
def command(form: str, path: Path, area: str | None, role: str, store_address: str) -> None:
    """Write everything in the place to PATH: a folder (FORMAT csv) or a workbook (xlsx).

    Both can be loaded again and give the same place. They hold everything, what is personal
    too: they are for the owner of the place. FORMAT kumu writes the parties and the ties between
    them as a map for Kumu, a workbook (.xlsx) or JSON (.json): people leave by name with their
    consent alone, and how organisations see each other is in it.

    For everybody, with nothing but what is public: FORMAT open-referral (one document of Open
    Referral UK 3.0), geojson (locations and areas), public-csv (a folder, a file a table).

    FORMAT gap-sheet writes what is strong and what is missing in one --area, and who could help,
    on one page: PDF (.pdf) or Word (.docx).
    """
    if (form == _SHEET) != (area is not None):
        msg = "The gap sheet, and no other format, is of one --area; give its code or its name."
        raise click.UsageError(msg)
    store = assetmap.open(store_address, must_exist=True)
    try:
        snapshot = store.snapshot()
    finally:
        store.close()
    if area is not None:
        said = _write_sheet(snapshot, path, area, role)
    else:
        said = _write_public(form, snapshot, path) or _write(form, snapshot, path)
    click.echo(plain(said))


def _write(form: str, snapshot: Snapshot, path: Path) -> str:
    if form == "kumu":
        n_elements, n_connections = write_kumu(snapshot, path)
        return f"{n_elements:,} elements and {n_connections:,} connections are in {path}."
    if form == "csv":
        write_csv_folder(snapshot, path)
    else:
        write_workbook(snapshot, path)
    return f"{len(snapshot):,} rows are in {path}."


def _write_sheet(snapshot: Snapshot, path: Path, area: str, role: str) -> str:
    from assetmap.export.one_page_file import write_one_page  # noqa: PLC0415 - seldom wanted
    from assetmap.views.gaps.sheet import gap_sheet  # noqa: PLC0415

    page = gap_sheet(seen_by(snapshot, role), area)
    write_one_page(page, path)
    return f"{page.title}: one page is in {path}."


def _write_public(form: str, snapshot: Snapshot, path: Path) -> str:
    """Write what is public in a form for that, and say what; "" if the form is another."""
    if form not in _PUBLIC:
        return ""
    from assetmap.export.open_referral import write_open_referral  # noqa: PLC0415 - seldom wanted
    from assetmap.export.public_files import write_geojson, write_public_csv  # noqa: PLC0415
    from assetmap.release.public_place import public_place  # noqa: PLC0415

    place, today = public_place(snapshot), dt.datetime.now(tz=_ZONE).date()
    if form == "open-referral":
        n_services = write_open_referral(place, path, day=today)
        return f"{n_services:,} services are in {path}."
    if form == "geojson":
        return f"{write_geojson(place, path, day=today):,} features are in {path}."
    return f"{len(write_public_csv(place, path)):,} files are in {path}."
