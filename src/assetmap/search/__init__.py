"""From everyday words to activities: an index in memory, built from what a reader may see."""

from assetmap.search.index import Found, Listing, SearchIndex

__all__ = ["Found", "Listing", "SearchIndex"]
