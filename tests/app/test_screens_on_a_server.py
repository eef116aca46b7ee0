"""The screens of a place that is kept on a Neo4j server say what those of a file say."""

from __future__ import annotations

import re
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest
from tests.neo4j_server import empty_graph
from tests.unit.views.place_on_the_ground import PLACE

import assetmap
from assetmap.model import Changes, conform
from assetmap_app.components.current import STORE_VARIABLE

pytestmark = pytest.mark.neo4j

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.neo4j_server import Server

FOLDER = Path(__file__).parents[2] / "app" / "assetmap_app" / "screens"
CLOCK = re.compile(r"On [\w ]+\\?, \d\d\\?:\d\d")
CANARY = "canary-in-a-mine"


@pytest.fixture(scope="module")
def addresses(
    neo4j_server: Server, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[str, str]]:
    """The same place in a file and on a server."""
    rows = {name: conform(name, pd.DataFrame(list(given))) for name, given in PLACE.items()}
    with empty_graph(neo4j_server) as address:
        both = (str(tmp_path_factory.mktemp("both") / "place.db"), address)
        for each in both:
            with closing(assetmap.open(each)) as store:
                store.apply(Changes(rows), based_on=0, actor="Ada", note="a place")
        yield both


def _opened(screen: str, address: str, monkeypatch: pytest.MonkeyPatch) -> AppTest:
    monkeypatch.setenv(STORE_VARIABLE, address)
    test = AppTest.from_file(str(FOLDER / f"{screen}.py"), default_timeout=60).run()
    assert not test.exception
    return test


def _said(test: AppTest) -> Iterator[str]:
    """Return all that a screen says, in words and in tables."""
    for kind in ("title", "header", "subheader", "markdown", "caption"):
        yield from (str(each.value) for each in getattr(test, kind))
    for kind in ("info", "warning", "error", "success"):
        yield from (str(each.value) for each in getattr(test, kind))
    yield from (f"{each.label}: {each.value}" for each in test.metric)
    yield from (each.value.to_csv() for part in (test.table, test.dataframe) for each in part)


@pytest.mark.parametrize("screen", ["overview", "network", "map", "organisation"])
def test_a_screen_says_the_same_of_a_server_as_of_a_file(
    addresses: tuple[str, str], monkeypatch: pytest.MonkeyPatch, screen: str
) -> None:
    of_file, of_server = (
        # The two were changed one after the other.
        [CLOCK.sub("", said) for said in _said(_opened(screen, each, monkeypatch))]
        for each in addresses
    )
    assert len(of_file) > 3
    assert of_server == of_file


def test_data_shows_the_history_of_a_server(
    addresses: tuple[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    said = "\n".join(_said(_opened("data", addresses[1], monkeypatch)))
    assert "Ada" in said
    assert "a place" in said


def test_a_server_that_takes_no_login_is_one_sentence_without_the_password(
    addresses: tuple[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ASSETMAP_NEO4J_PASSWORD", CANARY)
    test = _opened("overview", addresses[1], monkeypatch)
    assert [each.value for each in test.error] != []
    said = "\n".join(_said(test)).replace("\\", "")
    assert "does not take the user and the password given" in said
    assert CANARY not in said
