# Works out intervals of counts, of standardised rates and of paired changes with R's stats.
#
#   Rscript rates.R FOLDER
#
# reads  FOLDER/counts.csv    count, level
#        FOLDER/ages.csv      group, count, people, standard (a row an age band of a group)
#        FOLDER/pairs.csv     group, before, after (a row a person)
# writes FOLDER/found.csv     key, group, value

folder <- commandArgs(trailingOnly = TRUE)[1]
read <- function(name) read.csv(file.path(folder, paste0(name, ".csv")))
found <- list()

keep <- function(key, group, values) {
  found[[length(found) + 1]] <<- data.frame(key, group, value = sprintf("%.17g", values))
}

counts <- read("counts")
for (row in seq_len(nrow(counts))) {
  test <- poisson.test(counts$count[row], conf.level = counts$level[row])
  keep("poisson.test", row, test$conf.int)
}

# Fay and Feuer (1997): limits of gamma distributions with the rate's mean and variance, as chi-squares.
for (ages in split(read("ages"), ~group)) {
  weight <- ages$standard / sum(ages$standard) / ages$people
  rate <- sum(weight * ages$count)
  variance <- sum(weight ^ 2 * ages$count)
  low <- variance / (2 * rate) * qchisq(0.025, 2 * rate ^ 2 / variance)
  above <- rate + max(weight)
  spread <- variance + max(weight) ^ 2
  high <- spread / (2 * above) * qchisq(0.975, 2 * above ^ 2 / spread)
  keep("standardised", ages$group[1], c(rate, low, high))
}

for (pairs in split(read("pairs"), ~group)) {
  test <- t.test(pairs$after, pairs$before, paired = TRUE)
  change <- pairs$after - pairs$before
  keep("t.test", pairs$group[1],
       c(mean(change), test$conf.int, median(change), cor(pairs$before, pairs$after)))
}

write.csv(do.call(rbind, found), file.path(folder, "found.csv"), row.names = FALSE)
