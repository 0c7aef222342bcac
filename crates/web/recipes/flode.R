library(jsonlite)

arkiv <- "https://arkivets.adress"
poster <- fromJSON(paste0(arkiv, "/api/v1/feed.json?q=skola"))$items

# Filen minns vad som redan har visats: kör detta en gång om dagen.
minne <- "sedda.txt"
sedda <- if (file.exists(minne)) readLines(minne) else character()
if (length(poster) > 0) {
  nya <- poster[!poster$id %in% sedda, ]
  cat(sprintf("%s %s\n", nya$title, nya$url), sep = "")
  writeLines(union(sedda, poster$id), minne)
}
