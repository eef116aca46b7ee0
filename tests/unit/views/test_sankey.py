"""Where the boxes and bands of a flow stand when they are drawn."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assetmap.views.flows.sankey import GAP, Band, Box, sankey

NEAR = 1e-9


def test_bands_leave_and_reach_in_the_order_of_the_boxes_at_their_other_ends() -> None:
    boxes = [Box("a", "A", 0), Box("b", "B", 0), Box("x", "X", 1), Box("y", "Y", 1, "lost")]
    # Given upside down: from b to y 2, to x 1; from a to y 1, to x 4; 8 people in all.
    bands = [Band("b", "y", 2, ""), Band("b", "x", 1, ""), Band("a", "y", 1, "")]
    bands.append(Band("a", "x", 4, "four"))
    drawn = sankey(boxes, bands)
    one = (1 - GAP) / 8
    assert [(box.id, box.n, box.x) for box in drawn.boxes] == [
        ("a", 5, 0.0),
        ("b", 3, 0.0),
        ("x", 5, 1.0),
        ("y", 3, 1.0),
    ]
    at = {band.id: band for band in drawn.bands}
    assert at["a>x"].leaves == pytest.approx((0, 4 * one))
    assert at["a>y"].leaves == pytest.approx((4 * one, 5 * one))
    assert at["b>x"].leaves == pytest.approx((5 * one + GAP, 6 * one + GAP))
    assert at["b>x"].reaches == pytest.approx((4 * one, 5 * one))
    assert at["a>y"].reaches == pytest.approx((5 * one + GAP, 6 * one + GAP))
    assert at["b>y"].reaches == pytest.approx((6 * one + GAP, 1))
    assert (at["a>x"].sentence, at["a>y"].look, at["a>x"].look) == ("four", "lost", "way")


def test_box_is_as_high_as_those_who_come_or_go_whichever_are_more() -> None:
    boxes = [Box("made", "", 0), Box("seen", "", 1), Box("done", "", 2)]
    drawn = sankey(boxes, [Band("made", "seen", 10, ""), Band("seen", "done", 4, "")])
    assert [box.n for box in drawn.boxes] == [10, 10, 4]
    assert [box.end - box.start for box in drawn.boxes] == pytest.approx([1, 1, 0.4])


def test_nobody_is_not_drawn() -> None:
    drawn = sankey([Box("a", "", 0), Box("b", "", 1)], [Band("a", "b", 0, "")])
    assert (drawn.boxes, drawn.bands) == ((), ())


def test_band_to_a_box_that_is_not_there_is_an_error() -> None:
    with pytest.raises(KeyError, match="nowhere"):
        sankey([Box("a", "", 0)], [Band("a", "nowhere", 1, "")])


@given(st.dictionaries(st.tuples(st.integers(0, 5), st.integers(0, 5)), st.integers(0, 10_000)))
def test_people_are_conserved_and_nothing_overlaps(counts: dict[tuple[int, int], int]) -> None:
    boxes = [
        Box(f"{end}{number}", "", column) for column, end in enumerate("ft") for number in range(6)
    ]
    bands = [Band(f"f{source}", f"t{target}", n, "") for (source, target), n in counts.items()]
    drawn = sankey(boxes, bands)
    assert sum(band.n for band in drawn.bands) == sum(counts.values())
    widths = {round((band.leaves[1] - band.leaves[0]) / band.n, 9) for band in drawn.bands}
    assert len(widths) <= 1, "every person is as wide as every other"
    for box in drawn.boxes:
        ends = [
            band.leaves if band.id.startswith(f"{box.id}>") else band.reaches
            for band in drawn.bands
            if box.id in band.id.split(">")
        ]
        assert -NEAR <= box.start <= box.end <= 1 + NEAR
        at = box.start
        for start, end in sorted(ends):
            assert start == pytest.approx(at, abs=NEAR)
            at = end
        assert at == pytest.approx(box.end, abs=NEAR)
