"""Where to put something next, so that most people reach it or all go least far."""

from assetmap.measures.siting.added import added, instead_of
from assetmap.measures.siting.cover import BestSites, Cover, best_sites, cover_of
from assetmap.measures.siting.median import Median, MedianSites, median_of, median_sites
from assetmap.measures.siting.method import METHODS, SECONDS, Method, Search
from assetmap.measures.siting.optimum import optimum
from assetmap.measures.siting.search import best, bettered

__all__ = [
    "METHODS",
    "SECONDS",
    "BestSites",
    "Cover",
    "Median",
    "MedianSites",
    "Method",
    "Search",
    "added",
    "best",
    "best_sites",
    "bettered",
    "cover_of",
    "instead_of",
    "median_of",
    "median_sites",
    "optimum",
]
