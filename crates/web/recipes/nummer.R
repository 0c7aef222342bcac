library(jsonlite)

arkiv <- "https://arkivets.adress"
nummer <- c("STK-2023-00574", "sbn 318/2021", "Dnr 1999-1")

# R kan inte själv skicka innehåll med ett anrop; programmet curl gör det.
fraga <- tempfile(fileext = ".json")
svar <- tempfile(fileext = ".json")
writeLines(toJSON(list(numbers = nummer)), fraga, useBytes = TRUE)
download.file(
  paste0(arkiv, "/api/v1/cases/lookup"), svar, method = "curl", quiet = TRUE,
  extra = c("--header", shQuote("content-type: application/json"),
            "--data-binary", shQuote(paste0("@", fraga)))
)

# status är found, not_found eller ambiguous.
# Av flera möjliga ärenden står det troligaste först.
rader <- fromJSON(svar, simplifyVector = FALSE)$results
for (rad in rader) {
  arende <- NA
  if (length(rad$candidates) > 0) arende <- rad$candidates[[1]]$case_number
  cat(rad$typed, rad$status, arende, sep = "\t")
  cat("\n")
}
