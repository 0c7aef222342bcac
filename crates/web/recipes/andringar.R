library(jsonlite)

arkiv <- "https://arkivets.adress"

# Frågar efter det som har hänt sedan förra gången,
# och minns hur långt det kom.
minne <- "senast.txt"
senast <- if (file.exists(minne)) readLines(minne) else "0"
repeat {
  svar <- fromJSON(paste0(arkiv, "/api/v1/changes?after=", senast, "&size=1000"))
  if (length(svar$changes) == 0) break
  print(table(svar$changes$kind))
  # put: hämta paragrafen på nytt; remove och withdraw: ta bort den.
  senast <- format(svar$`next`, scientific = FALSE)
}
writeLines(senast, minne)
cat("till och med ändring", senast, "\n")
