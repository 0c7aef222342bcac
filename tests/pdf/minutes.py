"""Invented Swedish minutes as blocks, and what a reader must find in them.

People, places and matters are made up. The same seed gives the same minutes.
"""

import random
from dataclasses import dataclass, field

FIRST = """Åsa Örjan Märta Björn Göran Solveig Håkan Ingalill Thérèse André Renée Zoë Linnéa Torbjörn Käthe Émile Sören Jürgen
Ylva Östen Maj-Britt Lars-Åke Anna-Stina Karl-Övin Fatima Amir Włodek Dragan Siw Päivi""".split()
LAST = """Brånefalk Tjäderskog Öhrnklint Ljusvattne Sandå Ekkärr Fjällsäter Håvermark Quistgren Rödhake Stålfiber Ängeflod Käxelby
Offerdal Griffinsson Skafferhed Fjärdfjell Näbbstig Åkerråg Vindelö Spjutälv Hjortfält Järnåker Myrfors Lövsprång Björnöga
Çelikhov Żurawlöf Müllerstrand Sjöfågel""".split()
PARTIES = "S M C V L KD MP SD ÖP".split()
TOWNS = ["Fjällvåga", "Öjersås", "Håvsunda", "Grönafors", "Äspnäs", "Kråkeström", "Tvärådalen"]
BODIES = ["Kommunstyrelsen", "Socialnämnden", "Miljö- och byggnadsnämnden", "Kultur- och fritidsnämnden", "Kommunfullmäktige",
          "Barn- och utbildningsnämnden", "Tekniska nämnden"]
SHORT = {"Kommunstyrelsen": "KS", "Socialnämnden": "SN", "Miljö- och byggnadsnämnden": "MBN", "Kultur- och fritidsnämnden": "KFN",
         "Kommunfullmäktige": "KF", "Barn- och utbildningsnämnden": "BUN", "Tekniska nämnden": "TN"}
MATTERS = ["Upprustning av Björkåsens idrottshall", "Ändring av avfallsföreskrifterna", "Riktlinjer för färdtjänst och skolskjuts",
           "Detaljplan för kvarteret Kaffekvarnen", "Motion om fri entré till simhallen", "Ekonomisk uppföljning per augusti",
           "Försäljning av fastigheten Äppelgården 3:14", "Yttrande över remiss om effektivare räddningstjänst",
           "Medborgarförslag om belysning vid Fiskartorget", "Val av ersättare i valberedningen", "Investeringsbudget för nästa år",
           "Revidering av reglementet för krisledningsnämnden", "Samråd om vindkraft på Offerberget", "Avgifter för livsmedelskontroll"]
SENTENCES = """Förvaltningen har i en tjänsteskrivelse redogjort för de synpunkter som kommit in under samrådet.
Kostnaden uppgår till 12 450 000 kronor och ryms inom ramen för den beslutade investeringsbudgeten.
Ärendet har beretts tillsammans med räddningstjänsten, fastighetsavdelningen och den kommunala revisionen.
Enligt 5 kap. 14 § kommunallagen (2017:725) får ett ärende som väckts genom motion avgöras först efter beredning.
Effektiviseringen beräknas ge en besparing på 3,5 procent, vilket motsvarar ungefär två årsarbetskrafter.
Vid samrådet framfördes önskemål om fler cykelställ, bättre belysning och en säkrare övergång vid Fågelvägen.
Kommunens officiella webbplats kommer att kompletteras med uppgifter om köer, avgifter och öppettider – även på lättläst svenska.
Nämnden konstaterar att underlaget är tillräckligt och att någon ytterligare utredning inte behövs i detta skede.
Ett införande från den 1 januari förutsätter att upphandlingen är klar senast vecka 46 och att avtalet inte överprövas.
Arbetsgruppen föreslår att taxan höjs från 1 350 kr till 1 425 kr per påbörjad timme; höjningen följer prisindex.
Av handlingarna framgår att fastighetsägaren har beviljats anstånd till och med den 30 juni för att åtgärda bristerna.
Skillnaden mellan prognos och utfall förklaras främst av lägre personalkostnader och försenade statsbidrag.
I anslutning till ärendet lämnar ekonomichefen en muntlig redovisning och svarar på ledamöternas frågor.
Beslutet kan överklagas hos förvaltningsrätten inom tre veckor från den dag då justeringen tillkännagavs på anslagstavlan.
Barnrättsperspektivet har beaktats genom att elevråden på Åbyskolan och Österängsskolan fått yttra sig över förslaget.
Den sammantagna bedömningen är att alternativ B är mest fördelaktigt, både ekonomiskt och med hänsyn till driftsäkerheten.
Trafikbullret har mätts vid tre tillfällen och överskrider inte riktvärdet 55 dB(A) vid någon bostadsfasad.
Föreningen Café Ågrenska har ansökt om bidrag med 75 000 kronor för sin verksamhet riktad till äldre och anhöriga.
Konflikten mellan naturvärden och exploatering har belysts i en särskild konsekvensbeskrivning med fältinventering.
Projektet finansieras till hälften av Tillväxtfonden och till hälften av kommunens eget utvecklingsanslag.
Ordföranden ställer proposition på avslag respektive bifall och finner att nämnden bifaller förslaget.
Handläggaren påminner om att uppgifterna i bilaga 2 omfattas av sekretess enligt offentlighets- och sekretesslagen.
Vattenprover från Stora Åsjön visar halter av fosfor på 18 µg/l, vilket är i nivå med de senaste fem åren.
Planområdet omfattar cirka 4,2 hektar och ligger strax norr om riksväg 83, mellan Ekkärrsgatan och järnvägen.""".split("\n")
POINTS = ["Förslaget till reviderat reglemente antas.", "Kostnaden, 480 000 kronor, finansieras ur nämndens eget anslag.",
          "Förvaltningen får i uppdrag att återkomma med en uppföljning senast i maj.", "Motionen anses besvarad.",
          "Ärendet återremitteras för komplettering av den ekonomiska kalkylen.", "Informationen noteras till protokollet.",
          "Paragrafen justeras omedelbart.", "Ansökan avslås med hänvisning till gällande riktlinjer för föreningsbidrag."]
