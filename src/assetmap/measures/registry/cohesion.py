"""How a network hangs together as a whole."""

from __future__ import annotations

from typing import Final

from assetmap.measures import (
    centralisation,
    clustering,
    clusters,
    cohesion,
    cores,
    separation,
)
from assetmap.measures.registry.measure import Measure

_FREEMAN: Final = "Freeman (1978), Social Networks 1, 215-239"
_WASSERMAN: Final = "Wasserman and Faust (1994), Social Network Analysis"
_WATTS: Final = "Watts and Strogatz (1998), Nature 393, 440-442"
_TRAAG: Final = "Traag, Waltman and van Eck (2019), Scientific Reports 9, 5233"

COHESION: Final = (
    Measure(
        "density",
        "Ties made",
        "The share of all possible ties that are there: the higher it is, the more of the town "
        "already works together.",
        "share, 0 to 1",
        "m / (n (n - 1)) directed, 2 m / (n (n - 1)) undirected",
        f"{_WASSERMAN}, chapter 4",
        "network",
        cohesion.density,
        raised_by="ties between those who have none yet",
    ),
    Measure(
        "mean_degree",
        "Ties of each, on average",
        "How many ties a party has on average; where ties are what one says of another, how many "
        "it names.",
        "ties a party",
        "m / n directed, 2 m / n undirected",
        f"{_WASSERMAN}, chapter 4",
        "network",
        cohesion.mean_degree,
        raised_by="a further tie, whoever of the two names it; newcomers with few ties lower it",
    ),
    Measure(
        "reciprocity",
        "Ties returned",
        "The share of ties that the other side confirms, if it could: a tie that both name is one "
        "to build on.",
        "share, 0 to 1",
        "ties i -> j with a tie j -> i, over m; directed networks only; where a survey asked, over "
        "its claims about those who answered",
        f"{_WASSERMAN}, section 13.2",
        "network",
        cohesion.reciprocity,
        raised_by="an answer from the other side of a tie that only one side names",
    ),
    Measure(
        "n_components",
        "Separate pieces",
        "How many groups have no tie between them; a party without ties is a group by itself.",
        "pieces",
        "number of weakly connected components",
        f"{_WASSERMAN}, section 4.2",
        "network",
        cohesion.n_components,
        raised_by="newcomers without ties; a tie between two pieces lowers it",
    ),
    Measure(
        "n_strong_components",
        "Pieces that reach each other both ways",
        "How many groups there are within which each party can be reached from each other along "
        "the direction of ties.",
        "pieces",
        "number of strongly connected components",
        f"{_WASSERMAN}, section 4.3",
        "network",
        cohesion.n_strong_components,
        raised_by="ties that nobody returns; an answer to a one-sided tie lowers it",
    ),
    Measure(
        "largest_component_share",
        "In the largest piece",
        "The share of parties that can reach each other by some path: the rest are in groups of "
        "their own, or alone.",
        "share, 0 to 1",
        "parties in the largest weakly connected component, over n",
        f"{_WASSERMAN}, section 4.2",
        "network",
        cohesion.largest_component_share,
        raised_by="a tie from the largest piece to each group outside it",
    ),
    Measure(
        "n_isolates",
        "Without any tie",
        "How many parties nobody is tied to: the first to invite.",
        "parties",
        "parties with degree 0",
        f"{_WASSERMAN}, section 4.2",
        "network",
        cohesion.n_isolates,
        raised_by="newcomers whom nobody introduces; a first tie for each lowers it",
    ),
    Measure(
        "degree_centralisation",
        "Ties gathered at one party",
        "How far ties gather at one party: at 1 all hang on a single hub, at 0 they are shared "
        "evenly.",
        "share, 0 to 1",
        "sum over i of (max d - d_i), over (n - 1)(n - 2) undirected, 2 (n - 1)(n - 2) directed",
        _FREEMAN,
        "network",
        centralisation.degree_centralisation,
        raised_by="more ties to the party that has most; ties among the others lower it",
    ),
    Measure(
        "betweenness_centralisation",
        "Paths through one party",
        "How far the ways between parties run through a single one: the closer to 1, the more "
        "that one is a bottleneck.",
        "share, 0 to 1",
        "sum over i of (max b - b_i), over n - 1, where b is betweenness from 0 to 1",
        _FREEMAN,
        "network",
        centralisation.betweenness_centralisation,
        raised_by="groups that meet only through one party; ties that go round it lower it",
    ),
    Measure(
        "transitivity",
        "Contacts who know each other",
        "Of two parties who both work with a third, how often they work with each other too: "
        "high where people are in close circles.",
        "share, 0 to 1",
        "3 x triangles, over pairs of contacts of each party, directions aside",
        f"{_WASSERMAN}, section 6.3",
        "network",
        clustering.transitivity,
        raised_by="introducing two of one's contacts to each other",
    ),
    Measure(
        "average_clustering",
        "Closeness of circles",
        "How far the contacts of a party work with each other, on average: each party counts the "
        "same, however many ties it has.",
        "share, 0 to 1",
        "mean of clustering over parties with two contacts or more",
        _WATTS,
        "network",
        clustering.average_clustering,
        raised_by="introducing two contacts of a party that has few",
    ),
    Measure(
        "mean_distance",
        "Steps between two",
        "How many introductions it takes to get from one party to another, on average, within "
        "the largest piece.",
        "steps",
        "mean shortest path between two parties of the largest component, directions aside; "
        "in a very large network from 200 drawn",
        f"{_WASSERMAN}, section 4.2",
        "network",
        separation.mean_distance,
        raised_by="ties that end; a tie between two far ends lowers it",
    ),
    Measure(
        "diameter",
        "Steps between the farthest two",
        "How many introductions it takes between the two parties of the largest piece that are "
        "farthest from each other.",
        "steps",
        "longest shortest path in the largest component, directions aside; in a very large "
        "network the longest found",
        f"{_WASSERMAN}, section 4.2",
        "network",
        separation.diameter,
        raised_by="ties that end; a tie between the far ends lowers it",
    ),
    Measure(
        "n_clusters",
        "Clusters",
        "About how many circles there are that work more among themselves than with others; a "
        "party without ties is one by itself.",
        "clusters",
        "clusters of the Leiden algorithm with modularity, directions aside",
        _TRAAG,
        "network",
        clusters.n_clusters,
    ),
    Measure(
        "modularity",
        "How apart the clusters are",
        "How much more the ties stay within clusters than chance would have it: near 0 the town "
        "is one, towards 1 it is many.",
        "share beyond chance, below 1",
        "share of weight within clusters, less the sum over clusters of (share of ends) squared",
        "Newman and Girvan (2004), Physical Review E 69, 026113",
        "network",
        clusters.modularity,
        raised_by="ties within clusters; ties between them lower it",
    ),
    Measure(
        "component",
        "Piece of the map",
        "Which piece of the map it is in; piece 1 is the largest.",
        "number of the piece",
        "weakly connected components, numbered by falling size",
        f"{_WASSERMAN}, section 4.2",
        "party",
        cohesion.component,
    ),
    Measure(
        "core_number",
        "How deep in the middle",
        "It is in a group each of whose members has at least this many ties within the group: "
        "the higher, the closer to the thick of things.",
        "ties within the group",
        "largest k of a k-core that it is in, directions aside",
        "Seidman (1983), Social Networks 5, 269-287",
        "party",
        cores.core_number,
        raised_by="ties to those who have many among themselves",
    ),
    Measure(
        "clustering",
        "Its contacts know each other",
        "Of two of its contacts, how often they work with each other too.",
        "share, 0 to 1",
        "ties among its contacts, over pairs of them, directions aside",
        _WATTS,
        "party",
        clustering.clustering,
        raised_by="introducing two of its contacts to each other",
    ),
    Measure(
        "cluster",
        "Cluster",
        "Which cluster it is in, a circle that works more among itself than with others; "
        "cluster 1 is the largest.",
        "number of the cluster",
        "clusters of the Leiden algorithm with modularity, numbered by falling size",
        _TRAAG,
        "party",
        clusters.cluster,
    ),
)
