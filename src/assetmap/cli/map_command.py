"""`assetmap map`: what the columns of somebody's list may mean, to be edited and kept."""

from __future__ import annotations

from pathlib import Path

import click

from assetmap.cli.options import plain
from assetmap.errors import UnwritableFileError
from assetmap.ingest.proposal.map_file import map_file


@click.command("map")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--sheet", help="Which sheet of a workbook.")
@click.option(
    "--output",
    type=click.Path(path_type=Path),
    help="Write the mapping to this new file rather than to the screen.",
)
def command(file: Path, sheet: str | None, output: Path | None) -> None:
    """Propose a mapping for FILE from its headings and cells, with the reasons as comments.

    Read it, mend it, keep it; then: assetmap check FILE --mapping MAPPING. What is there already
    is never overwritten. Exit code: 0 if there is a proposal, 2 if nothing can be proposed.
    """
    proposed = map_file(file, sheet=sheet)
    click.echo(plain(proposed.summary), err=True)
    if output is None:
        click.echo(proposed.toml, nl=False)
        return
    _write_new(output, proposed.toml)
    click.echo(plain(f"Read and mend {output}. Then: assetmap check {file} --mapping {output}"))


def _write_new(path: Path, text: str) -> None:
    try:
        with path.open("x", encoding="utf-8", newline="\n") as file:
            file.write(text)
    except FileExistsError as error:
        raise UnwritableFileError(str(path), "it is there already, and is kept") from error
    except OSError as error:
        raise UnwritableFileError(str(path), f"{error.strerror}") from error
    except ValueError as error:
        raise UnwritableFileError(str(path), f"{error}") from error
