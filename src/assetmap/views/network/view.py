"""View: a map of who is tied to whom, what it comes to, and what it says of one party."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, TypedDict

import numpy as np
from scipy.spatial import cKDTree

from assetmap.measures import MEASURES
from assetmap.measures.claims import newest_claims
from assetmap.network.layout import layout
from assetmap.release.networks import PROJECTIONS
from assetmap.views.measuring.certain import PARTNERSHIPS
from assetmap.views.measuring.faded import fading_words
from assetmap.views.measuring.network import measures_of_network
from assetmap.views.network.choice import MOST_SHOWN, MapChoice, needs, shown_network
from assetmap.views.people import is_person
from assetmap.views.wording import counted, listed, share

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pandas as pd

    from assetmap.model import Snapshot
    from assetmap.network import Network
    from assetmap.views.measuring.measured import Value
    from assetmap.views.network.choice import ShownNetwork

TIES: Final = {name: projection.title for name, projection in PROJECTIONS.items()}
"""Which ties a map can show, and what each is called."""

SPACE: Final = 40.0
"""How far neighbours stand apart on a map, half of them further."""

_SHAPE_OF_BOX: Final = 0.8  # its height, where the width is 1
_MOST_STRETCHED: Final = 2.2  # a flat picture is drawn higher, up to this
_SEE_STRENGTH: Final = (
    "To see whose ties are close and fresh, let “Size shows” be “Strength of its ties”."
)
_LOW: Final = 0.05  # below this share of shortest ways, how many ties there are says more


class MapNumber(TypedDict):
    """One number of the map: its label, its value as shown, what it means, what would raise it."""

    label: str
    value: str
    meaning: str
    raised_by: str


@dataclass(frozen=True, slots=True)
class NetworkView:
    """A map of who is tied to whom.

    Attributes
    ----------
    choice
        What was chosen.
    title
        What the map shows, in a few words.
    network
        What is drawn.
    parties
        A row a party with its name, label, sector and measures, by falling betweenness, then id;
        people last, by name.
    summary
        How much there is, and the most important thing to see.
    notes
        What is not shown, or not known, in whole sentences; none when all is there.
    numbers
        What the whole comes to.
    points
        Where each party stands, in the network's order; neighbours are about `SPACE` apart.
    """

    choice: MapChoice
    title: str
    network: Network
    parties: pd.DataFrame
    summary: str
    notes: tuple[str, ...]
    numbers: tuple[MapNumber, ...]
    points: tuple[tuple[float, float], ...]


def network_view(snapshot: Snapshot, choice: MapChoice) -> NetworkView:
    """Return the map that `choice` leaves, measured as it is shown.

    Parameters
    ----------
    snapshot
        What this reader may see of the place.
    choice
        Which ties, and which parties.

    Returns
    -------
    NetworkView
        Possibly without parties; `empty_sentence` then says why.

    Raises
    ------
    KeyError
        If there is no such projection.
    """
    shown = shown_network(snapshot, choice)
    is_claimed = choice.ties == PARTNERSHIPS
    measured = measures_of_network(snapshot, shown.network, is_claimed=is_claimed)
    projection = PROJECTIONS[choice.ties]
    return NetworkView(
        choice=choice,
        title=projection.title,
        network=shown.network,
        parties=measured.tables["parties"],
        summary=_summary(snapshot, shown.network, measured.tables["parties"]),
        notes=(*_notes(snapshot, choice, shown), *_of_people(measured.tables["parties"])),
        numbers=_numbers(snapshot, shown.network, measured.values, choice),
        points=_points(shown.network),
    )


def first_ties(snapshot: Snapshot) -> str:
    """Return the first name in `TIES` by which anybody is tied; without any, the first of all."""
    tying = (name for name in TIES if PROJECTIONS[name].project(snapshot).number_of_edges() > 0)
    return next(tying, next(iter(TIES)))


def empty_sentence(snapshot: Snapshot, choice: MapChoice) -> str:
    """Return why a map has no party."""
    whole = shown_network(snapshot, MapChoice(ties=choice.ties))
    if len(whole.network) == 0:
        return {
            "partnerships": "No organisation has been loaded yet.",
            "referrals": "No referral from one party to another has been loaded yet.",
            "shared_activities": "No two organisations run activities in the same building yet.",
        }.get(choice.ties, "Nothing that could be tied has been loaded yet.")
    return (
        "Nobody is left by these choices. Widen one of them: choose all sectors, everything that "
        "matters, or the whole area."
    )


def picture_sentence(view: NetworkView) -> str:
    """Return what a person who cannot see the drawing is told of it."""
    ranked, aside = _ranked(view.parties)
    names = ranked["name"].tolist()[:3]
    who = f"{aside}those" if aside else "Those"
    first = f" {who} that connect most: {listed(names)}." if names else ""
    return (
        f"{view.title}: a drawing of {counted(len(view.network), 'party', 'parties')} and "
        f"{counted(view.network.number_of_edges(), 'tie')}. Those that are tied stand near each "
        f"other.{first} The list below the drawing holds the same, and choosing a row does what "
        "a click on the drawing does."
    )


def _points(network: Network) -> tuple[tuple[float, float], ...]:
    """Return where each party stands: the picture fills its box, neighbours have room."""
    if len(network) < 2:  # noqa: PLR2004  one has no neighbour
        return ((0.0, 0.0),) * len(network)
    points = layout(network, width=1.0, height=_SHAPE_OF_BOX)
    extent = np.maximum(np.ptp(points, axis=0), 1e-9)
    points = points * np.minimum(np.array([1.0, _SHAPE_OF_BOX]) / extent, _MOST_STRETCHED)
    distances, _ = cKDTree(points).query(points, k=[2])
    scaled = points * (SPACE / max(float(np.median(distances)), 1e-9))
    return tuple((round(x, 1), round(y, 1)) for x, y in scaled.tolist())


def _summary(snapshot: Snapshot, network: Network, parties: pd.DataFrame) -> str:
    what = _counted_labels(snapshot, network)
    if network.number_of_edges() == 0:
        return (
            f"{what} and no tie of this sort between any two of them yet. Ties come in with the "
            "sheets of the template whose names are in capitals, such as PARTNERS_WITH."
        )
    words = [f"{what} and {counted(network.number_of_edges(), 'tie')}."]
    ranked, aside = _ranked(parties)
    if not (ranked["degree"] > 0).any():
        return words[0]
    between = ranked.iloc[0]
    busiest = ranked.sort_values(["degree", "id"], ascending=[False, True]).iloc[0]
    is_between = between["betweenness"] >= _LOW
    named = (between if is_between else busiest)["id"]
    if is_between:
        words.append(
            f"{aside}{between['name']} connects the most: {share_words(between['betweenness'])} of "
            "the shortest ways between others run through them."
        )
    else:
        n_ties = counted(int(busiest["degree"]), "tie")
        words.append(f"{aside}{busiest['name']} is tied to the most others: they have {n_ties}.")
    holding = ranked.sort_values(["n_cut_off", "id"], ascending=[False, True]).iloc[0]
    if holding["n_cut_off"] > 0:
        n_cut_off = counted(int(holding["n_cut_off"]), "other")
        subject = "them" if holding["id"] == named else holding["name"]
        words.append(f"Without {subject}, {n_cut_off} would be cut off from the rest.")
    return " ".join(words)


def _ranked(parties: pd.DataFrame) -> tuple[pd.DataFrame, str]:
    """Return those that may be put in an order, and how a sentence of them begins."""
    people = is_person(parties)
    return parties[~people], "People aside, " if people.any() else ""


def _counted_labels(snapshot: Snapshot, network: Network) -> str:
    several = {
        "Organisation": ("organisation", "organisations"),
        "Activity": ("activity", "activities"),
        "LinkWorker": ("link worker", "link workers"),
        "Champion": ("champion", "champions"),
        "Workshop": ("workshop", "workshops"),
    }
    labels = [snapshot.label_of.get(node) for node in network.nodes]
    return ", ".join(
        counted(labels.count(label), *words) for label, words in several.items() if label in labels
    )


def share_words(part: float) -> str:
    """Return a share between 0 and 1 as per cent, honest at both ends."""
    return share(round(part * 1_000_000), 1_000_000)


def _notes(snapshot: Snapshot, choice: MapChoice, shown: ShownNetwork) -> tuple[str, ...]:
    notes = []
    if shown.n_too_many:
        notes.append(
            f"Only the {MOST_SHOWN:,} with the most ties are drawn and counted; "
            f"{shown.n_too_many:,} more are left out. Choose a sector, an area or what matters "
            "to see all of a part."
        )
    if shown.n_untied:
        are = "party has" if shown.n_untied == 1 else "parties have"
        notes.append(f"{shown.n_untied:,} more {are} no such tie and are not drawn.")
    if choice.need_id:
        name = needs(snapshot).get(choice.need_id, choice.need_id)
        notes.append(
            f"Only referrals about “{name}” are counted."
            if choice.ties == "referrals"
            else f"Only what answers “{name}”, and who runs it, is shown."
        )
    if choice.ties == PARTNERSHIPS and choice.how_fading:
        notes.append(f"{fading_words(choice.how_fading)} {_SEE_STRENGTH}")
    if choice.ties == "partnerships":
        ties = shown.network.ties
        pairs = {frozenset(ends) for ends in zip(ties["source"], ties["target"], strict=True)}
        n_both = len(ties) - len(pairs)
        if n_both:
            notes.append(
                f"A tie is what one side says: {len(pairs):,} pairs work together, {n_both:,} of "
                "them as both say."
            )
        claims = newest_claims(snapshot)
        if claims.silent:
            notes.append(
                f"{len(claims.silent):,} of {counted(len(claims.asked), 'organisation')} asked did "
                "not answer the newest survey: what ties they name now is not known, which is not "
                "the same as having none."
            )
    return tuple(notes)


def _of_people(parties: pd.DataFrame) -> tuple[str, ...]:
    said = "People are never put in an order: in the list they come last, by name."
    return (said,) if is_person(parties).any() else ()


def _numbers(
    snapshot: Snapshot, network: Network, values: Mapping[str, Value], choice: MapChoice
) -> tuple[MapNumber, ...]:
    if network.number_of_edges() == 0:
        return ()
    returned_meaning = (
        "of claims about somebody who answered too are made by both sides."
        if newest_claims(snapshot).pairs
        else "of ties are named by the other side too."
    )
    is_one = values["n_articulation_points"] == 1
    has = "has" if values["n_isolates"] == 1 else "have"
    said: dict[str, tuple[str, str]] = {
        "density": ("Ties made", "of the ties that could be there are there."),
        "reciprocity": ("Ties returned", returned_meaning),
        "largest_component_share": ("In the largest piece", "of them can reach each other."),
        "n_articulation_points": (
            "Hold others in",
            "holds others in: if it closes, some are cut off."
            if is_one
            else "hold others in: if one closes, some are cut off.",
        ),
        "n_isolates": ("Without any tie", f"{has} no tie to anybody here: the first to invite."),
    }
    if choice.ties != "partnerships":
        del said["reciprocity"]  # nobody is expected to refer back
    return tuple(
        MapNumber(
            label=label,
            value=_shown(name, value),
            meaning=meaning,
            raised_by=_raised_by(name, value),
        )
        for name, (label, meaning) in said.items()
        if (value := values[name]) is not None and not (name.startswith("n_") and value == 0)
    )


def _raised_by(name: str, value: Value) -> str:
    is_whole = name == "largest_component_share" and value == 1
    return "" if is_whole else MEASURES[name].raised_by


def _shown(name: str, value: Value) -> str:
    return f"{value:,}" if name.startswith("n_") else share_words(float(value or 0))
