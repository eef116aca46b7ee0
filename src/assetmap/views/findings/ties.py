"""Findings: who holds the partnership network together, and what one side alone says."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from assetmap.measures.claims import newest_claims
from assetmap.measures.cohesion import component
from assetmap.measures.resilience import n_cut_off
from assetmap.network import project_partnerships
from assetmap.views.areas import town_of
from assetmap.views.findings.finding import Finding
from assetmap.views.wording import counted, day_words, listed, share

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from assetmap.model import Snapshot
    from assetmap.network import Network

_EXAMINED: Final = 50  # articulation points looked at closely, those that cut off most first
_NAMED: Final = 5  # organisations named of those that hang on one other

_BROKER_HOW: Final = (
    "Drew the network of organisations in which a claim by either side, however close, is a tie; "
    "took out one organisation at a time, and looked at which others no longer hang together "
    "with the largest part. Organisations that did not answer may have ties that nobody recorded."
)
_CLAIMS_HOW: Final = (
    "Counted only claims about organisations that answered too, since a silent one can confirm "
    "nothing. A claim is confirmed when the other end makes it as well, however close they say "
    "that they are."
)


@dataclass(frozen=True, slots=True)
class _Loss:
    broker: str
    cut_off: tuple[str, ...]
    town: str | None  # a town whose other organisations would all be cut off
    is_its_own: bool  # whether the broker is based there


def broker_findings(snapshot: Snapshot, *, at_most: int = 3) -> list[Finding]:
    """Find organisations whose loss splits the partnership network, and what it would cut off.

    Parameters
    ----------
    snapshot
        The place.
    at_most
        Most findings returned for organisations one at a time.

    Returns
    -------
    list
        A whole town cut off first, then by falling number of organisations cut off, ties by id.
        Those that would each cut off a single organisation share one last finding.
    """
    network = project_partnerships(snapshot).to_undirected()
    counts = n_cut_off(network)
    large = counts[counts > 1].sort_values(ascending=False, kind="stable").index[:_EXAMINED]
    town = town_of(snapshot)
    losses = [_loss(network, str(broker), town) for broker in large]
    losses.sort(key=lambda loss: (loss.town is None, -len(loss.cut_off), loss.broker))
    small = sorted(str(broker) for broker in counts.index[counts == 1])
    named = [_loss(network, broker, town).cut_off[0] for broker in small[:_NAMED]]
    names = snapshot.name_of
    found = [_broker_finding(loss, names) for loss in losses[:at_most]]
    return found + ([_small_finding(small, named, names)] if small else [])


def one_sided_findings(snapshot: Snapshot) -> list[Finding]:
    """Find how many partnerships only one side claims.

    Parameters
    ----------
    snapshot
        The place.

    Returns
    -------
    list
        One finding for the newest survey; none when there is nothing that the other end could
        have confirmed, and did not.
    """
    claims = newest_claims(snapshot)
    n_checkable, n_confirmed = len(claims.checkable), len(claims.confirmed)
    n_alone = n_checkable - n_confirmed
    if not n_alone:
        return []
    when = f" in the survey of {day_words(claims.asked_on)}" if claims.asked_on else ""
    said = "is" if n_alone == 1 else "are"
    return [
        Finding(
            kind="one_sided",
            sentence=(
                f"Of {counted(n_checkable, 'partnership')} that one organisation claims with "
                f"another that answered too{when}, {n_alone:,} ({share(n_alone, n_checkable)}) "
                f"{said} not claimed by the other side."
            ),
            ids=tuple(sorted({one for one, other in claims.checkable - claims.confirmed})),
            how=_CLAIMS_HOW,
        )
    ]


def _loss(network: Network, broker: str, town: Mapping[str, str]) -> _Loss:
    piece = component(network)
    others = piece.index[(piece == piece[broker]) & (piece.index != broker)]
    left = component(network.subnetwork(others))
    cut_off = sorted(str(node) for node in left.index[left != 1])
    lost = Counter(town[node] for node in cut_off if node in town)
    staying = {town.get(str(node)) for node in left.index[left == 1]}
    whole = [name for name, n in lost.items() if n > 1 and name not in staying]
    largest = min(whole, key=lambda name: (-lost[name], name), default=None)
    is_its_own = largest is not None and town.get(broker) == largest
    return _Loss(broker, tuple(cut_off), largest, is_its_own)


def _broker_finding(loss: _Loss, names: Mapping[str, str]) -> Finding:
    cut_off = sorted(loss.cut_off, key=lambda node: (names[node], node))
    others = listed([names[node] for node in cut_off])
    its = "its other organisations" if loss.is_its_own else "its organisations"
    what = (
        f"{loss.town} would be cut off: no recorded partnership would join {its} to the rest "
        f"({counted(len(cut_off), 'organisation')} in all: {others})"
        if loss.town
        else f"{counted(len(cut_off), 'organisation')} would have no recorded partnership left "
        f"with the rest: {others}"
    )
    return Finding(
        kind="broker",
        sentence=f"If {names[loss.broker]} closed, {what}.",
        ids=(loss.broker, *cut_off),
        how=_BROKER_HOW,
    )


def _small_finding(
    brokers: Sequence[str], hanging: Sequence[str], names: Mapping[str, str]
) -> Finding:
    """Tell of brokers that would each cut off one; `hanging` are what the first of them would."""
    who = listed([names[node] for node in hanging])
    such_as = "such as" if len(brokers) > len(hanging) else "namely"
    sentence = (
        f"{who} is tied to the others through {names[brokers[0]]} alone."
        if len(brokers) == 1
        else f"{counted(len(brokers), 'organisation')} are tied to the others through one "
        f"organisation alone, {such_as} {who}."
    )
    return Finding("broker", sentence, (*brokers, *hanging), _BROKER_HOW)
