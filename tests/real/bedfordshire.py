"""Bedfordshire (Luton, Bedford, Central Bedfordshire), nearly without mappings of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from tests.real.loading import Step, load_place

if TYPE_CHECKING:
    from pathlib import Path

    from assetmap.ingest import Loading

_DATA: Final = "geography/bedfordshire"

STEPS: Final = (
    Step(
        "bedfordshire_areas",
        (f"{_DATA}/lookup_lsoa21_ward24_ltla24_icb24.csv",),
        "Small areas (LSOA), districts and care board",
    ),
    Step(
        "outlines",
        (
            f"{_DATA}/ltla24_boundaries.geojson",
            f"{_DATA}/wards22_boundaries.geojson",
            f"{_DATA}/lsoa21_boundaries.geojson",
        ),
        "Outlines of districts, wards and small areas",
        is_own=False,
    ),
    Step(
        "former_areas",
        (f"{_DATA}/lookup_lsoa11_lsoa21.csv",),
        "What became of the small areas of 2011",
        is_own=False,
    ),
    Step(
        "middles",
        (f"{_DATA}/lsoa21_centroids.csv",),
        "Plain middle points of small areas",
        is_own=False,
    ),
    Step("postcodes", (f"{_DATA}/postcodes_codepoint_open_2014.csv",), "Postcodes", is_own=False),
    Step(
        "population",
        (f"{_DATA}/population_mid2020_single_year_of_age_lsoa11.csv",),
        "People by age in the small areas of 2011, mid-2020",
        is_own=False,
    ),
    Step("deprivation", (f"{_DATA}/imd2025_lsoa21.csv",), "Deprivation, 2025", is_own=False),
    Step(
        "deprivation_parts",
        (f"{_DATA}/imd2025_lsoa21_subdomains.csv",),
        "Deprivation, 2025: its parts",
        is_own=False,
    ),
    Step(
        "deprivation_2019",
        (f"{_DATA}/imd2019_lsoa11.csv",),
        "Deprivation of the small areas of 2011, 2019",
        is_own=False,
    ),
    Step(
        "disability",
        (f"{_DATA}/census2021_disability_lsoa21.csv",),
        "Disability, census 2021",
        is_own=False,
    ),
    Step(
        "households",
        (f"{_DATA}/census2021_household_deprivation_lsoa21.csv",),
        "Deprivation of households, census 2021",
        is_own=False,
    ),
    Step(
        "loneliness",
        (f"{_DATA}/modelled_loneliness_2020_lsoa21.csv",),
        "Loneliness, modelled, 2020",
        is_own=False,
    ),
    Step(
        "bedfordshire_practices",
        (f"{_DATA}/gp_practices_epraccur_2015.csv",),
        "Practices and clinics that prescribe, 2015",
    ),
)
"""In the order in which rows can refer to each other."""


def load_bedfordshire(store_path: Path, data_folder: Path) -> dict[str, Loading]:
    """Load Bedfordshire into the store at `store_path`, made new if there is none.

    Parameters
    ----------
    store_path
        The file to load into.
    data_folder
        The folder of public data.

    Returns
    -------
    dict
        What became of each load, by the name of its step.
    """
    return load_place(store_path, data_folder, STEPS)
