"""docs/measures.md: each measure in words, its definition, its source, and the evidence for it."""

from __future__ import annotations

import importlib
import inspect
import pkgutil
import re
from collections import defaultdict
from typing import TYPE_CHECKING, Final

from tests.evidence.marks import CHECKOUT

from assetmap import measures
from assetmap.measures import MEASURES, access, flows, gaps, networkx_functions, siting
from assetmap.measures.betweenness import betweenness_sampled
from assetmap.measures.bridges import bridges
from assetmap.measures.brokerage import (
    brokerage_roles,
    brokerage_scores,
    network_brokerage_scores,
)
from assetmap.measures.certainty.bounds import bounds
from assetmap.measures.certainty.claim_bounds import claim_bounds
from assetmap.measures.certainty.could_be import stretched
from assetmap.measures.certainty.interval import intervals
from assetmap.measures.certainty.limits import brokerage_limits, web_limits
from assetmap.measures.certainty.ranks import rank_bounds, rank_intervals
from assetmap.measures.change import numbers_moved, parties_changed, ties_changed
from assetmap.measures.confirmation import intensity_ladder
from assetmap.measures.equal_footing import equal_footing, shares_of_groups
from assetmap.measures.introductions import introductions
from assetmap.measures.mixing import mixing_left, mixing_matrix, mixing_shares
from assetmap.measures.nearness import closeness_sampled, harmonic_sampled
from assetmap.measures.paths import shortest_paths
from assetmap.measures.round_table import best_table
from assetmap.measures.separation import separation
from assetmap.measures.shares_left import shares_left
from assetmap.measures.smallest_table import smallest_table
from assetmap.measures.table_reach import gains, reached
from assetmap.measures.triads import triadic_census
from assetmap.measures.trust import mean_scores, scores
from assetmap.measures.worst_removals import worst_removals
from assetmap.network import fading, left_of_ties
from assetmap.network.two_mode import project_shared

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from tests.evidence.marks import Evidence

    from assetmap.measures import Measure

PAGE: Final = CHECKOUT / "docs" / "measures.md"
_OF: Final = {
    "network": "Of the network as a whole",
    "group": "Of each group",
    "party": "Of each party",
}
_INTRODUCTION: Final = """\
# Measures

Written by `make generate` from the list of measures and the marks of the tests. Each measure has a
sentence in everyday words, its definition, when it has no value, where it was published, and the
evidence that what we compute is right: each line is a comparison that the tests make, and the file
that makes it. n is the number of parties, m the number of ties; self-ties are left out.
"""

_OTHERS: Final = """\
## Where people go, and what they lack

Functions that give a table, and so are not in the list above: with the definition of each, its
source, and the evidence.
"""
_FAMILIES: Final = (access, flows, gaps, siting)
_DEFINED_HERE: Final = (
    *("brokers", "capacities", "catchment", "coverage", "detours", "flow_counts", "gap_matrix"),
    *("growth", "named_gaps", "still_waiting", "where_next"),
)
"""What is measured of where people go and what they lack by a definition of this project's own."""

