"""Sets a flow with ReportLab, as case systems that make their own PDFs do."""

import io
from xml.sax.saxutils import escape

from reportlab import rl_config
from reportlab.lib.enums import TA_RIGHT
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import cm
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen import canvas
from reportlab.platypus import PageBreak, Paragraph, SimpleDocTemplate, Spacer, Table, TableStyle

from layouts import flow, grouped, running_foot, running_head

FONTS = "/usr/share/fonts/truetype/liberation/Liberation%s.ttf"
rl_config.invariant = 1


def write(minutes):
    for name, file in (("Text", "Serif-Regular"), ("Head", "Sans-Regular"), ("Bold", "Sans-Bold")):
        pdfmetrics.registerFont(TTFont(name, FONTS % file))
    styles = {
        "text": ParagraphStyle("text", fontName="Text", fontSize=10.5, leading=14, spaceAfter=7),
        "line": ParagraphStyle("line", fontName="Text", fontSize=11, leading=14),
        "cover": ParagraphStyle("cover", fontName="Bold", fontSize=12, leading=16, spaceAfter=2),
        "big": ParagraphStyle("big", fontName="Bold", fontSize=18, leading=24, spaceAfter=4),
        "header": ParagraphStyle("header", fontName="Bold", fontSize=13, leading=17, spaceBefore=20, keepWithNext=1),
        "title": ParagraphStyle("title", fontName="Bold", fontSize=13, leading=17, spaceAfter=6, keepWithNext=1),
        "section": ParagraphStyle("section", fontName="Bold", fontSize=11, leading=14, spaceBefore=10, spaceAfter=2, keepWithNext=1),
        "item": ParagraphStyle("item", fontName="Text", fontSize=11, leading=14, leftIndent=18, bulletIndent=4, spaceAfter=2),
        "right": ParagraphStyle("right", fontName="Bold", fontSize=13, leading=17, alignment=TA_RIGHT),
    }
    story = [part for kind, run in grouped(flow(minutes)) for part in element(minutes, styles, kind, run)]
    done = io.BytesIO()
    template = SimpleDocTemplate(
        done, pagesize=A4, leftMargin=2.5 * cm, rightMargin=2.5 * cm, topMargin=3 * cm, bottomMargin=2.5 * cm,
        title=f"{minutes.body} {minutes.date}", author=minutes.municipality,
    )
    template.build(story, canvasmaker=lambda *a, **k: Numbered(*a, minutes=minutes, **k))
    return done.getvalue()


class Numbered(canvas.Canvas):
    """Heads and feet need the number of pages, which is known when the last one is set."""

    def __init__(self, *arguments, minutes, **options):
        super().__init__(*arguments, **options)
        self.minutes, self.held = minutes, []

    def showPage(self):
        self.held.append(dict(self.__dict__))
        self._startPage()

    def save(self):
        for number, page in enumerate(self.held, 1):
            self.__dict__.update(page)
            self.setFont("Head", 9)
            for top, rows in ((A4[1] - 1.5 * cm, running_head(self.minutes)), (1.5 * cm, running_foot(self.minutes))):
                for place, row in enumerate(rows):
                    texts = [part.replace("{pages}", str(len(self.held))).replace("{page}", str(number)) for part in row]
                    self.drawString(2.5 * cm, top - 12 * place, texts[0])
                    self.drawCentredString(A4[0] / 2, top - 12 * place, texts[1])
                    self.drawRightString(A4[0] - 2.5 * cm, top - 12 * place, texts[2])
            super().showPage()
        super().save()


def element(minutes, styles, kind, run):
    first = run[0]
    text = escape(first.text)
    if kind == "pagebreak":
        return [PageBreak()]
    if kind == "cover":
        return [Paragraph(text, styles["big" if first.mark == "big" else "cover"])]
    if kind == "heading" and not text:
        return [Spacer(1, 14)]
    if kind == "field" and minutes.layout in "CD":
        rows = [[Paragraph(escape(p.mark), styles["line"]), Paragraph(escape(p.text), styles["line"])] for p in run]
        return [table(rows, [6 * cm, 10 * cm])]
    if kind in ("field", "line"):
        texts = [escape(f"{p.mark} {p.text}".strip()) for p in run]
        return [Paragraph(one, styles["line"]) for one in texts]
    if kind == "header" and first.mark:
        row = [Paragraph(text, styles["header"]), Paragraph(escape(first.mark), styles["right"])]
        return [Spacer(1, 20), table([row], [6 * cm, 10 * cm])]
    if kind == "item":
        return [Paragraph(escape(p.text), styles["item"], bulletText=p.mark) for p in run] + [Spacer(1, 8)]
    if kind == "contents":
        rows = [[Paragraph(escape(cell), styles["line"]) for cell in row] for row in first.cells]
        return [table(rows, [2.5 * cm, 13.5 * cm])]
    if kind in ("columns", "row", "vote"):
        width = len(first.cells)
        widths = [8 * cm] * 2 if kind == "columns" else [8.5 * cm] + [7.5 * cm / (width - 1)] * (width - 1)
        return [table([[Paragraph(escape(cell), styles["line"]) for cell in p.cells] for p in run], widths), Spacer(1, 7)]
    if kind == "end":
        return [Paragraph("_" * 20, styles["line"])]
    known = {"heading": "section", "meta": "line"}
    return [Paragraph(text, styles[kind if kind in styles else known.get(kind, "text")])]


def table(rows, widths):
    style = [("LEFTPADDING", (0, 0), (-1, -1), 0), ("VALIGN", (0, 0), (-1, -1), "TOP")]
    style += [("TOPPADDING", (0, 0), (-1, -1), 0), ("BOTTOMPADDING", (0, 0), (-1, -1), 1)]
    return Table(rows, colWidths=widths, style=TableStyle(style), hAlign="LEFT")
