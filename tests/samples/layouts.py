"""Lays one set of minutes out as a flow of blocks, in the manner of its municipality.

A: `§ 15 Rubrik`, case number and officer on lines of their own, decision last; attendance in one column.
B: `§ 44 Ärendenummer STK-2024-00012`, title below, decision first; attendance in one column.
C: `§ 48` and `Dnr 2020-00275` at either margin, title below; attendance in two columns on the same lines.
D: `RS § 80` and `RS/2025:298` at either margin, title below.

The flow knows nothing of pages and fonts: `as_text`, `as_html`, `as_odt` and `as_typst` turn it into files.
"""

from dataclasses import dataclass, field


@dataclass
class Piece:
    """kind: cover, field, heading, line, columns, contents, header, title, meta, section, text, item, row,
    vote, end, pagebreak."""

    kind: str
    text: str = ""
    mark: str = ""
    cells: list = field(default_factory=list)


def flow(minutes):
    pieces = {"A": cover_a, "B": cover_b, "C": cover_c, "D": cover_d}[minutes.layout](minutes)
    if minutes.get("contents") == "yes":
        pieces += contents(minutes)
    pieces.append(Piece("pagebreak"))
    for paragraph in minutes.paragraphs:
        pieces += head_of(minutes, paragraph) + body_of(minutes, paragraph)
    return pieces


def label(minutes, paragraph):
    prefix = minutes.get("prefix")
    return f"{prefix} {paragraph.label}" if prefix else paragraph.label


def contents(minutes):
    rows = [[label(minutes, p), p.title] for p in minutes.paragraphs]
    return [Piece("pagebreak"), Piece("heading", minutes.get("contents_heading", "Innehåll")), Piece("contents", cells=rows)]


def head_of(minutes, paragraph):
    name, case = label(minutes, paragraph), ", ".join(paragraph.cases)
    if minutes.layout == "A":
        pieces = [Piece("header", f"{name} {paragraph.title}")]
        if case:
            pieces.append(Piece("meta", f"Ärendenummer: {case}"))
        if paragraph.officers:
            pieces.append(Piece("meta", f"Handläggare: {', '.join(paragraph.officers)}"))
        return pieces
    if minutes.layout == "B":
        return [Piece("header", f"{name} Ärendenummer {case}" if case else name), Piece("title", paragraph.title)]
    right = (f"Dnr {case}" if minutes.layout == "C" else case) if case else ""
    pieces = [Piece("header", name, mark=right), Piece("title", paragraph.title)]
    if paragraph.officers:
        pieces.append(Piece("meta", f"Handläggare: {', '.join(paragraph.officers)}"))
    return pieces


def body_of(minutes, paragraph):
    pieces = []
    for section in paragraph.sections:
        if section.heading:
            pieces.append(Piece("section", section.heading))
        pieces += blocks_of(section.blocks)
    if minutes.get("rule") == "yes":
        pieces.append(Piece("end"))
    return pieces


def blocks_of(blocks):
    pieces, votes = [], [block for block in blocks if block.kind == "vote"]
    for block in blocks:
        if block.kind == "vote":
            if block is votes[0]:
                pieces += vote_table(votes)
        else:
            pieces.append(Piece(block.kind, block.text, block.mark, block.cells))
    return pieces


def vote_table(votes):
    choices = ["Ja", "Nej", "Avstår"]
    rows = [[vote.text] + ["X" if vote.mark == choice else "" for choice in choices] for vote in votes]
    sums = [str(sum(vote.mark == choice for vote in votes)) for choice in choices]
    return [Piece("vote", cells=row) for row in [["Ledamot"] + choices] + rows + [["Summa"] + sums]]


def lines(names):
    return [Piece("line", name) for name in names]


def listing(minutes, name, heading):
    entries = minutes.lists.get(name, [])
    return [Piece("heading", heading)] + lines(entries) if entries else []


def fields(minutes, *pairs):
    return [Piece("field", minutes.get(name), mark) for mark, name in pairs if minutes.get(name)]


def cover_a(minutes):
    pieces = [Piece("cover", minutes.municipality), Piece("cover", minutes.body, "big"), Piece("cover", "Protokoll")]
    pieces += fields(minutes, ("Datum:", "date"), ("Tid:", "time"), ("Plats:", "place"))
    pieces += listing(minutes, "members", "Närvarande ledamöter")
    pieces += listing(minutes, "serving", "Tjänstgörande ersättare")
    pieces += listing(minutes, "substitutes", "Närvarande ersättare")
    pieces += listing(minutes, "officials", "Övriga")
    pieces += [Piece("heading", "")]
    pieces += fields(
        minutes, ("Paragraf", "paragraphs"), ("Utses att justera:", "adjuster"), ("Justerat den", "adjusted"),
        ("Anslaget på kommunens anslagstavla den", "posted"), ("Anslaget tas ned den", "unposted"),
        ("Överklagandetiden går ut den", "appeal"),
    )
    return pieces + signatures([(minutes.secretary, "sekreterare"), (minutes.chair, "ordförande"), (minutes.adjuster, "justerare")])


def signatures(people):
    return [Piece("heading", "")] + [Piece("line", f"{name}, {role}") for name, role in people]