TABLES: Final[dict[str, dict[Callable[..., object], str]]] = {
    "Of groups and pairs": {
        equal_footing: "Equal footing of sectors",
        shares_of_groups: "The share of ties, and of joining others, that each group has",
        mixing_matrix: "Ties from each group to each",
        mixing_shares: "The same as shares of all ties",
        mixing_left: "The same table, each tie as heavy as what is left of it",
        project_shared: "Who shares a building, a theme or a workshop with whom (two-mode)",
        triadic_census: "How every three are tied",
        introductions: "Whom to introduce to whom",
        shortest_paths: "The ways from one to another",
    },
    "Of who joins whom": {
        brokerage_roles: "Roles of those who join others",
        brokerage_scores: "Joining others, beside what chance would give",
        network_brokerage_scores: "The same of the network as a whole",
    },
    "Of what partners say": {
        scores: "The six scores from 1 to 4, trust and value, of each organisation",
        mean_scores: "The same of the network as a whole",
        intensity_ladder: "How close partners are, step by step",
    },
    "Of losses": {
        bridges: "Ties that nothing stands in for, one by one",
        worst_removals: "The worst losses, one after another",
    },
    "Of the table for co-design": {
        reached: "What a table covers",
        gains: "What each further guest would add",
        best_table: "Whom to ask next, and the bound on the best table",
        smallest_table: "The smallest table that does it",
    },
    "Of what changes": {
        fading: "Ties that fade with age and source",
        left_of_ties: "What is left of each tie",
        shares_left: "Shares of ties, each counting what is left of it",
        ties_changed: "Ties made and lost between two days",
        parties_changed: "Who came and who went",
        numbers_moved: "Which numbers moved beyond what silence can explain",
    },
    "Of how sure a number is": {
        intervals: "Between what a number would lie had all answered",
        bounds: "Between what a number lies, whatever the silent would have said",
        claim_bounds: "The same of trust, value and agreement",
        web_limits: "The same of numbers of the whole web of ties",
        brokerage_limits: "The same of the roles of those who join others",
        rank_intervals: "Between which places a party would stand had all answered",
        stretched: "The same, stretched by how far places that are known are missed",
        rank_bounds: "The best and the worst place that a party could have",
    },
    "Estimated, in large networks": {
        betweenness_sampled: "Lies between others",
        closeness_sampled: "Near to all",
        harmonic_sampled: "Within easy reach of how many",
        separation: "Steps between two, and between the farthest two",
    },
}
"""What is measured of ties and gives no single number, and its title; by the page's headings."""


STEPS: Final = frozenset(
    {
        *("completed", "completed_networks", "drawn", "rounds", "sampled", "silenced"),
        *("named_by_both", "trials", "trust_and_value", "weighed"),
    }
)
"""Functions of network families that are a step of another: of `intervals`, and of `cluster`."""


def measures_page(evidence: Iterable[Evidence]) -> str:
    """Return the page as Markdown."""
    of_measure: dict[str, list[Evidence]] = defaultdict(list)
    for each in evidence:
        of_measure[each.measure].append(each)
    parts = [_INTRODUCTION]
    for of, title in _OF.items():
        listed = [measure for measure in MEASURES.values() if measure.of == of]
        if listed:
            parts.append(f"## {title}\n")
            parts.extend(_section(measure, of_measure[measure.name]) for measure in listed)
    for heading, titles in TABLES.items():
        parts.append(f"## {heading}\n")
        for function, title in titles.items():
            head = f"### {title} (`{function.__name__}`)\n"
            parts.append(_other_section(head, function, of_measure[function.__name__]))
    told = {*MEASURES, *(function.__name__ for function in functions_in_tables())}
    parts.append(_OTHERS)
    for name in sorted({*of_measure, *measured_in_tables()} - told):
        function = function_called(name)
        head = f"### `{function.__module__}.{name}`\n"
        parts.append(_other_section(head, function, of_measure[name]))
    return "\n".join(parts)


def measured_in_tables() -> list[str]:
    """Return what is measured of where people go and what they lack, by name, each once.

    These are the public functions of `measures.access`, `flows`, `gaps` and `siting` whose
    docstring names a source, and those whose definition is this project's own.
    """
    found = set(_DEFINED_HERE)
    for family in _FAMILIES:
        for module in pkgutil.walk_packages(family.__path__, f"{family.__name__}."):
            for name, each in vars(importlib.import_module(module.name)).items():
                is_ours = inspect.isfunction(each) and each.__module__ == module.name
                if is_ours and not name.startswith("_") and docstring_part(each, "References"):
                    found.add(name)
    return sorted(found)


def functions_in_tables() -> list[Callable[..., object]]:
    """Return what is measured of ties and gives no single number, in the page's order."""
    return [function for titles in TABLES.values() for function in titles]


