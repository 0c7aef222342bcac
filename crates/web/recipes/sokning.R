library(jsonlite)

arkiv <- "https://arkivets.adress"
fraga <- "q=skola&sort=newest&size=20&facets=false"

# Varje sida säger i next var den nästa börjar; på den sista är det NULL.
kolumner <- c("date", "municipality", "body", "number", "title")
tabell <- NULL
marke <- ""
repeat {
  sida <- fromJSON(paste0(arkiv, "/api/v1/search?", fraga, marke))
  traffar <- sida$hits
  if (length(traffar) > 0) {
    tabell <- rbind(tabell, traffar[kolumner])
  }
  if (is.null(sida$`next`)) break
  marke <- paste0("&cursor=", URLencode(sida$`next`, reserved = TRUE))
}
if (!is.null(tabell)) {
  tabell$date <- as.Date(tabell$date)
  print(head(tabell))
}
cat(NROW(tabell), "av", sida$total, "träffar\n")
