"""Whether groups have what their number of organisations would lead one to expect."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assetmap.errors import DataError
from assetmap.measures.equal_footing import equal_footing, shares_of_groups
from assetmap.network import Network

TOWN = pd.DataFrame(
    {"ties": [4, 2, 1, 1], "amount_gbp": [900.0, 100.0, 0.0, 0.0], "seats": [0, 0, 0, 0]},
    index=["trust", "choir", "walk", "mosque"],
)
SECTORS = {"trust": "nhs", "choir": "vcse", "walk": "vcse", "mosque": "faith", "other": "x"}


@pytest.mark.evidence("equal_footing", "hand: four organisations of three sectors")
def test_equal_footing_of_a_town() -> None:
    found = equal_footing(TOWN, SECTORS)
    assert found.index.tolist() == [
        (group, what) for group in ("faith", "nhs", "vcse") for what in TOWN.columns
    ]
    # The trust is a quarter of organisations, and has half of the ties and nine tenths of money.
    trust = found.loc["nhs"]
    assert trust["organisations"].tolist() == [1, 1, 1]
    assert trust["share_of_organisations"].tolist() == [0.25] * 3
    assert trust.loc[["ties", "amount_gbp"], "share"].tolist() == pytest.approx([0.5, 0.9])
    assert trust.loc[["ties", "amount_gbp"], "ratio"].tolist() == pytest.approx([2.0, 3.6])
    # The two clubs are half, and have three of eight ties and a tenth of money.
    clubs = found.loc["vcse"]
    assert clubs["amount"].tolist() == [3, 100, 0]
    assert clubs.loc[["ties", "amount_gbp"], "ratio"].tolist() == pytest.approx([0.75, 0.2])


def test_share_of_what_nobody_has_is_not_defined() -> None:
    seats = equal_footing(TOWN, SECTORS).xs("seats", level="what")
    assert seats["amount"].tolist() == [0, 0, 0]
    assert seats["share"].isna().all()
    assert seats["ratio"].isna().all()


def test_equal_footing_of_nobody_is_empty() -> None:
    assert equal_footing(TOWN.iloc[:0], {}).empty


@pytest.mark.evidence("shares_of_groups", "by hand, a star and an isolate")
def test_shares_of_groups_by_hand() -> None:
    # The hospital names the choir and the walk, and is named by the choir: two ties, four ends, two
    # at the hospital, which joins the only pair. Nobody is of the last group; no tie, no share.
    network = Network.from_edges(
        ["nhs", "nhs", "choir"], ["choir", "walk", "nhs"], nodes=["nhs", "choir", "walk", "alone"]
    )
    sectors = {"nhs": "nhs", "choir": "vcse", "walk": "vcse", "alone": "faith", "away": "other"}
    shares = shares_of_groups(sectors)
    assert {name: share(network) for name, share in shares.items()} == pytest.approx(
        {"ties of nhs": 0.5, "ties of vcse": 0.5, "ties of faith": 0, "ties of other": np.nan}
        | {"brokerage of nhs": 1, "brokerage of vcse": 0, "brokerage of faith": 0}
        | {"brokerage of other": np.nan},
        nan_ok=True,
    )
    nothing = Network.from_edges([], [], nodes=["nhs"])
    assert np.isnan([share(nothing) for share in shares.values()]).all()


def test_equal_footing_refuses_an_organisation_without_group() -> None:
    with pytest.raises(DataError, match="2 of 4 organisations have no group, the first 'mosque'"):
        equal_footing(TOWN, {"trust": "nhs", "choir": "vcse"})
    empty: Any = {**SECTORS, "choir": float("nan")}
    with pytest.raises(DataError, match="1 of 4 organisations have no group, the first 'choir'"):
        equal_footing(TOWN, empty)


@pytest.mark.parametrize("wrong", [-1.0, float("nan"), float("inf")])
def test_equal_footing_refuses_what_is_no_amount(wrong: float) -> None:
    amounts = TOWN.assign(ties=[4.0, wrong, 1.0, 1.0])
    with pytest.raises(DataError, match=f"ties of 'choir' is {wrong:g}; an amount is a number"):
        equal_footing(amounts, SECTORS)


@pytest.mark.evidence("equal_footing", "ratios average 1, on random amounts")
@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.tuples(st.integers(0, 1000), st.sampled_from("xyz")), min_size=1, max_size=20),
    st.integers(0, 1000),
)
def test_ratios_average_one_and_do_not_depend_on_order(
    given_: list[tuple[int, str]], seed: int
) -> None:
    ids = [f"o{number}" for number in range(len(given_))]
    amounts = pd.DataFrame({"ties": [amount for amount, _ in given_]}, index=ids)
    group_of = dict(zip(ids, (group for _, group in given_), strict=True))
    found = equal_footing(amounts, group_of)
    assert found["share_of_organisations"].sum() == pytest.approx(1)
    if amounts["ties"].sum():
        average = (found["ratio"] * found["share_of_organisations"]).sum()
        assert average == pytest.approx(1)
        for group, row in found.xs("ties", level="what").iterrows():
            own = [amount for amount, of in given_ if of == group]
            everybody = amounts["ties"].mean()
            assert row["ratio"] == pytest.approx(sum(own) / len(own) / everybody)
    shuffled = amounts.sample(frac=1, random_state=seed)
    pd.testing.assert_frame_equal(equal_footing(shuffled, group_of), found)
