"""What each role sees: nothing more than the table says, and no reference into nothing."""

from __future__ import annotations

import itertools

import pandas as pd
import pytest
from tests.store.moving_place import full_place, snapshot_of

from assetmap.errors import DataError
from assetmap.model import TABLES, TIES, Snapshot, columns_of, conform, references_of
from assetmap.release import ROLES, seen_by
from assetmap.release.roles import PERSONS_OWN, SEEN

BELOW_ADMIN = ROLES[:-1]
CONSENTS = ("given", "refused", "not_asked", "withdrawn", None)


def _place() -> Snapshot:
    """Return two organisations, champions of every consent, and what hangs on each."""
    people = pd.DataFrame(
        {
            "id": [f"c {consent}" for consent in CONSENTS],
            "display_name": [f"Name {consent}" for consent in CONSENTS],
            "consent": CONSENTS,
            "organisation_id": "o1",
            "languages": "Urdu",
            "x_shoe_size": "7",
        }
    )
    ids = people["id"]
    rows = {
        "Location": pd.DataFrame({"id": ["home", "hall", "shed"], "name": ["H", "Hall", "Shed"]}),
        "Organisation": pd.DataFrame(
            {"id": ["o1", "o2"], "name": ["Choir", "Band"], "location_id": ["hall", None]}
        ),
        "Champion": people,
        "LinkWorker": pd.DataFrame({"id": ["w1", "w2"], "consent": ["given", "refused"]}),
        "Course": pd.DataFrame({"id": ["k"], "name": ["First aid"]}),
        "Area": pd.DataFrame({"id": ["a"], "name": ["Ward"], "x_note": ["private"]}),
        "Asset": pd.DataFrame(
            {
                "id": ["skill", "garden", "minibus", "tools"],
                "name": ["Sewing", "Garden", "Minibus", "Tools"],
                "holder_id": ["c given", "c refused", "o1", "c refused"],
                "location_id": [None, "home", "hall", "hall"],
            }
        ),
        "Referral": pd.DataFrame(
            {
                "id": ["r"],
                "episode_id": ["e"],
                "route": ["champion"],
                "source_id": ["c given"],
                "target_id": ["o2"],
                "made_on": [pd.Timestamp("2026-03-01")],
                "status": ["completed"],
            }
        ),
        "Outcome": pd.DataFrame({"id": ["u"], "episode_id": ["e"], "score": [7.0]}),
        "Story": pd.DataFrame(
            {
                "id": ["s1", "s2", "s3", "s4"],
                "text": ["Told", "Told on", "Kept", "Unasked"],
                "consent": ["given", "given", "withdrawn", None],
                "is_public": pd.array([True, False, True, True], dtype="boolean"),
            }
        ),
        "SUPPORTS": pd.DataFrame(
            {"id": [f"t {one}" for one in ids], "from_id": ids, "to_id": "w1"}
        ),
        "SERVES": pd.DataFrame({"id": [f"v {one}" for one in ids], "from_id": ids, "to_id": "a"}),
        "COMPLETED": pd.DataFrame(
            {
                "id": ["d1", "d2"],
                "from_id": ["c given", "c refused"],
                "to_id": "k",
                "completed_on": pd.Timestamp("2025-01-01"),
            }
        ),
        "PARTNERS_WITH": pd.DataFrame(
            {"id": ["p"], "from_id": ["o1"], "to_id": ["o2"], "intensity": [3], "openness": [1]}
        ),
        "ABOUT": pd.DataFrame({"id": ["b1", "b2"], "from_id": ["s1", "s3"], "to_id": ["o1", "o1"]}),
        "FormerId": pd.DataFrame({"id": ["old"], "current_id": ["home"]}),
    }
    return snapshot_of(rows)


def _ids(snapshot: Snapshot, table: str) -> list[str]:
    return sorted(snapshot.table(table)["id"])


def test_an_admin_sees_everything() -> None:
    place = _place()
    assert seen_by(place, "admin") is place


def test_a_partner_sees_people_by_consent_and_no_journeys() -> None:
    seen = seen_by(_place(), "partner")
    assert seen.role == "partner"
    assert _ids(seen, "Champion") == ["c given"]
    assert seen.table("Champion")["display_name"].tolist() == ["Name given"]
    assert seen.name_of["c given"] == "Name given"
    assert _ids(seen, "LinkWorker") == ["w1"]
    assert _ids(seen, "Referral") == _ids(seen, "Outcome") == []
    assert _ids(seen, "SUPPORTS") == ["t c given"]
    assert _ids(seen, "SERVES") == ["v c given"]
    assert _ids(seen, "COMPLETED") == ["d1"]
    assert seen.table("COMPLETED")["completed_on"].isna().all()
    assert _ids(seen, "Story") == ["s1", "s2"]
    assert _ids(seen, "ABOUT") == ["b1"]
    (partnership,) = seen.table("PARTNERS_WITH").to_dict("records")
    assert partnership["intensity"] == 3
    assert pd.isna(partnership["openness"])
    assert [
        name for rows in seen.rows.values() for name in rows if str(name).startswith("x_")
    ] == []


