"""The claims of a survey, read from a place."""

from __future__ import annotations

import datetime as dt
from random import Random
from typing import Any

import pandas as pd
import pytest
from tests.unit.measures.surveys import survey

from assetmap.measures.claims import newest_claims, survey_claims
from assetmap.measures.confirmation import share_confirmed, share_returned, share_within_a_step
from assetmap.measures.trust import SCORES, n_raters, scores
from assetmap.model import Snapshot, conform


def _place(**tables: list[dict[str, Any]]) -> Snapshot:
    return Snapshot(rows={name: conform(name, pd.DataFrame(rows)) for name, rows in tables.items()})


PLACE = _place(
    Organisation=[{"id": id_, "name": id_} for id_ in "abc"],
    Survey=[{"id": "old", "asked_on": "2024-01-01"}, {"id": "new", "asked_on": "2026-01-01"}],
    ASKED=[
        {"id": "1", "from_id": "new", "to_id": "a", "answered_on": "2026-01-09"},
        {"id": "2", "from_id": "new", "to_id": "b", "answered_on": None},
        {"id": "3", "from_id": "new", "to_id": "c", "answered_on": "2026-01-10"},
        {"id": "4", "from_id": "old", "to_id": "b", "answered_on": "2024-01-10"},
    ],
    PARTNERS_WITH=[
        {"id": "1", "from_id": "a", "to_id": "b", "survey_id": "new", "intensity": 1}
        | {"recorded_on": "2026-01-09"},
        {"id": "2", "from_id": "a", "to_id": "b", "survey_id": "new", "intensity": 3}
        | {"recorded_on": "2026-01-12"},
        {"id": "3", "from_id": "b", "to_id": "a", "survey_id": "old", "intensity": 2},
        {"id": "4", "from_id": "b", "to_id": "c", "survey_id": None, "intensity": 2},
    ],
)


def test_claims_of_a_survey_hold_who_answered_without_claiming() -> None:
    claims = survey_claims(PLACE, "new")
    assert claims.asked_on == dt.date(2026, 1, 1)
    assert (claims.asked, claims.answered) == (frozenset("abc"), frozenset("ac"))
    assert claims.silent == ("b",)
    assert claims.roster == ("a", "b", "c")


def test_a_claim_made_twice_counts_as_it_was_recorded_last() -> None:
    claims = survey_claims(PLACE, "new")
    assert claims.pairs == {("a", "b")}
    assert claims.rows["intensity"].tolist() == [3]
    assert claims.network.ties.to_numpy().tolist() == [["a", "b", 3.0]]


def test_newest_claims_are_those_of_the_survey_asked_last() -> None:
    assert newest_claims(PLACE).rows["id"].tolist() == ["2"]


@pytest.mark.parametrize("snapshot", [Snapshot(), _place(Survey=[{"id": "s"}])])
def test_without_claims_nobody_was_asked(snapshot: Snapshot) -> None:
    claims = newest_claims(snapshot)
    assert (claims.roster, claims.pairs, claims.silent) == ((), frozenset(), ())
    assert len(claims.network) == 0


def test_a_survey_that_is_not_there_has_no_claims() -> None:
    assert survey_claims(PLACE, "never").rows.empty


def test_the_network_of_a_survey_leaves_out_whom_it_did_not_ask() -> None:
    claims = survey("ab", "a", {"ab": (2,), "az": (4,)})
    assert claims.network.edges == (("a", "b"),)


def test_claims_of_fewer_leave_the_others_silent() -> None:
    claims = survey("abc", "abc", {"ab": (2,), "ba": (4,), "ca": (1,)}).of("ac")
    assert claims.silent == ("b",)
    assert claims.pairs == {("a", "b"), ("c", "a")}
    assert claims.checkable == {("c", "a")}


@pytest.mark.parametrize("seed", range(20))
def test_measures_of_claims_are_what_plain_loops_find(seed: int) -> None:
    random = Random(seed)
    # Those of "xyz" were not asked, and few of them are named.
    ends = {(random.choice("abcdefgh"), random.choice("abcdefghx")) for _ in range(30)}
    said = {
        one + other: [random.choice([None, 1, 2, 3, 4]) for _ in range(7)]
        for one, other in random.sample(sorted(ends), seed)
        if one != other
    }
    claims = survey(
        "".join(random.sample("abcdefgh", 5)), "".join({*"yz", *(p[0] for p in said)}), said
    )
    known = [pair for pair in said if pair[1] in claims.answered]
    back = [pair for pair in said if pair[::-1] in said]
    assert share_returned(claims) == _share(len(back), len(known))
    assert share_confirmed(claims) == _share(len(back) / 2, len({*map(frozenset, known)}))
    told = [(said[p][0], said[p[::-1]][0]) for p in back]
    gaps = [abs(one - other) for one, other in told if one is not None and other is not None]
    assert share_within_a_step(claims) == _share(sum(gap <= 1 for gap in gaps), len(gaps))
    everybody = sorted({*claims.asked, *claims.answered, *"".join(said)})
    about = {id_: [row[1:] for pair, row in said.items() if pair[1] == id_] for id_ in everybody}
    raters = {id_: sum(any(row) for row in rows) for id_, rows in about.items()}
    assert list(n_raters(claims).items()) == list(raters.items())
    for at, name in enumerate(SCORES):
        given = {id_: [row[at] or 0 for row in rows if row[at]] for id_, rows in about.items()}
        means = [sum(each) / len(each) if each else float("nan") for each in given.values()]
        assert scores(claims)[name].tolist() == pytest.approx(means, nan_ok=True)


def _share(part: float, whole: int) -> Any:
    return pytest.approx(part / whole) if whole else pytest.approx(float("nan"), nan_ok=True)