ACCOUNTS = ["Gymnasieskola", "Äldreomsorg", "Individ- och familjeomsorg", "Gator och vägar", "Räddningstjänst", "Kulturskola", "Fritidsgårdar",
            "Livsmedelskontroll", "Vuxenutbildning", "Förskola", "Färdtjänst", "Lokalvård"]


@dataclass
class Block:
    """One thing on the page: `title`, `heading`, `line`, `text`, `list`, `table`, `pair`, `news`, `sign`, `fields`, `contents`, `note`,
    `margin` (number, title and case number side by side), `levels` (a table whose heads span columns), `aside` (a note beside the text)."""

    kind: str
    text: str = ""
    items: list = field(default_factory=list)
    header: list = field(default_factory=list)
    rows: list = field(default_factory=list)
    align: str = ""
    # Columns whose text may take several lines: it is words, but no cell that can be asked for.
    wrapped: tuple = ()


@dataclass
class Minutes:
    """Blocks, and the head and foot of every page as pieces from left to right."""

    blocks: list
    head: list
    foot: list
    town: str
    body: str


class Author:
    """Invents minutes."""

    def __init__(self, seed, latin):
        self.random = random.Random(seed)
        names = [f"{first} {last}" for first in FIRST for last in LAST]
        self.names = [name for name in names if not latin or is_latin(name)]
        self.random.shuffle(self.names)
        self.sentences = []
        self.matters = []

    def name(self):
        return self.names.pop()

    def some(self, kind, source):
        if not getattr(self, kind):
            setattr(self, kind, self.random.sample(source, len(source)))
        return getattr(self, kind).pop()

    def text(self, sentences):
        return " ".join(self.some("sentences", SENTENCES) for _ in range(sentences))

    def member(self):
        return f"{self.name()} ({self.random.choice(PARTIES)})"


def is_latin(name):
    return all(ord(letter) < 256 for letter in name)


def minutes(seed, paragraphs=4, parts=("attendance", "votes", "accounts"), length=3, latin=False):
    """Minutes with so many paragraphs. `parts` names what they hold besides text; see the functions below.

    `latin`: no letters outside the encodings of the classic fonts.
    """
    author = Author(seed, latin)
    town, body = author.random.choice(TOWNS), author.random.choice(BODIES)
    date = f"20{author.random.randint(19, 25)}-{author.random.randint(1, 12):02}-{author.random.randint(1, 28):02}"
    blocks = [Block("title", f"Protokoll {body.lower()}"), Block("line", f"Sammanträdesdatum: {date}")]
    blocks += [PARTS[part](author) for part in parts if part in FIRST_PAGE]
    others = [part for part in parts if part not in FIRST_PAGE]
    number = author.random.randint(11, 190)
    for place in range(paragraphs):
        blocks += paragraph(author, number + place, SHORT[body], length)
        blocks += [PARTS[part](author) for part in others[place::paragraphs]]
    return Minutes(blocks, [f"{town} kommun", "Sammanträdesprotokoll", "Sida"], ["Justerandes signatur", "Utdragsbestyrkande"], town, body)


def paragraph(author, number, short, length):
    serial = author.random.randint(3, 999)
    blocks = [Block("heading", f"§ {number} {author.some('matters', MATTERS)}"), Block("line", f"Ärendenummer: {short} 2024/{serial:04}")]
    blocks += [Block("text", author.text(author.random.randint(2, length))) for _ in range(2)]
    blocks += [Block("subheading", "Beslut"), Block("list", items=author.random.sample(POINTS, author.random.randint(1, 3)))]
    return blocks


def attendance(author):
    rows = [[author.name(), author.random.choice(PARTIES), author.random.choice(["Ordförande", "Ledamot", "Ledamot", "Tjänstgörande ersättare"]),
             f"§§ {place + 4}–{place + 19}"] for place in range(11)]
    return Block("table", header=["Namn", "Parti", "Uppdrag", "Närvarande"], rows=rows, align="llll")


