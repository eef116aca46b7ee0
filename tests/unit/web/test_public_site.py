"""The public site of the sample place, page by page."""

from __future__ import annotations

import json
import re
from html import unescape
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, parse_qsl, urlencode

import pytest
from icalendar import Calendar

if TYPE_CHECKING:
    from tests.unit.web.asking import Asker

    from assetmap.views.public.directory import Directory


def _id_of(directory: Directory, name: str) -> str:
    return next(each.id for each in directory.activities if each.name.startswith(name))


def _first_result(page: str) -> str:
    found = re.search(r'<h3><a href="(/activities/[^"]+)">', page)
    assert found, page
    return found[1]


def test_first_page_asks_one_thing_in_one_form(site: Asker) -> None:
    page = site.get("/")
    assert page.status == 200
    assert "<h1>What matters to you?</h1>" in page.text
    assert page.text.count("<form") == 1
    form = page.text.partition("<form")[2].partition("</form>")[0]
    assert 'action="/search" method="get"' in form
    assert re.findall(r'name="(\w+)"', form) == ["q", "postcode"]


def test_a_search_leads_to_an_activity_with_its_calendar_and_record(site: Asker) -> None:
    results = site.get("/search?q=I+don%27t+see+anyone&postcode=QX1+1AA")
    path = _first_result(results.text)
    page = site.get(path)
    assert (results.status, page.status) == (200, 200)
    for link in (
        f'href="{path}.ics"',
        'href="/organisations/',
        'href="/areas/',
        'href="/what-matt',
    ):
        assert link in page.text, link
    record = json.loads(site.get(f"{path}.json").text)
    assert record["id"] == path.rpartition("/")[2]
    assert f"<h1>{record['name']}</h1>" in unescape(page.text)


def test_an_activity_can_be_sent_on_and_the_way_looked_up(
    site: Asker, directory: Directory
) -> None:
    id_ = _id_of(directory, "Walking football")
    page = site.get(f"/activities/{id_}").text
    (sent,) = re.findall(r'href="(mailto:\?[^"]+)"', page)
    said = parse_qs(unescape(sent).partition("?")[2])
    (canonical,) = re.findall(r'<link rel="canonical" href="([^"]+)"', page)
    activity = directory.activities[directory.row_of[id_]]
    assert said == {"subject": [activity.name], "body": [canonical]}
    assert "+" not in sent, "programs for mail do not read it as a space"
    places = directory.places_of(id_)
    assert f'href="geo:{places[0].latitude},{places[0].longitude}"' in page


def test_calendar_has_an_event_for_each_session_with_what_a_calendar_needs(
    site: Asker, directory: Directory
) -> None:
    id_ = _id_of(directory, "Walking football")
    answer = site.get(f"/activities/{id_}.ics")
    assert answer.headers["content-type"] == "text/calendar; charset=utf-8"
    events = Calendar.from_ical(answer.content).walk("VEVENT")
    assert len(events) == len(directory.sessions_of[id_])
    for event in events:
        assert {"UID", "DTSTAMP", "DTSTART", "SUMMARY"} <= set(event)
        assert str(event["SUMMARY"]).startswith("Walking football")
    assert site.get(f"/activities/{id_}.ics").content == answer.content


@pytest.mark.parametrize(
    "path",
    ["/activities/no", "/activities/no.ics", "/organisations/no", "/what-matters/x", "/areas/x"],
)
def test_what_is_not_there_is_a_page_that_says_so(site: Asker, path: str) -> None:
    page = site.get(path)
    assert page.status == 404
    assert "<h1>There is no page here</h1>" in page.text


@pytest.mark.parametrize("words", ["loneliness", "gardening", "money worries"])
def test_every_postcode_has_company_gardens_and_advice_with_dates_within_reach(
    site: Asker, directory: Directory, words: str
) -> None:
    for postcode in [*directory.postcodes][::35]:
        address = f"/search?q={words}&postcode={postcode}".replace(" ", "+")
        path = _first_result(site.get(address).text)
        assert f'href="{path}.ics"' in site.get(path).text, (postcode, path)


@pytest.mark.parametrize(
    "words", ["choir", 'choir a&b=c "<x>" 100%', "choir ünï%26 +", "choir p0p0p0"]
)
def test_ways_to_narrow_a_search_keep_what_was_asked(site: Asker, words: str) -> None:
    asked = {"q": words, "postcode": "QX1 1AA", "free": "1", "keep": "a|b"}
    page = site.get(f"/search?{urlencode(asked)}").text.partition('<details class="filters">')[2]
    links = re.findall(r'href="/search\?([^"]*)"', page.partition("</nav>")[0])
    assert len(links) > 40
    for link in links:
        found = dict(parse_qsl(unescape(link)))
        assert {name: found[name] for name in ("q", "postcode", "keep")} == {
            "q": " ".join(words.split()), "postcode": "QX1 1AA", "keep": "a|b",
        }  # fmt: skip
