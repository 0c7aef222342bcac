import json
import pathlib
import urllib.error
import urllib.request

ARKIV = "https://arkivets.adress"


def hamta(adress):
    with urllib.request.urlopen(f"{ARKIV}{adress}") as svar:
        return json.load(svar)


# En egen kopia av alla paragrafer, hållen i fas: kör detta så ofta som du vill.
fil = pathlib.Path("kopia.json")
kopia = {"senast": 0, "historia": None, "paragrafer": {}}
if fil.exists():
    kopia = json.loads(fil.read_text("utf-8"))
while True:
    try:
        svar = hamta(f"/api/v1/changes?after={kopia['senast']}&size=100")
    except urllib.error.HTTPError as fel:
        if fel.code != 400 or kopia["senast"] == 0:
            raise
        svar = None
    # Har arkivet återställts från en säkerhetskopia börjar numren om: det gör kopian också.
    if svar is None or svar["history"] != (kopia.get("historia") or svar["history"]):
        kopia = {"senast": 0, "historia": None, "paragrafer": {}}
        continue
    # Samma paragraf kan ha ändrats flera gånger: den sista gången gäller.
    sist = {andring["id"]: andring["kind"] for andring in svar["changes"]}
    for id, slag in sist.items():
        kopia["paragrafer"].pop(id, None)
        if slag == "put":
            try:
                kopia["paragrafer"][id] = hamta(f"/api/v1/paragraphs/{id}")
            except urllib.error.HTTPError as fel:
                # Borta igen: det kommer en senare ändring som säger det.
                if fel.code not in (404, 410):
                    raise
    kopia["senast"], kopia["historia"] = svar["next"], svar["history"]
    if not svar["changes"]:
        break
fil.write_text(json.dumps(kopia, ensure_ascii=False), "utf-8")
print(len(kopia["paragrafer"]), "paragrafer, till och med ändring", kopia["senast"])
