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
from assetmap.measures import MEASURES, access, flows, gaps, siting

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
## What else is measured

Functions that give a table, or that ask about pairs, and so are not in the list above: with the
definition of each, its source, and the evidence.
"""
_FAMILIES: Final = (access, flows, gaps, siting)
_DEFINED_HERE: Final = (
    *("brokers", "capacities", "catchment", "coverage", "detours", "flow_counts", "gap_matrix"),
    *("growth", "named_gaps", "still_waiting", "where_next"),
)
"""What is measured of where people go and what they lack by a definition of this project's own."""


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
    others = sorted({*of_measure, *measured_in_tables()} - set(MEASURES))
    if others:
        parts.append(_OTHERS)
        parts.extend(_other_section(name, of_measure[name]) for name in others)
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
                if is_ours and not name.startswith("_") and _docstring_part(each, "References"):
                    found.add(name)
    return sorted(found)


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
    said = re.split(r"[.;]\s+", _docstring_part(measure.function, "Notes").removesuffix("."))
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


def _other_section(name: str, evidence: Iterable[Evidence]) -> str:
    function = function_called(name)
    said = (inspect.getdoc(function) or "").partition("\n")[0]
    lines = [
        f"### `{function.__module__}.{name}`\n",
        f"{said}\n",
        f"- **Definition:** {_docstring_part(function, 'Notes') or said}",
        f"- **Source:** {_docstring_part(function, 'References') or 'defined here.'}",
        "- **Evidence:**",
        *_evidence_lines(evidence),
        "",
    ]
    return "\n".join(lines)


def _source(measure: Measure) -> str:
    """Return the references in full; in short where the docstring refers to another's."""
    references = _docstring_part(measure.function, "References")
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


def _docstring_part(function: Callable[..., object], heading: str) -> str:
    """Return a part of the function's docstring as one line."""
    text = inspect.getdoc(function) or ""
    part = rf"(?ms)^{heading}\n-+\n(.*?)(?=\n\n[A-Z]\w+\n-+\n|\Z)"
    found = re.search(part, text)
    return " ".join(found[1].split()) if found else ""
