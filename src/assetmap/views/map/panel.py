"""View: what the map on the ground says of one area or one thing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypedDict

import pandas as pd

from assetmap.model import PEOPLE, running
from assetmap.model.nesting import area_chains
from assetmap.network.standing import standing_claims
from assetmap.views.areas import areas_at
from assetmap.views.map.choice import ACTIVITIES, PER_1000
from assetmap.views.map.sentences import ONE_AND_SEVERAL
from assetmap.views.map.sessions import sessions_then
from assetmap.views.map.steps import figure
from assetmap.views.map.things import KIND_WORDS
from assetmap.views.map.times import time_words
from assetmap.views.map.values import figure_words, population_of
from assetmap.views.network.groups import LABEL_WORDS
from assetmap.views.wording import counted, day_words, listed

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assetmap.model import Snapshot
    from assetmap.views.map.view import MapView


class PanelRow(TypedDict):
    """One thing that belongs to what the panel is about."""

    name: str
    what: str
    when: str
    where: str


@dataclass(frozen=True, slots=True)
class PlacePanel:
    """What is said of one area or thing.

    Attributes
    ----------
    id, name
        Which, and how it is called.
    what
        What it is, and in what it lies.
    description
        In its own words; may be empty.
    sentences
        What the map says of it, each a whole sentence.
    rows_title
        What the rows are; empty without rows.
    rows
        What is within it, or what it runs, by kind and name.
    party_id
        Its id if it is a party and so on the network too, else empty.
    ties
        The ties of the network that it has.
    is_organisation
        Whether there is a page about it.
    """

    id: str
    name: str
    what: str
    description: str
    sentences: Sequence[str]
    rows_title: str
    rows: Sequence[PanelRow]
    party_id: str = ""
    ties: str = "whole_map"
    is_organisation: bool = False


def place_panel(snapshot: Snapshot, view: MapView, id_: str) -> PlacePanel | None:
    """Return what the map says of an area, an organisation, an activity or an asset.

    Parameters
    ----------
    snapshot
        What this reader may see of the place.
    view
        The map.
    id_
        Of any row; of a person only the name that consent allows is told.

    Returns
    -------
    PlacePanel
        None if there is no such row, or nothing is to be said of its kind.
    """
    label = snapshot.label_of.get(id_, "")
    if label == "Area":
        return _area_panel(snapshot, view, id_)
    if label in {"Organisation", "Activity", "Asset"}:
        return _thing_panel(snapshot, view, id_, label)
    if label in LABEL_WORDS:
        return _elsewhere_panel(snapshot, id_, label)
    return None


def _area_panel(snapshot: Snapshot, view: MapView, code: str) -> PlacePanel:
    name_of = snapshot.name_of
    above = [name_of[each] for each in area_chains(snapshot)[code][1:]]
    level = _level_words(snapshot, code)
    within = view.things[[code in codes for codes in view.things["codes"]]]
    then = time_words(view.choice.day, view.choice.part)
    return PlacePanel(
        id=code,
        name=name_of[code],
        what=", ".join(filter(None, [level, f"in {listed(above)}" if above else ""])),
        description="",
        sentences=_area_sentences(snapshot, view, code),
        rows_title=f"What is here{then}" if len(within) else "",
        rows=_rows(within),
    )


def _area_sentences(snapshot: Snapshot, view: MapView, code: str) -> list[str]:
    rows = view.areas[view.areas["id"] == code]
    if rows.empty:
        if code in areas_at(snapshot, view.choice.level):
            return ["It has no boundary, and nothing in it is known."]
        return ["This area is of another level than those on the map now."]
    people = population_of(snapshot, [code]).get(code)
    said = [] if view.choice.shade in {ACTIVITIES, PER_1000} else [_figure_sentence(view, code)]
    if people:
        said.append(f"{counted(round(people), 'person lives', 'people live')} here.")
    row = rows.iloc[0]
    said.append(_activities_sentence(view, code, int(row["n_activity"]), people))
    for kind, words in {"organisation": "based here", "asset": "kept here"}.items():
        said.append(f"{_number(int(row[f'n_{kind}']), kind)} {words}.")
    return [sentence for sentence in said if sentence]


def _activities_sentence(view: MapView, code: str, n: int, people: float | None) -> str:
    then = time_words(view.choice.day, view.choice.part)
    per = f", {figure(round(n * 1000 / people, 2))} for every 1,000 people" if people else ""
    is_shade = view.choice.shade in {ACTIVITIES, PER_1000} and code in view.shading.figures
    place = f": {_rank(view, code)}" if is_shade else ""
    return f"{_number(n, 'activity')} on here{then}{per}{place}."


def _number(n: int, kind: str) -> str:
    if not n:
        return f"No {ONE_AND_SEVERAL[kind][0]} is"
    return f"{counted(n, *ONE_AND_SEVERAL[kind])} {'is' if n == 1 else 'are'}"


def _figure_sentence(view: MapView, code: str) -> str:
    figures = view.shading.figures
    if not figures:
        return ""
    if code not in figures:
        return f"{view.shading.title}: not known here."
    added = " (added up from the smaller areas within)" if code in view.shading.added else ""
    words = figure_words(figures[code], view.shading)
    return f"{view.shading.title}: {words}{added}; {_rank(view, code)}."


def _rank(view: MapView, code: str) -> str:
    figures = view.shading.figures
    higher = sum(1 for other in figures.values() if other > figures[code])
    if higher:
        return f"number {higher + 1:,} of {counted(len(figures), 'area')}, counted from the most"
    return f"no other of {counted(len(figures), 'area')} has more"


def _thing_panel(snapshot: Snapshot, view: MapView, id_: str, label: str) -> PlacePanel:
    own = _own(snapshot, label, id_)
    rows = view.things[view.things["id"] == id_]
    sentences = {
        "Organisation": _organisation_sentences,
        "Activity": _activity_sentences,
        "Asset": _asset_sentences,
    }[label](snapshot, own)
    runs = _run_by(snapshot, view, id_) if label == "Organisation" else view.things.iloc[:0]
    return PlacePanel(
        id=id_,
        name=snapshot.name_of[id_],
        what=KIND_WORDS[label.lower()],
        description=str(own.get("description", "")),
        sentences=[*_where_sentences(view, rows, label), *sentences],
        rows_title=f"What it runs{time_words(view.choice.day, view.choice.part)}"
        if len(runs)
        else "",
        rows=_rows(runs),
        party_id="" if label == "Asset" else id_,
        ties="partnerships" if label == "Organisation" else "whole_map",
        is_organisation=label == "Organisation",
    )


def _where_sentences(view: MapView, rows: pd.DataFrame, label: str) -> list[str]:
    if rows.empty:
        is_hidden = label.lower() not in view.choice.kinds.split(",")
        why = "is not chosen to be shown" if is_hidden else "has no place on this map now"
        hint = "" if is_hidden or label != "Activity" else ", or is not on at this time of the week"
        return [f"It {why}{hint}."]
    row = rows.iloc[0]
    area = f", in {row['area']}" if row["area"] else ""
    said = [f"Where: {row['where']}{area}."]
    return [*said, f"When: {row['when']}."] if row["when"] else said


def _organisation_sentences(snapshot: Snapshot, own: dict[str, object]) -> list[str]:
    words = {term.value: term.label for term in snapshot.terms("sector")}
    sector = words.get(str(own.get("sector", "")), "")
    rows = running(snapshot.table("Activity"), snapshot.day)
    n = int((rows["organisation_id"] == own["id"]).sum())
    ties = snapshot.table("PARTNERS_WITH")
    ties = ties[(ties["from_id"] == own["id"]) | (ties["to_id"] == own["id"])]
    ties = standing_claims(snapshot, ties)
    partners = {
        *ties.loc[ties["from_id"] == own["id"], "to_id"],
        *ties.loc[ties["to_id"] == own["id"], "from_id"],
    } - {own["id"]}
    said = [f"Sector: {sector}."] if sector else []
    said.append(f"It runs {counted(n, 'activity', 'activities') if n else 'no activity'} here.")
    if partners:
        said.append(f"Partnerships are named with {counted(len(partners), 'other')}.")
    return said


def _activity_sentences(snapshot: Snapshot, own: dict[str, object]) -> list[str]:
    name_of = snapshot.name_of
    meets = snapshot.table("MEETS")
    needs = [name_of[each] for each in meets.loc[meets["from_id"] == own["id"], "to_id"]]
    said = []
    if own.get("organisation_id"):
        said.append(f"Run by {name_of.get(str(own['organisation_id']), 'somebody not known')}.")
    if needs:
        said.append(f"For what matters: {listed(sorted(needs, key=str.casefold))}.")
    if own.get("cost"):
        said.append(f"Cost: {own['cost']}.")
    checked = own.get("assured_date")
    if isinstance(checked, pd.Timestamp):
        said.append(f"Last checked on {day_words(checked.date())}.")
    return said


def _asset_sentences(snapshot: Snapshot, own: dict[str, object]) -> list[str]:
    words = {term.value: term.label for term in snapshot.terms("asset_kind")}
    said = []
    if own.get("kind"):
        said.append(f"Kind: {words.get(str(own['kind']), own['kind'])}.")
    if own.get("holder_id"):
        said.append(f"Held by {snapshot.name_of.get(str(own['holder_id']), 'nobody known')}.")
    if "is_shareable" in own:
        said.append("Others may use it." if own["is_shareable"] else "Not for others to use.")
    return said


def _elsewhere_panel(snapshot: Snapshot, id_: str, label: str) -> PlacePanel:
    why = (
        "People are never points on this map."
        if label in PEOPLE
        else "It is not shown on this map."
    )
    return PlacePanel(
        id=id_,
        name=snapshot.name_of.get(id_, LABEL_WORDS[label]),
        what=LABEL_WORDS[label],
        description="",
        sentences=[f"{why} The screen Network shows to whom there are ties."],
        rows_title="",
        rows=(),
        party_id=id_,
    )


def _run_by(snapshot: Snapshot, view: MapView, organisation_id: str) -> pd.DataFrame:
    rows = snapshot.table("Activity")
    ids = set(rows.loc[rows["organisation_id"] == organisation_id, "id"])
    on_then = set(sessions_then(snapshot, view.choice.day, view.choice.part))
    kept: pd.DataFrame = view.things[view.things["id"].isin(ids & on_then)]
    return kept


def _rows(things: pd.DataFrame) -> list[PanelRow]:
    order = {"activity": 0, "asset": 1, "organisation": 2}
    found = [
        (order[kind], PanelRow(name=name, what=what, when=when, where=where))
        for kind, name, what, when, where in zip(
            *(things[column] for column in ("kind", "name", "what", "when", "where")), strict=True
        )
    ]
    return [row for _, row in sorted(found, key=lambda each: each[0])]


def _own(snapshot: Snapshot, label: str, id_: str) -> dict[str, object]:
    rows = snapshot.table(label)
    row = rows[rows["id"] == id_].iloc[0]
    return {str(name): value for name, value in row.items() if not pd.isna(value)}


def _level_words(snapshot: Snapshot, code: str) -> str:
    rows = snapshot.table("Area")
    level = rows.loc[rows["id"] == code, "level"].iloc[0]
    words = {term.value: term.label for term in snapshot.terms("level")}
    return words.get(level, "Area") if isinstance(level, str) else "Area"
