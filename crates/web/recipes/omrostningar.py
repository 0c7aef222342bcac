import json
import urllib.parse
import urllib.request

import pandas

ARKIV = "https://arkivets.adress"


def hamta(adress, **fraga):
    fraga = urllib.parse.urlencode(fraga)
    with urllib.request.urlopen(f"{ARKIV}{adress}?{fraga}") as svar:
        return json.load(svar)


# Det senaste sammanträdet med en omröstning.
# Ett id är kommun/organ/dag/paragraf.
fraga = {"q": "omröstning", "section": "vote", "sort": "newest", "size": 1}
sokning = hamta("/api/v1/search", **fraga)
paragrafer = []
if sokning["hits"]:
    sammantrade = sokning["hits"][0]["id"].rsplit("/", 1)[0]
    paragrafer = hamta(f"/api/v1/meetings/{sammantrade}")["paragraphs"]
else:
    print("Ingen omröstning hittades.")

roster = []
for paragraf in paragrafer:
    for omrostning in hamta(f"/api/v1/paragraphs/{paragraf['id']}")["votes"]:
        ja, nej = omrostning["yes"], omrostning["no"]
        print(paragraf["id"], "ja:", ja, "nej:", nej)
        for rost in omrostning["named"]:
            roster.append({"paragraf": paragraf["number"], **rost})

# En rad för var och en som protokollet nämner vid namn.
if roster:
    tabell = pandas.DataFrame(roster)
    print(pandas.crosstab(tabell["party"], tabell["vote"]))
