"""Duplicates in words and side by side."""

from __future__ import annotations

import pandas as pd
import pytest

from assetmap.model import Snapshot, conform
from assetmap.views.duplicates_view import alike_sentence, duplicates_view, side_by_side

ORGANISATIONS = (
    {"id": "o1", "name": "Sale Choir", "identifiers": "GB-CHC-1136419", "status": "active"},
    {"id": "o2", "name": "SALE CHOIR LTD", "identifiers": "GB-CHC-1136419|GB-COH-00738693"},
    {"id": "o3", "name": "Talk Listen Change", "location_id": "l", "sector": "vcse"},
    {"id": "o4", "name": "Talk, Listen, Change"},
)


def _place() -> Snapshot:
    location = {"id": "l", "name": "Hall", "address": "1 High Street", "postcode": "M33 7XX"}
    return Snapshot(
        rows={
            "Organisation": conform("Organisation", pd.DataFrame(list(ORGANISATIONS))),
            "Location": conform("Location", pd.DataFrame([location])),
        }
    )


def test_view_tells_sure_and_likely_apart() -> None:
    view = duplicates_view(_place())
    assert view["sentence"] == (
        "1 organisation is surely here twice; 1 pair looks alike and may be the same. "
        "Nothing is joined until you say so."
    )
    (sure,) = view["sure"]
    assert (sure["kept"], sure["others"]) == ("Sale Choir", "SALE CHOIR LTD")
    assert sure["why"].startswith("Both have the register number GB-CHC-1136419.")
    (pair,) = view["likely"]
    assert (pair["kept_id"], pair["other_id"]) == ("o3", "o4")
    assert pair["reasons"] == ("Their names are the same but for small words and spelling.",)


def test_view_of_nothing_says_so() -> None:
    view = duplicates_view(Snapshot())
    assert view["sentence"] == "No two organisations look like the same one."
    assert not view["sure"]
    assert not view["likely"]


def test_side_by_side_shows_what_either_says() -> None:
    rows = {row["what"]: (row["kept"], row["other"]) for row in side_by_side(_place(), "o3", "o4")}
    assert rows == {
        "Name": ("Talk Listen Change", "Talk, Listen, Change"),
        "Sector": ("Voluntary and community", ""),
        "Address": ("1 High Street", ""),
        "Postcode": ("M33 7XX", ""),
        "Id": ("o3", "o4"),
    }
    numbers = {row["what"]: row["other"] for row in side_by_side(_place(), "o1", "o2")}
    assert numbers["Register numbers"] == "GB-CHC-1136419, GB-COH-00738693"
    assert numbers["Whether it runs"] == ""


@pytest.mark.parametrize(
    ("n", "sentence"),
    [
        (0, ""),
        (1, "1 organisation looks like another one in the map; nothing was joined."),
        (7, "7 organisations look like another one in the map; nothing was joined."),
        (
            None,
            "Whether any of these organisations is here twice was not looked at: there are many.",
        ),
    ],
)
def test_sentence_after_a_load(n: int | None, sentence: str) -> None:
    assert alike_sentence(n) == sentence
