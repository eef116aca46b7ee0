# Works out measures of networks with R's sna and igraph, for tests that compare ours.
#
#   Rscript measures.R FOLDER
#
# reads  FOLDER/networks.csv       name, n_nodes, directed (TRUE or FALSE)
#        FOLDER/<name>_ties.csv    source, target (nodes from 1), weight; an undirected tie once
#        FOLDER/<name>_groups.csv  group of each node (from 1) and its name, a row a node
#        FOLDER/survey_people.csv  asked, answered (TRUE or FALSE), a row an organisation
#        FOLDER/survey_claims.csv  from, to (from 1), intensity and six scores, empty if not said
# writes FOLDER/values.csv         network, key, node (from 1; 0 is the whole network), value
#
# A key is package::function and, after spaces, what was asked of it. What a function cannot work out
# for a network is left out, with its reason on the error stream.

folder <- commandArgs(trailingOnly = TRUE)[1]
found <- list()

keep <- function(network, key, values) {
  values <- tryCatch(as.numeric(values), error = function(error) {
    message(network, " ", key, ": ", conditionMessage(error))
    numeric(0)
  })
  if (length(values) == 0) return(invisible())
  node <- if (length(values) == 1 && !endsWith(key, " each")) 0 else seq_along(values)
  found[[length(found) + 1]] <<- data.frame(network, key, node, value = sprintf("%.17g", values))
}

# Keys that end in "each" have a value a node, even where there is one node.
each <- function(network, key, values) keep(network, paste(key, "each"), values)

members <- function(n_nodes, numbers) as.numeric(seq_len(n_nodes) %in% numbers)

by_igraph <- function(name, graph, groups, sectors) {
  plain <- igraph::simplify(graph, edge.attr.comb = "sum")
  both_ways <- igraph::as.undirected(plain, "collapse", edge.attr.comb = "sum")
  bare <- igraph::delete_edge_attr(plain, "weight")
  bare_both_ways <- igraph::delete_edge_attr(both_ways, "weight")
  weight <- igraph::E(plain)$weight
  n_nodes <- igraph::vcount(graph)

  keep(name, "igraph::edge_density", igraph::edge_density(plain))
  keep(name, "igraph::reciprocity", igraph::reciprocity(plain))
  keep(name, "igraph::reciprocity ratio", igraph::reciprocity(plain, mode = "ratio"))
  keep(name, "igraph::components weak", igraph::components(plain, "weak")$no)
  each(name, "igraph::components weak", igraph::components(plain, "weak")$membership)
  keep(name, "igraph::components weak largest", max(igraph::components(plain, "weak")$csize))
  keep(name, "igraph::components strong", igraph::components(plain, "strong")$no)
  keep(name, "igraph::transitivity", igraph::transitivity(bare, "global"))
  each(name, "igraph::transitivity local", igraph::transitivity(bare, "local"))
  keep(name, "igraph::transitivity average",
       igraph::transitivity(bare, "average", isolates = "NaN"))
  each(name, "igraph::coreness", igraph::coreness(bare_both_ways, "all"))
  keep(name, "igraph::triad_census", igraph::triad_census(igraph::as.directed(bare, "mutual")))
  keep(name, "igraph::centr_degree",
       igraph::centr_degree(bare, "all", loops = FALSE)$centralization)
  keep(name, "igraph::centr_betw", igraph::centr_betw(bare)$centralization)
  for (mode in c("all", "in", "out")) {
    each(name, paste0("igraph::degree ", mode), igraph::degree(graph, mode = mode, loops = FALSE))
    each(name, paste0("igraph::strength ", mode),
         igraph::strength(graph, mode = mode, loops = FALSE))
  }
  each(name, "igraph::betweenness", igraph::betweenness(bare, weights = NA))
  for (mode in c("in", "out")) {
    closeness <- igraph::closeness(bare, mode = mode, weights = NA)
    reached <- rowSums(is.finite(igraph::distances(bare, mode = mode, weights = NA))) - 1
    # igraph leaves out who is not reached; Wasserman and Faust then count how many are.
    each(name, paste0("igraph::closeness times reach ", mode),
         ifelse(reached > 0, closeness * reached ^ 2 / (n_nodes - 1), 0))
    each(name, paste0("igraph::harmonic_centrality ", mode),
         igraph::harmonic_centrality(bare, mode = mode, weights = NA))
  }
  for (steps in 1:3) {
    each(name, paste0("igraph::ego_size ", steps),
         igraph::ego_size(bare, steps, mode = "out", mindist = 1))
  }
  each(name, "igraph::page_rank", igraph::page_rank(bare, weights = NA)$vector)
  each(name, "igraph::page_rank weighted", igraph::page_rank(plain, weights = weight)$vector)
  each(name, "igraph::constraint", igraph::constraint(plain, weights = weight))
  each(name, "igraph::articulation_points",
       members(n_nodes, as.integer(igraph::articulation_points(bare_both_ways))))
  keep(name, "igraph::articulation_points",
       length(igraph::articulation_points(bare_both_ways)))
  keep(name, "igraph::bridges", length(igraph::bridges(bare_both_ways)))
  pieces <- igraph::decompose(bare_both_ways)
  sizes <- sapply(pieces, igraph::vcount)
  largest <- pieces[sizes == max(sizes)]  # of equally large ones all are meant
  keep(name, "igraph::diameter", max(sapply(largest, igraph::diameter)))
  keep(name, "igraph::mean_distance", mean(sapply(largest, igraph::mean_distance)))
  greedy <- igraph::cluster_fast_greedy(bare_both_ways, weights = NULL)
  keep(name, "igraph::cluster_fast_greedy number", length(greedy))
  keep(name, "igraph::cluster_fast_greedy modularity", max(greedy$modularity))
  keep(name, "igraph::assortativity_nominal", igraph::assortativity_nominal(bare, groups))
  by_groups(name, bare, groups, sectors)
  by_loss(name, bare_both_ways)
}

