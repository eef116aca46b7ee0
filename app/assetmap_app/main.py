"""The application's screens and the way from one to another."""

import streamlit as st

st.set_page_config(layout="wide", menu_items={"Get help": None, "Report a bug": None})
# Streamlit's own "Download as CSV" beside a table guards no formula; ours on Data does.
# It also takes away the sign of where the keys are, on links above and on a map. And what stands
# for a part that is not there yet moves, which takes from the time of drawing that part.
st.html(
    "<style>[data-testid=stElementToolbar] { display: none; }"
    "[data-testid=stMainBlockContainer] { padding-top: 4.5rem; padding-bottom: 3rem; }"
    ":is([data-testid=stTopNavLink], [data-testid=stSidebarNavLink], .deck-events-root)"
    ":focus-visible { outline: 3px solid #0b5a8f !important; outline-offset: -3px; }"
    "[data-testid=stSkeleton] { animation: none !important; }</style>"
)
st.navigation(
    [
        st.Page("screens/overview.py", title="Overview", url_path="overview", default=True),
        st.Page("screens/network.py", title="Network", url_path="network"),
        st.Page("screens/social_capital.py", title="Social capital", url_path="social-capital"),
        st.Page("screens/brokers.py", title="Brokers", url_path="brokers"),
        st.Page("screens/flows.py", title="Flows", url_path="flows"),
        st.Page("screens/waiting.py", title="Waiting and loss", url_path="waiting"),
        st.Page("screens/load.py", title="Load", url_path="load"),
        st.Page("screens/practices.py", title="Practices", url_path="practices"),
        st.Page("screens/for_whom.py", title="For whom", url_path="for-whom"),
        st.Page("screens/gaps.py", title="Gaps", url_path="gaps"),
        st.Page("screens/who_could_help.py", title="Who could help", url_path="who-could-help"),
        st.Page("screens/map.py", title="Map", url_path="map"),
        st.Page("screens/reach.py", title="Reach", url_path="reach"),
        st.Page("screens/where_next.py", title="Where next", url_path="where-next"),
        st.Page("screens/organisation.py", title="My organisation", url_path="organisation"),
        st.Page("screens/round_table.py", title="Round the table", url_path="table"),
        st.Page("screens/over_time.py", title="Over time", url_path="over-time"),
        st.Page("screens/data.py", title="Data", url_path="data"),
        st.Page("screens/from_the_public.py", title="From the public", url_path="from-the-public"),
    ],
    position="top",
).run()
