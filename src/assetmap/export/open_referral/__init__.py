"""What is public in a place as documents of Open Referral UK 3.0 (HSDS-UK-3.0)."""

from assetmap.export.open_referral.publication import (
    VERSION,
    Listing,
    Publication,
    ServiceFacts,
    publication_of,
)
from assetmap.export.open_referral.writing import write_open_referral

__all__ = [
    "VERSION",
    "Listing",
    "Publication",
    "ServiceFacts",
    "publication_of",
    "write_open_referral",
]
