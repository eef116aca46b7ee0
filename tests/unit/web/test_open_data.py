"""Open data as whoever asks gets it."""

from __future__ import annotations

import json
import re
import uuid
from typing import TYPE_CHECKING, Any, NamedTuple
from urllib.parse import quote, urlsplit

import pandas as pd
import pytest
from tests.store.moving_place import full_place, snapshot_of
from tests.unit.export.odd_place import CAPITAL_ID, CHOIR, odd_place, odd_rows
from tests.unit.ingest.open_referral_place import CHOIR as CHOIR_SERVICE
from tests.unit.ingest.open_referral_place import load_all, page, write_json
from tests.unit.web.asked_api import Api, api_of, load_from
from tests.unit.web.asking import Asker

import assetmap
from assetmap.errors import BusyStoreError
from assetmap.ingest.open_referral.published_ids import published_id
from assetmap.model import Changes
from assetmap.release.public_place import PublicPlace, public_place
from assetmap.web.api.lists import LISTS
from assetmap.web.guard import PageHeaders
from assetmap.web.refusals import refusal

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from assetmap.ingest import Loading
    from assetmap.model import Snapshot

STANDARD = LISTS[:4]


@pytest.fixture(scope="module")
def api(sample: PublicPlace) -> Iterator[Api]:
    with api_of(sample) as asked:
        yield asked


@pytest.fixture(scope="module")
def odd() -> Iterator[Api]:
    with api_of(odd_place()) as asked:
        yield asked


class Reloaded(NamedTuple):
    """A place as it was served, and as it was loaded from there into an empty store."""

    served: Api
    loading: Loading
    snapshot: Snapshot
    asked: list[str]


@pytest.fixture(scope="module", params=["sample", "odd"])
def reloaded(
    request: pytest.FixtureRequest, api: Api, odd: Api, tmp_path_factory: pytest.TempPathFactory
) -> Reloaded:
    served = {"sample": api, "odd": odd}[request.param]
    loading, snapshot, server = load_from(served, tmp_path_factory.mktemp("again") / "place.db")
    return Reloaded(served, loading, snapshot, [each.path for each in server.asked])


def everything(api: Api) -> dict[str, list[bytes]]:
    """Return each item as its list shows it, whole in its list, and alone."""
    found: dict[str, list[bytes]] = {}
    for name in LISTS:
        brief, whole = (
            api.ask(f"/api/{name}?format=ndjson&full={full}").body for full in ("no", "yes")
        )
        found[name] = brief.splitlines()
        found[f"{name}, whole"] = whole.splitlines()
    return found


def ids_in(value: Any) -> Iterator[str]:
    """Yield every id in a document, of references too."""
    if isinstance(value, dict):
        for name, each in value.items():
            if name == "id" or name.endswith("_id"):
                yield each
            else:
                yield from ids_in(each)
    elif isinstance(value, list):
        for each in value:
            yield from ids_in(each)


def test_root_says_which_standard_and_where_everything_is(api: Api) -> None:
    root = api.ask("/api/")
    assert root.status == 200
    assert root.json["version"] == "HSDS-UK-3.0"
    assert root.json["openapi_url"] == "http://127.0.0.1:8501/api/openapi.json"
    assert urlsplit(root.json["profile"]).scheme == "https"
    for address in root.json["links"].values():
        assert address.startswith("http://127.0.0.1:8501/")
        assert api.ask(address.removeprefix("http://127.0.0.1:8501")).status == 200


def test_api_without_its_slash_leads_there(api: Api) -> None:
    assert api.ask("/api").headers["location"] == "/api/"