# Which ties cross from group to group, and what each group and node has of them.
by_groups <- function(name, graph, groups, sectors) {
  crosses <- igraph::crossing(igraph::make_clusters(graph, groups), graph)
  ends <- igraph::ends(graph, igraph::E(graph), names = FALSE)
  touches <- function(who) rowSums(matrix(ends %in% who, ncol = 2)) > 0
  keep(name, "igraph::crossing share", mean(crosses))
  each(name, "igraph::crossing share of each group", sapply(sort(unique(groups)), function(group) {
    mean(crosses[touches(which(groups == group))])
  }))
  each(name, "igraph::crossing share of each node", sapply(seq_along(groups), function(node) {
    mean(crosses[touches(node)])
  }))
  each(name, "igraph::neighbors groups", sapply(seq_along(groups), function(node) {
    length(setdiff(groups[igraph::neighbors(graph, node, "all")], groups[node]))
  }))
  voluntary <- which(sectors %in% c("vcse", "faith"))
  power <- which(sectors %in% c("nhs", "primary_care", "council", "funder"))
  keep(name, "igraph::ends linking", sum(touches(voluntary) & touches(power)))
  keep(name, "igraph::ends linking share", mean(touches(voluntary) & touches(power)))
}

# What is left of the piece of each node, and of the whole, when it is taken out.
by_loss <- function(name, graph) {
  pieces <- igraph::components(graph)
  n_nodes <- igraph::vcount(graph)
  left <- sapply(seq_len(n_nodes), function(node) {
    rest <- igraph::components(igraph::delete_vertices(graph, node))
    same <- (pieces$membership == pieces$membership[node])[-node]
    largest <- if (any(same)) max(rest$csize[unique(rest$membership[same])]) else 0
    parts <- rest$csize[unique(rest$membership[same])]
    lost <- choose(sum(same), 2) - sum(choose(parts, 2))
    c(sum(same) - largest, max(rest$csize, 0), lost)
  })
  each(name, "igraph::delete_vertices cut_off", left[1, ])
  each(name, "igraph::delete_vertices largest", left[2, ])
  each(name, "igraph::delete_vertices lost pairs", left[3, ])
}

