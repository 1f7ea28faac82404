# Read a panel that dragoman wrote for Stata: what the walk of a student shows, run by a test.
library(haven)

panel <- read_dta(commandArgs(trailingOnly = TRUE)[1])
stopifnot(inherits(panel$begin, "Date"))
stopifnot(all(is.na(panel$count) == (as.numeric(panel$seen) == 0)))
cat("rows", nrow(panel), "\n")
cat("without coverage", sum(as.numeric(panel$seen) == 0), "\n")
cat("incidents", sum(panel$count, na.rm = TRUE), "\n")
cat("label", attr(panel$count, "label"), "\n")
covered <- subset(panel, articles > 0)
model <- glm(material_conflict ~ verbal_conflict + log(articles), family = poisson, data = covered)
cat("observations", nobs(model), "\n")
