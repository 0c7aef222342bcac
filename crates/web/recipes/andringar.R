library(jsonlite)

arkiv <- "https://arkivets.adress"

# Frågar efter det som har hänt sedan förra gången,
# och minns hur långt det kom.
minne <- "senast.txt"
kant <- if (file.exists(minne)) readLines(minne) else "0"
senast <- kant[1]
historia <- kant[2]
repeat {
  svar <- fromJSON(paste0(arkiv, "/api/v1/changes?after=", senast, "&size=1000"))
  # Har arkivet återställts från en säkerhetskopia (en annan historia, eller
  # svaret 400) börjar numren om: ta bort filen och börja om du också.
  if (!is.na(historia) && svar$history != historia) {
    stop("arkivet har återställts: ta bort senast.txt")
  }
  historia <- svar$history
  if (length(svar$changes) == 0) break
  print(table(svar$changes$kind))
  # put: hämta paragrafen på nytt; remove och withdraw: ta bort den.
  senast <- format(svar$`next`, scientific = FALSE)
}
writeLines(c(senast, historia), minne)
cat("till och med ändring", senast, "\n")