by_sna <- function(name, graph, groups) {
  mode <- if (igraph::is_directed(graph)) "digraph" else "graph"
  ties <- as.matrix(igraph::as_adjacency_matrix(igraph::simplify(graph), sparse = FALSE))
  weights <- as.matrix(igraph::as_adjacency_matrix(
    igraph::simplify(graph, edge.attr.comb = "sum"), attr = "weight", sparse = FALSE
  ))
  n_nodes <- nrow(ties)
  keep(name, "sna::gden", sna::gden(ties, mode = mode))
  keep(name, "sna::grecip edgewise", sna::grecip(ties, measure = "edgewise"))
  keep(name, "sna::grecip dyadic", sna::grecip(ties, measure = "dyadic"))
  keep(name, "sna::dyad.census", sna::dyad.census(ties))
  both_ways <- sna::symmetrize(ties, "weak")
  keep(name, "sna::gtrans weak", sna::gtrans(both_ways, mode = "graph", measure = "weak"))
  keep(name, "sna::components weak", sna::components(ties, connected = "weak"))
  keep(name, "sna::components strong", sna::components(ties, connected = "strong"))
  keep(name, "sna::isolates", length(sna::isolates(ties)))
  keep(name, "sna::triad.census", sna::triad.census(ties, mode = "digraph"))
  keep(name, "sna::centralization degree",
       sna::centralization(ties, sna::degree, mode = mode))
  keep(name, "sna::centralization betweenness",
       sna::centralization(ties, sna::betweenness, mode = mode))
  each(name, "sna::degree", sna::degree(ties, gmode = mode))
  each(name, "sna::degree in", sna::degree(ties, gmode = mode, cmode = "indegree"))
  each(name, "sna::degree out", sna::degree(ties, gmode = mode, cmode = "outdegree"))
  each(name, "sna::degree valued", sna::degree(weights, gmode = mode, ignore.eval = FALSE))
  each(name, "sna::degree valued in", sna::degree(weights, gmode = mode, cmode = "indegree", ignore.eval = FALSE))
  each(name, "sna::degree valued out", sna::degree(weights, gmode = mode, cmode = "outdegree", ignore.eval = FALSE))
  each(name, "sna::betweenness", sna::betweenness(ties, gmode = mode))
  # sna follows ties out, we follow them in: its network is turned round.
  each(name, "sna::closeness suminvdir of the transpose",
       sna::closeness(t(ties), gmode = mode,
                      cmode = if (mode == "graph") "suminvundir" else "suminvdir"))
  each(name, "sna::kcores", sna::kcores(both_ways, mode = "graph"))
  each(name, "sna::cutpoints", members(n_nodes, sna::cutpoints(ties, mode, "weak")))
  roles <- sna::brokerage(ties, groups)
  for (role in colnames(roles$raw.nli)) {
    each(name, paste0("sna::brokerage ", role), roles$raw.nli[, role])
    each(name, paste0("sna::brokerage expected ", role), roles$exp.nli[, role])
    each(name, paste0("sna::brokerage deviation ", role), roles$sd.nli[, role])
    each(name, paste0("sna::brokerage z ", role), roles$z.nli[, role])
  }
}

# Who says what of whom: the six scores are the last six columns, three of trust, three of value.
by_survey <- function(name, asked, answered, claims) {
  scores <- as.matrix(claims[, tail(names(claims), 6)])
  rated <- factor(claims$to, seq_along(asked))
  means <- apply(scores, 2, function(score) tapply(score, rated, mean, na.rm = TRUE))
  trust <- rowMeans(means[, 1:3])
  value <- rowMeans(means[, 4:6])
  raters <- table(rated[rowSums(!is.na(scores)) > 0])
  each(name, "base::tapply trust", trust)
  each(name, "base::tapply value", value)
  each(name, "base::table raters", raters)
  keep(name, "base::mean trust", mean(trust, na.rm = TRUE))
  keep(name, "base::mean value", mean(value, na.rm = TRUE))
  keep(name, "base::mean answered", mean(answered[asked]))
  among <- claims[answered[claims$from] & answered[claims$to], ]
  graph <- igraph::graph_from_data_frame(among[, c("from", "to")])
  keep(name, "igraph::reciprocity ratio", igraph::reciprocity(graph, mode = "ratio"))
  keep(name, "igraph::reciprocity", igraph::reciprocity(graph))
  both <- merge(claims, claims, by.x = c("from", "to"), by.y = c("to", "from"))
  apart <- abs(both$intensity.x - both$intensity.y)
  keep(name, "base::merge within a step", mean(apart <= 1, na.rm = TRUE))
}

networks <- read.csv(file.path(folder, "networks.csv"))
for (row in seq_len(nrow(networks))) {
  name <- networks$name[row]
  ties <- read.csv(file.path(folder, paste0(name, "_ties.csv")))
  grouped <- read.csv(file.path(folder, paste0(name, "_groups.csv")))
  graph <- igraph::make_empty_graph(networks$n_nodes[row], networks$directed[row])
  graph <- igraph::add_edges(
    graph, rbind(ties$source, ties$target), attr = list(weight = as.numeric(ties$weight))
  )
  by_igraph(name, graph, grouped$group, grouped$sector)
  by_sna(name, graph, grouped$group)
}
people <- read.csv(file.path(folder, "survey_people.csv"))
claims <- read.csv(file.path(folder, "survey_claims.csv"))
by_survey("survey", people$asked, people$answered, claims)
write.csv(do.call(rbind, found), file.path(folder, "values.csv"), row.names = FALSE, quote = FALSE)
