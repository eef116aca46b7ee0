from __future__ import annotations

import csv
import importlib
import re
import uuid
from itertools import pairwise
from typing import TYPE_CHECKING

import pandas as pd
import pytest

from assetmap.export.csv_folder import write_csv_folder
from assetmap.ingest.load import check_files
from assetmap.model import (
    KEPT_BY_ASSETMAP,
    TABLES,
    VOCABULARIES,
    Snapshot,
    columns_of,
    references_of,
    schema,
    terms_with,
)

if TYPE_CHECKING:
    from pathlib import Path

    Tables = dict[str, pd.DataFrame]

FIRST_DAY, LAST_DAY = pd.Timestamp("2025-01-01"), pd.Timestamp("2026-06-30")


@pytest.mark.parametrize("table", TABLES)
def test_sample_file_has_the_models_columns_and_form(table: str, sample: Path) -> None:
    content = (sample / f"{table}.csv").read_bytes()
    assert b"\r" not in content
    assert not content.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(content.decode().splitlines()))
    assert rows[0] == [each.name for each in columns_of(table)]
    ids = [row[0] for row in rows[1:]]
    assert ids == sorted(ids)
    assert not [cell for row in rows for cell in row if cell.startswith(tuple("=+-@\t"))]


def test_sample_folder_holds_no_other_csv_and_stays_small(sample: Path) -> None:
    files = list(sample.glob("*.csv"))
    assert {path.stem for path in files} == set(TABLES)
    assert sum(path.stat().st_size for path in files) < 6_000_000


EMPTY = (*KEPT_BY_ASSETMAP, "FormerArea")
"""Tables without rows in the sample: nothing was joined or kept, and no area was drawn anew."""


@pytest.mark.parametrize("table", EMPTY)
def test_sample_has_nothing_that_was_joined_kept_or_drawn_anew(table: str, tables: Tables) -> None:
    assert tables[table].empty


@pytest.mark.parametrize("table", [name for name in TABLES if name not in EMPTY])
def test_sample_rows_pass_the_checks_of_the_model(table: str, tables: Tables) -> None:
    schema(TABLES[table]).validate(tables[table], lazy=True)
    assert not tables[table].empty
    assert set(tables[table]["provenance"]) == {"invented"}
    assert tables[table]["recorded_on"].notna().all()
    assert tables[table]["recorded_on"].max() <= LAST_DAY


@pytest.mark.parametrize("table", TABLES)
def test_sample_references_find_their_rows(table: str, tables: Tables) -> None:
    for each in references_of(table):
        known = {row_id for name in each.to for row_id in tables[name]["id"]}
        assert set(tables[table][each.name].dropna()) <= known, each.name


@pytest.mark.parametrize("table", TABLES)
def test_sample_choices_are_on_their_lists(table: str, tables: Tables) -> None:
    for each in columns_of(table):
        if each.vocabulary is not None and each.kind == "choice":
            terms = terms_with(each.vocabulary, tables["Vocabulary"])
            assert set(tables[table][each.name].dropna()) <= {term.value for term in terms}


def test_sample_ids_are_uuids_and_never_shared(tables: Tables) -> None:
    ids = [row_id for rows in tables.values() for row_id in rows["id"]]
    assert len(ids) == len(set(ids))
    for name, rows in tables.items():
        if name == "Area":
            assert all(re.fullmatch(r"E9[5-9]\d{6}", code) for code in rows["id"])
        elif name == "Postcode":
            assert all(re.fullmatch(r"QX[123] \d[A-Z]{2}", code) for code in rows["id"])
        else:
            assert all(str(uuid.UUID(row_id)) == row_id for row_id in rows["id"])


def test_sample_has_the_counts_that_the_issue_asks_for(tables: Tables) -> None:
    organisations = tables["Organisation"]
    assert len(organisations) >= 48
    assert set(organisations["sector"]) == {term.value for term in VOCABULARIES["sector"]}
    assert (organisations["sector"] == "vcse").mean() > 0.5
    assert len(tables["Champion"]) == 620
    assert len(tables["LinkWorker"]) == 8
    assert len(tables["Activity"]) == 215
    assert set(tables["Session"]["activity_id"]) == set(tables["Activity"]["id"])
    assert tables["Area"]["level"].value_counts().to_dict() == {
        "lsoa": 70,
        "ward": 15,
        "town": 3,
        "district": 1,
        "system": 1,
    }
    assert len(tables["Need"]) == 25
    assert tables["TOOK_PART_IN"]["from_id"].nunique() >= 40


def test_sample_referrals_are_journeys_of_eighteen_months(tables: Tables) -> None:
    referrals = tables["Referral"]
    assert referrals["episode_id"].nunique() == 4000
    assert 6000 <= len(referrals) <= 7000
    assert referrals["made_on"].between(FIRST_DAY, LAST_DAY).all()
    days = ["made_on", "accepted_on", "seen_on", "started_on", "closed_on"]
    for earlier, later in pairwise(days):
        both = referrals[[earlier, later]].dropna()
        assert (both[earlier] <= both[later]).all(), later
    is_open = referrals["status"].isin(["requested", "accepted", "in-progress", "on-hold"])
    assert (referrals["closed_on"].isna() == is_open).all()
    assert (referrals["close_reason"].isna() == is_open).all()
    assert referrals[days].max().max() <= LAST_DAY


