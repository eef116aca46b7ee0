"""Trafford from public files that nobody here wrote, by the mappings beside this module."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from assetmap.ingest import load_files
from assetmap.store import open_store

if TYPE_CHECKING:
    from assetmap.ingest import Loading
    from assetmap.store import Store

MAPPINGS: Final = Path(__file__).parent / "mappings"
_MANCHESTER: Final = "geography/greater_manchester"


@dataclass(frozen=True, slots=True)
class Step:
    """One load: files below the folder of public data, and the mapping that reads them."""

    mapping: str
    files: tuple[str, ...]


STEPS: Final = (
    Step(
        "wards",
        (
            f"{_MANCHESTER}/boundaries/administrative_lookup.csv",
            f"{_MANCHESTER}/data/mid-year_2024_population_estimates_ward.csv",
        ),
    ),
    Step("surgeries", (f"{_MANCHESTER}/data/trafford_general_practices.csv",)),
    Step("practices", (f"{_MANCHESTER}/data/trafford_gp_patient_registrations.csv",)),
    Step("charities", ("charities/trafford_charities_no_contacts.csv",)),
    Step("food_banks", (f"{_MANCHESTER}/data/gm_food_banks.csv",)),
)
"""In the order in which rows can refer to each other."""


def load_trafford(store_path: Path, data_folder: Path) -> dict[str, Loading]:
    """Load Trafford into the store at `store_path`, made new if there is none.

    Parameters
    ----------
    store_path
        The file to load into.
    data_folder
        The folder of public data.

    Returns
    -------
    dict
        What became of each load, by the name of its mapping.
    """
    store = open_store(store_path)
    try:
        return load_steps(store, data_folder)
    finally:
        store.close()


def load_steps(store: Store, data_folder: Path) -> dict[str, Loading]:
    """Load Trafford into `store`, and return what became of each load, by mapping."""
    return {
        step.mapping: load_files(
            store,
            [data_folder / file for file in step.files],
            mapping=MAPPINGS / f"{step.mapping}.toml",
            actor="tests of real data",
        )
        for step in STEPS
    }
