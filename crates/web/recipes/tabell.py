import json
import urllib.request

import pandas

ARKIV = "https://arkivets.adress"
FRAGA = "q=budget&sort=oldest&format=csv"

# Manifestet säger vad varje kolumn innehåller.
with urllib.request.urlopen(f"{ARKIV}/api/v1/export/manifest?{FRAGA}") as svar:
    manifest = json.load(svar)
SLAG = {"string": "string", "integer": "Int64", "boolean": "boolean"}
slag, tider = {}, []
for kolumn in manifest["columns"]:
    if kolumn["type"] in SLAG:
        slag[kolumn["name"]] = SLAG[kolumn["type"]]
    else:
        tider.append(kolumn["name"])

fil = f"{ARKIV}/api/v1/export?{FRAGA}"
beslut = pandas.read_csv(fil, dtype=slag)
for kolumn in tider:
    beslut[kolumn] = pandas.to_datetime(beslut[kolumn])
print(beslut.groupby([beslut["date"].dt.year, "municipality"]).size().to_string())
print(f"{len(beslut)} av {manifest['rows']} rader")
