"""Documents and tables changed at random end in counts that add up, or in a sentence."""

from __future__ import annotations

import contextlib
import copy
import csv
import datetime as dt
from typing import TYPE_CHECKING, Any, Final

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.unit.ingest.open_referral_place import CHOIR, ORGANIZATION, page
from tests.unit.ingest.test_open_referral_tables import CHOIR_SHEETS

from assetmap.errors import UnreadableFileError
from assetmap.ingest.gathered import Document
from assetmap.ingest.open_referral import documents as open_referral
from assetmap.ingest.open_referral import tables as open_referral_tables
from assetmap.ingest.reading import read_rows
from assetmap.ingest.sheet import make_sheet
from assetmap.model import Snapshot

if TYPE_CHECKING:
    from collections.abc import Iterator

    from assetmap.ingest.gathered import Gathered
    from assetmap.ingest.reading import Reading

ODD: Final[tuple[Any, ...]] = (
    *(None, True, 0, -1, 1e308, float("inf"), 10**40, "", " ", "null", "x" * 301, "y" * 40_000),
    *("\0", "\ud800", "\u202e", "a|b|c", "=1+1", "2026-02-30", "25:99", "-91", "svc-1", "org-1"),
    *([], {}, [[]], [None], ["a"], [{}], {"id": "svc-1"}, {"id": None}, {"id": 5}, [{"id": []}]),
)
CHANGES: Final = st.lists(
    st.tuples(st.integers(0, 10_000), st.sampled_from([*ODD, "delete", "twice", "wrap"])),
    min_size=1,
    max_size=8,
)


def _slots(value: Any) -> Iterator[tuple[Any, Any]]:
    """Yield every place in a document where a value stands."""
    keys = list(value) if isinstance(value, dict) else range(len(value))
    for key in keys:
        yield value, key
        if isinstance(value[key], list | dict):
            yield from _slots(value[key])


def _change(items: list[Any], changes: list[tuple[int, Any]]) -> None:
    for number, odd in changes:
        slots = list(_slots(items))
        if not slots:
            return
        holder, key = slots[number % len(slots)]
        if odd == "delete":
            del holder[key]
        elif odd == "wrap":
            holder[key] = [holder[key]]
        elif odd == "twice":
            twin = copy.deepcopy(holder[key])
            holder.append(twin) if isinstance(holder, list) else holder.update({"twin": twin})
        else:
            holder[key] = copy.deepcopy(odd)


def _read(gathered: Gathered) -> Reading:
    return read_rows(gathered, Snapshot(), today=dt.date(2026, 1, 1))


@settings(max_examples=60, deadline=None)
@given(CHANGES)
def test_a_changed_feed_is_accepted_or_rejected_item_by_item(
    changes: list[tuple[int, Any]],
) -> None:
    items: list[Any] = copy.deepcopy([CHOIR, {**CHOIR, "id": "svc-2"}, CHOIR])
    _change(items, changes)
    value = page(items)
    assert open_referral.is_known(value)
    # Its name tells what its items are, if they do not.
    reading = _read(open_referral.gather(Document("services.json", value), Snapshot()))
    assert reading.n_read == len(items) == reading.n_accepted + reading.n_rejected
    named = reading.rejected[["sheet", "line"]].drop_duplicates()
    assert len(named) == reading.n_rejected


@settings(max_examples=30, deadline=None)
@given(CHANGES)
def test_a_changed_document_of_its_own_is_one_row_or_refused_in_words(
    changes: list[tuple[int, Any]],
) -> None:
    holder: list[Any] = [{**copy.deepcopy(ORGANIZATION), "services": [copy.deepcopy(CHOIR)]}]
    _change(holder, changes)
    value = holder[0] if holder else None
    if not open_referral.is_known(value):
        return
    # Of one object alone it may be that nothing tells what it is.
    with contextlib.suppress(UnreadableFileError):
        reading = _read(open_referral.gather(Document("one.json", value), Snapshot()))
        assert reading.n_read == reading.n_accepted + reading.n_rejected


@settings(max_examples=30, deadline=None)
@given(
    st.lists(
        st.tuples(
            st.sampled_from(sorted(CHOIR_SHEETS)),
            st.integers(0, 200),
            st.sampled_from([each for each in ODD if isinstance(each, str)]),
        ),
        max_size=8,
    )
)
def test_changed_tables_are_accepted_or_rejected_row_by_row(
    changes: list[tuple[str, int, str]],
) -> None:
    sheets = {name: list(csv.reader(text.splitlines())) for name, text in CHOIR_SHEETS.items()}
    for name, number, text in changes:
        rows = sheets[name][1:]
        row = rows[number % len(rows)]
        row[number % len(row)] = text if text != "\ud800" else "\ufffd"
    made = [
        make_sheet(f"{name}.csv", name, rows[0], rows[1:], range(2, len(rows) + 1))
        for name, rows in sheets.items()
    ]
    assert open_referral_tables.known(made) == made
    reading = _read(open_referral_tables.gather(made, Snapshot()))
    assert reading.n_read == sum(map(len, made)) == reading.n_accepted + reading.n_rejected
