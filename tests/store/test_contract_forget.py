"""What every store promises of `forget`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pandas as pd
import pytest

from assetmap.errors import ForgottenRowsError, UndoRefusedError, UnknownNodeError
from assetmap.model import Changes

if TYPE_CHECKING:
    from collections.abc import Callable

    from assetmap.store import Store


def _rows(**columns: list[Any]) -> pd.DataFrame:
    return pd.DataFrame(columns)


def _apply(store: Store, changes: Changes) -> int:
    return store.apply(changes, based_on=store.revision(), actor="Ada", note="a test")


def _referrals(**source_of: str) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "id": list(source_of),
            "episode_id": [f"episode of {each}" for each in source_of],
            "route": "champion",
            "source_id": list(source_of.values()),
            "target_id": "choir",
            "made_on": pd.Timestamp("2026-01-05"),
            "status": "requested",
        }
    )


@pytest.fixture
def place(store: Store) -> Store:
    """A hub with two champions, one of no organisation, and what they did."""
    given = {
        "Organisation": _rows(id=["hub", "other"], name=["Hub", "Other"]),
        "Activity": _rows(id=["choir"], name=["Choir"], organisation_id=["other"]),
        "Area": _rows(id=["ward"], name=["Ward"]),
        "Champion": _rows(
            id=["jo", "lee"],
            display_name=["Jo Example", "Lee Example"],
            organisation_id=["hub", None],
        ),
        "Course": _rows(id=["level 2"], name=["Level 2"]),
        "Asset": _rows(id=["guitar"], name=["Guitar"], holder_id=["jo"]),
        "COMPLETED": _rows(id=["done"], from_id=["jo"], to_id=["level 2"]),
        "SERVES": _rows(id=["by jo", "by lee"], from_id=["jo", "lee"], to_id=["ward", "ward"]),
        "Referral": _referrals(r1="jo", r2="lee", r3="hub"),
    }
    _apply(store, Changes(given))
    return store


def _ids(store: Store, table: str) -> list[str]:
    rows = store.read().rows.get(table)
    return [] if rows is None else sorted(rows["id"])


def test_forget_takes_out_the_row_and_its_ties(place: Store) -> None:
    assert place.forget(["jo"], actor="Ada") == 2
    assert _ids(place, "Champion") == ["lee"]
    assert _ids(place, "COMPLETED") == []
    assert _ids(place, "SERVES") == ["by lee"]
    assert _ids(place, "Course") == ["level 2"]


def test_forget_empties_references_that_may_be_empty(place: Store) -> None:
    place.forget(["jo"], actor="Ada")
    assets = place.read().rows["Asset"]
    assert assets["id"].tolist() == ["guitar"]
    assert assets["holder_id"].isna().all()


def test_forget_leaves_referrals_to_the_organisation_of_who_made_them(place: Store) -> None:
    place.forget(["jo"], actor="Ada")
    referrals = place.read().rows["Referral"].set_index("id")
    assert referrals["source_id"].to_dict() == {"r1": "hub", "r2": "lee", "r3": "hub"}


def test_forget_takes_out_referrals_made_by_somebody_without_organisation(place: Store) -> None:
    place.forget(["lee"], actor="Ada")
    assert _ids(place, "Referral") == ["r1", "r3"]


def test_forget_takes_out_referrals_that_would_lead_from_a_party_to_itself(place: Store) -> None:
    to_hub = _referrals(r4="jo").assign(target_id="hub")
    _apply(place, Changes({"Referral": to_hub}))
    place.forget(["jo"], actor="Ada")
    assert _ids(place, "Referral") == ["r1", "r2", "r3"]


def test_forget_takes_out_rows_that_cannot_be_without_what_is_forgotten(place: Store) -> None:
    place.forget(["choir"], actor="Ada")
    assert _ids(place, "Referral") == []
    assert _ids(place, "Champion") == ["jo", "lee"]


def test_forget_of_an_organisation_and_its_person_at_once(place: Store) -> None:
    place.forget(["jo", "hub"], actor="Ada")
    assert _ids(place, "Champion") == ["lee"]
    assert _ids(place, "Organisation") == ["other"]
    # Neither the champion nor the organisation is left to stand as the referrer.
    assert _ids(place, "Referral") == ["r2"]


def test_forget_says_how_many_and_not_who(place: Store) -> None:
    place.forget(["jo"], actor="Ada")
    newest = place.history(limit=1)[0]
    assert (newest.number, newest.actor) == (2, "Ada")
    # Gone: jo and two ties. Changed: the guitar's holder and one referral's source.
    assert (newest.created, newest.updated, newest.removed) == (0, 2, 3)
    assert "jo" not in newest.note.split()
    assert "Backups and copies" in newest.note


def test_forget_reaches_rows_that_were_taken_out_before(place: Store) -> None:
    _apply(place, Changes(removed={"Asset": ("guitar",)}))
    revision = place.forget(["guitar"], actor="Ada")
    assert revision == 3
    with pytest.raises(UndoRefusedError, match="forgotten for good"):
        place.undo(2, actor="Ada")


def test_forget_cannot_be_undone(place: Store) -> None:
    place.forget(["jo"], actor="Ada")
    for revision in (1, 2):
        with pytest.raises(UndoRefusedError, match="forgotten for good"):
            place.undo(revision, actor="Ada")


def test_forget_leaves_other_changes_to_be_undone(place: Store) -> None:
    _apply(place, Changes({"Area": _rows(id=["ward"], name=["Renamed"])}))
    place.forget(["jo"], actor="Ada")
    place.undo(2, actor="Ada")
    assert place.read().rows["Area"]["name"].tolist() == ["Ward"]


def test_forget_cleans_what_rows_were_before(place: Store) -> None:
    renamed = _rows(id=["guitar"], name=["Guitar with case"], holder_id=["lee"])
    _apply(place, Changes({"Asset": renamed}))
    place.forget(["jo"], actor="Ada")
    with pytest.raises(UndoRefusedError, match="forgotten for good"):
        place.undo(2, actor="Ada")


def test_forget_of_somebody_unknown_changes_nothing(place: Store) -> None:
    with pytest.raises(UnknownNodeError, match="'nobody'"):
        place.forget(["jo", "nobody"], actor="Ada")
    assert place.revision() == 1
    assert _ids(place, "Champion") == ["jo", "lee"]


def test_forget_of_nobody_is_not_a_revision(place: Store) -> None:
    assert place.forget([], actor="Ada") == 1


def test_forget_ends_reading_of_what_changed_before(place: Store) -> None:
    place.forget(["jo"], actor="Ada")
    with pytest.raises(ForgottenRowsError, match="forgotten at revision 2"):
        place.read(since=1)
    _apply(place, Changes({"Need": _rows(id=["n"], name=["Company"])}))
    assert list(place.read(since=2).rows) == ["Need"]


def test_forget_reaches_the_snapshots_of_others(store_factory: Callable[[], Store]) -> None:
    first, second = store_factory(), store_factory()
    champions = _rows(id=["jo", "lee"], display_name=["Jo Example", "Lee Example"])
    _apply(first, Changes({"Champion": champions}))
    assert second.snapshot().counts["Champion"] == 2
    first.forget(["jo"], actor="Ada")
    assert second.snapshot().table("Champion")["id"].tolist() == ["lee"]
    assert store_factory().snapshot().table("Champion")["id"].tolist() == ["lee"]
