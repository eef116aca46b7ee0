"""What is said of a measure, beside the function that works it out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    import pandas as pd


@dataclass(frozen=True, slots=True)
class Measure:
    """One measure, in the words of a screen.

    Attributes
    ----------
    name
        Its name in the literature, the same in code, in JSON and in a file.
    title
        What a screen calls it.
    sentence
        What it means for a town, in everyday words.
    unit
        What the number counts.
    formula
        How it is worked out; n parties, m ties.
    reference
        Where it was published.
    of
        Whether it is one number for the network, one for each group of parties, or one for each
        party.
    function
        Works it out, from what it `needs`: a number of the network, a Series of groups or parties.
    raised_by
        What people could do that would raise it, in everyday words; empty where more is neither
        better nor worse.
    needs
        What `function` is given: the network; the network and the group of each party; or the
        claims of one survey (`assetmap.measures.claims.Claims`).
    sampled
        Estimates it in a large network, as columns `value` and `standard_error`; None where
        `function` is quick in any.
    exact_work
        Nodes times arcs up to which `function` is quick, where there is `sampled`.
    """

    name: str
    title: str
    sentence: str
    unit: str
    formula: str
    reference: str
    of: Literal["network", "group", "party"]
    function: Callable[..., Any]
    raised_by: str = ""
    needs: Literal["network", "groups", "claims"] = "network"
    sampled: Callable[..., pd.DataFrame] | None = None
    exact_work: int = 0
