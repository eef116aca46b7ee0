"""`assetmap template`: an empty place to fill in."""

from __future__ import annotations

from pathlib import Path

import click

from assetmap.cli.options import plain
from assetmap.export import write_template


@click.command("template")
@click.argument("path", type=click.Path(path_type=Path))
def command(path: Path) -> None:
    """Write an empty workbook (PATH ends in .xlsx) or a folder of CSVs to fill in.

    What is there already is never overwritten.
    """
    write_template(path)
    click.echo(plain(f"{path} is ready to fill in. Then: assetmap check {path}"))
