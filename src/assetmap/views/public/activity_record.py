"""What the page of an activity tells, as a document of plain values."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from assetmap.views.public.activity import ActivityPage
    from assetmap.views.public.directory import Directory


def activity_record_of(
    directory: Directory, shown: ActivityPage, address: str
) -> dict[str, object]:
    """Return what the page tells as a document of plain values."""
    activity = shown.activity
    return {
        "id": activity.id,
        "name": activity.name,
        "address": address,
        "description": activity.description,
        "first_visit": activity.first_visit,
        "status": activity.status,
        "is_running": directory.runs(activity),
        "cost": activity.cost,
        "mode": activity.mode,
        "eligibility": activity.eligibility,
        "minimum_age": activity.minimum_age,
        "maximum_age": activity.maximum_age,
        "languages": list(activity.languages),
        "accessibility": activity.accessibility,
        "self_referral": activity.self_referral,
        "referral_route": activity.referral_route,
        "wait_days": activity.wait_days,
        "assured_date": None if activity.assured_on is None else activity.assured_on.isoformat(),
        "source": activity.provenance,
        "website": activity.website,
        "organisation": None
        if shown.organisation is None
        else {
            "id": shown.organisation.id,
            "name": shown.organisation.name,
            "phone": shown.organisation.phone,
            "email": shown.organisation.email,
            "website": shown.organisation.website,
        },
        "needs": [{"id": id_, "name": name} for id_, name in shown.needs],
        "communities": [{"id": id_, "name": name} for id_, name in shown.communities],
        "areas": [{"code": code, "name": name} for code, name in shown.areas],
        "sessions": [
            {
                "id": each.id,
                "location_id": each.location_id or None,
                "schedule": each.schedule,
                "starts_at_local": each.starts_at_local,
                "duration_minutes": each.minutes,
            }
            for each in directory.sessions_of.get(activity.id, ())
        ],
        "locations": [
            {
                "id": each.id,
                "name": each.name,
                "address": each.words,
                "postcode": each.postcode,
                "latitude": each.latitude,
                "longitude": each.longitude,
            }
            for each in shown.places
        ],
    }
