"""What the public face can hold."""

from __future__ import annotations

from dataclasses import fields

import pandas as pd
import pytest
from tests.store.moving_place import full_place, snapshot_of

from assetmap.errors import DataError
from assetmap.release import seen_by
from assetmap.release.public_place import PUBLIC_TABLES, PublicPlace, public_place

_NEVER = ("Champion", "LinkWorker", "Referral", "Outcome", "Asset", "PARTNERS_WITH", "TIED_TO")


def test_public_place_has_no_field_for_people_or_journeys() -> None:
    assert set(PUBLIC_TABLES.values()).isdisjoint(_NEVER)
    declared = {each.name for each in fields(PublicPlace)}
    assert declared == {"key", "revision", *PUBLIC_TABLES}


def test_no_id_or_name_of_a_person_or_journey_is_in_any_cell() -> None:
    whole = snapshot_of(full_place())
    hidden = {cell for name in _NEVER for cell in whole.table(name)["id"]}
    hidden |= {
        cell
        for name in ("Champion", "LinkWorker")
        for cell in whole.table(name)["display_name"].dropna()
    }
    assert hidden
    shown = public_place(whole)
    frames = [getattr(shown, name) for name in PUBLIC_TABLES]
    cells = {str(cell) for rows in frames for cell in pd.unique(rows.to_numpy().ravel())}
    assert cells.isdisjoint(hidden)


def test_public_place_is_that_of_the_public_alone() -> None:
    whole = snapshot_of(full_place())
    shown = public_place(whole)
    assert list(shown.activities["id"]) == list(seen_by(whole, "public").table("Activity")["id"])
    assert shown.key != whole.key
    with pytest.raises(DataError, match=r"What a partner sees cannot be made into"):
        public_place(seen_by(whole, "partner"))
