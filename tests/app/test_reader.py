"""Who looks at the screens, and that no two readers share what one of them may not see."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING

from streamlit.testing.v1 import AppTest
from tests.unit.release.referrals import place

import assetmap
from assetmap.model import Changes
from assetmap.release import ROLES, seen_by
from assetmap_app.components.current import BY_KEY, STORE_VARIABLE

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

SMALL = place({("practice", "choir", "2025-01"): 12})


def _reading() -> None:
    import streamlit as st  # noqa: PLC0415  a script of its own

    from assetmap_app.components.current import current_history, current_snapshot  # noqa: PLC0415

    for snapshot in (current_snapshot(), current_history()):
        st.write(f"{snapshot.role} {len(snapshot.table('Referral'))}")


def _counting() -> None:
    import streamlit as st  # noqa: PLC0415  a script of its own

    from assetmap.model import Snapshot  # noqa: PLC0415
    from assetmap_app.components.current import BY_KEY  # noqa: PLC0415

    @st.cache_data(hash_funcs=BY_KEY)
    def counted(snapshot: Snapshot) -> int:
        return len(snapshot.table("Referral"))

    for snapshot in st.session_state["snapshots"]:
        st.write(f"{snapshot.role} {counted(snapshot)}")


def _said(test: AppTest) -> list[str]:
    assert not test.exception
    return [part.value for part in test.markdown]


def test_the_reader_of_the_screens_is_a_lead(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = str(tmp_path / "place.db")
    with closing(assetmap.open(path)) as store:
        rows = dict(SMALL.rows)
        rows["Organisation"] = rows["Organisation"].assign(x_note="the owner's own")
        store.apply(Changes(rows), based_on=0, actor="Ada", note="a place")
    monkeypatch.setenv(STORE_VARIABLE, path)
    assert _said(AppTest.from_function(_reading, default_timeout=60).run()) == ["lead 12"] * 2


def test_two_roles_never_share_a_cached_row() -> None:
    test = AppTest.from_function(_counting, default_timeout=60)
    # The whole first: whoever came after it must not be given what was worked out for it.
    test.session_state["snapshots"] = [seen_by(SMALL, role) for role in reversed(ROLES)]
    expected = ["admin 12", "lead 12", "professional 0", "partner 0", "public 0"]
    assert _said(test.run()) == expected
    key_of = BY_KEY[type(SMALL)]
    assert len({key_of(seen_by(SMALL, role)) for role in ROLES}) == len(ROLES)
