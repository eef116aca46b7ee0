"""Organisations, what they hold, and what people share."""

from __future__ import annotations

import pandas as pd
from pandera.typing import Series

from assetmap.model.column import column, reference
from assetmap.model.table import Table


class Organisation(Table):
    """A body of any sector: voluntary, public, business, faith."""

    name: Series[str] = column(
        "The name it is known by.",
        "name",
        required=True,
        public=True,
        open_referral="organization.name",
    )
    alternate_names: Series[str] = column(
        "Other names and short forms.",
        "list",
        public=True,
        open_referral="organization.alternate_name",
    )
    sector: Series[str] = column(
        "What sort of body it is; empty: other.",
        "choice",
        vocabulary="sector",
        default="other",
        public=True,
    )
    identifiers: Series[str] = column(
        "Register numbers with their register: GB-CHC-, GB-COH-, GB-NHS-.",
        "list",
        public=True,
        open_referral="organization_identifier.identifier",
    )
    status: Series[str] = column("Whether it runs.", "choice", vocabulary="status", public=True)
    income_band: Series[str] = column(
        "Yearly income.", "choice", vocabulary="income_band", public=True
    )
    n_patients: Series[pd.Int64Dtype] = column(
        "A general practice's registered list.", "integer", unit="people", minimum=0, public=True
    )
    website: Series[str] = column(
        "Web address (http or https).", "link", public=True, open_referral="organization.website"
    )
    email: Series[str] = column(
        "The organisation's own address, not a person's.",
        "name",
        public=True,
        open_referral="organization.email",
    )
    phone: Series[str] = column(
        "The organisation's own number.", "name", public=True, open_referral="phone.number"
    )
    description: Series[str] = column(
        "What it does, in everyday words.",
        public=True,
        open_referral="organization.description",
    )
    location_id: Series[str] = reference(
        "Where it is based.", ["Location"], tie="BASED_AT", public=True
    )


class Community(Table):
    """People who share something: carers, Deaf people, new arrivals."""

    name: Series[str] = column(
        "What its people call themselves.", "name", required=True, public=True
    )
    synonyms: Series[str] = column("Other words for it.", "list", public=True)


class Asset(Table):
    """A strength of the place: a kitchen, a minibus, a skill, a language, a garden."""

    name: Series[str] = column("What it is.", "name", required=True)
    kind: Series[str] = column("What sort of strength.", "choice", vocabulary="asset_kind")
    holder_id: Series[str] = reference(
        "Who has it.",
        ["Organisation", "Champion", "LinkWorker"],
        tie="HOLDS",
        is_reversed=True,
    )
    location_id: Series[str] = reference("Where it is.", ["Location"], tie="KEPT_AT")
    is_shareable: Series[pd.BooleanDtype] = column("Whether others may use it.", "truth")
