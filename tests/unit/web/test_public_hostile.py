"""Names that try to be marks: rendered as text on every page, file and feed."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, cast
from urllib.parse import quote
from xml.etree import ElementTree as ET

import pandas as pd
import pytest
from tests.unit.web.asking import Asker
from tests.unit.web.conftest import TODAY, GivenPlace

from assetmap.model import Snapshot, conform
from assetmap.release.public_place import public_place
from assetmap.views.public.directory import Directory
from assetmap.web.application import make_application

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from assetmap.web.current_place import CurrentPlace

NASTY = (
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "</script><script>alert(1)</script>",
    "{{7*7}}{% raw %}",
    "javascript:alert(1)",
    "a\r\nBEGIN:VEVENT\r\nSUMMARY:x",
    "]]><x/>&amp;&lt;",
    "<!-- far -->",
    "%(x)s %s {0}",
)
BOX = '{"type":"Polygon","coordinates":[[[0,53],[1,53],[1,54],[0,54],[0,53]]]}'


@pytest.fixture(scope="module", params=NASTY)
def nasty(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Asker]:
    """The site of a place in which everything is called the same nasty thing, ids too."""
    text = str(request.param)
    text_id = text.replace("\r\n", " ")
    tables: dict[str, list[dict[str, object]]] = {
        "Area": [{"id": text_id, "name": text, "level": "ward", "boundary": BOX}],
        "Location": [{"id": "l", "name": text, "address": text, "latitude": 53.5,
                      "longitude": 0.5, "area_code": text_id, "accessibility": text}],
        "Organisation": [{"id": text_id, "name": text, "description": text, "email": text + "@x",
                          "phone": text, "website": text, "alternate_names": text}],
        "Need": [{"id": text_id, "name": text, "description": text, "synonyms": text}],
        "Community": [{"id": "c", "name": text}],
        "Activity": [{"id": text_id, "name": text, "description": text, "first_visit": text,
                      "website": text, "organisation_id": text_id, "cost": text,
                      "eligibility": text, "languages": text, "referral_route": text}],
        "Session": [{"id": text_id, "activity_id": text_id, "location_id": "l",
                     "schedule": "FREQ=WEEKLY;BYDAY=MO", "starts_at_local": "10:00"}],
        "Story": [{"id": "t", "text": text, "consent": "given", "is_public": True}],
        "MEETS": [{"id": "m", "from_id": text_id, "to_id": text_id}],
        "WELCOMES": [{"id": "w", "from_id": text_id, "to_id": "c"}],
        "ABOUT": [{"id": "b", "from_id": "t", "to_id": text_id}],
    }  # fmt: skip
    rows = {name: conform(name, pd.DataFrame(given)) for name, given in tables.items()}
    place = public_place(Snapshot(store_id="s", revision=1, rows=rows))
    store: Path = tmp_path_factory.mktemp("nasty") / "town.db"
    given = cast("CurrentPlace", GivenPlace(Directory(place, TODAY)))
    asker = Asker(make_application(str(store), public_only=True, rate_limit=0, place=given))
    asker.text_id = text_id  # type: ignore[attr-defined]
    yield asker
    asker.close()


def test_every_page_shows_a_nasty_name_as_text(nasty: Asker) -> None:
    id_ = quote(nasty.text_id, safe="")  # type: ignore[attr-defined]
    for path in (
        "/",
        f"/search?q={id_}&postcode={id_}&need={id_}&language={id_}",
        f"/activities/{id_}",
        f"/activities/{id_}/wrong",
        f"/organisations/{id_}",
        f"/what-matters/{id_}",
        f"/areas/{id_}",
        f"/shortlist?id={id_}",
        "/stories",
    ):
        page = nasty.get(path)
        assert page.status == 200, path
        assert not re.search(
            r"<script(?! type=\"application/ld\+json\">)|<img src=x|<x/>", page.text
        )
        assert not re.search(r'href="javascript:', page.text)
        for data in re.findall(r'ld\+json">(.*?)</script>', page.text, re.DOTALL):
            json.loads(data)


def test_every_file_keeps_its_form(nasty: Asker) -> None:
    id_ = quote(nasty.text_id, safe="")  # type: ignore[attr-defined]
    for path in ("/sitemap.xml", "/new.rss", f"/activities/{id_}/map.svg", f"/areas/{id_}/map.svg"):
        answer = nasty.get(path)
        assert answer.status == 200, path
        root = ET.fromstring(answer.text)  # noqa: S314  made here
        assert not [each for each in root.iter() if each.tag.endswith(("script", "x"))]
    calendar = nasty.get(f"/activities/{id_}.ics").text
    assert len(re.findall(r"^BEGIN:VEVENT\r?$", calendar, re.MULTILINE)) == 1
    assert json.loads(nasty.get(f"/activities/{id_}.json").text)["id"] == nasty.text_id  # type: ignore[attr-defined]
