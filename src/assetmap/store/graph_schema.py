"""The Cypher of `graph_schema/`: found by name, and made anew from the model.

`python -m assetmap.store.graph_schema` writes the folders made from the model, the
drawing in the README, and the data dictionary. Files in `queries` are written by hand.
"""

from __future__ import annotations

import difflib
from typing import TYPE_CHECKING

from assetmap.errors import QueryNotFoundError
from assetmap.model.dictionary import data_dictionary
from assetmap.resources import resource_folder
from assetmap.store.graph_drawing import with_drawing
from assetmap.store.graph_statements import GENERATED, generated

if TYPE_CHECKING:
    from pathlib import Path


def load_query(name: str) -> str:
    """Return the statement of `graph_schema/` called `name`; rules and indexes are left out.

    Parameters
    ----------
    name
        The file's name without its ending, such as `referral_counts`.

    Returns
    -------
    str
        The text of the file, its header of comments included.

    Raises
    ------
    QueryNotFoundError
        If no file is called that.
    """
    found = {
        path.stem: path
        for folder in ("queries", "create", "load", "read", "remove", "store")
        for path in (resource_folder("graph_schema") / folder).glob("*.cypher")
    }
    if name not in found:
        raise QueryNotFoundError(name, difflib.get_close_matches(name, sorted(found)))
    return found[name].read_text(encoding="utf-8")


def schema_statements() -> tuple[str, ...]:
    """Return the statements that make uniqueness rules and indexes, in the order to run them."""
    folder = resource_folder("graph_schema")
    return tuple(
        path.read_text(encoding="utf-8")
        for kind in ("constraints", "indexes")
        for path in sorted((folder / kind).glob("*.cypher"))
    )


def write_graph_schema(folder: Path) -> None:
    """Write every file made from the model into `folder`, and take out those no longer made.

    Parameters
    ----------
    folder
        The `graph_schema/` of a checkout; its README has the marks between which the model is
        drawn.
    """
    files = generated()
    for kind in GENERATED:
        (folder / kind).mkdir(parents=True, exist_ok=True)
        for path in (folder / kind).glob("*.cypher"):
            if f"{kind}/{path.name}" not in files:
                path.unlink()
    for name, text in files.items():
        (folder / name).write_text(text, encoding="utf-8", newline="\n")
    readme = folder / "README.md"
    readme.write_text(
        with_drawing(readme.read_text(encoding="utf-8")), encoding="utf-8", newline="\n"
    )


def main() -> None:
    """Write `graph_schema/` and `docs/data_dictionary.md` of this checkout."""
    folder = resource_folder("graph_schema")
    write_graph_schema(folder)
    dictionary = folder.parent / "docs" / "data_dictionary.md"
    dictionary.write_text(data_dictionary(), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
