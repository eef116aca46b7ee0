"""Real places on a Neo4j server: the same rows, the same screens and the same numbers as in a file.

Each place is loaded straight into the server from the files that the other tests load into a file;
neither store is made from the other.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import inspect
import json
from contextlib import ExitStack, closing, contextmanager
from typing import TYPE_CHECKING, Any, Final

import numpy as np
import pandas as pd
import pytest
from click.testing import CliRunner
from tests.neo4j_server import empty_graph
from tests.real.loading import load_steps
from tests.real.other_places import BRISTOL_STEPS
from tests.real.trafford import STEPS as TRAFFORD_STEPS

import assetmap
from assetmap.cli.measure_command import command as measure
from assetmap.errors import DataError
from assetmap.release.networks import PROJECTIONS
from assetmap.views.data_view import content_table, history_table
from assetmap.views.duplicates_view import duplicates_as_json
from assetmap.views.findings.view import findings, findings_table, headlines
from assetmap.views.map.choice import KINDS, PlaceChoice, first_choice, levels, shadings
from assetmap.views.map.geojson import map_geojson
from assetmap.views.map.panel import place_panel
from assetmap.views.map.sentences import picture_sentence as map_sentence
from assetmap.views.map.view import map_view
from assetmap.views.measuring.names import MEASURING
from assetmap.views.network.choice import MapChoice, areas, kinds, needs, sectors
from assetmap.views.network.drawing import SIZES, network_drawing
from assetmap.views.network.groups import COLOURS
from assetmap.views.network.view import empty_sentence, first_ties, network_view, picture_sentence
from assetmap.views.organisation.choice import organisation_list
from assetmap.views.organisation.paths import way_finder
from assetmap.views.organisation.view import organisation_view
from assetmap.views.overview.view import missing_table, overview_numbers
from assetmap.views.party_view import party_names, party_view

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from tests.neo4j_server import Server
    from tests.real.conftest import LoadedPlace

    from assetmap.ingest import Loading
    from assetmap.model import Snapshot
    from assetmap.store import Revision, Store

pytestmark = [pytest.mark.real, pytest.mark.neo4j, pytest.mark.slow]

PLACES: Final = {
    "trafford": ("trafford_store", TRAFFORD_STEPS),
    "bristol": ("bristol_store", BRISTOL_STEPS),
}
TODAY: Final = dt.date(2026, 4, 1)
N_OPENED: Final = 12
"""Organisations whose page is compared, spread over all of them."""


@dataclasses.dataclass(frozen=True, slots=True)
class ServedPlace:
    """A place in a file, and the same files loaded into a server."""

    file: LoadedPlace
    address: str
    loadings: Mapping[str, Loading]
    snapshot: Snapshot
    history: tuple[Revision, ...]

    @property
    def both(self) -> tuple[Snapshot, Snapshot]:
        """The snapshot of the file, and that of the server."""
        return self.file.snapshot, self.snapshot


@pytest.fixture(scope="module", params=PLACES)
def place(
    request: pytest.FixtureRequest, neo4j_server: Server, real_data: Path
) -> Iterator[ServedPlace]:
    """Load a place into the empty server, straight from its files."""
    fixture, steps = PLACES[request.param]
    file: LoadedPlace = request.getfixturevalue(fixture)
    with empty_graph(neo4j_server) as address:
        with closing(assetmap.open(address)) as store:
            loadings = load_steps(store, real_data, steps)
        # Opened anew, so that everything is read from the server.
        with closing(assetmap.open(address, must_exist=True)) as store:
            snapshot, history = store.snapshot(), store.history(limit=100)
        yield ServedPlace(file, address, loadings, snapshot, history)


def _told(value: Any) -> Any:
    """Return what a view says as plain values, so that two can be compared in all their parts."""
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        value = {each.name: getattr(value, each.name) for each in dataclasses.fields(value)}
    elif isinstance(value, pd.DataFrame):
        value = {"": value.index, **{str(name): value[name] for name in value.columns}}
    elif isinstance(value, set | frozenset):
        value = sorted(value, key=repr)
    elif inspect.isfunction(value):  # what is worked out when it is first asked for
        value = _told(value())
    if isinstance(value, dict):
        return [(_told(key), _told(each)) for key, each in value.items()]
    if isinstance(value, list | tuple | pd.Series | pd.Index | np.ndarray):
        return [_told(each) for each in value]
    return value if isinstance(value, str | bytes) else repr(value)


def _overview(snapshot: Snapshot) -> Iterator[Any]:
    found = findings(snapshot, today=TODAY)
    yield from (found, headlines(found), findings_table(found, snapshot))
    yield overview_numbers(snapshot, today=TODAY)
    yield missing_table(snapshot)


def _network(snapshot: Snapshot) -> Iterator[Any]:
    yield first_ties(snapshot)
    yield from (sectors(snapshot), needs(snapshot), areas(snapshot))
    for ties in PROJECTIONS:
        choice = MapChoice(ties=ties)
        view = network_view(snapshot, choice)
        yield from (view, kinds(snapshot, ties), party_names(snapshot, view))
        yield picture_sentence(view) if len(view.network) else empty_sentence(snapshot, choice)
        for size_by, colour_by in zip(SIZES, COLOURS, strict=False):
            yield network_drawing(snapshot, view, size_by=size_by, colour_by=colour_by)
        for party_id in view.parties["id"][:N_OPENED]:
            yield party_view(snapshot, view, party_id)


def _map(snapshot: Snapshot) -> Iterator[Any]:
    first = first_choice(snapshot)
    yield from (first, levels(snapshot), shadings(snapshot))
    view = map_view(snapshot, first)
    yield from (view, map_geojson(view), map_sentence(view))
    for shade in list(shadings(snapshot))[:N_OPENED]:
        shown = dataclasses.replace(first, shade=shade, kinds="", steps="equal")
        yield map_view(snapshot, shown).areas
    for level in levels(snapshot):
        yield map_view(snapshot, PlaceChoice(level=level, kinds=",".join(KINDS))).things
    for id_ in [*view.areas["id"][:N_OPENED], *view.things["id"][:N_OPENED]]:
        yield place_panel(snapshot, view, id_)


def _organisation(snapshot: Snapshot) -> Iterator[Any]:
    listed = organisation_list(snapshot)
    yield from (listed, listed.names, organisation_list(snapshot, "community"))
    ids = sorted(snapshot.table("Organisation")["id"])
    opened = ids[:: max(1, len(ids) // N_OPENED)]
    yield from (organisation_view(snapshot, each, today=TODAY) for each in opened)
    finder = way_finder(snapshot)
    yield from (finder.ways(opened[0], other) for other in opened[1:])


def _data(snapshot: Snapshot) -> Iterator[Any]:
    yield from (content_table(snapshot), duplicates_as_json(snapshot))


SCREENS: Final = {
    "overview": _overview,
    "network": _network,
    "map": _map,
    "organisation": _organisation,
    "data": _data,
}


def test_every_load_says_the_same(place: ServedPlace) -> None:
    assert list(place.loadings) == list(place.file.loadings)
    for name, loading in place.loadings.items():
        assert loading.read > 0, name
        assert loading.as_json() == place.file.loadings[name].as_json(), name
        assert loading.notes == place.file.loadings[name].notes, name


def test_every_row_is_the_same_in_the_same_order(place: ServedPlace) -> None:
    of_file, of_server = place.both
    assert len(of_server) > 300
    assert of_server.revision == of_file.revision == len(place.loadings)
    assert of_server.counts == of_file.counts
    for table, n_rows in of_file.counts.items():
        if n_rows:
            pd.testing.assert_frame_equal(of_server.table(table), of_file.table(table))


def test_the_history_is_the_same(place: ServedPlace) -> None:
    with closing(assetmap.open(place.file.path, must_exist=True)) as store:
        of_file = store.history(limit=100)
    same_moment = [
        dataclasses.replace(each, made_at=other.made_at)
        for each, other in zip(place.history, of_file, strict=True)
    ]
    assert tuple(same_moment) == of_file
    assert len(history_table(place.history)) == len(of_file)


class _LeftOpen:
    """A store that commands think is theirs to close."""

    def __init__(self, store: Store) -> None:
        self.snapshot, self.history = store.snapshot, store.history

    def close(self) -> None:
        """Leave it open."""


@contextmanager
def _each_store_opened_once() -> Iterator[None]:
    """Let commands share a store: reading a whole place anew for each would take minutes."""
    opened: dict[str, Store] = {}
    with ExitStack() as stack, pytest.MonkeyPatch.context() as patch:
        open_anew = assetmap.open

        def open_once(address: str, **given: Any) -> _LeftOpen:
            if address not in opened:
                opened[address] = stack.enter_context(closing(open_anew(address, **given)))
            return _LeftOpen(opened[address])

        patch.setattr(assetmap, "open", open_once)
        yield


def _assert_same_document(place: ServedPlace, asked: list[str]) -> None:
    said = [
        CliRunner().invoke(
            measure, [*asked, "--json", "--store", str(address)], catch_exceptions=False
        )
        for address in (place.file.path, place.address)
    ]
    assert [each.exit_code for each in said] == [0, 0]
    assert said[1].stdout == said[0].stdout, asked
    assert json.loads(said[0].stdout)


def test_every_measure_prints_the_same_document(place: ServedPlace) -> None:
    asked = [
        [name, "--ties", ties]
        for name, each in MEASURING.items()
        for ties in PROJECTIONS
        if "projection" in each.choices
    ]
    asked += [[*asked[0], "--as-of", "2026-04-01"]]
    _assert_same_document(place, asked[0])
    with _each_store_opened_once():
        for each in asked:
            _assert_same_document(place, each)


def test_change_is_refused_alike_where_no_survey_asked(place: ServedPlace) -> None:
    said = []
    for address in (place.file.path, place.address):
        asked = ["change", "--from", "2026-01-01", "--to", "2026-04-01", "--store", str(address)]
        with pytest.raises(
            DataError, match="No survey of partners had been answered by"
        ) as refused:
            CliRunner().invoke(measure, asked, catch_exceptions=False)
        said.append(str(refused.value))
    assert said[0] == said[1]


@pytest.mark.parametrize("screen", SCREENS)
def test_every_screen_shows_the_same(place: ServedPlace, screen: str) -> None:
    views = SCREENS[screen]
    of_file, of_server = (list(views(each)) for each in place.both)
    assert len(of_server) == len(of_file) > 1
    for number, (shown, expected) in enumerate(zip(of_server, of_file, strict=True)):
        assert _told(shown) == _told(expected), f"{screen}, view {number}"


def test_what_is_compared_tells_places_apart(place: ServedPlace) -> None:
    """One cell changed shows: what the other tests compare is not blind."""
    rows = dict(place.snapshot.rows)
    named = rows["Organisation"]["name"].mask(rows["Organisation"].index == 0, "Renamed")
    changed = dataclasses.replace(
        place.snapshot, rows={**rows, "Organisation": rows["Organisation"].assign(name=named)}
    )
    seen = [_told(list(_organisation(each))) for each in (place.snapshot, changed)]
    assert seen[0] != seen[1]
