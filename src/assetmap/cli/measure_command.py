"""`assetmap measure`: numbers of a place, with what they mean and how sure they are."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import click

import assetmap
from assetmap.cli.flow_measures import tell_flows
from assetmap.cli.gap_options import FLAGS_OF_GAPS, gap_options, searched_in_vain
from assetmap.cli.options import json_option, plain, print_json, store_option
from assetmap.cli.preparing import announce_compiling
from assetmap.errors import DataError
from assetmap.release import ROLES, seen_by
from assetmap.release.journey_counts import has_journeys
from assetmap.release.networks import PROJECTIONS
from assetmap.release.roles import READERS
from assetmap.store.copying import copied_for
from assetmap.views.measuring.fade import Fade, day_of
from assetmap.views.measuring.flows import FLOWS, FUNNEL_GROUPINGS, STAGE_NAMES
from assetmap.views.measuring.gap_choices import choice_of
from assetmap.views.measuring.gap_names import GAPS
from assetmap.views.measuring.names import MEASURING
from assetmap.views.measuring.party_measures import RANKED
from assetmap.views.measuring.table_lines import table_lines
from assetmap.views.social_capital.groupings import GROUPINGS

if TYPE_CHECKING:
    import datetime as dt

    from assetmap.model import Snapshot
    from assetmap.store.protocol import Store
    from assetmap.views.measuring.measured import Measured, Value

_FLAGS = {
    "projection": "--ties",
    "group_by": "--by",
    "fade": "--half-life and --trust-in",
    "rank_by": "--rank-by",
    "from_on": "--from",
    "to_on": "--to",
    "start": "--start",
    "end": "--end",
    "from_stage": "--from-stage",
    "to_stage": "--to-stage",
    "by": "--by",
    "as_of": "--as-of",
    **FLAGS_OF_GAPS,
}
_OF_ALL_DAYS = frozenset({"change"})
_SPAN = frozenset({"start", "end"})
_BELOW_LEAD = ROLES[: ROLES.index("lead")]
_DAY = click.DateTime(formats=["%Y-%m-%d"])


class _Trust(click.ParamType["tuple[str, float]"]):
    """What share of its weight a tie has that was told in a source: SOURCE=SHARE."""

    name = "SOURCE=SHARE"

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> tuple[str, float]:
        """Return the source and its share."""
        # A name may hold the sign itself.
        source, _, share = str(value).rpartition("=")
        try:
            return source.strip(), float(share)
        except ValueError:
            self.fail(
                f"{value!r} says no share; write the source, = and a number above 0 and up to 1, "
                "such as old-list.csv=0.5.",
                param,
                ctx,
            )


@click.command("measure")
@click.argument("name", type=click.Choice([*MEASURING, *FLOWS, *GAPS]))
@click.option(
    "--ties",
    "projection",
    type=click.Choice(list(PROJECTIONS)),
    help="Which ties make the network; partnerships, if left out.",
)
@click.option(
    "--by",
    "group_by",
    type=click.Choice([*GROUPINGS, *(each for each in FUNNEL_GROUPINGS if each not in GROUPINGS)]),
    help="Which groups are joined; sectors, if left out. Of social-capital and brokerage; of "
    "funnel and flows: by what they are told apart.",
)
@click.option(
    "--as-of",
    type=_DAY,
    help="Measure what held on this day (2026-04-01); left out, what holds today, as the screens "
    "do. Of change and of referrals, what holds on any day.",
)
@click.option(
    "--half-life",
    "half_life_days",
    type=float,
    help="Days after which a partnership weighs half if nobody told it again; of network, "
    "social-capital, position, brokerage and resilience.",
)
@click.option(
    "--trust-in",
    type=_Trust(),
    multiple=True,
    help="What share of its weight a partnership has that came from this file or list, such as "
    "old-list.csv=0.5; may be given for several. Of the same five as --half-life.",
)
@click.option(
    "--rank-by",
    type=click.Choice(RANKED),
    help="What the ranks of position go by; in_degree, if left out.",
)
@click.option("--from", "from_on", type=_DAY, help="The earlier day of change.")
@click.option("--to", "to_on", type=_DAY, help="The later day of change.")
@click.option("--start", type=_DAY, help="First day counted, of referrals (2026-04-01).")
@click.option("--end", type=_DAY, help="First day no longer counted, of referrals.")
@click.option("--from-stage", type=click.Choice(STAGE_NAMES[:-1]), help="Where waits begin.")
@click.option("--to-stage", type=click.Choice(STAGE_NAMES[1:]), help="Where waits end.")
@click.option(
    "--as-role",
    "role",
    type=click.Choice(ROLES),
    default="admin",
    show_default=True,
    help="Tell no more than this role may see; small numbers of people are hidden below lead.",
)
@gap_options
@click.option("--explain", "is_explained", is_flag=True, help="Say what each number means.")
@json_option
@store_option
def command(  # noqa: PLR0913, PLR0917  click passes each option by name
    name: str,
    projection: str | None,
    group_by: str | None,
    as_of: dt.datetime | None,
    half_life_days: float | None,
    trust_in: tuple[tuple[str, float], ...],
    rank_by: str | None,
    from_on: dt.datetime | None,
    to_on: dt.datetime | None,
    start: dt.datetime | None,
    end: dt.datetime | None,
    from_stage: str | None,
    to_stage: str | None,
    role: str,
    is_explained: bool,  # noqa: FBT001
    is_json: bool,  # noqa: FBT001
    store_address: str,
    **of_gaps: Any,
) -> None:
    """Measure NAME of the place: its network, social capital, referrals, and so on."""
    is_of_flows = name in FLOWS
    choices = _heeded(
        name,
        # Of another day there are other parties: two such numbers would give a small one away.
        **({"as_of": as_of} if is_of_flows else {}),
        projection=projection,
        fade=Fade(half_life_days, trust_in) if half_life_days is not None or trust_in else None,
        rank_by=rank_by,
        from_on=from_on and from_on.date(),
        to_on=to_on and to_on.date(),
        start=start and start.date(),
        end=end and end.date(),
        from_stage=from_stage,
        to_stage=to_stage,
        **{"by" if is_of_flows else "group_by": group_by},
        **of_gaps,
    )
    announce_compiling()
    snapshot, copied = _opened(store_address, is_of_flows=is_of_flows)
    if as_of is not None:
        snapshot = snapshot.as_of(as_of.date())
    elif not is_of_flows and name not in _OF_ALL_DAYS:
        snapshot = snapshot.as_of(day_of(snapshot))
    if name in GAPS:
        choice = choice_of(choices, unmet=searched_in_vain(store_address, choices))
        document = GAPS[name].document(snapshot, role, choice)
        tell_flows(GAPS[name], document, is_json=is_json, is_explained=is_explained)
        return
    if is_of_flows:
        document = FLOWS[name].document(snapshot, role, **choices)
        tell_flows(FLOWS[name], document, is_json=is_json, is_explained=is_explained)
        return
    measured = MEASURING[name].measure(_seen(snapshot, role, copied), **choices)
    if is_json:
        document = measured.as_json()
        if is_explained:
            document |= {"measures": measured.explain(), "meanings": measured.meanings()}
        print_json(document)
    else:
        _tell(measured, is_explained=is_explained)


def _opened(store_address: str, *, is_of_flows: bool) -> tuple[Snapshot, str | None]:
    """Return the place, and for which role below lead it is but a copy; None if it is whole."""
    store = assetmap.open(store_address, must_exist=True)
    try:
        snapshot = store.snapshot()
        # Whatever is below lead holds none: others need not read their history.
        role = None if has_journeys(snapshot) else copied_for(store)
        copied = role if role in _BELOW_LEAD else None
        if is_of_flows and copied is not None:
            _refuse_a_copy_without_journeys(store, copied)
    finally:
        store.close()
    return snapshot, copied


def _refuse_a_copy_without_journeys(store: Store, role: str) -> None:
    """Refuse to tell numbers where journeys were taken out: they would be noughts, and false."""
    msg = (
        f"{store.address} is a copy as {READERS[role]} sees the place, and holds no journeys; "
        "numbers of them need the whole place."
    )
    raise DataError(msg)


def _seen(snapshot: Snapshot, role: str, copied: str | None) -> Snapshot:
    """Return what a role sees; of a copy that was made for less, as who it was made for."""
    seen = seen_by(snapshot, role)
    if copied is None or ROLES.index(role) <= ROLES.index(copied):
        return seen
    return replace(seen, role=copied)


def _heeded(name: str, **given: object) -> dict[str, object]:
    """Return the choices that were made, all of which NAME must heed."""
    choices = {choice: value for choice, value in given.items() if value not in {None, ()}}
    heeded = _heeds(name)
    if not_heeded := [_FLAGS[each] for each in choices if each not in heeded]:
        msg = f"{name} does not heed {', '.join(not_heeded)}."
        raise click.UsageError(msg)
    known = FUNNEL_GROUPINGS if name in FLOWS else GROUPINGS
    group = choices.get("by") or choices.get("group_by")
    if group is not None and group not in known:
        msg = f"{name} does not go by {group}; choose one of {', '.join(known)}."
        raise click.UsageError(msg)
    return choices


def _heeds(name: str) -> frozenset[str]:
    if name in GAPS:
        return frozenset(FLAGS_OF_GAPS) & GAPS[name].choices
    return FLOWS[name].choices | _SPAN if name in FLOWS else MEASURING[name].choices


def _tell(measured: Measured, *, is_explained: bool) -> None:
    click.echo(f"{measured.n_nodes:,} parties, {measured.n_ties:,} ties.")
    for name, value in measured.values.items():
        click.echo(f"{name}: {_shown(value)}{_sure(measured, name)}")
    for note in measured.notes:
        click.echo(plain(note))
    for line in table_lines(measured):
        click.echo(plain(line))
    _tell_reasons(measured)
    if is_explained:
        for each in measured.explain():
            click.echo(f"\n{each['name']}: {each['sentence']}")
            if each["raised_by"]:
                click.echo(f"  What would raise it: {each['raised_by']}")
            click.echo(f"  {each['formula']}\n  {each['reference']}")
        for name, meaning in measured.meanings().items():
            click.echo(f"\n{name}: {meaning}")


def _tell_reasons(measured: Measured) -> None:
    titles = {each.name: each.title for each in measured.measures}
    for reason in dict.fromkeys(measured.reasons.values()):
        names = [
            f"{name} ({titles[name]})" for name, each in measured.reasons.items() if each == reason
        ]
        why = "." if reason in measured.notes else f": {plain(reason)}"
        click.echo(f"How sure is not known of {', '.join(names)}{why}")


def _sure(measured: Measured, name: str) -> str:
    interval, limits = measured.intervals.get(name), measured.bounds.get(name)
    likely = certain = ""
    if interval:
        likely = f"; had all answered, {interval.low:,.4g} to {interval.high:,.4g} (9 times in 10)"
    if limits:
        certain = (
            f"; whatever the silent would have said, {limits.least:,.4g} to {limits.most:,.4g}"
        )
    return likely + certain


def _shown(value: Value) -> str:
    if value is None:
        return "not defined here"
    return f"{value:,.4g}" if isinstance(value, float) else str(value)
