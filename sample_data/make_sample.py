"""Make the sample place: three towns that do not exist, one CSV file a table.

Kettlewick, Amberhythe and Pellowby lie in the North Sea, far from any coast, so that nobody real is
meant. Rates follow published figures, which README.md names. The same seed gives the same bytes.

Four truths are put in for measures to find:

1. Pellowby Ferry House holds Pellowby to the other towns. No other organisation of
   Pellowby and any elsewhere name each other as partners (`PARTNERS_WITH`), so without it the
   network of partnerships falls in two.
2. In the ward Lantern Quay company matters to more people than anywhere else, and nothing that
   meets it there starts on a weekday at 17:00 or later. Every other ward has such an evening.
3. Samphire Lane Practice, Amberhythe, has patients and a link worker, and refers to nobody.
4. Between the two surveys of partners, September 2024 and February 2026, ties of voluntary and
   faith organisations with the council, the NHS and practices grew to three times as many; of
   all others some came and some went.

Run it in the checkout, with a folder to write to (this one, when none is given):

    python -m sample_data.make_sample [FOLDER]
"""

from __future__ import annotations

import sys
from pathlib import Path

from sample_data.making.activities import Programme
from sample_data.making.areas import make_areas, make_indicators, make_postcodes
from sample_data.making.book import Book
from sample_data.making.earlier_survey import EarlierSurvey
from sample_data.making.journeys import Setting
from sample_data.making.organisations import (
    make_assets,
    make_communities,
    make_locations,
    make_needs,
    make_organisations,
)
from sample_data.making.outcomes import make_outcomes, make_stories
from sample_data.making.partnerships import (
    SurveyOfPartners,
    make_grants,
    make_plain_ties,
    make_workshops,
)
from sample_data.making.people import make_champions, make_courses, make_link_workers
from sample_data.making.referrals import Referrals


def make_place() -> Book:
    """Return every row of the sample place."""
    book = Book()
    grid, wards = make_areas(book)
    make_indicators(book, wards)
    postcodes = make_postcodes(book, grid, wards)
    make_locations(book, grid, wards, postcodes)
    organisations = make_organisations(book, grid, wards, postcodes)
    needs = make_needs(book)
    make_communities(book, organisations)
    activities = Programme(book, wards, organisations, needs).make()
    courses = make_courses(book)
    link_workers = make_link_workers(book, organisations, courses)
    champions = make_champions(book, wards, organisations, courses, link_workers)
    champion_ids = [each.id for each in champions]
    make_assets(book, organisations, champion_ids)
    SurveyOfPartners(book, organisations).make()
    EarlierSurvey(book, organisations).make()
    make_grants(book, organisations)
    workshops = make_workshops(book, wards, organisations)
    make_plain_ties(book, organisations, champion_ids, workshops)
    setting = Setting(wards, organisations, link_workers, champions, activities)
    make_outcomes(book, Referrals(book, setting, needs).make())
    make_stories(book, wards, organisations, activities)
    return book


def main(arguments: list[str]) -> None:
    """Write the files into the folder that `arguments` name, or into this one."""
    folder = Path(arguments[0]) if arguments else Path(__file__).parent
    folder.mkdir(parents=True, exist_ok=True)
    make_place().write(folder)


if __name__ == "__main__":
    main(sys.argv[1:])