def test_sample_onward_steps_follow_the_first_and_start_where_it_ended(tables: Tables) -> None:
    referrals = tables["Referral"]
    ends = set(zip(referrals["episode_id"], referrals["target_id"], strict=True))
    is_onward = [
        pair in ends for pair in zip(referrals["episode_id"], referrals["source_id"], strict=True)
    ]
    onward = referrals[is_onward]
    first = referrals.drop(onward.index).set_index("episode_id")
    assert len(first) == referrals["episode_id"].nunique() == first.index.nunique()
    before = first.loc[onward["episode_id"]].reset_index()
    after = onward.reset_index()
    assert (after["source_id"] == before["target_id"]).all()
    assert (after["made_on"] >= before["seen_on"]).all()
    assert (after["area_code"].fillna("") == before["area_code"].fillna("")).all()
    assert (after["age_band"].fillna("") == before["age_band"].fillna("")).all()
    assert set(onward["target_id"]) <= set(tables["Activity"]["id"])
    assert not onward.duplicated(["episode_id", "target_id"]).any()


@pytest.mark.parametrize("end", ["source_id", "target_id"])
def test_sample_referrals_are_to_and_from_those_who_were_there(end: str, tables: Tables) -> None:
    referrals = tables["Referral"][[end, "made_on"]].dropna()
    for label in ("Activity", "Champion", "LinkWorker", "Organisation"):
        spans = tables[label].set_index("id")[["valid_from", "valid_to"]]
        theirs = referrals[referrals[end].isin(spans.index)].join(spans, on=end)
        assert (theirs["valid_from"] <= theirs["made_on"]).all(), label
        assert (theirs["valid_to"].isna() | (theirs["made_on"] < theirs["valid_to"])).all(), label


def test_sample_names_people_by_consent_alone(tables: Tables) -> None:
    for label in ("Champion", "LinkWorker"):
        people = tables[label]
        has_given = people["consent"] == "given"
        assert 0 < has_given.sum() < len(people)
        assert (people["display_name"].notna() == has_given).all()
    stories = tables["Story"]
    assert (stories.loc[stories["is_public"], "consent"] == "given").all()


@pytest.mark.parametrize(("year", "n_silent", "n_asked"), [("2024", 21, 66), ("2026", 24, 72)])
def test_sample_survey_was_not_answered_by_a_third_who_claim_nothing(
    year: str, n_silent: int, n_asked: int, tables: Tables
) -> None:
    (survey,) = tables["Survey"][tables["Survey"]["asked_on"].dt.year == int(year)]["id"]
    asked = tables["ASKED"][tables["ASKED"]["from_id"] == survey]
    claims = tables["PARTNERS_WITH"][tables["PARTNERS_WITH"]["survey_id"] == survey]
    silent = set(asked.loc[asked["answered_on"].isna(), "to_id"])
    assert (len(silent), len(asked)) == (n_silent, n_asked)
    assert set(asked["to_id"]) <= set(tables["Organisation"]["id"])
    assert not silent & set(claims["from_id"])
    assert silent & set(claims["to_id"])
    assert set(claims["to_id"]) <= set(asked["to_id"])


def test_sample_claims_of_the_first_survey_were_all_asked_for_again(tables: Tables) -> None:
    first, second = tables["Survey"].sort_values("asked_on")["id"]
    claims, asked = tables["PARTNERS_WITH"], tables["ASKED"]
    again = asked[(asked["from_id"] == second) & asked["answered_on"].notna()]
    assert set(claims.loc[claims["survey_id"] == first, "from_id"]) <= set(again["to_id"])


@pytest.mark.slow
def test_sample_script_gives_the_committed_bytes(
    tmp_path: Path, sample: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.syspath_prepend(str(sample.parent))
    script = importlib.import_module("sample_data.make_sample")
    script.main([str(tmp_path)])
    assert {path.name for path in tmp_path.iterdir()} == {f"{name}.csv" for name in TABLES}
    for path in tmp_path.iterdir():
        assert path.read_bytes() == (sample / path.name).read_bytes(), path.name


def test_sample_files_are_what_the_export_writes(
    tmp_path: Path, sample: Path, tables: Tables
) -> None:
    for path in write_csv_folder(Snapshot(rows=tables), tmp_path):
        assert path.read_bytes() == (sample / path.name).read_bytes(), path.name


@pytest.mark.slow
def test_sample_folder_is_accepted_whole(sample: Path, tables: Tables) -> None:
    result = check_files([sample])
    assert result.faults.empty, result.faults.head()
    assert result.accepted == sum(len(rows) for rows in tables.values())
    assert not result.notes


@pytest.mark.parametrize("table", TABLES)
def test_readme_names_every_column_with_its_unit(table: str, sample: Path, tables: Tables) -> None:
    readme = (sample / "README.md").read_text(encoding="utf-8")
    line = next(row for row in readme.splitlines() if row.startswith(f"| `{table}.csv` |"))
    _, _, count, columns, source, licence, _ = (cell.strip() for cell in line.split("|"))
    named = [f"{each.name} ({each.unit})" if each.unit else each.name for each in columns_of(table)]
    assert columns == ", ".join(named)
    assert count == f"{len(tables[table]):,}"
    assert (source, licence) == ("invented", "MIT")
