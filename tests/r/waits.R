# Works out curves of waits with R's survival, for tests that compare ours.
#
#   Rscript waits.R FOLDER
#
# reads  FOLDER/waits.csv   name, days, over (1 or 0), a row a person
# writes FOLDER/curves.csv  name, key (median, low, high, or curve with days after it), value

folder <- commandArgs(trailingOnly = TRUE)[1]
given <- read.csv(file.path(folder, "waits.csv"))
found <- lapply(split(given, given$name), function(rows) {
  fit <- survival::survfit(survival::Surv(days, over) ~ 1, rows, conf.type = "log-log")
  half <- quantile(fit, 0.5)
  at <- fit$n.event > 0
  data.frame(
    name = rows$name[1],
    key = c("median", "low", "high", rep(c("days", "share", "lower", "upper"), each = sum(at))),
    value = sprintf("%.17g", c(half$quantile, half$lower, half$upper,
                               fit$time[at], fit$surv[at], fit$lower[at], fit$upper[at]))
  )
})
write.csv(do.call(rbind, found), file.path(folder, "curves.csv"), row.names = FALSE)
