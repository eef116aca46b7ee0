"""Keys of a mapping that tell of journeys: names of what is on the map, rows that are events."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from assetmap.ingest.journeys.kinds import KINDS
from assetmap.ingest.mapping.parts import Events, Source
from assetmap.ingest.mapping.words import nearest, plain

if TYPE_CHECKING:
    from collections import abc

    from assetmap.ingest.mapping.parts import Block
    from assetmap.ingest.mapping.words import Place

LED_BY: Final = ("named", "digest")
"""Keys of a field whose cells are no values themselves."""

_EVENT_KEYS: Final = ("kind", "day", "by", "to")
_GIVEN_BY_EVENTS: Final = frozenset(
    {"id", "source_id", "target_id", "made_on", "accepted_on", "seen_on", "started_on", "closed_on"}
    | {"status"}
)


def led_source(place: Place, key: str, value: abc.Mapping[str, object]) -> Source:
    """Return a source whose cells are no values themselves: names of things, or what ids are of."""
    if value.keys() - {key, "is_optional"}:
        place.refuse(f"{key} stands alone or with is_optional.")
    headings = place.at(key).headings(value[key])
    if key == "named" and len(headings) > 1:
        place.refuse("named takes one heading.")
    return Source(
        headings,
        is_optional=place.at("is_optional").truth(value.get("is_optional", False)),
        is_named=key == "named",
        is_digest=key == "digest",
    )


def events_of(place: Place, said: object) -> Events | None:
    """Return how rows are events, as the key `events` says it."""
    if said is None:
        return None
    keys = place.table(said)
    place.only(keys, (*_EVENT_KEYS, "kinds", "parties"))
    for key in _EVENT_KEYS:
        if key not in keys:
            place.refuse(f"it must say the headings of {', '.join(_EVENT_KEYS)}.")
    kinds = {
        plain(word): place.at("kinds").text(meant)
        for word, meant in place.table(keys.get("kinds", {})).items()
    }
    for meant in kinds.values():
        if meant and meant not in KINDS:
            place.at("kinds").refuse(
                f"{meant!r} is none of {', '.join(KINDS)}{nearest(meant, KINDS)}."
            )
    headings = {key: place.at(key).heading(keys[key]) for key in _EVENT_KEYS}
    parties = {
        plain(word): place.at("parties").filled(meant)
        for word, meant in place.table(keys.get("parties", {})).items()
    }
    return Events(**headings, kinds=kinds, parties=parties)


def refuse_beside_events(place: Place, block: Block) -> None:
    """Refuse a block of events that gives what the events give, or of another table."""
    given = block.sources.keys() | block.constants.keys() | ({"id"} if block.id_rule else set())
    if block.table != "Referral" or block.unpivot:
        place.at("events").refuse("events are put together to rows of Referral, without unpivot.")
    if taken := sorted(given & _GIVEN_BY_EVENTS):
        place.at("events").refuse(f"the events give the field {taken[0]!r} already.")
    if "episode_id" not in given:
        place.at("events").refuse("the field 'episode_id' must say which events are one journey.")
