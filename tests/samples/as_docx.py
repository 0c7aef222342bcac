"""Sets a flow as Word would save it: styles, automatic numbers, real lists, tables, page number fields.

The § of a heading is automatic, as in many Swedish templates: no text of the file holds it.
"""

import re
from datetime import datetime, timezone

from docx import Document
from docx.enum.text import WD_BREAK, WD_TAB_ALIGNMENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt

from layouts import flow, grouped, running_foot, running_head


def write(minutes, target):
    document = Document()
    prepare(document, minutes)
    numbers = Numbers(document)
    pending = False
    for kind, run in grouped(flow(minutes)):
        if kind == "pagebreak":
            pending = True
            continue
        before = len(document.element.body)
        element(document, numbers, minutes, kind, run)
        if pending:
            first = document.element.body[before - 1]
            break_before(document, first)
        pending = False
    document.save(target)


def prepare(document, minutes):
    moment = datetime(minutes.day.year, minutes.day.month, minutes.day.day, 12, tzinfo=timezone.utc)
    core = document.core_properties
    core.title, core.author, core.language = f"Protokoll {minutes.body} {minutes.date}", minutes.secretary, "sv-SE"
    core.created = core.modified = moment
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2.5)
    for name, size, before, after in (
        ("Normal", 11, 0, 6), ("Title", 18, 0, 4), ("Subtitle", 12, 0, 2), ("Heading 1", 13, 20, 2),
        ("Heading 2", 13, 0, 6), ("Heading 3", 11, 10, 2),
    ):
        style = document.styles[name]
        style.font.name, style.font.size = "Calibri" if name == "Normal" else "Arial", Pt(size)
        style.font.bold = name != "Normal"
        style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(before), Pt(after)
    close = document.styles.add_style("Rad", 1)
    close.base_style = document.styles["Normal"]
    close.paragraph_format.space_after = Pt(0)
    for part, rows in ((section.header, running_head(minutes)), (section.footer, running_foot(minutes))):
        part.is_linked_to_previous = False
        paragraphs = [part.paragraphs[0]] + [part.add_paragraph() for _ in rows[1:]]
        for paragraph, row in zip(paragraphs, rows):
            running(paragraph, row)


def running(paragraph, row):
    stops = paragraph.paragraph_format.tab_stops
    stops.add_tab_stop(Cm(8), WD_TAB_ALIGNMENT.CENTER)
    stops.add_tab_stop(Cm(16), WD_TAB_ALIGNMENT.RIGHT)
    for place, text in enumerate(row):
        if place:
            paragraph.add_run("\t")
        for piece in re.split(r"(\{pages?\})", text):
            if piece in ("{page}", "{pages}"):
                field(paragraph, "PAGE" if piece == "{page}" else "NUMPAGES")
            elif piece:
                paragraph.add_run(piece)


def field(paragraph, instruction):
    for kind, text in (("begin", None), (None, instruction), ("separate", None), ("t", "1"), ("end", None)):
        run = paragraph.add_run()
        if kind == "t":
            run.text = text
        elif kind:
            mark = OxmlElement("w:fldChar")
            mark.set(qn("w:fldCharType"), kind)
            run._r.append(mark)
        else:
            code = OxmlElement("w:instrText")
            code.set(qn("xml:space"), "preserve")
            code.text = f" {text} "
            run._r.append(code)


def break_before(document, element):
    if element.tag == qn("w:p"):
        from docx.text.paragraph import Paragraph

        Paragraph(element, document).paragraph_format.page_break_before = True
    else:
        paragraph = document.add_paragraph()
        paragraph.add_run().add_break(WD_BREAK.PAGE)
        element.addprevious(paragraph._p)


