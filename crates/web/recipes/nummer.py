import json
import urllib.request

import pandas

ARKIV = "https://arkivets.adress"
NUMMER = ["STK-2023-00574", "sbn 318/2021", "Dnr 1999-1"]

fraga = urllib.request.Request(
    f"{ARKIV}/api/v1/cases/lookup",
    data=json.dumps({"numbers": NUMMER}).encode(),
    headers={"content-type": "application/json"},
)
with urllib.request.urlopen(fraga) as svar:
    rader = json.load(svar)["results"]

# status är found, not_found eller ambiguous.
# Av flera möjliga ärenden står det troligaste först.
tabell = []
for rad in rader:
    ny = {"angivet": rad["typed"], "status": rad["status"]}
    for arende in rad["candidates"][:1]:
        ny["arende"] = arende["case_number"]
        ny["senast"] = arende["latest"]["date"]
    tabell.append(ny)
tabell = pandas.DataFrame(tabell, columns=["angivet", "status", "arende", "senast"])
tabell["senast"] = pandas.to_datetime(tabell["senast"])
print(tabell.to_string())
