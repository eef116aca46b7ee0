"""How many of the same organisations are found, and how many wrongly, beside simpler ways.

The labelled set: names, postcodes and web addresses of charities in five public lists (the
register for Trafford, two tables of a register of charities with a second number, and the
recipients of two funders), whose charity numbers are hidden from the program. Two rows of two
lists are one if they have one number.
"""

from __future__ import annotations

import csv
import json
import os
import random
import re
import time
from collections import defaultdict
from itertools import combinations
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, NamedTuple

import numpy as np
import pandas as pd
from rapidfuzz import fuzz, process

from assetmap.geo import normal_postcode
from assetmap.ingest.duplicates.pairs import find_duplicates
from assetmap.model import Snapshot, conform

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

N_ORGANISATIONS: Final = 20_000
_CUTOFF: Final = 90

Pairs = set[tuple[int, int]]


class Record(NamedTuple):
    """One row of a list: which list, the hidden number, and what the program sees."""

    source: str
    number: str
    name: str
    postcode: str
    website: str


def run() -> str:
    """Return the tables as Markdown; without the public data only the time."""
    folder = os.environ.get("ASSETMAP_REAL_DATA", "")
    parts = [_time_table()]
    if folder:
        records = read_records(Path(folder))
        parts = [_quality_table(records), _variant_table(records), *parts]
    else:
        parts.insert(0, "Precision and recall need the public data (`ASSETMAP_REAL_DATA`).")
    return "\n\n".join(parts)


def read_records(folder: Path) -> list[Record]:
    """Return the labelled rows, each number once a list."""
    seen: set[tuple[str, str]] = set()
    kept = []
    for record in (*_register_rows(folder / "charities"), *_grant_rows(folder)):
        if record.name and (record.source, record.number) not in seen:
            seen.add((record.source, record.number))
            kept.append(record)
    return kept


def place_of(records: Sequence[Record]) -> Snapshot:
    """Return the rows as a place, numbers left out; the id of each says where it stood."""
    organisations = {
        "id": [f"{at:07}" for at in range(len(records))],
        "name": [record.name.strip() for record in records],
        "website": [record.website or None for record in records],
        "location_id": [f"l{at}" for at in range(len(records))],
    }
    locations = {
        "id": organisations["location_id"],
        "name": "x",
        "postcode": [normal_postcode(record.postcode) for record in records],
    }
    return Snapshot(
        rows={
            "Organisation": conform("Organisation", pd.DataFrame(organisations)),
            "Location": conform("Location", pd.DataFrame(locations)),
        }
    )


def true_pairs(records: Sequence[Record]) -> Pairs:
    """Return the pairs that have one number."""
    by_number: dict[str, list[int]] = defaultdict(list)
    for at, record in enumerate(records):
        by_number[record.number].append(at)
    return {pair for members in by_number.values() for pair in combinations(members, 2)}


def found_pairs(records: Sequence[Record]) -> tuple[Pairs, Pairs]:
    """Return the pairs that the program is sure of, and those that it would ask about."""
    found = find_duplicates(place_of(records))
    sure = {
        (min(pair), max(pair))
        for group in found.sure
        for pair in combinations(map(int, group.ids), 2)
    }
    likely = {tuple(sorted((int(pair.id), int(pair.other_id)))) for pair in found.likely}
    return sure, {(one, other) for one, other in likely}


def _register_rows(folder: Path) -> Iterator[Record]:
    for row in _csv(folder / "trafford_charities_no_contacts.csv"):
        yield Record(
            "register",
            row["registered_charity_number"],
            row["charity_name"],
            row["charity_contact_postcode"],
            row["charity_contact_web"],
        )
    for row in _csv(folder / "charity-company-numbers.csv"):
        if row["org_id_a"].startswith("GB-CHC-"):
            number = row["org_id_a"].removeprefix("GB-CHC-")
            yield Record("companies", number, row["name"], "", "")
    for row in _csv(folder / "dual-registered-uk-charities.csv"):
        yield Record("dual", row["E&W Charity Number"], row["Charity Name (E&W)"], "", "")


def _grant_rows(folder: Path) -> Iterator[Record]:
    for path in sorted((folder / "grants_360giving").glob("a00*.json")):
        for grant in json.loads(path.read_text(encoding="utf-8"))["grants"]:
            for each in grant["recipientOrganization"]:
                if each["id"].startswith("GB-CHC-"):
                    number = each["id"].removeprefix("GB-CHC-")
                    where = (each.get("postalCode", ""), each.get("url", ""))
                    yield Record(path.stem, number, each["name"], *where)


