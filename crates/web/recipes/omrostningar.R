library(jsonlite)

arkiv <- "https://arkivets.adress"
hamta <- function(adress) fromJSON(paste0(arkiv, adress))

# Det senaste sammanträdet med en omröstning.
# Ett id är kommun/organ/dag/paragraf.
fraga <- paste0("q=", URLencode("omröstning"), "&section=vote&sort=newest&size=1")
sokning <- hamta(paste0("/api/v1/search?", fraga))
paragrafer <- character()
if (length(sokning$hits) > 0) {
  sammantrade <- dirname(sokning$hits$id[1])
  paragrafer <- hamta(paste0("/api/v1/meetings/", sammantrade))$paragraphs$id
} else {
  cat("Ingen omröstning hittades.\n")
}

roster <- NULL
for (id in paragrafer) {
  omrostningar <- hamta(paste0("/api/v1/paragraphs/", id))$votes
  for (nummer in seq_len(NROW(omrostningar))) {
    cat(id, "ja:", omrostningar$yes[nummer], "nej:", omrostningar$no[nummer], "\n")
    # En rad för var och en som protokollet nämner vid namn.
    namngivna <- omrostningar$named[[nummer]]
    if (is.data.frame(namngivna)) roster <- rbind(roster, namngivna)
  }
}
if (!is.null(roster)) print(table(roster$party, roster$vote))
