"""docs/gaps.md says what is found in the sample place; its files alone say the same."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.evidence.flows_page import sample_place
from tests.evidence.gaps_page import PAGE, gaps_page, read_real, sample_gap_truths

if TYPE_CHECKING:
    from tests.evidence.flow_truths import Truth

    from assetmap.model import Snapshot

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Snapshot:
    return sample_place(tmp_path_factory.mktemp("sample") / "sample.db")


@pytest.fixture(scope="module")
def found(place: Snapshot) -> list[Truth]:
    return sample_gap_truths(place)


def test_committed_page_is_the_generated_one(place: Snapshot, found: list[Truth]) -> None:
    page = gaps_page(place, found, read_real())
    assert PAGE.read_text(encoding="utf-8") == page, "run make generate"


def test_what_is_planted_is_found_by_assetmap_as_in_the_files_alone(found: list[Truth]) -> None:
    assert len(found) == 6
    assert {each.words: each.by_command for each in found} == {
        each.words: each.from_files for each in found
    }
