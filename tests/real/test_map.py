"""A mapping is proposed for every list that somebody else made, or one line says why not."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest

from assetmap.errors import NoProposalError
from assetmap.ingest.files import read_files
from assetmap.ingest.gathered import Gathered
from assetmap.ingest.mapping.sheets import map_sheets, read_mapping
from assetmap.ingest.proposal.proposed import propose_mapping
from assetmap.ingest.reading import read_rows
from assetmap.ingest.sheet import Sheet
from assetmap.model import Snapshot

if TYPE_CHECKING:
    from pathlib import Path

    from assetmap.ingest.reading import Reading

pytestmark = pytest.mark.real

OUTPOST = "standards/outpost_directory_import"
AREAS = "geography/greater_manchester/boundaries"
COUNTY = "geography/greater_manchester/data"
BEDFORDSHIRE = "geography/bedfordshire"

PROPOSED = {
    f"{AREAS}/administrative_lookup.csv": ({"Area"}, 215, 215),
    f"{AREAS}/lsoa_to_ward_best-fit_lookup.csv": ({"Area"}, 1702, 1702),
    f"{AREAS}/statistical_lookup.csv": ({"Area"}, 8966, 8966),
    f"{AREAS}/trafford_postcodes.csv": ({"Postcode"}, 11264, 11264),
    f"{COUNTY}/2021_car_van_availability_lsoa_trafford.csv": ({"Area", "Indicator"}, 556, 556),
    f"{COUNTY}/2021_general_health_lsoa_trafford.csv": ({"Area", "Indicator"}, 695, 695),
    f"{COUNTY}/gm_food_banks.csv": ({"Area", "Activity", "Location", "Session"}, 171, 168),
    f"{COUNTY}/gm_green_flags.csv": ({"Area", "Organisation", "Asset", "Location"}, 59, 59),
    f"{COUNTY}/gm_jobcentreplus.csv": ({"Area", "Organisation", "Location"}, 26, 26),
    f"{COUNTY}/gm_pharmacies.csv": ({"Area", "Organisation", "Location"}, 631, 631),
    # The areas of these have no names in the file, so they must be in the map first.
    f"{COUNTY}/imd2025_lsoa21.csv": ({"Indicator"}, 1702, 0),
    f"{BEDFORDSHIRE}/modelled_loneliness_2020_lsoa21.csv": ({"Indicator"}, 417, 0),
    f"{COUNTY}/mid-year_2024_population_estimates_ward.csv": ({"Area", "Indicator"}, 63, 63),
    f"{COUNTY}/sports_facilities.csv": ({"Area", "Asset", "Location"}, 314, 314),
    f"{COUNTY}/trafford_allotments.csv": ({"Asset", "Location"}, 35, 35),
    f"{COUNTY}/trafford_bus_stops.csv": ({"Area", "Location"}, 1025, 1025),
    f"{COUNTY}/trafford_care_homes.csv": ({"Organisation", "Location"}, 56, 56),
    f"{COUNTY}/trafford_childrens_centres.csv": ({"Asset", "Location"}, 2, 2),
    f"{COUNTY}/trafford_general_practices.csv": ({"Organisation", "Location"}, 26, 26),
    f"{COUNTY}/trafford_gp_patient_registrations.csv": (
        *({"Area", "Organisation", "Location"}, 26, 26),
    ),
    f"{COUNTY}/trafford_metrolink_stops.csv": ({"Area", "Location"}, 18, 18),
    f"{COUNTY}/trafford_schools_and_colleges.csv": ({"Organisation", "Location"}, 103, 103),
    f"{BEDFORDSHIRE}/gp_practices_epraccur_2015.csv": ({"Organisation", "Location"}, 139, 139),
    f"{BEDFORDSHIRE}/postcodes_codepoint_open_2014.csv": ({"Postcode"}, 13791, 13791),
    "charities/charity-company-numbers.csv": ({"Organisation"}, 4399, 4399),
    # A postcode with a letter O for a nought, and two web addresses that are none.
    "charities/trafford_charities_no_contacts.csv": ({"Organisation", "Location"}, 736, 733),
    # Rows below the first of a service hold more of the same: they have no name of their own.
    f"{OUTPOST}/lib/tasks/data_import/services/services--with-sample-data.csv": (
        *({"Organisation", "Activity", "Location", "Session"}, 3, 3),
    ),
    f"{OUTPOST}/lib/tasks/data_import/services/services.csv": (
        *({"Organisation", "Activity", "Location", "Session"}, 0, 0),
    ),
}
"""What a row becomes, rows read, rows accepted into an empty map."""

NOT_PROPOSED = {
    f"{COUNTY}/lsoa21_centroids.csv": "nothing tells what a row is",
    "charities/cio_company_numbers.csv": "nothing tells what a row is",
    "charities/rsp-charity-number.csv": "nothing tells what a row is",
    "charities/ccew-fields.csv": "nothing tells what a row is",
    "charities/classification/icnpo.csv": "nothing tells what a row is",
    f"{OUTPOST}/spec/fixtures/data_import/custom_fields_valid.csv": "nothing tells what a row is",
    "geography/postcodes_io_test_seed/LargeUser.csv": "its first line seems to hold cells",
    "geography/postcodes_io_test_seed/places/HY20.csv": "its first line seems to hold cells",
}
"""No name, no number of an area, or no headings."""


def _sheet(path: Path) -> Sheet:
    (sheet,) = read_files([path])
    assert isinstance(sheet, Sheet)
    return sheet


def _used(sheet: Sheet, folder: Path) -> tuple[set[str], Reading]:
    proposed = folder / "proposed.toml"
    proposed.write_text(propose_mapping(sheet).as_toml(), encoding="utf-8")
    mapping = read_mapping(proposed)
    drafts, _ = map_sheets(mapping, [sheet])
    reading = read_rows(Gathered(tuple(drafts)), Snapshot(), today=dt.date(2026, 11, 23))
    return {block.table for block in mapping.blocks}, reading


@pytest.mark.parametrize("name", PROPOSED)
def test_a_list_of_somebody_else_gets_a_mapping_that_works(
    real_data: Path, tmp_path: Path, name: str
) -> None:
    tables, reading = _used(_sheet(real_data / name), tmp_path)
    assert (tables, reading.n_read, reading.n_accepted) == PROPOSED[name]


@pytest.mark.parametrize("name", NOT_PROPOSED)
def test_where_nothing_tells_what_a_row_is_it_is_said(real_data: Path, name: str) -> None:
    with pytest.raises(NoProposalError, match=NOT_PROPOSED[name]):
        propose_mapping(_sheet(real_data / name))


def test_every_csv_of_the_folders_gets_a_mapping_or_a_sentence(
    real_data: Path, tmp_path: Path
) -> None:
    folders = [real_data / each for each in ("geography", "charities", OUTPOST)]
    paths = [path for folder in folders for path in sorted(folder.rglob("*.csv"))]
    assert len(paths) > 50
    met, longest = set(), 0
    for path in paths:
        if path.relative_to(real_data).as_posix() in PROPOSED or path.stat().st_size > 800_000:
            continue
        sheet = _sheet(path)
        proposed = tmp_path / "proposed.toml"
        try:
            proposed.write_text(propose_mapping(sheet).as_toml(), encoding="utf-8")
            assert map_sheets(read_mapping(proposed), [sheet])[0]
            met.add("proposed")
        except NoProposalError as error:
            met.add("not proposed")
            longest = max(longest, len(str(error)))
    assert longest < 500
    assert met == {"proposed", "not proposed"}


def test_one_point_for_a_thousand_bus_stops_is_seen(real_data: Path) -> None:
    toml = propose_mapping(_sheet(real_data / f"{COUNTY}/trafford_bus_stops.csv")).as_toml()
    assert "left out, for all rows have the same point" in toml.replace("\n# ", " ")
