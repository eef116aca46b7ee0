"""Where a place is kept: the contract of every store, and the engines that fulfil it."""

from assetmap.store.neo4j_login import Login
from assetmap.store.opening import open_store
from assetmap.store.protocol import Revision, Store

__all__ = ["Login", "Revision", "Store", "open_store"]
