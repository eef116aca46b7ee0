"""docs/flows.md says what is found in the sample place; its files alone say the same."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from tests.cli.conftest import run
from tests.evidence.flows_page import PAGE, flows_page, sample_place, sample_truths

from assetmap.views.measuring.flows import FLOWS

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Run
    from tests.evidence.flow_truths import Truth

    from assetmap.model import Snapshot

__all__ = ["run"]


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("sample") / "sample.db"


@pytest.fixture(scope="module")
def place(path: Path) -> Snapshot:
    return sample_place(path)


@pytest.fixture(scope="module")
def found(place: Snapshot) -> list[Truth]:
    return sample_truths(place)


def test_committed_page_is_the_generated_one(place: Snapshot, found: list[Truth]) -> None:
    assert PAGE.read_text(encoding="utf-8") == flows_page(place, found), "run make generate"


def test_what_is_planted_is_found_by_assetmap_as_in_the_files_alone(found: list[Truth]) -> None:
    assert len(found) == 12
    assert {each.words: each.by_command for each in found} == {
        each.words: each.from_files for each in found
    }


def test_the_practice_that_refers_to_nobody_is_the_one_that_was_planted(found: list[Truth]) -> None:
    (silent,) = [each for each in found if each.words == "a practice refers to nobody"]
    assert silent.by_command == ["Samphire Lane Practice, Amberhythe"]


def test_the_command_gives_what_the_page_is_made_of(place: Snapshot, path: Path, run: Run) -> None:
    for name in ("funnel", "waits"):
        said = json.loads(run("measure", name, "--json", "--store", str(path)).out)
        assert said == FLOWS[name].document(place, "lead")
