"""Every address that a person or a program can reach, and what none of them may hold.

`docs/public-site.md` tells how many there are; that is written by this test when
`ASSETMAP_WRITE_PUBLIC_SITE` names the file.
"""

from __future__ import annotations

import json
import os
import re
from collections import Counter
from html import unescape
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import pytest
from tests.page_parts import PUBLIC_SITE, part_of, write_part
from tests.unit.web.conftest import TODAY

from assetmap.export.open_referral import publication_of
from assetmap.export.public_files import PUBLIC_FILES
from assetmap.web.api.lists import LISTS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.unit.web.asking import Answer, Asker

    from assetmap.model import Snapshot
    from assetmap.release.public_place import PublicPlace
    from assetmap.views.public.directory import Directory

_LINK = re.compile(r'(?:href|src|action)="([^"]*)"')
_LOCATION = re.compile(r"<(?:loc|link)>([^<]*)<")
_BASE = "http://127.0.0.1:8501"


class Reached(NamedTuple):
    """An answer and the first page that leads to it."""

    answer: Answer
    led_from: str


def _links(answer: Answer) -> set[str]:
    kind = answer.headers.get("content-type", "")
    if kind == "application/json":
        return {each.removeprefix(_BASE) for each in _addresses_in(json.loads(answer.content))}
    if not kind.startswith(("text/html", "application/xml", "application/rss")):
        return set()
    text = answer.text
    found = {unescape(each) for each in (*_LINK.findall(text), *_LOCATION.findall(text))}
    local = {each.removeprefix(_BASE) for each in found}
    return {each.partition("#")[0] for each in local if each.startswith("/")}


def _addresses_in(document: Any) -> Iterator[str]:
    if isinstance(document, dict | list):
        for each in document.values() if isinstance(document, dict) else document:
            yield from _addresses_in(each)
    elif isinstance(document, str) and document.startswith(f"{_BASE}/"):
        yield document


def _items(address: str, answer: Answer) -> Iterator[str]:
    """Give the other pages of a list of the API, and its items."""
    path = address.partition("?")[0]
    if path.removeprefix("/api/") in LISTS:
        said = json.loads(answer.content)
        yield from (f"{path}?page={page}" for page in range(2, said["total_pages"] + 1))
        yield from (f"{path}/{item['id']}" for item in said["contents"])


@pytest.fixture(scope="module")
def reached(site: Asker) -> dict[str, Reached]:
    """Every address that links lead to from the first page, and what lists of the API name.

    Of searches, those that ask one thing: each leads to narrower ones, without end.
    """
    found: dict[str, Reached] = {}
    waiting = [("/", "/")]
    while waiting:
        address, led_from = waiting.pop()
        if address not in found:
            answer = site.get(address)
            found[address] = Reached(answer, led_from)
            links = {*_links(answer), *_items(address, answer)}
            waiting += [(link, address) for link in sorted(links) if _is_followed(link)]
    return found


def _is_followed(address: str) -> bool:
    if address.startswith(("/search?", "/shortlist?")):
        return address.startswith("/search?") and "&" not in address and "keep=" not in address
    return not address.startswith("/app")


def test_every_link_leads_somewhere(reached: dict[str, Reached]) -> None:
    broken = {
        address: (each.answer.status, each.led_from)
        for address, each in reached.items()
        if each.answer.status != 200
    }
    assert broken == {}


def test_everything_public_is_reached(reached: dict[str, Reached], directory: Directory) -> None:
    for activity in directory.activities:
        path = f"/activities/{activity.id}"
        assert {path, f"{path}.json"} <= set(reached)
        assert f"{path}/wrong" in reached
        has_dates = bool(directory.occasions_of[directory.row_of[activity.id]])
        assert (f"{path}.ics" in reached) is has_dates
    for kind, ids in (
        ("organisations", directory.organisations),
        ("what-matters", directory.need_names),
        ("areas", directory.area_names),
    ):
        assert {f"/{kind}/{id_}" for id_ in ids} <= set(reached)
    others = ("/stories", "/accessibility", "/privacy", "/sitemap.xml", "/new.rss", "/embed")
    assert set(others) <= set(reached)


