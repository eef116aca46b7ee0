"""The tests of NetworkX's own that we do not pass or do not run, each with its reason.

Held by `test_networkx_suite.py`: an excluded test that passes by now fails there, and so does an
exclusion of a test that is no longer there, and a difference that is none any more.
"""

from __future__ import annotations

from typing import Final

_HOLES: Final = "networkx/algorithms/tests/test_structuralholes.py::"
_ALONE: Final = (
    "Burt's constraint is a sum over a node's contacts, of which a node tied to itself alone has "
    "none: NaN, as NetworkX too gives when all nodes are asked for without weights, but not with "
    "`nodes=[0]`."
)

EXCLUSIONS: Final[dict[str, str]] = {
    f"{_HOLES}test_constraint_isolated_node_with_selfloop{weighted}_using_nodes_kwarg[{kind}]": (
        _ALONE
    )
    for weighted in ("", "_weighted")
    for kind in ("Graph", "DiGraph")
}

NOT_RUN: Final[dict[str, str]] = {
    "networkx/algorithms/connectivity/": (
        "Tests of cuts and flows, which ask ours a question on the way; they pass (last run with "
        "NetworkX 3.6.1), and take longer than all the others together."
    ),
}

NOT_TESTED: Final[dict[str, str]] = {
    "local_constraint": (
        "No test of NetworkX calls it but through `constraint`, which of ours does not; "
        "tests/unit/measures/ compares it."
    ),
}
"""Functions of ours that NetworkX has no test of."""

_NO_CONTACT: Final = (
    "A tie from a node to itself is no contact, as the definition has it; NetworkX counts it, and "
    "no test of its own has one beside other ties."
)

DIFFERENT: Final[dict[str, str]] = {
    "constraint": (
        f"{_NO_CONTACT} Of one of `nodes` that is named and names nobody NetworkX gives NaN, and "
        "the number, as ours, when asked for all."
    ),
    "effective_size": (
        f"{_NO_CONTACT} Asked for all, NetworkX divides by the strongest tie of the wrong node "
        "where ties have weights or directions (networkx#8906), and by that of the right one, as "
        "ours, when asked for `nodes`; of one of these that names nobody it gives NaN there too."
    ),
    "local_constraint": (
        f"{_NO_CONTACT} A second node that is not in the graph is refused, as the first is; "
        "NetworkX gives 0."
    ),
}
"""Functions of ours that differ from NetworkX's where no test of its own looks."""
