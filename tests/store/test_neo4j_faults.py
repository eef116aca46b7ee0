"""A few points of each fault that `make soak` tries many times: servers and writers killed, races.

`tests/soak/neo4j_faults.py` says what must be true after each.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import pytest

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = [pytest.mark.neo4j, pytest.mark.slow]

SIZES = (600, 2_400)
"""Rows of a change in one transaction, and of one in batches."""


class Found(NamedTuple):
    """What is there after servers were killed, and after one was started anew."""

    killed: dict[str, object]
    restarted: list[str]


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> Found:
    """Kill a server of a place, then another that is started anew meanwhile."""
    from tests.soak.neo4j_faults import (  # noqa: PLC0415 - the extra may be missing
        killed_servers,
        restarted_server,
    )

    home: Path = tmp_path_factory.mktemp("killed") / "server"
    restarted: list[list[str]] = []
    with pytest.MonkeyPatch.context() as patch:
        # They set the two; so they are put back afterwards.
        patch.setenv("ASSETMAP_NEO4J_USER", "")
        patch.setenv("ASSETMAP_NEO4J_PASSWORD", "")
        # As large changes are made, though these are smaller than those that `make soak` makes.
        patch.setattr("assetmap.store.neo4j_changes.MOST_AT_ONCE", 800)
        patch.setattr("assetmap.store.neo4j_changes._CHUNK", 200)
        killed = killed_servers(
            *(1, 20261126, home, SIZES),
            at_the_end=lambda server: restarted.append(restarted_server(server, SIZES[1])),
        )
    return Found(killed, restarted[0])


def test_a_change_is_whole_or_not_there_when_the_server_is_killed(found: Found) -> None:
    assert found.killed["faults"] == []
    assert found.killed["killed_in_one_transaction"] == 1


def test_a_change_is_whole_or_not_there_when_the_server_starts_anew_meanwhile(found: Found) -> None:
    # In batches; that the next opening takes back what nobody waits for, test_neo4j_network.py and
    # test_neo4j_batches.py see.
    assert found.restarted == []


def test_of_two_who_write_at_once_one_wins_and_no_update_is_lost(neo4j_address: str) -> None:
    from tests.soak.neo4j_faults import races  # noqa: PLC0415

    found = races(40, neo4j_address)
    assert found["lost_updates"] == 0
    assert found["changes_made"] == found["the_count_in_the_end"] == found["revisions"]
    assert found["changes_made"] == found["changes_refused_as_stale"] == 40
