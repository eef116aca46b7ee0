"""Trafford from public files that nobody here wrote, by the mappings beside this module."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from tests.real.loading import MAPPINGS, Step, load_place

if TYPE_CHECKING:
    from pathlib import Path

    from assetmap.ingest import Loading

__all__ = ["MAPPINGS", "STEPS", "load_trafford"]

_COUNTY: Final = "geography/greater_manchester"
_DATA: Final = f"{_COUNTY}/data"

STEPS: Final = (
    Step(
        "wards",
        (
            f"{_COUNTY}/boundaries/administrative_lookup.csv",
            f"{_DATA}/mid-year_2024_population_estimates_ward.csv",
        ),
        "Wards and districts of Greater Manchester; people in Trafford's wards",
    ),
    Step("small_areas", (f"{_DATA}/lookup_lsoa21_ward24_ltla24.csv",), "Small areas (LSOA)"),
    Step(
        "outlines",
        (
            f"{_COUNTY}/boundaries/gm_local_authority_generalised.geojson",
            f"{_COUNTY}/boundaries/trafford_lsoa_generalised.geojson",
        ),
        "Outlines of districts and small areas",
        is_own=False,
    ),
    Step(
        "ward_outlines",
        (f"{_COUNTY}/boundaries/gm_ward_super_generalised.geojson",),
        "Outlines of wards",
    ),
    Step("postcodes", (f"{_COUNTY}/boundaries/trafford_postcodes.csv",), "Postcodes", is_own=False),
    Step(
        "population",
        (f"{_DATA}/mid-year_2024_population_estimates_lsoa.csv",),
        "People by age in small areas, mid-2024",
        is_own=False,
    ),
    Step(
        "deprivation",
        (f"{_DATA}/imd2025_lsoa21.csv",),
        "Deprivation of small areas, 2025, of the whole county",
        is_own=False,
    ),
    Step(
        "health",
        (f"{_DATA}/2021_general_health_lsoa_trafford.csv",),
        "Health in small areas, census 2021",
        is_own=False,
    ),
    Step(
        "cars",
        (f"{_DATA}/2021_car_van_availability_lsoa_trafford.csv",),
        "Cars of households in small areas, census 2021",
        is_own=False,
    ),
    Step("surgeries", (f"{_DATA}/trafford_general_practices.csv",), "Surgeries"),
    Step(
        "practices",
        (f"{_DATA}/trafford_gp_patient_registrations.csv",),
        "General practices and their lists",
    ),
    Step("charities", ("charities/trafford_charities_no_contacts.csv",), "Charities"),
    Step("food_banks", (f"{_DATA}/gm_food_banks.csv",), "Food banks of the whole county"),
    Step("pharmacies", (f"{_DATA}/gm_pharmacies.csv",), "Pharmacies"),
    Step("sports", (f"{_DATA}/sports_facilities.csv",), "Sports sites"),
    Step("childrens_centres", (f"{_DATA}/trafford_childrens_centres.csv",), "Children's centres"),
    Step("allotments", (f"{_DATA}/trafford_allotments.csv",), "Allotments"),
    Step("worship", (f"{_DATA}/trafford_places_of_worship.geojson",), "Places of worship"),
    Step("bus_stops", (f"{_DATA}/trafford_bus_stops.csv",), "Bus stops"),
    Step(
        "stops",
        (f"{_DATA}/trafford_metrolink_stops.csv", f"{_DATA}/trafford_train_stops.csv"),
        "Tram and train stops",
    ),
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
        What became of each load, by the name of its step.
    """
    return load_place(store_path, data_folder, STEPS)