def _csv(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def _quality_table(records: Sequence[Record]) -> str:
    truth = true_pairs(records)
    sure, likely = found_pairs(records)
    names = [record.name for record in records]
    ways = {
        "assetmap: sure": sure,
        "assetmap: likely (asked about one by one)": likely,
        "assetmap: both": sure | likely,
        "the same name, capitals aside": _same_names(names),
        f"rapidfuzz `token_sort_ratio` of names, {_CUTOFF} or more": _fuzzy_names(names),
    }
    twice = {(a, b) for a, b in set().union(*ways.values()) - truth if _bare(names[a], names[b])}
    opening = (
        f"{len(records):,} charities in five lists, {len(truth):,} pairs of them the same by their "
        "numbers, which are hidden. The last column leaves out pairs of the very same name under "
        "two numbers: charities that registered anew, which nobody can tell apart without numbers."
    )
    lines = [
        opening,
        "",
        "| way | pairs | right | precision | recall | precision, registered anew left out |",
        "| --- | --- | --- | --- | --- | --- |",
    ]
    lines.extend(_line(way, pairs, truth, twice) for way, pairs in ways.items())
    return "\n".join(lines)


def _line(way: str, pairs: Pairs, truth: Pairs, twice: Pairs) -> str:
    right = len(pairs & truth)
    told = len(pairs - twice)
    return (
        f"| {way} | {len(pairs):,} | {right:,} | {right / max(len(pairs), 1):.3f} | "
        f"{right / max(len(truth), 1):.3f} | {right / max(told, 1):.3f} |"
    )


def _bare(name: str, other: str) -> bool:
    """Tell, by a rule that the program knows nothing of, whether two names are the very same."""
    texts = [re.sub(r"\b(the|ltd|limited|cio)\b", "", text.casefold()) for text in (name, other)]
    first, second = (re.sub(r"[^a-z0-9]", "", text.replace("&", "and")) for text in texts)
    return first == second


def _same_names(names: Sequence[str]) -> Pairs:
    by_name: dict[str, list[int]] = defaultdict(list)
    for at, name in enumerate(names):
        by_name[name.casefold().strip()].append(at)
    return {pair for members in by_name.values() for pair in combinations(members, 2)}


def _fuzzy_names(names: Sequence[str]) -> Pairs:
    texts = [name.casefold() for name in names]
    found: Pairs = set()
    for start in range(0, len(texts), 500):
        scores = process.cdist(
            texts[start : start + 500],
            texts,
            scorer=fuzz.token_sort_ratio,
            score_cutoff=_CUTOFF,
            dtype=np.uint8,
        )
        rows, columns = np.nonzero(scores)
        found.update((start + a, b) for a, b in zip(rows.tolist(), columns.tolist(), strict=True))
    return {(a, b) for a, b in found if a < b}


def _variant_table(records: Sequence[Record]) -> str:
    """Return the same for spellings that we made up ourselves of the register's names."""
    chance = random.Random(4)
    register = [record for record in records if record.source == "register"]
    opening = (
        f"Spellings made up by us of the {len(register)} names of the register for Trafford, each "
        "beside the true ones; half of them without a postcode, none with a web address. Shares "
        "of the true pairs, and how many wrong ones."
    )
    lines = [
        opening,
        "",
        "| spelling | sure, right | likely, right | sure, wrong | likely, wrong |",
        "| --- | --- | --- | --- | --- |",
    ]
    known = set().union(*found_pairs(register))
    for words, spell in _SPELLINGS.items():
        others = [
            Record("made", each.number, spell(each.name, chance), postcode, "")
            for each in register
            for postcode in [each.postcode if chance.random() < 0.5 else ""]
        ]
        both = [*register, *others]
        truth = true_pairs(both)
        sure, likely = (
            {pair for pair in pairs if pair not in known} for pairs in found_pairs(both)
        )
        n = len(truth)
        right = [f"{len(pairs & truth) / n:.3f}" for pairs in (sure, likely)]
        wrong = [str(len(pairs - truth)) for pairs in (sure, likely)]
        lines.append(f"| {words} | {' | '.join(right)} | {' | '.join(wrong)} |")
    return "\n".join(lines)


def _misspelt(name: str, chance: random.Random) -> str:
    words = name.split()
    longest = max(range(len(words)), key=lambda at: len(words[at]))
    word = words[longest]
    at = chance.randrange(1, max(len(word) - 2, 2))
    words[longest] = word[:at] + word[at + 1 : at + 2] + word[at : at + 1] + word[at + 2 :]
    return " ".join(words)


def _short_words(name: str, chance: random.Random) -> str:
    del chance
    short = {"ASSOCIATION": "Assoc", "COMMUNITY": "Comm", "SAINT": "St", "CENTRE": "Ctr"}
    return " ".join(short.get(word, word.title()) for word in name.split())


_SPELLINGS: Final[dict[str, Callable[[str, random.Random], str]]] = {
    "small letters, & for and": lambda name, _: name.title().replace("And", "&"),
    "The before, Ltd behind": lambda name, _: f"The {name.title()} Ltd",
    "short words": _short_words,
    "two letters of the longest word changed places": _misspelt,
    "the first two words alone": lambda name, _: " ".join(name.split()[:2]).title(),
}


def _time_table() -> str:
    chance = random.Random(2)
    first = [f"{a}{b}{c}" for a in "bdfghklmnprst" for b in "aeiou" for c in ("ck", "ll", "rn")]
    kinds = ("Community Centre", "Choir", "Carers Group", "Football Club", "Church", "Foodbank")
    records: list[Record] = []
    for number in range(N_ORGANISATIONS):
        if number % 10 == 9:
            twin: Any = records[chance.randrange(len(records))]
            records.append(twin._replace(name=twin.name.upper()))
            continue
        name = " ".join((*chance.sample(first, 2), chance.choice(kinds))).title()
        postcode = f"M{chance.randrange(1, 60)} {chance.randrange(1, 9)}A{chance.choice('BDEFG')}"
        records.append(Record("made", str(number), name, postcode, ""))
    place = place_of(records)
    started = time.perf_counter()
    found = find_duplicates(place)
    seconds = time.perf_counter() - started
    return (
        f"{N_ORGANISATIONS:,} made-up organisations, a tenth of them twice, compared in "
        f"{seconds:.1f} s: {len(found.sure):,} sure groups, {len(found.likely):,} likely pairs."
    )
