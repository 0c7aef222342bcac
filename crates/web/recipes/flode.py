import json
import pathlib
import urllib.request

ARKIV = "https://arkivets.adress"

with urllib.request.urlopen(f"{ARKIV}/api/v1/feed.json?q=skola") as svar:
    flode = json.load(svar)

# Filen minns vad som redan har visats: kör detta en gång om dagen.
minne = pathlib.Path("sedda.txt")
sedda = set(minne.read_text().splitlines()) if minne.exists() else set()
for post in flode["items"]:
    if post["id"] not in sedda:
        print(post["title"], post["url"])
sedda |= {post["id"] for post in flode["items"]}
minne.write_text("".join(f"{id}\n" for id in sorted(sedda)))