def pair(author):
    left = [author.member() for _ in range(9)]
    right = [f"{author.name()}, {title}" for title in ["förvaltningschef", "ekonom", "jurist", "nämndsekreterare", "planarkitekt", "stabschef"]]
    return Block("pair", header=["Beslutande", "Övriga närvarande"], items=[left, right])


def votes(author):
    rows = [[author.member(), *author.random.choice([["X", "", ""], ["", "X", ""], ["", "", "X"]])] for _ in range(9)]
    return Block("table", header=["Omröstning", "Ja", "Nej", "Avstår"], rows=rows, align="lccc")


def accounts(author):
    def amount():
        return f"{author.random.randint(-9, 99)} {author.random.randint(0, 999):03}"

    rows = [[account, amount(), amount(), amount(), f"{author.random.randint(-99, 99) / 10:.1f} %".replace(".", ",")]
            for account in author.random.sample(ACCOUNTS, 8)]
    return Block("table", header=["Verksamhet", "Budget", "Utfall", "Avvikelse", "Andel"], rows=rows, align="lrrrr")


def wrapping(author):
    rows = [[str(place + 1), author.some("matters", MATTERS), author.some("sentences", SENTENCES), author.name()] for place in range(5)]
    return Block("table", header=["Nr", "Ärende", "Beskrivning", "Ansvarig"], rows=rows, align="llll", wrapped=(1, 2, 3))


def forms(author):
    rows = [["Plats", "Sammanträdesrummet Ejdern"], ["Tid", "kl. 13.00–16.45"], ["Sekreterare", author.name()], ["Justerare", author.name()],
            ["Anslaget sätts upp", "2024-10-02"], ["Förvaringsplats", "Kommunkansliet"]]
    return Block("fields", rows=rows)


def contents(author):
    rows = [[f"§ {place + 30} {matter}", str(place * 2 + 3)] for place, matter in enumerate(author.random.sample(MATTERS, 8))]
    return Block("contents", rows=rows)


def news(author):
    return Block("news", items=[author.text(5) for _ in range(4)])


def sign(author):
    return Block("sign", rows=[["Ordförande", author.name()], ["Justerare", author.name()], ["Sekreterare", author.name()]])


def note(author):
    return Block("note", text="Tjänstgör under jäv för ordinarie ledamot, se bilaga 3.")


def margin(author):
    rows = [[f"§ {place + 60}", author.some("matters", MATTERS), f"Dnr {author.random.randint(100, 999)}/2024"] for place in range(3)]
    return Block("margin", rows=rows)


def levels(author):
    def amount():
        return f"{author.random.randint(0, 9)} {author.random.randint(0, 999):03}"

    rows = [[account, amount(), amount(), amount(), amount()] for account in author.random.sample(ACCOUNTS, 6)]
    return Block("levels", header=["Verksamhet", "Föregående år", "Innevarande år"], rows=[["", "Intäkter", "Kostnader", "Intäkter", "Kostnader"], *rows],
                 align="lrrrr")


def aside(author):
    return Block("aside", text=author.text(2), items=["Jäv anmält", "Bilaga 4"])


FIRST_PAGE = {"attendance": attendance, "pair": pair, "fields": forms, "contents": contents}
PARTS = {**FIRST_PAGE, "votes": votes, "accounts": accounts, "wrapping": wrapping, "news": news, "sign": sign, "note": note, "margin": margin, "levels": levels, "aside": aside}


def truth(text, pages, bullet="•", mark="1", longest=200):
    """What must be found, in the form that `make quality` reads. Key lines longer than `longest` do not fit on a line."""
    lines, keys, cells = [], [], []
    for block in text.blocks:
        if block.kind in ("title", "heading", "subheading", "line"):
            lines.append(block.text)
            if len(block.text) <= longest:
                keys.append(block.text)
        elif block.kind == "text":
            lines.append(block.text)
        elif block.kind == "note":
            lines.append(f"{mark} {block.text}")
        elif block.kind == "list":
            lines += [f"{bullet} {item}".strip() for item in block.items]
        elif block.kind == "news":
            lines += block.items
        elif block.kind == "levels":
            lines.append(" ".join(block.header))
            cells += block.header
            for row in block.rows:
                lines.append(" ".join(cell for cell in row if cell))
                cells += [cell for cell in row if cell]
        elif block.kind == "aside":
            lines += [block.text, *block.items]
            cells += block.items
        elif block.kind == "pair":
            lines.append(" ".join(block.header))
            lines += [" ".join(row) for row in zipped(block)]
            cells += block.header + block.items[0] + block.items[1]
        else:
            for row in ([block.header] if block.header else []) + block.rows:
                lines.append(" ".join(cell for cell in row if cell))
                cells += [cell for place, cell in enumerate(row) if len(cell) > 2 and place not in block.wrapped]
    cells = [cell for cell in cells if cell]
    return {"lines": lines, "keys": keys, "cells": cells, "furniture": text.head + text.foot, "pages": pages}


def zipped(block):
    """The rows of two lists side by side."""
    left, right = block.items
    count = max(len(left), len(right))
    return [[*(left[place : place + 1] or [""]), *(right[place : place + 1] or [""])] for place in range(count)]
