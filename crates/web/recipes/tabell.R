library(jsonlite)

arkiv <- "https://arkivets.adress"
fraga <- "q=budget&sort=oldest&format=csv"

# Manifestet säger vad varje kolumn innehåller.
manifest <- fromJSON(paste0(arkiv, "/api/v1/export/manifest?", fraga))
slag <- c(string = "character", integer = "integer",
          boolean = "logical", date = "Date")
slag <- unname(slag[manifest$columns$type])
slag[is.na(slag)] <- "character"

fil <- paste0(arkiv, "/api/v1/export?", fraga)
beslut <- read.csv(fil, colClasses = slag, na.strings = "", encoding = "UTF-8")
print(table(format(beslut$date, "%Y"), beslut$municipality))
cat(nrow(beslut), "av", manifest$rows, "rader\n")
