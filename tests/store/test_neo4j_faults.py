"""A few points of each fault that `make soak` tries many times: servers and writers killed, races.

`tests/soak/neo4j_faults.py` says what must be true after each.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = [pytest.mark.neo4j, pytest.mark.slow]


def test_a_change_is_whole_or_not_there_when_the_server_is_killed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from tests.soak.neo4j_faults import killed_servers  # noqa: PLC0415 - the extra may be missing

    # It sets the two; so they are put back afterwards.
    monkeypatch.setenv("ASSETMAP_NEO4J_USER", "")
    monkeypatch.setenv("ASSETMAP_NEO4J_PASSWORD", "")
    # As large changes are made, though these are smaller than those that `make soak` makes.
    monkeypatch.setattr("assetmap.store.neo4j_changes.MOST_AT_ONCE", 2_000)
    monkeypatch.setattr("assetmap.store.neo4j_changes._CHUNK", 500)
    found = killed_servers(5, 20261126, tmp_path, (1_500, 6_000))
    assert found["faults"] == []
    assert (found["killed_in_one_transaction"], found["killed_in_batches"]) == (3, 2)


def test_of_two_who_write_at_once_one_wins_and_no_update_is_lost(neo4j_address: str) -> None:
    from tests.soak.neo4j_faults import races  # noqa: PLC0415

    found = races(100, neo4j_address)
    assert found["lost_updates"] == 0
    assert found["changes_made"] == found["the_count_in_the_end"] == found["revisions"]
    assert found["changes_made"] == found["changes_refused_as_stale"] == 100


def test_a_change_is_whole_or_not_there_when_the_server_starts_anew_meanwhile(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from tests.soak.neo4j_faults import restarted_server  # noqa: PLC0415

    monkeypatch.setenv("ASSETMAP_NEO4J_USER", "")
    monkeypatch.setenv("ASSETMAP_NEO4J_PASSWORD", "")
    monkeypatch.setattr("assetmap.store.neo4j_changes.MOST_AT_ONCE", 2_000)
    monkeypatch.setattr("assetmap.store.neo4j_changes._CHUNK", 500)
    assert restarted_server(tmp_path, 6_000) == []