@pytest.mark.parametrize("name", LISTS)
def test_pages_of_a_list_hold_each_item_once_in_one_order(api: Api, name: str) -> None:
    whole = api.ask(f"/api/{name}?per_page=500").json
    assert whole["first_page"]
    assert whole["total_items"] > 0
    seen: list[str] = []
    for number in range(1, -(-whole["total_items"] // 30) + 1):
        found = api.ask(f"/api/{name}?page={number}&per_page=30").json
        seen += [item["id"] for item in found["contents"]]
        assert found["size"] == len(found["contents"])
        assert found["page_number"] == number
        assert found["first_page"] == (number == 1)
        assert found["last_page"] == (number == found["total_pages"])
        assert not found["empty"]
    assert len(seen) == len(set(seen)) == whole["total_items"]
    assert seen == [item["id"] for item in api.all(name)] == sorted(seen)


def test_a_page_after_the_last_is_empty(api: Api) -> None:
    found = api.ask("/api/services?page=999&per_page=10").json
    assert (found["size"], found["contents"], found["empty"]) == (0, [], True)
    assert (found["first_page"], found["last_page"], found["page_number"]) == (False, True, 999)


def test_an_empty_place_has_empty_lists() -> None:
    with api_of(public_place(snapshot_of({}))) as empty:
        for name in ("services", "service_at_locations", "taxonomy_terms"):
            found = empty.ask(f"/api/{name}").json
            assert (found["total_items"], found["total_pages"], found["empty"]) == (0, 1, True)
            assert (found["first_page"], found["last_page"]) == (True, True)
        assert empty.ask("/api/activities").json["data"] == []


@pytest.mark.parametrize("name", LISTS)
def test_an_item_alone_is_as_it_is_whole_in_its_list(api: Api, name: str) -> None:
    for item in api.all(name, full="true")[:40]:
        assert api.ask(f"/api/{name}/{item['id']}").json == item


def test_every_id_of_every_document_is_a_uuid(api: Api, odd: Api) -> None:
    for asked in (api, odd):
        documents = [json.loads(each) for items in everything(asked).values() for each in items]
        documents += asked.ask("/api/activities?page_size=500").json["data"]
        found = [id_ for each in documents for id_ in ids_in(each)]
        assert len(found) > 100
        assert [id_ for id_ in found if str(uuid.UUID(id_)) != id_.lower()] == []


def test_ids_within_an_item_are_each_used_once_but_for_rows_of_their_own(api: Api) -> None:
    for item in api.all("services", full="true"):
        del item["organization"]
        for place in item.get("service_at_locations", []):
            del place["location"]
        for attribute in item.get("attributes", []):
            attribute.pop("taxonomy_term", None)
        found = list(ids_in(item))
        assert len(found) == len(set(found))


def test_lists_show_what_is_public_in_the_place_and_all_of_it(
    api: Api, sample: PublicPlace
) -> None:
    place = sample
    counts = {name: len(api.all(name)) for name in LISTS}
    assert counts == {
        "services": len(place.activities),
        "service_at_locations": place.sessions["location_id"].notna().sum(),
        "taxonomies": 2,
        "taxonomy_terms": len(place.needs) + len(place.communities),
        "organizations": len(place.organisations),
        "locations": len(place.locations),
    }


def test_a_place_loaded_from_its_api_into_an_empty_store_is_published_the_same(
    reloaded: Reloaded,
) -> None:
    assert reloaded.loading.rejected == 0, reloaded.loading.faults
    with api_of(public_place(reloaded.snapshot)) as again:
        assert everything(again) == everything(reloaded.served)


def test_a_feed_of_ours_finds_the_rows_that_it_came_from(tmp_path: Path) -> None:
    service = write_json(tmp_path / "services.json", page([CHOIR_SERVICE]))
    _, before = load_all(tmp_path, service)
    with api_of(public_place(before)) as first:
        loading, after, _ = load_from(first, tmp_path / "place.db")
        assert loading.rejected == 0, loading.faults
        assert (loading.created, loading.updated) == (0, 0)
        for table, rows in before.rows.items():
            assert set(after.table(table)["id"]) == set(rows["id"]), table
        with api_of(public_place(after)) as second:
            assert everything(second) == everything(first)


def test_a_feed_of_the_sample_loaded_where_it_came_from_changes_nothing(
    whole: Snapshot, api: Api, tmp_path: Path
) -> None:
    store = assetmap.open(str(tmp_path / "place.db"))
    store.apply(Changes(rows=whole.rows), based_on=0, actor="test", note="the sample place")
    store.close()
    loading, _, _ = load_from(api, tmp_path / "place.db")
    ended = [each for each in api.all("services") if each["status"] == "defunct"]
    assert len(ended) == 5
    assert loading.accepted > 400
    assert (loading.rejected, loading.created, loading.updated) == (0, 0, 0)
    assert loading.notes == ()


def test_a_feed_that_came_from_elsewhere_keeps_its_ids(tmp_path: Path) -> None:
    names = {"service": str(uuid.uuid4()), "place": str(uuid.uuid4()), "hall": str(uuid.uuid4())}
    schedules = [{"id": str(uuid.uuid4()), "freq": "WEEKLY", "byday": day} for day in ("MO", "TU")]
    item = {
        "id": names["service"],
        "name": "Choir",
        "status": "active",
        "service_at_locations": [
            {
                "id": names["place"],
                "location": {"id": names["hall"], "location_type": "physical", "name": "Hall"},
                "schedules": schedules,
            }
        ],
    }
    _, snapshot = load_all(tmp_path, write_json(tmp_path / "services.json", page([item])))
    with api_of(public_place(snapshot)) as asked:
        found = asked.ask(f"/api/services/{names['service']}").json
    (place,) = found["service_at_locations"]
    assert (place["id"], place["location"]["id"]) == (names["place"], names["hall"])
    assert [each["byday"] for each in place["schedules"]] == ["MO", "TU"]
    assert place["schedules"][1]["id"] == schedules[1]["id"]


def test_all_pages_of_all_lists_are_asked_for(reloaded: Reloaded) -> None:
    n_services = reloaded.served.ask("/api/services").json["total_items"]
    assert reloaded.asked.count("/api/services") == -(-n_services // 100)
    further = {f"/api/{name}" for name in ("organizations", "locations", "taxonomy_terms")}
    assert {"/api/", *further} < set(reloaded.asked)


def test_two_publications_of_one_place_are_the_same(whole: Snapshot, api: Api) -> None:
    with api_of(public_place(whole)) as again:
        assert everything(again) == everything(api)


def test_filters_choose_by_term_taxonomy_organization_and_words(api: Api) -> None:
    services = api.all("services", full="true")
    terms: dict[str, set[str]] = {}
    for item in services:
        for attribute in item.get("attributes", []):
            if "taxonomy_term" in attribute:
                terms.setdefault(attribute["taxonomy_term"]["id"], set()).add(item["id"])
    for term_id, fitting in sorted(terms.items())[:5]:
        found = api.all("services", taxonomy_term_id=term_id)
        assert {each["id"] for each in found} == fitting
        at = api.all("service_at_locations", taxonomy_term_id=term_id)
        assert {each["service"]["id"] for each in at} <= fitting
    organization_id = services[0]["organization"]["id"]
    found = api.all("services", organization_id=organization_id)
    assert {each["organization"]["id"] for each in found} == {organization_id}
    found = api.all("services", search="CHAIR exercises")
    assert found
    assert all(
        {"chair", "exercises"} <= set(re.findall(r"\w+", json.dumps(each).lower()))
        for each in found
    )
    taxonomies = [each["id"] for each in api.all("taxonomies")]
    chosen = [{each["id"] for each in api.all("services", taxonomy_id=id_)} for id_ in taxonomies]
    assert set.union(*chosen) == set().union(*terms.values())
    assert api.all("services", taxonomy_term_id="none") == []


def test_terms_are_chosen_by_what_they_lie_in(odd: Api) -> None:
    company = published_id("company")
    assert [each["name"] for each in odd.all("taxonomy_terms", parent_id=company)] == ["Singing"]
    top = odd.all("taxonomy_terms", top_only="true")
    assert "Singing" not in {each["name"] for each in top}
    assert len(top) == len(odd.all("taxonomy_terms")) - 1
    assert [each["name"] for each in odd.all("organizations", search="voices sale")] == [
        "Sale Voices"
    ]


def test_proximity_keeps_what_meets_within_so_many_metres_of_a_postcode(odd: Api) -> None:
    near = odd.all("service_at_locations", postcode="m337xx", proximity="10")
    assert {each["location"]["name"] for each in near} == {"Hall"}
    assert {each["name"] for each in odd.all("services", postcode="M33 7XX", proximity="10")} == {
        "Choir", "Walk"
    }  # fmt: skip
    # 0.04 degrees of latitude are 4.4 km, 0.21 of longitude there 13.9 km: 14.6 km in all.
    assert odd.all("services", postcode="M34 1AA", proximity="14000") == []
    assert len(odd.all("services", postcode="M34 1AA", proximity="15000")) == 2


def test_a_postcode_alone_leaves_out_services_for_other_areas(odd: Api) -> None:
    inside = {each["name"] for each in odd.all("services", postcode="M33 7XX")}
    outside = {each["name"] for each in odd.all("services", postcode="M34 1AA")}
    assert inside - outside == {"Choir"}
    assert "Talk on line" not in inside  # it is there for a street within the ward
    assert "Walk" in outside  # it says of no area


@pytest.mark.parametrize(
    "asked",
    [
        "page=0", "page=-1", "page=x", "page=1e3", "page=99999999999999999999", "page=%00",
        "per_page=0", "per_page=-5", "per_page=½", "full=perhaps", "format=xml", "proximity=5",
        "proximity=nan&postcode=M33+7XX", "proximity=-1&postcode=M33+7XX", "postcode=nowhere",
        "postcode=M1+1AA", "postcode=M33+7XX&proximity=1e99", "modified_after=yesterday",
        "search=" + "a" * 300,
    ],
)  # fmt: skip
def test_what_cannot_be_asked_is_refused_in_a_sentence(odd: Api, asked: str) -> None:
    address = f"/api/services?{quote(asked, safe='=&%+')}"
    answer = odd.ask(address)
    assert answer.status == 400
    assert answer.headers["content-type"] == "application/json"
    assert answer.json["error"].endswith(".")
    assert answer.headers["access-control-allow-origin"] == "*"


def test_more_items_than_are_given_at_once_are_given_as_many_as_are(api: Api) -> None:
    found = api.ask("/api/locations?per_page=100000").json
    assert (found["size"], found["total_pages"]) == (found["total_items"], 1)


@pytest.mark.parametrize("name", LISTS)
@pytest.mark.parametrize("id_", ["nothing", str(uuid.UUID(int=7)), "%3Cscript%3E", "a%00b", "é"])
def test_an_unknown_id_is_not_found_as_json(odd: Api, name: str, id_: str) -> None:
    answer = odd.ask(f"/api/{name}/{quote(id_, safe='%')}")
    assert (answer.status, answer.headers["content-type"]) == (404, "application/json")
    assert f"/api/{name}" in answer.json["error"]


@pytest.mark.parametrize(
    "path", ["/api/nothing", "/api/services/a/b", "/data/Referral.csv", "/api//"]
)
def test_an_unknown_address_is_not_found_as_json(odd: Api, path: str) -> None:
    answer = odd.ask(path)
    assert (answer.status, answer.headers["content-type"]) == (404, "application/json")


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH"])
def test_nothing_can_be_written(odd: Api, method: str) -> None:
    answer = odd.ask("/api/services", method=method)
    assert (answer.status, answer.headers["content-type"]) == (405, "application/json")
    assert answer.headers["access-control-allow-origin"] == "*"
    assert "GET" in answer.headers["allow"]


def test_other_sites_may_ask(odd: Api) -> None:
    for path in ("/api/", "/api/services", "/api/nothing", "/data/Activity.csv"):
        assert odd.ask(path, origin="https://elsewhere.example").headers[
            "access-control-allow-origin"
        ] == "*"  # fmt: skip
    may = odd.ask("/api/services", method="OPTIONS", access_control_request_method="GET")
    assert may.status == 204
    assert "GET" in may.headers["access-control-allow-methods"]


@pytest.mark.parametrize(
    "path",
    ["/api/", "/api/services", f"/api/services/{CHOIR}", "/api/openapi.json", "/data/Need.csv"],
)
def test_what_did_not_change_is_not_sent_again(odd: Api, path: str) -> None:
    first = odd.ask(path)
    mark = first.headers["etag"]
    for had in (mark, mark.removeprefix("W/"), f'"x", {mark}', "*"):
        again = odd.ask(path, if_none_match=had)
        assert (again.status, again.body, again.headers["etag"]) == (304, b"", mark)
        assert again.headers["access-control-allow-origin"] == "*"
    assert odd.ask(path, if_none_match='"x"').status == 200
    assert odd.ask(path, method="HEAD").headers["etag"] == mark


def test_a_mark_changes_with_what_it_marks() -> None:
    rows = odd_rows()
    with api_of(odd_place()) as asked:
        before = asked.ask("/api/services").headers["etag"]
        rows["Activity"].loc[0, "name"] = "Another choir"
        asked.place = public_place(snapshot_of(rows))
        changed = asked.ask("/api/services", if_none_match=before)
        assert changed.status == 200
        assert "Another choir" in changed.body.decode()


def test_a_row_that_was_joined_with_another_leads_there() -> None:
    rows = odd_rows()
    rows["FormerId"] = pd.DataFrame([{"id": "old voices", "current_id": "voices"}])
    with api_of(public_place(snapshot_of(rows))) as asked:
        moved = asked.ask(f"/api/organizations/{published_id('old voices')}")
        assert (moved.status, moved.headers["location"]) == (308, f"./{published_id('voices')}")


def test_openapi_describes_every_list_and_item(api: Api) -> None:
    document = api.ask("/api/openapi.json").json
    assert document["openapi"].startswith("3.1")
    assert document["servers"] == [{"url": "http://127.0.0.1:8501/api/"}]
    assert {"/", *(f"/{name}" for name in LISTS), *(f"/{name}/{{id}}" for name in LISTS)} < set(
        document["paths"]
    )
    named = document["components"]["parameters"]
    for path in document["paths"].values():
        for each in path["get"]["parameters"]:
            assert "name" in each or each["$ref"].rsplit("/", 1)[1] in named


def test_activities_come_as_users_of_asset_maps_know_them(odd: Api) -> None:
    found = odd.ask("/api/activities?postcode=M33+7XX&radius=100").json
    assert (found["count"], found["next"], found["previous"]) == (1, None, None)
    choir = found["data"][0]
    assert (choir["id"], choir["name"]) == (CHOIR, "Choir")
    assert choir["organisation"] == {"id": published_id("voices"), "name": "Sale Voices"}
    assert {each["formatted_address"] for each in choir["locations"]} == {
        "Hall, 1 High Street, Sale, M33 7XX",
        "Shed, M33 7XY",
    }
    assert choir["categories"] == [{"name": "Singing", "slug": published_id("singing")}]
    assert choir["service_areas"] == [{"code": "E05000001", "type": "ward", "name": "Riverside"}]
    assert choir["permalink"] == f"http://127.0.0.1:8501/activities/{CHOIR}"


def test_activities_come_in_pages_that_name_their_neighbours(odd: Api) -> None:
    first = odd.ask("/api/activities?page_size=2").json
    assert (first["count"], first["previous"]) == (4, None)
    names = [each["name"] for each in first["data"]]
    while first["next"]:
        assert first["next"].startswith("http://127.0.0.1:8501/api/activities?page_size=2&page=")
        first = odd.ask(first["next"].removeprefix("http://127.0.0.1:8501")).json
        names += [each["name"] for each in first["data"]]
    assert names == ["Choir", "Garden", "Nothing is told of it", "Talk on line"]
    assert [each["name"] for each in odd.ask("/api/activities?q=sale+VOICES").json["data"]] == [
        "Choir"
    ]
    assert odd.ask("/api/activities?page_size=x").status == 400


def test_the_search_for_other_sites_is_a_form_without_a_script(api: Api) -> None:
    page_ = api.ask("/embed")
    text = page_.body.decode()
    assert "<script" not in text
    assert re.search(r'<form action="/search" method="get"', text)
    assert 'name="q"' in text
    assert 'name="postcode"' in text
    policy = page_.headers["content-security-policy"]
    assert "frame-ancestors *" in policy
    assert "unsafe" not in policy
    copied = api.ask("/embed?copy").body.decode()
    assert "&lt;iframe src=&#34;http://127.0.0.1:8501/embed" in copied or (
        '&lt;iframe src="http://127.0.0.1:8501/embed"' in copied
    )
    assert "frame-ancestors" not in api.ask("/embed?copy").headers.get(
        "content-security-policy", ""
    )


def everything_said(api: Api) -> str:
    """Return all that open data answers, in one text."""
    paths = ["/api/", "/api/openapi.json", "/api/activities?page_size=500", "/embed", "/embed?copy"]
    paths += [urlsplit(address).path for address in api.ask("/data/").json["files"].values()]
    answers = [api.ask(path) for path in paths]
    assert [each.status for each in answers] == [200] * len(answers)
    bodies = [each.body for each in answers]
    bodies += [item for items in everything(api).values() for item in items]
    return b"\n".join(bodies).decode()


def hidden_in(whole: Snapshot) -> set[str]:
    """Return names and ids that nobody may see, as they would stand in a text or in JSON."""
    people = ("Champion", "LinkWorker")
    hidden = {
        str(cell)
        for name in (*people, "Referral", "Outcome", "Asset", "PARTNERS_WITH")
        for cell in whole.table(name)["id"]
    }
    names = (cell for name in people for cell in whole.table(name)["display_name"].dropna())
    hidden |= {name for name in names if len(name.strip()) > 3}
    return hidden | {json.dumps(each)[1:-1] for each in hidden}


def test_nothing_of_a_person_or_of_a_private_cell_is_in_any_answer() -> None:
    whole = snapshot_of(full_place())
    with api_of(public_place(whole)) as asked:
        said = everything_said(asked)
    assert "the full Organisation" in said
    hidden = hidden_in(whole) | {"x_own", "x_gr", "recorded_on", "display_name"}
    assert [each for each in sorted(hidden) if each in said] == []


def test_nobody_of_the_sample_place_is_in_any_answer(api: Api, whole: Snapshot) -> None:
    said = everything_said(api)
    hidden = hidden_in(whole)
    assert len(hidden) > 5_000
    words = set(re.findall(r"[0-9a-f-]{36}", said))
    ids = {each for each in hidden if re.fullmatch(r"[0-9a-f-]{36}", each)}
    assert words & ids == set()
    assert [each for each in sorted(hidden - ids) if each in said] == []


def test_a_private_field_that_is_asked_for_is_not_searched(odd: Api) -> None:
    assert odd.all("services", search="canary") == []
    assert odd.ask("/api/activities?q=canary").json["count"] == 0


def test_ids_of_capital_letters_stay_as_they_came(odd: Api) -> None:
    assert odd.ask(f"/api/organizations/{CAPITAL_ID}").status == 200


def test_a_store_that_cannot_be_read_is_said_as_json() -> None:
    address = "town.db"

    def nothing() -> PublicPlace:
        raise BusyStoreError(address, 1)

    with api_of(odd_place()) as asked:
        asked.read = nothing
        answer = asked.ask("/api/services")
    assert (answer.status, answer.headers["content-type"]) == (503, "application/json")
    assert answer.json["error"] == "The map cannot be read just now. Try again in a few minutes."
    assert answer.headers["access-control-allow-origin"] == "*"


@pytest.mark.parametrize(
    ("path", "origin"),
    [("/api/services", "*"), ("/data/Need.csv", "*"), ("/search", None), ("/app/", None)],
)
def test_refusals_of_open_data_may_be_read_by_other_sites(path: str, origin: str | None) -> None:
    asker = Asker(PageHeaders(refusal(429)))
    try:
        answer = asker.get(path)
    finally:
        asker.close()
    assert answer.status == 429
    assert answer.headers.get("access-control-allow-origin") == origin


@pytest.mark.parametrize("host", ["[", "a b", '"><script>', "", "a" * 9_000])
@pytest.mark.parametrize(
    "path",
    ["/api", "/api/", "/data/", "/api/openapi.json", "/api/activities?page_size=1", "/embed?copy",
     "/api/services/", "/api/services/%ff", "/api/services?search=%ff%00%ed%a0%80"],
)  # fmt: skip
def test_a_hostile_host_or_letter_breaks_nothing(odd: Api, path: str, host: str) -> None:
    answer = odd.ask(path, host=host)
    assert answer.status in {200, 307, 404}
    assert b"<script>" not in answer.body or "json" in answer.headers["content-type"]
