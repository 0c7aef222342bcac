import json
import urllib.parse
import urllib.request

import pandas

ARKIV = "https://arkivets.adress"


def hamta(adress, **fraga):
    fraga = urllib.parse.urlencode(fraga)
    with urllib.request.urlopen(f"{ARKIV}{adress}?{fraga}") as svar:
        return json.load(svar)


# Varje sida säger i next var den nästa börjar; på den sista är det null.
traffar = []
fraga = {"q": "skola", "sort": "newest", "size": 20, "facets": "false"}
while True:
    sida = hamta("/api/v1/search", **fraga)
    traffar += sida["hits"]
    if sida["next"] is None:
        break
    fraga["cursor"] = sida["next"]

kolumner = ["date", "municipality", "body", "number", "title"]
tabell = pandas.DataFrame(traffar, columns=kolumner)
print(tabell)
print(f"{len(tabell)} av {sida['total']} träffar")