def test_all_open_data_is_reached(reached: dict[str, Reached], sample: PublicPlace) -> None:
    files = [f"/data/{name}.csv" for name in PUBLIC_FILES]
    assert {*files, "/data/locations.geojson", "/data/areas.geojson"} <= set(reached)
    assert {"/api/", "/api/openapi.json", "/api/activities"} <= set(reached)
    publication = publication_of(sample, TODAY)
    for name in LISTS:
        ids = getattr(publication, name).ids
        assert {f"/api/{name}/{id_}" for id_ in ids} <= set(reached)


def test_the_page_says_how_many_addresses_there_are(
    reached: dict[str, Reached], whole: Snapshot
) -> None:
    counts = Counter(_kind(address) for address in reached)
    lines = [f"| `{kind}` | {n:,} |" for kind, n in sorted(counts.items())]
    told = "\n".join(
        [
            f"From `/` links, the lists of the API and the names of files lead to {len(reached):,}",
            "addresses of the sample place. Each answers 200, and none holds any of the",
            f"{len(_hidden(whole)):,} ids of champions, link workers and journeys, nor a name.",
            "",
            "| address | how many |",
            "| --- | ---: |",
            *lines,
            "",
        ]
    )
    if named := os.environ.get("ASSETMAP_WRITE_PUBLIC_SITE"):
        write_part(Path(named), "crawl", told)
    assert part_of(PUBLIC_SITE, "crawl") == told, (
        "run the tests with ASSETMAP_WRITE_PUBLIC_SITE=docs/public-site.md, and see what changed"
    )


def _kind(address: str) -> str:
    path, mark, asked = address.partition("?")
    if path == "/search":
        return "/search?…" if mark else path
    if path.endswith(".csv"):
        return "/data/{table}.csv"
    pages = re.fullmatch(r"(/api/\w+)/?", path)
    if pages and asked:
        return f"{pages[1]}?page="
    return re.sub(
        r"^(/api/\w+/|/activities/|/organisations/|/what-matters/|/areas/)[\w-]+", r"\1{id}", path
    )


def test_sitemap_lists_every_activity(site: Asker, directory: Directory) -> None:
    listed = set(_LOCATION.findall(site.get("/sitemap.xml").text))
    assert {f"{_BASE}/activities/{each.id}" for each in directory.activities} <= listed


def test_no_answer_tells_of_a_person_or_a_journey(
    reached: dict[str, Reached], whole: Snapshot
) -> None:
    hidden = _hidden(whole)
    assert len(hidden) > 15_000
    for address, each in reached.items():
        words = set(
            re.findall(r"[\w-]{6,}", unescape(each.answer.content.decode("utf-8", "ignore")))
        )
        assert words.isdisjoint(hidden), address


def test_no_answer_names_a_champion_or_a_link_worker(
    reached: dict[str, Reached], whole: Snapshot
) -> None:
    named = {
        tuple(name.split()[:2])
        for label in ("Champion", "LinkWorker")
        for name in whole.table(label)["display_name"].dropna()
    }
    assert len(named) > 100
    for address, each in reached.items():
        words = re.findall(r"[\w'’-]+", _text(each.answer))
        assert named.isdisjoint(pairwise(words)), address


def test_no_answer_holds_a_story_that_may_not_be_shown(
    reached: dict[str, Reached], whole: Snapshot
) -> None:
    rows = whole.table("Story")
    is_kept = (rows["consent"] != "given") | ~rows["is_public"].fillna(value=False).astype(bool)
    kept = rows["text"][is_kept].tolist()
    assert kept
    for address, each in reached.items():
        text = _text(each.answer)
        assert not any(story in text for story in kept), address


def test_a_search_for_a_champion_shows_no_more_than_was_typed(site: Asker, whole: Snapshot) -> None:
    for name in whole.table("Champion")["display_name"].dropna().head(40):
        first = name.split()[0]
        page = site.get(f"/search?q={first}").text
        seen = re.sub(r"<title>.*?</title>|<[^>]*>", " ", unescape(page))
        assert not re.search(rf"\b{re.escape(first)}\b", seen), first


def _text(answer: Answer) -> str:
    return unescape(answer.content.decode("utf-8", "ignore"))


def _hidden(whole: Snapshot) -> set[str]:
    tables = ("Champion", "LinkWorker", "Referral", "Outcome", "SUPPORTS", "COMPLETED", "COVERS")
    ids = {row_id for table in tables for row_id in whole.table(table)["id"]}
    return ids | set(whole.table("Referral")["episode_id"])