def defined_functions() -> list[Callable[..., object]]:
    """Return every function of the families of network measures that says how it is defined.

    These are the public functions with notes, but for those of `STEPS`; kernels and what only
    speaks NetworkX's names have none.
    """
    others = tuple(f"{each.__name__}." for each in (*_FAMILIES, networkx_functions))
    found = []
    for module in pkgutil.walk_packages(measures.__path__, f"{measures.__name__}."):
        if module.name.startswith(others):
            continue
        for name, each in vars(importlib.import_module(module.name)).items():
            is_ours = inspect.isfunction(each) and each.__module__ == module.name
            if is_ours and not name.startswith("_") and docstring_part(each, "Notes"):
                found.append(each)
    return [each for each in found if each.__name__ not in STEPS]


def function_called(name: str) -> Callable[..., object]:
    """Return the function of `assetmap.measures` called that, which is not in the list.

    Raises
    ------
    LookupError
        If there is none.
    """
    for module in pkgutil.walk_packages(measures.__path__, f"{measures.__name__}."):
        found = getattr(importlib.import_module(module.name), name, None)
        if inspect.isfunction(found) and "networkx_functions" not in found.__module__:
            return found
    raise LookupError(name)


def undefined_cases(measure: Measure) -> str:
    """Return what the function's notes say of when it has no value."""
    said = re.split(r"[.;]\s+", docstring_part(measure.function, "Notes").removesuffix("."))
    found = [part for part in said if re.search(r"\b([Uu]nd|[Dd])efined\b", part)]
    return " ".join(f"{part}." for part in found)


def _section(measure: Measure, evidence: Iterable[Evidence]) -> str:
    raised = f"\n\n*What would raise it:* {measure.raised_by}" if measure.raised_by else ""
    definition = (inspect.getdoc(measure.function) or "").partition("\n")[0]
    lines = [
        f"### {measure.title} (`{measure.name}`)\n",
        f"{measure.sentence}{raised}\n",
        f"- **Formula:** {measure.formula}.",
        f"- **Function:** `{measure.function.__module__}.{measure.name}`. {definition}",
        f"- **Unit:** {measure.unit}.",
        f"- **No value:** {undefined_cases(measure)}",
        f"- **Source:** {_source(measure)}",
        "- **Evidence:**",
        *_evidence_lines(evidence),
        "",
    ]
    return "\n".join(lines)


def _other_section(head: str, function: Callable[..., object], evidence: Iterable[Evidence]) -> str:
    said = (inspect.getdoc(function) or "").partition("\n")[0]
    gives = docstring_part(function, "Returns").partition(" ")
    lines = [
        head,
        f"{said}\n",
        f"- **Function:** `{function.__module__}.{function.__name__}`.",
        *([f"- **Gives:** {gives[2]}"] if gives[2] else []),
        f"- **Definition:** {docstring_part(function, 'Notes') or said}",
        f"- **Source:** {docstring_part(function, 'References') or 'defined here.'}",
        "- **Evidence:**",
        *_evidence_lines(evidence),
        "",
    ]
    return "\n".join(lines)


def _source(measure: Measure) -> str:
    """Return the references in full; in short where the docstring refers to another's."""
    references = docstring_part(measure.function, "References")
    return f"{measure.reference}." if references.startswith("As ") else references


def _evidence_lines(evidence: Iterable[Evidence]) -> list[str]:
    """Return a line for each source and file; what it was compared on is put together."""
    compared_on: dict[tuple[str, str], list[str]] = defaultdict(list)
    for each in evidence:
        source, _, networks = each.source.partition(", on ")
        compared_on[source, each.file].append(networks)
    lines = []
    for (source, file), each_of_them in compared_on.items():
        on = "".join(f", on {networks}" for networks in each_of_them if networks)
        lines.append(f"  - {source}{on} (`{file}`)")
    return lines


def docstring_part(function: Callable[..., object], heading: str) -> str:
    """Return a part of the function's docstring as one line."""
    text = inspect.getdoc(function) or ""
    part = rf"(?ms)^{heading}\n-+\n(.*?)(?=\n\n[A-Z]\w+\n-+\n|\Z)"
    found = re.search(part, text)
    return " ".join(found[1].split()) if found else ""