class Numbers:
    """Lists of numbering.xml: one abstract list a text, one list each time it begins anew."""

    def __init__(self, document):
        self.root = document.part.numbering_part.element
        self.kinds, self.last = {}, {}

    def list(self, text, number_format, start):
        if text not in self.kinds:
            self.kinds[text] = self.define(text, number_format)
        ids = [int(num.get(qn("w:numId"))) for num in self.root.findall(qn("w:num"))]
        num = OxmlElement("w:num")
        num.set(qn("w:numId"), str(max(ids, default=0) + 1))
        child(num, "w:abstractNumId", self.kinds[text])
        override = OxmlElement("w:lvlOverride")
        override.set(qn("w:ilvl"), "0")
        child(override, "w:startOverride", start)
        num.append(override)
        self.root.append(num)
        return int(num.get(qn("w:numId")))

    def define(self, text, number_format):
        ids = [int(one.get(qn("w:abstractNumId"))) for one in self.root.findall(qn("w:abstractNum"))]
        abstract = OxmlElement("w:abstractNum")
        abstract.set(qn("w:abstractNumId"), str(max(ids, default=0) + 1))
        level = OxmlElement("w:lvl")
        level.set(qn("w:ilvl"), "0")
        child(level, "w:start", 1)
        child(level, "w:numFmt", number_format)
        child(level, "w:suff", "space")
        child(level, "w:lvlText", text)
        if number_format == "bullet":
            properties, fonts = OxmlElement("w:rPr"), OxmlElement("w:rFonts")
            fonts.set(qn("w:ascii"), "Symbol")
            fonts.set(qn("w:hAnsi"), "Symbol")
            properties.append(fonts)
            level.append(properties)
        abstract.append(level)
        first = self.root.find(qn("w:num"))
        if first is None:
            self.root.append(abstract)
        else:
            first.addprevious(abstract)
        return int(abstract.get(qn("w:abstractNumId")))

    def continued(self, name, text, number_format, number):
        """The list that goes on with this number, or a new one that begins with it."""
        known = self.last.get(name)
        if not known or known[1] != number - 1:
            known = (self.list(text, number_format, number), number)
        self.last[name] = (known[0], number)
        return known[0]


def child(parent, name, value):
    element = OxmlElement(name)
    element.set(qn("w:val"), str(value))
    parent.append(element)


def numbered(paragraph, list_id):
    properties = paragraph._p.get_or_add_pPr().get_or_add_numPr()
    properties.get_or_add_ilvl().val = 0
    properties.get_or_add_numId().val = list_id
    return paragraph


def element(document, numbers, minutes, kind, run):
    first = run[0]
    if kind == "cover":
        document.add_paragraph(first.text, "Title" if first.mark == "big" else "Subtitle")
    elif kind == "field":
        for piece in run:
            paragraph = document.add_paragraph(style="Rad")
            paragraph.paragraph_format.tab_stops.add_tab_stop(Cm(6.5))
            paragraph.add_run(piece.mark).bold = True
            paragraph.add_run(("\t" if minutes.layout in "CD" else " ") + piece.text)
    elif kind == "line":
        for piece in run:
            document.add_paragraph(piece.text, "Rad")
    elif kind == "header":
        header(document, numbers, first)
    elif kind in ("title", "heading", "section"):
        document.add_paragraph(first.text, "Heading 2" if kind == "title" else "Heading 3")
    elif kind == "item":
        items(document, numbers, run)
    elif kind == "contents":
        for name, title in first.cells:
            paragraph = document.add_paragraph(style="Rad")
            paragraph.paragraph_format.tab_stops.add_tab_stop(Cm(2.5))
            paragraph.add_run(f"{name}\t{title}")
    elif kind in ("columns", "row", "vote"):
        table(document, run, kind)
    elif kind == "end":
        document.add_paragraph("_" * 20, "Rad")
    else:
        document.add_paragraph(first.text, "Rad" if kind == "meta" else None)


def header(document, numbers, piece):
    prefix, number, rest = re.match(r"(.*?§ )(\d+)(.*)", piece.text).groups()
    paragraph = document.add_paragraph(rest.strip(), "Heading 1")
    numbered(paragraph, numbers.continued("§", prefix + "%1", "decimal", int(number)))
    if piece.mark:
        paragraph.paragraph_format.tab_stops.add_tab_stop(Cm(16), WD_TAB_ALIGNMENT.RIGHT)
        paragraph.add_run("\t" + piece.mark)


def items(document, numbers, run):
    list_id = None
    for place, piece in enumerate(run):
        if piece.mark == "-":
            list_id = list_id or numbers.list("\uf0b7", "bullet", 1)
        elif place == 0 or piece.mark in ("1.", "a)"):
            letters = piece.mark[0].isalpha()
            start = ord(piece.mark[0]) - 96 if letters else int(piece.mark[:-1])
            list_id = numbers.list("%1" + piece.mark[-1], "lowerLetter" if letters else "decimal", start)
        numbered(document.add_paragraph(piece.text, "List Paragraph"), list_id)


def table(document, run, kind):
    made = document.add_table(rows=0, cols=max(len(piece.cells) for piece in run))
    for place, piece in enumerate(run):
        for cell, text in zip(made.add_row().cells, piece.cells):
            cell.paragraphs[0].style = document.styles["Rad"]
            cell.paragraphs[0].add_run(text).bold = place == 0 and kind != "row"
