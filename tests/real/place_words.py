"""What a reader of `docs/real-places.md` is told of each place: decisions, and why rows fail."""

from __future__ import annotations

from typing import Final

TRAFFORD: Final = """\
A borough of 21 wards and 139 small areas. Public lists of areas, postcodes, census and indices
are read by the mappings that come with assetmap; the place's own lists by mappings of its own
(`tests/real/mappings`), which say what a thing is and why.

- A practice and a pharmacy are **organisations** of primary care, with a location.
- A sports facility, an allotment, a children's centre and a place of worship are **strengths**,
  with a location: what counts is that they are there, and whether a group could use them. Who
  holds them is not in the lists. A congregation is an organisation, which only somebody who
  knows it can add.
- A bus, tram or train stop is a **location**: nobody holds it, and a thousand of them would
  hide every other strength. The list of bus stops has one and the same point in all 1,025 rows, so
  none of its points is taken: a wrong place on a map is worse than none. `assetmap map` sees it
  too.
- The register's postcode of a charity is that of a contact, perhaps of a home. The charity is
  placed at the postcode, some fifteen doors, and no street is read. The postcodes of 279 of the
  736 lie in Trafford and could be placed; the others work there from elsewhere.
- One postcode was written with a letter O for a nought; the mapping mends it.

The rejected rows are right to be. The deprivation file is of the whole county, and a fact of an
area that is not in the map has nowhere to stand. Two charities and three food banks have a web
address that is none (misspelt; two in one cell; one cut in two): somebody has to mend the list.
"""

BEDFORDSHIRE: Final = """\
Three districts, 77 wards and 417 small areas. Only the areas and the practices need mappings of
their own. The wards of the outlines (2022) and of the look-up (2024) share no code, so a small
area lies in its district, and wards stand beside.

24 of the 381 small areas of 2011 were split for 2021, into 60; none was merged. By the look-up the
ranks and tenths of 2019 are told of all 417: each part has that of the whole, and says so. Their
people of 2020 are rejected, and rightly: nothing says who lives in which part. People start from
the plain middles of the small areas, for no better point of them is here.
"""

OPEN_REFERRAL: Final = (
    (
        "Open Referral UK: the Default mock feed",
        "Every document of the mock feed that the standard's own validator answers with.",
    ),
    (
        "Open Referral UK: the Test mock feed",
        """\
The hard list: 128 items of one id with 88 different bodies, and a count that says 31. The first
body wins, equal copies change nothing, and each that differs is rejected.""",
    ),
    (
        "HSDS: the examples as JSON",
        "The example place of the standard in each of its JSON forms, one after the other.",
    ),
    ("HSDS: the examples as CSV", "The same place as the standard's tables."),
)
"""Title and words, in the order in which they are loaded."""

BRISTOL: Final = """\
150 people, 97 organisations and 17 events of 2002, and who took part in what. A person is a
champion without consent, so nobody is shown by name; an event is a workshop; a tie is `TIED_TO`,
for nobody says more of it than that it was there.
"""

TIE_LISTS: Final = "Edges with their nodes, known by their headings: a plain tie list is `TIED_TO`."

GRANTS: Final = """\
A grant is `FUNDS`, from funder to organisation; an organisation that several grants name is there
once, by its register number.
"""

OPENACTIVE: Final = """\
Each example of the standard, one after another as a feed brings them. A series or an event is an
activity, its days are sessions; leaders are people, and stay out.
"""
