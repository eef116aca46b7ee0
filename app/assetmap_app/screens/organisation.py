"""Screen: one organisation, as it looks from both sides."""

import datetime as dt

import streamlit as st

from assetmap.model import Snapshot
from assetmap.views.organisation.paths import WayFinder, way_finder
from assetmap.views.organisation.view import OrganisationView, organisation_view
from assetmap_app.components import organisation_parts as parts
from assetmap_app.components.current import BY_KEY, current_day, current_snapshot
from assetmap_app.components.organisation_ask import (
    address_of,
    organisation_choice,
    other_choice,
    remember_choice,
)
from assetmap_app.components.overview_parts import link_to
from assetmap_app.components.share_parts import show_share
from assetmap_app.components.words import plain


@st.cache_resource(hash_funcs=BY_KEY, max_entries=32, show_spinner="Looking at the map")
def _view(snapshot: Snapshot, organisation_id: str, today: dt.date) -> OrganisationView:
    return organisation_view(snapshot, organisation_id, today=today)


@st.cache_resource(hash_funcs=BY_KEY, max_entries=2, show_spinner="Looking for ways")
def _way_finder(snapshot: Snapshot) -> WayFinder:
    return way_finder(snapshot)


st.title("My organisation", anchor=False)
st.markdown(
    "What you hold and run, whom you work with and how it looks from both sides, and who could "
    "introduce you to whom."
)
snapshot = current_snapshot()
own = organisation_choice(snapshot)
if not own:
    remember_choice("")
    st.stop()

view = _view(snapshot, own, current_day())
st.header(plain(view.name), anchor=False)
st.markdown(f"**{plain(view.kind)}**  \n" + "  \n".join(plain(fact) for fact in view.facts))
st.caption(f"“You” on this screen is {plain(view.name)}.")
parts.show_contents()

parts.show_heading("hold")
parts.show_part(view.strengths, parts.STRENGTHS, "What you hold and may use")
parts.show_heading("run")
parts.show_part(view.work, parts.WORK, "What you run, a row a regular time")
parts.show_heading("partners")
parts.show_partners(view.partners)
link_to("screens/network.py", "See it on the map of ties", party=own)
parts.show_heading("introductions")
parts.show_part(view.introductions, parts.INTRODUCTIONS, "Possible introductions")
parts.show_heading("ways")
other = other_choice(snapshot, own)
remember_choice(own)
if other:
    parts.show_ways(_way_finder(snapshot).ways(own, other))
parts.show_heading("received")
parts.show_part(view.journeys.received, parts.RECEIVED, "Who refers people to you")
parts.show_heading("sent")
parts.show_part(view.journeys.sent, parts.SENT, "To whom you refer people")
parts.show_heading("share")
show_share(own)
parts.show_heading("grants")
parts.show_part(view.money, parts.MONEY, "Grants to you and from you")
parts.show_heading("workshops")
parts.show_part(view.workshops, parts.WORKSHOPS, "Workshops that you took part in")
parts.show_heading("stories")
parts.show_stories(view.stories)
parts.show_heading("address")
st.markdown("This address opens the page of this organisation; copy it to send it.")
st.code(address_of(own), language=None, wrap_lines=True)
