# Times R's sna on one network: `Rscript sna_engine.R FOLDER`.
#
# reads   FOLDER/ties.csv    source, target (nodes from 1), directed
#         FOLDER/groups.csv  group, a row a node
# prints  a line of JSON for each piece of work, as tests.bench.measure_runs does
#
# sna takes the ties as they are read, so that there is no graph to build.

suppressPackageStartupMessages(library(sna))

n_times <- 10
enough_s <- 1 # more is not timed again
folder <- commandArgs(trailingOnly = TRUE)[1]
ties <- as.matrix(cbind(read.csv(file.path(folder, "ties.csv")), 1))
groups <- read.csv(file.path(folder, "groups.csv"))$group
attr(ties, "n") <- length(groups)

# One call tells the roles of each node, and what chance would give.
processor <- wall <- c()
while (length(wall) == 0 || (length(wall) < n_times && sum(wall) < enough_s)) {
  started <- proc.time()
  found <- brokerage(ties, groups)
  taken <- proc.time() - started
  processor <- c(processor, taken[["user.self"]] + taken[["sys.self"]])
  wall <- c(wall, taken[["elapsed"]])
}
peak <- grep("^VmHWM", readLines("/proc/self/status"), value = TRUE)
row <- paste0(
  '{"measure": "%s", "version": "sna %s", "s": %.6f, "wall_s": %.6f, "mb": %.1f, ',
  '"adds_up_to": %.17g}\n'
)
said <- function(measure, scores) {
  mb <- as.numeric(gsub("[^0-9]", "", peak)) / 1024
  total <- sum(scores[, "t"], na.rm = TRUE)
  cat(sprintf(row, measure, packageVersion("sna"), min(processor), min(wall), mb, total))
}
said("brokerage", found$raw.nli)
said("brokerage_z", found$z.nli)
