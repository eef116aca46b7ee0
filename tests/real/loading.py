"""A real place loaded step by step, each step files and the mapping that reads them."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from assetmap.ingest import load_files
from assetmap.store import open_store

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assetmap.ingest import Loading
    from assetmap.store import Store

MAPPINGS: Final = Path(__file__).parent / "mappings"


@dataclass(frozen=True, slots=True)
class Step:
    """One load.

    Attributes
    ----------
    name
        Of the step; of its mapping too, if it has one of its own.
    files
        Below the folder of public data.
    about
        What it is, in words.
    is_own
        Whether it has a mapping in `mappings`; others are known by their form.
    """

    name: str
    files: tuple[str, ...]
    about: str
    is_own: bool = True

    @property
    def mapping(self) -> Path | None:
        """Return the mapping of its own, if it has one."""
        return MAPPINGS / f"{self.name}.toml" if self.is_own else None


def load_place(store_path: Path, data_folder: Path, steps: Sequence[Step]) -> dict[str, Loading]:
    """Load a place into the store at `store_path`, made new if there is none.

    Parameters
    ----------
    store_path
        The file to load into.
    data_folder
        The folder of public data.
    steps
        What is loaded, in the order in which rows can refer to each other.

    Returns
    -------
    dict
        What became of each load, by the name of its step.
    """
    store = open_store(store_path)
    try:
        return load_steps(store, data_folder, steps)
    finally:
        store.close()


def load_steps(store: Store, data_folder: Path, steps: Sequence[Step]) -> dict[str, Loading]:
    """Load a place into `store`, and return what became of each load, by step."""
    return {
        step.name: load_files(
            store,
            [data_folder / file for file in step.files],
            mapping=step.mapping,
            actor="tests of real data",
        )
        for step in steps
    }
