"""What the public tells: kept beside the store, without who, and only from our own form."""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING, cast
from urllib.parse import urlencode

import pytest
from tests.unit.web.asking import Asker
from tests.unit.web.conftest import TODAY, GivenPlace

from assetmap.errors import FullBoxError
from assetmap.release.unmet_searches import unmet_searches
from assetmap.store import public_box
from assetmap.store.public_box import NothingFound, PublicBox, box_path
from assetmap.web.application import make_application

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.unit.web.asking import Answer

    from assetmap.views.public.directory import Directory
    from assetmap.web.current_place import CurrentPlace


@pytest.fixture
def box(tmp_path: Path) -> PublicBox:
    return PublicBox(box_path(str(tmp_path / "town.db")))


@pytest.fixture
def site(directory: Directory, tmp_path: Path) -> Iterator[Asker]:
    place = cast("CurrentPlace", GivenPlace(directory))
    store = str(tmp_path / "town.db")
    asker = Asker(make_application(store, public_only=True, rate_limit=0, place=place))
    yield asker
    asker.close()


def _send(site: Asker, path: str, **fields: str) -> Answer:
    token = re.search(r'name="token" value="([^"]+)"', site.get(path).text)
    assert token
    said = {"token": token[1], "reason": "time", "words": "", **fields}
    return site.post(path, urlencode(said).encode())


def test_a_note_is_kept_with_nothing_that_says_who(
    site: Asker, box: PublicBox, directory: Directory, tmp_path: Path
) -> None:
    id_ = directory.activities[0].id
    answer = _send(site, f"/activities/{id_}/wrong", words="It is at two now.")
    assert (answer.status, answer.headers["location"], answer.cookies) == (303, "/thanks", ())
    assert site.get("/thanks").status == 200
    (note,) = box.notes(today=TODAY)
    assert (note.activity_id, note.sent_on, note.words) == (id_, TODAY, "It is at two now.")
    assert note.reason == "The day or time is wrong"
    assert b"127.0.0.1" not in (tmp_path / "town.db.box").read_bytes()
    assert (tmp_path / "town.db.box").stat().st_mode & 0o777 == 0o600
    box.remove_note(note.id)
    assert box.notes(today=TODAY) == ()


@pytest.mark.parametrize(
    ("fields", "status", "words"),
    [
        ({"token": "made up"}, 403, "That was not sent from our page"),
        ({"reason": "nonsense"}, 400, "Choose what is wrong."),
        ({"words": "x" * 501}, 400, "Use fewer words"),
        ({"words": "ring me on 07700 900123"}, 400, "Take out the phone number"),
    ],
    ids=["token", "reason", "long", "number"],
)
def test_what_cannot_be_kept_is_refused_in_words(
    site: Asker,
    box: PublicBox,
    directory: Directory,
    fields: dict[str, str],
    status: int,
    words: str,
) -> None:
    answer = _send(site, f"/activities/{directory.activities[0].id}/wrong", **fields)
    assert (answer.status, words in answer.text) == (status, True)
    assert box.notes(today=TODAY) == ()


def test_a_program_that_fills_in_every_field_is_thanked_and_not_heard(
    site: Asker, box: PublicBox, directory: Directory
) -> None:
    path = f"/activities/{directory.activities[0].id}/wrong"
    assert _send(site, path, website="https://spam.example").status == 303
    assert box.notes(today=TODAY) == ()


def test_a_form_is_good_for_its_own_activity_and_from_our_own_page_alone(
    site: Asker, box: PublicBox, directory: Directory
) -> None:
    one, other = (f"/activities/{each.id}/wrong" for each in directory.activities[:2])
    token = re.search(r'name="token" value="([^"]+)"', site.get(one).text)
    assert token
    body = urlencode({"token": token[1], "reason": "time"}).encode()
    assert site.post(other, body).status == 403
    assert site.post(one, body, sec_fetch_site="cross-site").status == 403
    assert site.post("/activities/nothing/wrong", body).status == 404
    assert box.notes(today=TODAY) == ()


def test_notes_go_after_a_year_and_no_more_are_taken_than_can_be_read(
    box: PublicBox, monkeypatch: pytest.MonkeyPatch
) -> None:
    box.put_note("a1", "closed", "", sent_on=TODAY)
    assert len(box.notes(today=TODAY + dt.timedelta(days=365))) == 1
    assert box.notes(today=TODAY + dt.timedelta(days=366)) == ()
    monkeypatch.setattr(public_box, "MOST_NOTES", 1)
    box.put_note("a1", "closed", "", sent_on=TODAY)
    with pytest.raises(FullBoxError, match="1 notes of the public wait"):
        box.put_note("a1", "closed", "", sent_on=TODAY)


def test_what_was_not_found_is_counted_by_need_ward_and_week_alone(
    site: Asker, box: PublicBox, tmp_path: Path
) -> None:
    address = "/search?q=lonely+aardvarks&postcode=QX1+1AA&day=sunday&time=evening"
    for _ in range(9):
        assert "Nothing found" in site.get(address).text
    (count,) = box.nothing_found()
    assert (count.ward_code, count.week_of, count.n) == ("E98000001", dt.date(2026, 6, 29), 9)
    assert b"aardvark" not in (tmp_path / "town.db.box").read_bytes()
    assert [each.n for each in unmet_searches([count])] == [10]


def test_small_counts_are_told_to_nobody() -> None:
    week = dt.date(2026, 6, 29)
    counts = [NothingFound("n", "w", week, n) for n in range(12)]
    assert [each.n for each in unmet_searches(counts)] == [10, 10, 10, 10]


def test_a_box_that_nobody_put_anything_into_is_not_made(box: PublicBox, tmp_path: Path) -> None:
    assert (box.notes(today=TODAY), box.nothing_found()) == ((), ())
    assert list(tmp_path.iterdir()) == []
    assert box.secret() == box.secret()
    assert "://" not in box_path("neo4j://10.0.0.1:7687").name