def cover_b(minutes):
    pieces = [
        Piece("cover", minutes.municipality), Piece("cover", minutes.body, "big"),
        Piece("cover", f"Protokoll nr {minutes.meeting}"),
    ]
    pieces += fields(minutes, ("Sammanträdesdatum:", "date"), ("Tid:", "time"), ("Plats:", "place"), ("Paragrafer:", "paragraphs"))
    pieces += listing(minutes, "members", "Ledamöter")
    pieces += listing(minutes, "serving", "Tjänstgörande ersättare")
    pieces += listing(minutes, "substitutes", "Ersättare")
    pieces += listing(minutes, "officials", "Övriga närvarande")
    pieces += [Piece("heading", "Justering")]
    pieces += fields(minutes, ("Justeringsdag:", "adjusted"), ("Anslaget sätts upp:", "posted"), ("Anslaget tas ned:", "unposted"))
    return pieces + signatures([(minutes.secretary, "sekreterare"), (minutes.chair, "ordförande"), (minutes.adjuster, "justerande")])


def cover_c(minutes):
    pieces = [Piece("cover", minutes.municipality), Piece("cover", "Sammanträdesprotokoll"), Piece("cover", minutes.body, "big")]
    pieces += fields(
        minutes, ("Sammanträdesdatum", "date"), ("Plats och tid", "place"), ("Paragrafer", "paragraphs"),
        ("Utses att justera", "adjuster"), ("Justeringens plats och tid", "adjusting"),
    )
    pieces += columns(minutes, ("Ledamöter", "members"), ("Tjänstgörande ersättare", "serving"))
    pieces += columns(minutes, ("Ersättare", "substitutes"), ("Övriga deltagare", "officials"))
    pieces += [Piece("heading", "Underskrifter")]
    pieces += [
        Piece("field", minutes.secretary, "Sekreterare"), Piece("field", minutes.chair, "Ordförande"),
        Piece("field", minutes.adjuster, "Justerande"), Piece("heading", "Anslag/bevis"),
        Piece("field", minutes.body, "Organ"),
    ]
    return pieces + fields(
        minutes, ("Sammanträdesdatum", "date"), ("Justeringsdatum", "adjusted"), ("Datum då anslaget sätts upp", "posted"),
        ("Datum då anslaget tas ned", "unposted"), ("Förvaringsplats för protokollet", "kept"),
    )


def columns(minutes, left, right):
    one, other = minutes.lists.get(left[1], []), minutes.lists.get(right[1], [])
    if not one and not other:
        return []
    height = max(len(one), len(other))
    padded = [column + [""] * (height - len(column)) for column in (one, other)]
    heads = [left[0] if one else "", right[0] if other else ""]
    return [Piece("columns", "heading", cells=heads)] + [Piece("columns", cells=list(row)) for row in zip(*padded)]


def cover_d(minutes):
    pieces = [Piece("cover", minutes.municipality), Piece("cover", "PROTOKOLL"), Piece("cover", minutes.body, "big")]
    pieces += fields(
        minutes, ("Sammanträdesdatum", "date"), ("Tid", "time"), ("Plats", "place"), ("Paragrafer", "paragraphs"),
    )
    pieces += listing(minutes, "members", "Beslutande")
    pieces += listing(minutes, "serving", "Tjänstgörande ersättare")
    pieces += listing(minutes, "substitutes", "Ej tjänstgörande ersättare")
    pieces += listing(minutes, "officials", "Tjänstepersoner")
    pieces += [Piece("heading", "")]
    pieces += fields(
        minutes, ("Ordförande", "chair"), ("Sekreterare", "secretary"), ("Justerare", "adjuster"), ("Justerat", "adjusted"),
        ("Anslag uppsatt", "posted"), ("Anslag nedtaget", "unposted"), ("Protokollet förvaras hos", "kept"),
    )
    return pieces


def running_head(minutes):
    """(left, middle, right) lines above each page; {page} and {pages} are filled in by the renderer."""
    town, body, date = minutes.municipality, minutes.body, minutes.date
    return {
        "A": [(town, "Protokoll", "Sida {page} ({pages})"), (body, date, "")],
        "B": [(body, "", f"Protokoll nr {minutes.get('meeting')}"), ("", "", f"Sammanträdesdatum: {date}")],
        "C": [(town.upper(), "SAMMANTRÄDESPROTOKOLL", "{page}({pages})"), (body, date, "")],
        "D": [(town, "PROTOKOLL", "{page} ({pages})"), (body, date, "")],
    }[minutes.layout]


def running_foot(minutes):
    return {
        "A": [("Justerandes sign", "", "Utdragsbestyrkande")],
        "B": [(f"{minutes.municipality}, protokoll", "", "{page} ({pages})")],
        "C": [("Justerandes signatur", "", "Utdragets riktighet bestyrkes")],
        "D": [("Ordförandens sign", "Justerandes sign", "Utdragsbestyrkande")],
    }[minutes.layout]


TABLES = ("columns", "row", "vote", "field", "item", "line")


def grouped(pieces):
    """Runs of pieces that belong together, as (kind, pieces): tables, lists, fields; others stand alone."""
    run = []
    for piece in pieces:
        if run and (run[0].kind != piece.kind or piece.kind not in TABLES or piece.text == "heading"):
            yield run[0].kind, run
            run = []
        run.append(piece)
    if run:
        yield run[0].kind, run
