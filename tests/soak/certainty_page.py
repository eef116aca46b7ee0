"""The page docs/certainty.md, from what the simulation found."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING, Any, Final

from tests.soak import certainty_words as words

from assetmap.measures.certainty.could_be import STRETCHED
from assetmap.measures.certainty.interval import COMPLETED, OF_SCORES, SCORED
from assetmap.measures.certainty.ranks import RISING
from assetmap.measures.certainty.respondents import SAMPLED
from assetmap.measures.certainty.silenced import COUNTED, OF_WEB

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

SHARES: Final = ("share of ties", "share of brokerage")
"""What of a group's share there is."""

_OF_COMPLETED: Final = (*COMPLETED, *SCORED, *OF_SCORES)
_SILENT: Final = 0.3  # the share at which all is tried


def averages(result: Mapping[str, Any]) -> dict[str, dict[str, float]]:
    """Return the mean over all networks, 30 % silent, of the share of times covered.

    By kind (numbers, whole numbers, places), then by number or by what parties are ranked by.
    """
    shares: dict[str, dict[str, list[float]]] = {"numbers": {}, "whole numbers": {}, "places": {}}
    for row in (*result["sample"], *result["completed"], *result["shares"]):
        for name, share in row["coverage"].items() if row["silent"] == _SILENT else ():
            shares["numbers"].setdefault(name, []).append(share)
    for row in result["web"]:
        for name, found in row["covered"].items() if row["silent"] == _SILENT else ():
            kind = "whole numbers" if name in COUNTED else "numbers"
            if found["told"]:
                shares[kind].setdefault(name, []).append(found["with its ends"])
    for row in result["ranks"]:
        for name, share in row["coverage"].items():
            shares["places"].setdefault(name, []).append(share)
    return {
        kind: {name: sum(each) / len(each) for name, each in by_name.items()}
        for kind, by_name in shares.items()
    }


def _in_words(means: Mapping[str, Mapping[str, float]]) -> str:
    between = {
        kind: f"{min(each.values()):.2f} to {max(each.values()):.2f}"
        for kind, each in means.items()
    }
    return textwrap.fill(
        f"On average over the networks, 30 % silent, each number is covered in "
        f"{between['numbers']} of the times, places by each measure in {between['places']}, and "
        f"what counts pieces, clusters or steps, which no interval can cover in just 0.90, in "
        f"{between['whole numbers']}. In single networks it differs: where ties are few, both ends "
        "name each, or it is small, intervals are wider than need be.",
        100,
    )


def page(result: Mapping[str, Any]) -> str:
    """Return the page of documentation."""
    others = [
        {"method": name, **row} for name in ("respondents", "vertices") for row in result[name]
    ]
    names = ("density", "degree_centralisation", "reciprocity", "transitivity", "bonding")
    ranks = list(dict.fromkeys(name for row in result["ranks"] for name in row["coverage"]))
    parts = [
        words.INTRODUCTION.format(averages=_in_words(averages(result))),
        words.SAMPLE,
        _table(result["sample"], SAMPLED, ("silent", "town", "n_towns")),
        words.COMPLETED,
        _table(result["completed"], _OF_COMPLETED, ("silent", "town", "n_towns")),
        words.OTHERS,
        _table(others, names, ("method", "town", "n_towns")),
        words.WEB,
        _web(result["web"]),
        words.OF_GROUPS,
        _table(result["shares"], SHARES, ("silent", "town", "n_towns")),
        words.FADED,
        _faded(result["faded"]),
        _wrapped(
            words.RANKS,
            stretched=_listed(STRETCHED),
            rising=_listed(RISING),
        ),
        _table(result["ranks"], ranks, ("town", "n_towns")),
        words.MOVED,
        _moved(result["moved"]),
    ]
    return "\n\n".join(parts) + "\n"


def _wrapped(text: str, **words: str) -> str:
    """Return paragraphs with `words` in their places, in lines as wide as the others."""
    return "\n\n".join(textwrap.fill(each, 100) for each in text.format(**words).split("\n\n"))


def _listed(names: Iterable[str]) -> str:
    *most, last = names
    return f"{', '.join(most)} and {last}"


def _table(rows: list[Any], names: Iterable[str], keys: tuple[str, ...]) -> str:
    shown = [name for name in names if any(name in row["coverage"] for row in rows)]
    lines = _head((*keys, *shown))
    for row in rows:
        shares = [row["coverage"].get(name) for name in shown]
        cells = ["" if share is None else f"{share:.2f}" for share in shares]
        lines.append(f"| {' | '.join([*(str(row[key]) for key in keys), *cells])} |")
    return "\n".join(lines)


def _web(rows: list[Any]) -> str:
    lines = _head(("silent", "town", "n_towns", *OF_WEB, "steps told", "fit told"))
    for row in rows:
        cells = [_covered(row["covered"][name], ends=name in COUNTED) for name in OF_WEB]
        partly = [row["covered"][name] for name in ("mean_distance", "core_periphery_fit")]
        told = [f"{found['told']:.2f}" for found in partly]
        own = (str(row["silent"]), row["town"], str(row["n_towns"]))
        lines.append(f"| {' | '.join([*own, *cells, *told])} |")
    return "\n".join(lines)


def _faded(rows: list[Any]) -> str:
    shown = [row | {"coverage": row["coverage"] | row["ranks"]} for row in rows]
    names = dict.fromkeys(name for row in shown for name in row["coverage"])
    return _table(shown, names, ("town", "n_towns", "n_towns_ranked"))


def _covered(shares: Mapping[str, float], *, ends: bool) -> str:
    ways = ("with its ends", "between them") if ends else ("with its ends",)
    return " ".join(f"{shares[way]:.2f}" for way in ways if way in shares)


def _moved(rows: list[Any]) -> str:
    names = list(dict.fromkeys(name for row in rows for name in row["called"]))
    lines = _head(("change", "town", "n_towns", *names))
    for row in rows:
        called = [row["called"].get(name) for name in names]
        cells = ["" if ways is None else f"{ways['up']:.2f} {ways['down']:.2f}" for ways in called]
        own = (row["change"], row["town"], str(row["n_towns"]))
        lines.append(f"| {' | '.join([*own, *cells])} |")
    return "\n".join(lines)


def _head(names: Iterable[str]) -> list[str]:
    heads = list(names)
    return [f"| {' | '.join(heads)} |", "|" + " --- |" * len(heads)]
