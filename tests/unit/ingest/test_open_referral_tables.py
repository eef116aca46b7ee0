"""Sheets called like tables of HSDS: recognised, read together, and every row accounted for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pytest
from tests.unit.ingest.open_referral_place import CHOIR, load_all, rows_of, write_json

from assetmap.errors import UnreadableFileError
from assetmap.ingest import check_files
from assetmap.model import TABLES

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from assetmap.ingest import Loading

SERVICES: Final = "id,organization_id,name,status\nsvc-1,org-1,Choir,active\n"
ORGANIZATIONS: Final = "id,name,description\norg-1,Voices,Sings.\n"

LOCATION: Final = {
    "id": "loc-1",
    "name": "Hall",
    "town": "Sale",
    "postcode": "M33 7ZF",
    "latitude": "53.4",
    "longitude": "-2.3",
    "location_type": "physical",
    "transportation": "Bus 1",
}

CHOIR_SHEETS: Final = {
    "organizations": (
        "id,name,description,alternate_name,website,email,legal_status\n"
        "org-1,Sale Voices,A singing charity.,SV,www.salevoices.example,"
        "hello@salevoices.example,Charity\n"
    ),
    "organization_identifiers": (
        "id,organization_id,identifier_scheme,identifier_type,identifier\n"
        "num-1,org-1,GB-CHC,Charity number,1068839\n"
        "num-2,org-1,,Company number,01234567\n"
        "num-3,org-1,null,Lottery ref,L5\n"
    ),
    "phones": (
        "id,organization_id,number,extension,type\n"
        "tel-1,org-1,0161 111 1111,,fax\n"
        'tel-2,org-1,"""0161 222 2222""",7,voice\n'
    ),
    "services": (
        "id,organization_id,program_id,name,description,url,email,status,application_process,"
        "fees_description,eligibility_description,minimum_age,maximum_age,wait_time,assured_date\n"
        "svc-1,org-1,prg-1,Community choir,Singing for all.,https://salevoices.example/choir,"
        "choir@salevoices.example,temporarily closed,Just come.,First time free.,Adults.,18,99,"
        "2-3 weeks,2026-03-01\n"
    ),
    "programs": "id,organization_id,name,description\nprg-1,org-1,Sing for Health,A programme.\n",
    "languages": "id,service_id,name,code\nlan-1,svc-1,English,en\nlan-2,svc-1,,pl\n",
    "cost_options": (
        "id,service_id,option,amount,currency\ncst-1,svc-1,Term,25,gbp\ncst-2,svc-1,Carers,0,\n"
    ),
    "contacts": ("id,service_id,name,email\ncon-1,svc-1,Ann Persona,ann@salevoices.example\n"),
    "service_areas": (
        "id,service_id,name,uri\nare-1,svc-1,Trafford,https://example.com/E08000009\n"
    ),
    "locations": (
        "id,location_type,name,latitude,longitude,external_identifier,external_identifier_type\n"
        "loc-1,physical,Waterside Hall,53.4246,-2.3220,10012345678,UK UPRN\n"
        "loc-2,physical,The Chapel,,,,\n"
    ),
    "addresses": (
        "id,location_id,address_1,address_2,city,state_province,postal_code,country,address_type\n"
        "adr-0,loc-1,PO Box 9,,Sale,Greater Manchester,M33 9AA,GB,postal\n"
        "adr-1,loc-1,1 Waterside Plaza,Second floor,Sale,Greater Manchester,m337zf,GB,physical\n"
    ),
    "accessibility": "id,location_id,description,details\nacc-1,loc-1,Lift.,Hearing loop.\n",
    "service_at_location": ("id,service_id,location_id\nsal-1,svc-1,loc-1\nsal-2,svc-1,loc-2\n"),
    "schedules": (
        "id,service_at_location_id,freq,byday,bymonthday,interval,dtstart,valid_from,valid_to,"
        "opens_at,closes_at\n"
        'sch-1,sal-1,WEEKLY,"TU,TH",,2,2026-01-06,,,14:00Z,15:30Z\n'
        "sch-2,sal-1,MONTHLY,,15,,,2026-02-01,2026-06-30,22:00:00,01:00:00\n"
    ),
    "attributes": (
        "id,link_id,link_entity,link_type,taxonomy_term_id\n"
        "att-1,svc-1,service,,trm-1\n"
        "att-2,svc-1,service,Service eligibility,trm-2\n"
    ),
    "taxonomy_terms": (
        "id,name,description,taxonomy\n"
        "trm-1,Company,Being with others.,What matters\n"
        "trm-2,Carers,People who care.,\n"
    ),
}
"""The choir of `open_referral_place`, written out by hand as tables."""


def _folder(path: Path, sheets: Mapping[str, str]) -> Path:
    path.mkdir()
    for name, text in sheets.items():
        (path / f"{name}.csv").write_text(text, encoding="utf-8")
    return path


def _check(path: Path, **sheets: str) -> Loading:
    return check_files([_folder(path / "sheets", sheets)])


def _faults(loading: Loading) -> dict[tuple[str, int], str]:
    cells = (loading.faults[name].tolist() for name in ("sheet", "line", "reason"))
    return {(sheet, line): reason for sheet, line, reason in zip(*cells, strict=True)}


def test_tables_give_the_same_place_as_json(tmp_path: Path) -> None:
    folder = _folder(tmp_path / "sheets", CHOIR_SHEETS)
    (loading,), snapshot = load_all(tmp_path, folder)
    (tmp_path / "json").mkdir()
    path = write_json(tmp_path / "json" / "choir.json", CHOIR)
    _, other = load_all(tmp_path / "json", path)
    for table in TABLES:
        assert rows_of(snapshot, table) == rows_of(other, table), table
    assert len(rows_of(snapshot, "Session")) == 3
    n_rows = sum(text.count("\n") - 1 for text in CHOIR_SHEETS.values())
    assert (loading.read, loading.rejected) == (n_rows, 1)
    assert _faults(loading)["contacts", 2].startswith("It is about a person")


def test_every_row_of_every_table_is_accepted_or_rejected(tmp_path: Path) -> None:
    loading = _check(
        tmp_path,
        organizations=f"{ORGANIZATIONS},No id,Text\norg-1,Voices,Sings.\norg-1,Other,Sings.\n",
        services=f"{SERVICES}svc-2,nobody,Lost,active\nsvc-3,org-1,Odd,never\n",
        phones=(
            "id,service_id,number\n"
            "p1,svc-1,0161 1\np2,svc-3,0161 2\np3,svc-9,0161 3\np4,,0161 4\np5,svc-1,\n"
        ),
        schedules="id,service_at_location_id,byday,freq\ns1,sal-9,MO,WEEKLY\n",
        metadata="id,resource_id,field_name,updated_by\nm1,svc-1,name,Ann\n",
        meta_table_descriptions="id,name,language\nd1,services,en\n",
        taxonomies="id,name,description\nx1,Arts,All\n",
        programs="id,organization_id,name,description\ng1,org-1,Unused,Text\n",
        attributes=(
            "id,link_id,link_entity,taxonomy_term_id\n"
            "a1,org-1,organization,t1\na2,svc-1,service,t1\na3,svc-1,service,t9\n"
        ),
        taxonomy_terms="id,name,description\nt1,Music,All of it.\n",
    )
    assert (loading.read, loading.accepted, loading.rejected) == (21, 6, 15)
    faults = _faults(loading)
    assert {sheet: [line for name, line in faults if name == sheet] for sheet, _ in faults} == {
        "organizations": [3, 5],
        "services": [3, 4],
        "phones": [3, 4, 5, 6],
        "schedules": [2],
        "metadata": [2],
        "meta_table_descriptions": [2],
        "taxonomies": [2],
        "programs": [2],
        "attributes": [2, 4],
    }
    assert faults["organizations", 5] == (
        "The same id stands in line 2 of organizations with another 'name'; that one is kept."
    )
    assert faults["phones", 3] == "It is part of line 4 of services, which was rejected."
    assert faults["phones", 4] == (
        "It belongs to service 'svc-9', which is not in these files. Load them together."
    )
    assert faults["phones", 5].startswith("It names no location or service or organization")
    assert faults["phones", 6] == "It holds nothing that the map has a column for."
    assert faults["attributes", 4].startswith("No Need 't9' is in the map")


@pytest.mark.parametrize("name", ["organizations", "organization", "Organizations"])
def test_a_sheet_may_be_called_in_the_singular_or_in_capitals(tmp_path: Path, name: str) -> None:
    loading = _check(tmp_path, **{name: ORGANIZATIONS, "Service": SERVICES})
    assert (loading.read, loading.accepted, loading.created) == (2, 2, 2)


def test_a_sheet_of_such_a_name_with_other_columns_is_not_read(tmp_path: Path) -> None:
    contacts = "id,first name,surname,role,notes\n1,Ann,Persona,Chair,None\n"
    loading = _check(tmp_path, services=SERVICES, organizations=ORGANIZATIONS, contacts=contacts)
    assert loading.read == 2
    assert any("'contacts' was not read" in note for note in loading.notes)
    (tmp_path / "alone").mkdir()
    with pytest.raises(UnreadableFileError, match="no sheet has the name and columns"):
        _check(tmp_path / "alone", contacts=contacts)


@pytest.mark.parametrize(
    ("name", "heading", "is_ours"),
    [
        ("Location", "id,name,town,postcode", True),
        ("location", "id,name,town,postcode", True),
        ("location", "id,name,latitude,longitude", True),
        ("Location", "id,name,location_type,latitude,longitude", True),
        ("location", "id,name,location_type,town,postcode", True),
        ("location", "id,name,location_type,latitude,longitude", False),
        ("LOCATION", "id,location_type,transportation", False),
        ("locations", "id,name,location_type", False),
    ],
)
def test_our_own_sheet_of_locations_is_told_from_theirs(
    tmp_path: Path, name: str, heading: str, *, is_ours: bool
) -> None:
    cells = ",".join(LOCATION[column] for column in heading.split(","))
    loading = _check(tmp_path, **{name: f"{heading}\n{cells}\n"})
    assert (loading.read, loading.accepted) == (1, 1)
    # Of our own sheets a column that we do not know is noted by its name.
    is_noted = any("'location_type' was not read" in note for note in loading.notes)
    assert is_noted == (is_ours and "location_type" in heading)


def test_a_json_document_of_tables_counts_each_row(tmp_path: Path) -> None:
    value = {
        "organizations.csv": [{"id": "org-1", "name": "Voices", "description": "Sings."}],
        "services": [{"id": "svc-1", "organization_id": "org-1", "name": "Choir", "phones": []}, 7],
        "version": "3.0",
    }
    loading = check_files([write_json(tmp_path / "package.json", value)])
    assert (loading.read, loading.accepted, loading.created) == (3, 2, 2)
    assert _faults(loading) == {("services", 2): "It is a number where an object is expected."}
    assert loading.notes[0].startswith("package.json: 'version' was not read")


def test_two_activities_may_share_what_is_told_once(tmp_path: Path) -> None:
    loading = _check(
        tmp_path,
        organizations=ORGANIZATIONS,
        services=f"{SERVICES}svc-2,org-1,Band,active\n",
        locations="id,location_type,name\nloc-1,physical,Hall\n",
        service_at_locations=("id,service_id,location_id\nsal-1,svc-1,loc-1\nsal-2,svc-2,loc-1\n"),
        phones="id,service_id,organization_id,location_id,number\np1,svc-1,org-1,loc-1,0161 1\n",
    )
    assert (loading.read, loading.accepted) == (7, 7)
    assert (loading.created, loading.unchanged) == (6, 0)
