"""Minutes by the PDF libraries of Python programs: ReportLab's typesetter and fpdf2."""

from html import escape

from minutes import zipped

FONTS = "/usr/share/fonts/truetype/"


def by_reportlab(minutes, target, font="Helvetica", bold="Helvetica-Bold", size=10, leading=1.25, grid=True, justify=False, encrypt=None, landscape=False):
    from reportlab.lib import colors, pagesizes
    from reportlab.lib.enums import TA_JUSTIFY
    from reportlab.lib.styles import ParagraphStyle
    from reportlab.platypus import ListFlowable, Paragraph, SimpleDocTemplate, Spacer, Table, TableStyle

    register(font, bold)
    body = ParagraphStyle("body", fontName=font, fontSize=size, leading=size * leading, spaceAfter=4)
    filled = ParagraphStyle("filled", parent=body, alignment=TA_JUSTIFY if justify else 0)

    def head(grow):
        return ParagraphStyle(f"head{grow}", fontName=bold, fontSize=size + grow, leading=(size + grow) * 1.3, spaceBefore=grow)

    def table(rows, align="", wrapped=()):
        rows = [[Paragraph(escape(cell), body) if place in wrapped else cell for place, cell in enumerate(row)] for row in rows]
        sides = {"l": "LEFT", "r": "RIGHT", "c": "CENTER"}
        style = [("FONT", (0, 0), (-1, -1), font, size), ("VALIGN", (0, 0), (-1, -1), "TOP")]
        style += [("ALIGN", (place, 0), (place, -1), sides[side]) for place, side in enumerate(align)]
        if grid:
            style.append(("GRID", (0, 0), (-1, -1), 0.4, colors.grey))
        widths = [90 if place in wrapped else None for place in range(len(rows[0]))] if wrapped else None
        return Table(rows, style=TableStyle(style), hAlign="LEFT", colWidths=widths)

    story = []
    for block in minutes.blocks:
        text = escape(block.text)
        match block.kind:
            case "title" | "heading" | "subheading":
                story.append(Paragraph(text, head({"title": 8, "heading": 3, "subheading": 0}[block.kind])))
            case "line":
                story.append(Paragraph(text, body))
            case "text":
                story.append(Paragraph(text, filled))
            case "note":
                story.append(Paragraph(f"<super size=6>1</super> {text}", body))
            case "list":
                story.append(ListFlowable([Paragraph(escape(item), body) for item in block.items], bulletType="bullet", start="•"))
            case "pair":
                story.append(table([block.header, *zipped(block)]))
            case "news":
                story += [Paragraph(escape(item), filled) for item in block.items]
            case _:
                story += [table(([block.header] if block.header else []) + block.rows, block.align, block.wrapped), Spacer(1, 6)]
    paper = pagesizes.landscape(pagesizes.A4) if landscape else pagesizes.A4

    def furniture(canvas, _):
        canvas.setFont(font, 9)
        canvas.drawString(60, paper[1] - 40, minutes.head[0])
        canvas.drawCentredString(paper[0] / 2, paper[1] - 40, minutes.head[1])
        canvas.drawRightString(paper[0] - 60, paper[1] - 40, f"{minutes.head[2]} {canvas.getPageNumber()}")
        canvas.drawString(60, 30, minutes.foot[0])
        canvas.drawRightString(paper[0] - 60, 30, minutes.foot[1])

    document = SimpleDocTemplate(str(target), pagesize=paper, encrypt=encrypt)
    document.build(story, onFirstPage=furniture, onLaterPages=furniture)


def register(*fonts):
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont

    for font in fonts:
        if "/" in font:
            pdfmetrics.registerFont(TTFont(font, FONTS + font))


def by_fpdf2(minutes, target, font="liberation/LiberationSans", size=10, justify=True):
    import fpdf

    class Sheet(fpdf.FPDF):
        def header(self):
            self.set_font("body", size=9)
            self.cell(70, 8, minutes.head[0])
            self.cell(70, 8, minutes.head[1])
            self.cell(0, 8, f"{minutes.head[2]} {self.page_no()}", align="R", new_x="LMARGIN", new_y="NEXT")

        def footer(self):
            self.set_y(-15)
            self.set_font("body", size=9)
            self.cell(100, 8, minutes.foot[0])
            self.cell(0, 8, minutes.foot[1], align="R")

    pdf = Sheet()
    pdf.add_font("body", fname=f"{FONTS}{font}-Regular.ttf")
    pdf.add_font("body", "B", fname=f"{FONTS}{font}-Bold.ttf")
    pdf.set_auto_page_break(True, 20)
    pdf.add_page()

    def line(text, grow=0, style=""):
        pdf.set_font("body", style, size + grow)
        pdf.multi_cell(0, (size + grow) * 0.5, text, align="L", new_x="LMARGIN", new_y="NEXT")

    def table(rows, align=""):
        pdf.set_font("body", size=size)
        sides = {"l": "LEFT", "r": "RIGHT", "c": "CENTER"}
        with pdf.table(text_align=[sides[side] for side in align or "l" * len(rows[0])], first_row_as_headings=False, line_height=size * 0.5) as made:
            for row in rows:
                made.row(row)

    for block in minutes.blocks:
        match block.kind:
            case "title" | "heading" | "subheading":
                line(block.text, {"title": 8, "heading": 3, "subheading": 0}[block.kind], "B")
            case "line":
                line(block.text)
            case "note":
                line(f"1 {block.text}", -2)
            case "text":
                pdf.set_font("body", size=size)
                pdf.multi_cell(0, size * 0.5, block.text, align="J" if justify else "L", new_x="LMARGIN", new_y="NEXT")
            case "list":
                for item in block.items:
                    line(f"• {item}")
            case "pair":
                for row in [block.header, *zipped(block)]:
                    pdf.set_font("body", size=size)
                    pdf.cell(90, 5, row[0])
                    pdf.cell(0, 5, row[1], new_x="LMARGIN", new_y="NEXT")
            case "news":
                with pdf.text_columns(ncols=2, gutter=6, text_align="J") as columns:
                    for item in block.items:
                        columns.write(item)
                        columns.ln()
            case _:
                table(([block.header] if block.header else []) + block.rows, block.align)
    pdf.output(str(target))