def test_what_a_hidden_person_holds_goes_and_so_does_where_only_that_is() -> None:
    seen = seen_by(_place(), "partner")
    assert _ids(seen, "Asset") == ["minibus", "skill"]
    # The hall is where an organisation is; the shed is said to be nobody's.
    assert _ids(seen, "Location") == ["hall", "shed"]
    assert _ids(seen, "FormerId") == []
    assert _ids(seen_by(_place(), "lead"), "Location") == ["hall", "home", "shed"]


def test_the_public_sees_no_person_no_opinion_and_released_stories() -> None:
    seen = seen_by(_place(), "public")
    shown = {name for name, n_rows in seen.counts.items() if n_rows}
    assert shown == {"Location", "Organisation", "Course", "Area", "Story", "ABOUT"}
    assert _ids(seen, "Story") == ["s1"]
    assert seen.table("Story")["consent"].isna().all()
    assert _ids(seen, "Location") == ["hall", "shed"]
    assert seen.table("Organisation")["recorded_on"].isna().all()


def test_a_lead_sees_all_people_and_names_by_consent() -> None:
    seen = seen_by(_place(), "lead")
    people = seen.table("Champion").set_index("id")
    assert people["display_name"].dropna().tolist() == ["Name given"]
    assert people["languages"].tolist() == ["Urdu"] * 5
    assert people.loc["c refused", "consent"] == "refused"
    assert seen.table("PARTNERS_WITH")["openness"].tolist() == [1]
    assert _ids(seen, "Story") == ["s1", "s2"]
    assert _ids(seen, "Referral") == ["r"]
    assert _ids(seen, "Outcome") == ["u"]
    pd.testing.assert_frame_equal(seen.table("Referral"), _place().table("Referral"))


@pytest.mark.parametrize("role", BELOW_ADMIN)
def test_nobody_below_lead_sees_a_journey_and_nobody_else_a_column_of_the_places_own(
    role: str,
) -> None:
    seen = seen_by(snapshot_of(full_place()), role)
    journeys = {"Referral", "Outcome"} & set(seen.rows)
    assert journeys == ({"Referral", "Outcome"} if role == "lead" else set())
    own = [name for rows in seen.rows.values() for name in rows if str(name).startswith("x_")]
    assert own == []


@pytest.mark.parametrize("role", BELOW_ADMIN)
def test_every_reference_that_is_seen_leads_to_a_row_that_is_seen(role: str) -> None:
    for place in (_place(), snapshot_of(full_place())):
        seen = seen_by(place, role)
        for table, rows in seen.rows.items():
            for column in references_of(table):
                ids = {id_ for label in column.to for id_ in seen.table(label)["id"]}
                assert set(rows[column.name].dropna()) <= ids, (table, column.name)


@pytest.mark.parametrize("role", BELOW_ADMIN)
def test_a_role_sees_whole_rows_in_the_form_of_the_model(role: str) -> None:
    place = snapshot_of(full_place())
    seen = seen_by(place, role)
    assert list(seen.rows) == [name for name in TABLES if name in seen.rows]
    for table, rows in seen.rows.items():
        pd.testing.assert_frame_equal(rows, conform(table, rows))
        required = [each.name for each in columns_of(table) if each.required]
        assert rows[required].notna().all(axis=None), table
        assert set(rows["id"]) <= set(place.table(table)["id"])


@pytest.mark.parametrize("role", BELOW_ADMIN)
def test_what_a_role_sees_is_declared_of_columns_that_there_are(role: str) -> None:
    assert set(SEEN[role]) <= set(TABLES)
    for table, sight in SEEN[role].items():
        names = {each.name for each in columns_of(table)}
        assert sight.columns <= names
        assert sight.by_consent <= sight.columns
        assert {name for name, _ in sight.only_where} <= names
        assert {each.name for each in columns_of(table) if each.required} <= sight.columns


def test_a_lesser_role_sees_no_table_and_no_column_that_a_greater_one_does_not() -> None:
    for lesser, greater in itertools.pairwise(BELOW_ADMIN):
        for table, sight in SEEN[lesser].items():
            assert sight.columns <= SEEN[greater][table].columns, (lesser, greater, table)


def test_the_public_sees_only_what_the_model_says_is_public() -> None:
    for table, sight in SEEN["public"].items():
        assert sight.columns == {each.name for each in columns_of(table) if each.public}


def test_references_that_go_with_a_person_are_no_ends_and_may_be_empty() -> None:
    for table, name in PERSONS_OWN:
        (column,) = [each for each in references_of(table) if each.name == name]
        assert table not in TIES
        assert not column.required


def test_seeing_refuses_another_role_and_what_was_cut_down_before() -> None:
    with pytest.raises(DataError, match="There is no role 'owner'; the roles are public, partner"):
        seen_by(_place(), "owner")
    partner = seen_by(_place(), "partner")
    with pytest.raises(DataError, match="What a partner sees cannot be made"):
        seen_by(partner, "admin")
    again = seen_by(partner, "partner")
    assert {name: len(rows) for name, rows in again.rows.items()} == {
        name: len(rows) for name, rows in partner.rows.items()
    }


def test_two_roles_have_keys_of_their_own() -> None:
    assert len({seen_by(_place(), role).key for role in ROLES}) == len(ROLES)


def test_an_empty_place_is_empty_to_all() -> None:
    assert [len(seen_by(Snapshot(), role)) for role in ROLES] == [0] * len(ROLES)
