"""Minutes as a Word document or an OpenDocument text, printed by LibreOffice."""

import subprocess
import tempfile
from html import escape
from pathlib import Path

from minutes import zipped


def by_libreoffice(source, target, filter_options=""):
    """Converts a document to PDF."""
    with tempfile.TemporaryDirectory() as folder:
        wanted = f"pdf:writer_pdf_Export:{filter_options}" if filter_options else "pdf"
        subprocess.run(["soffice", f"-env:UserInstallation=file://{folder}/profile", "--headless", "--convert-to", wanted, "--outdir", folder,
                        str(source)], check=True, capture_output=True, timeout=180)
        made = Path(folder, Path(source).stem + ".pdf")
        target.write_bytes(made.read_bytes())


def html_by_libreoffice(html, target):
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder, "page.html")
        source.write_text(html, encoding="utf-8")
        odt = Path(folder, "page.odt")
        subprocess.run(["soffice", f"-env:UserInstallation=file://{folder}/profile", "--headless", "--infilter=HTML (StarWriter)", "--convert-to",
                        "odt:writer8", "--outdir", folder, str(source)], check=True, capture_output=True, timeout=180)
        by_libreoffice(odt, target)


def word(minutes, target, font="Carlito", size=11, pair="table", bordered=True, spacing=1.0, justify=False, tracking=0):
    """A Word document. `pair`: the two lists as `table`, `tabs`, or one `cell` each."""
    import docx
    from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_TAB_ALIGNMENT
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn
    from docx.shared import Cm, Pt

    document = docx.Document()
    normal = document.styles["Normal"]
    normal.font.name, normal.font.size = font, Pt(size)
    normal.paragraph_format.line_spacing = spacing
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    for place, pieces in ((section.header, minutes.head), (section.footer, minutes.foot)):
        paragraph = place.paragraphs[0]
        paragraph.paragraph_format.tab_stops.add_tab_stop(Cm(8), WD_TAB_ALIGNMENT.CENTER)
        paragraph.paragraph_format.tab_stops.add_tab_stop(Cm(16), WD_TAB_ALIGNMENT.RIGHT)
        paragraph.text = "\t".join(pieces)

    def heading(text, grow, spread=False):
        paragraph = document.add_paragraph()
        run = paragraph.add_run(text)
        run.bold, run.font.size = True, Pt(size + grow)
        if spread and tracking:
            element = OxmlElement("w:spacing")
            element.set(qn("w:val"), str(tracking))
            run._element.get_or_add_rPr().append(element)

    def table(rows, align=""):
        made = document.add_table(rows=0, cols=len(rows[0]), style="Table Grid" if bordered else None)
        sides = {"r": WD_ALIGN_PARAGRAPH.RIGHT, "c": WD_ALIGN_PARAGRAPH.CENTER}
        for row in rows:
            for cell, text, side in zip(made.add_row().cells, row, align or "l" * len(row)):
                cell.text = text
                if side in sides:
                    cell.paragraphs[0].alignment = sides[side]
        document.add_paragraph()

    for block in minutes.blocks:
        match block.kind:
            case "title":
                heading(block.text, 7, True)
            case "heading":
                heading(block.text, 2, True)
            case "subheading":
                heading(block.text, 0)
            case "list":
                for item in block.items:
                    document.add_paragraph(item, style="List Bullet")
            case "pair" if pair == "table":
                table([block.header, *zipped(block)])
            case "pair" if pair == "tabs":
                for row in [block.header, *zipped(block)]:
                    paragraph = document.add_paragraph("\t".join(row))
                    paragraph.paragraph_format.tab_stops.add_tab_stop(Cm(8.5))
                    paragraph.paragraph_format.space_after = Pt(0)
            case "pair":
                table([["\n".join([head, *items]) for head, items in zip(block.header, block.items)]])
            case "fields" if pair == "tabs":
                for row in block.rows:
                    paragraph = document.add_paragraph("\t".join(row))
                    paragraph.paragraph_format.tab_stops.add_tab_stop(Cm(5))
            case "sign":
                for role, name in block.rows:
                    document.add_paragraph("." * 60)
                    document.add_paragraph(f"{role}\t{name}").paragraph_format.tab_stops.add_tab_stop(Cm(4))
            case "text" | "line":
                paragraph = document.add_paragraph(block.text)
                if justify and block.kind == "text":
                    paragraph.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
            case "note":
                paragraph = document.add_paragraph()
                mark = paragraph.add_run("1")
                mark.font.superscript = True
                paragraph.add_run(" " + block.text).font.size = Pt(8)
            case "news":
                for item in block.items:
                    document.add_paragraph(item)
            case _:
                table(([block.header] if block.header else []) + block.rows, block.align)
    document.save(target)


FLAT = """<?xml version="1.0" encoding="UTF-8"?>
<office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0"
 xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"
 xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0" xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0"
 xmlns:svg="urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0" office:version="1.3" office:mimetype="application/vnd.oasis.opendocument.text">
<office:styles><style:default-style style:family="paragraph"><style:text-properties style:font-name="%(font)s" fo:font-family="'%(font)s'"
 fo:font-size="%(size)spt" fo:language="sv" fo:country="SE" fo:hyphenate="%(hyphenate)s" fo:hyphenation-remain-char-count="2"
 fo:hyphenation-push-char-count="2"/><style:paragraph-properties fo:line-height="%(height)s"/></style:default-style></office:styles>
<office:automatic-styles>
<style:page-layout style:name="P"><style:page-layout-properties fo:page-width="%(width)s" fo:page-height="%(tall)s" fo:margin="2cm"/>
<style:header-style><style:header-footer-properties fo:min-height="1cm"/></style:header-style>
<style:footer-style><style:header-footer-properties fo:min-height="1cm"/></style:footer-style></style:page-layout>
<style:style style:name="T" style:family="paragraph"><style:text-properties fo:font-size="18pt" fo:font-weight="bold" %(title)s/></style:style>
<style:style style:name="H" style:family="paragraph"><style:paragraph-properties fo:margin-top="8pt"/><style:text-properties fo:font-size="13pt" fo:font-weight="bold"/></style:style>
<style:style style:name="B" style:family="paragraph"><style:text-properties fo:font-weight="bold" style:text-underline-style="solid"/></style:style>
<style:style style:name="J" style:family="paragraph"><style:paragraph-properties fo:text-align="%(align)s" fo:margin-bottom="4pt"/></style:style>
<style:style style:name="R" style:family="paragraph"><style:paragraph-properties fo:text-align="end"/></style:style>
<style:style style:name="C" style:family="paragraph"><style:paragraph-properties fo:text-align="center"/></style:style>
<style:style style:name="K" style:family="paragraph"><style:paragraph-properties><style:tab-stops><style:tab-stop style:position="7cm" style:type="center"/>
<style:tab-stop style:position="16.5cm" style:type="right"/></style:tab-stops></style:paragraph-properties></style:style>
<style:style style:name="TOC" style:family="paragraph"><style:paragraph-properties><style:tab-stops><style:tab-stop style:position="16cm" style:type="right"
 style:leader-style="dotted" style:leader-text="."/></style:tab-stops></style:paragraph-properties></style:style>
<style:style style:name="TAB" style:family="paragraph"><style:paragraph-properties><style:tab-stops><style:tab-stop style:position="8cm"/></style:tab-stops>
</style:paragraph-properties></style:style>
<style:style style:name="S" style:family="text"><style:text-properties style:text-position="super 58%%"/></style:style>
<style:style style:name="N" style:family="text"><style:text-properties fo:font-size="8pt"/></style:style>
<style:style style:name="SEC" style:family="section"><style:section-properties><style:columns fo:column-count="2" fo:column-gap="%(gap)s">
<style:column style:rel-width="1*" fo:start-indent="0cm" fo:end-indent="0.25cm"/><style:column style:rel-width="1*" fo:start-indent="0.25cm" fo:end-indent="0cm"/>
</style:columns></style:section-properties></style:style>
<style:style style:name="CELL" style:family="table-cell"><style:table-cell-properties fo:padding="%(padding)s" fo:border="%(border)s"/></style:style>
<text:list-style style:name="L"><text:list-level-style-bullet text:level="1" text:bullet-char="%(bullet)s"><style:list-level-properties
 text:list-level-position-and-space-mode="label-alignment"><style:list-level-label-alignment text:label-followed-by="listtab" fo:text-indent="-0.6cm"
 fo:margin-left="1.2cm"/></style:list-level-properties></text:list-level-style-bullet></text:list-style>
</office:automatic-styles>
<office:master-styles><style:master-page style:name="Standard" style:page-layout-name="P">
<style:header><text:p text:style-name="K">%(head)s</text:p></style:header><style:footer><text:p text:style-name="K">%(foot)s</text:p></style:footer>
</style:master-page></office:master-styles>
<office:body><office:text>%(body)s</office:text></office:body></office:document>"""


def flat(minutes, pair="table", font="Liberation Serif", size=11, height="115%", align="start", hyphenate="false", border="0.5pt solid #000000",
         padding="0.05cm", bullet="–", title="", gap="0.5cm", landscape=False):
    """A flat OpenDocument text. `pair`: the two lists as `table`, `tabs` or `section` (two columns of one section)."""
    numbers = iter(range(1, 99))

    def paragraph(style, text):
        return f'<text:p text:style-name="{style}">{escape(text)}</text:p>'

    def table(rows, align=""):
        styles = {"r": "R", "c": "C"}
        made = f'<table:table table:name="T{next(numbers)}"><table:table-column table:number-columns-repeated="{len(rows[0])}"/>'
        for row in rows:
            cells = (f'<table:table-cell table:style-name="CELL">{paragraph(styles.get(side, "Standard"), cell)}</table:table-cell>'
                     for cell, side in zip(row, align or "l" * len(row)))
            made += "<table:table-row>" + "".join(cells) + "</table:table-row>"
        return made + "</table:table>"

    def tabbed(style, row):
        return f'<text:p text:style-name="{style}">' + "<text:tab/>".join(escape(cell) for cell in row) + "</text:p>"

    def section(content):
        return f'<text:section text:style-name="SEC" text:name="S{next(numbers)}">{content}</text:section>'

    body = ""
    for block in minutes.blocks:
        match block.kind:
            case "title" | "heading" | "subheading":
                body += paragraph({"title": "T", "heading": "H", "subheading": "B"}[block.kind], block.text)
            case "line":
                body += paragraph("Standard", block.text)
            case "text":
                body += paragraph("J", block.text)
            case "list":
                items = "".join(f"<text:list-item>{paragraph('Standard', item)}</text:list-item>" for item in block.items)
                body += f'<text:list text:style-name="L">{items}</text:list>'
            case "note":
                body += f'<text:p><text:span text:style-name="S">1</text:span><text:span text:style-name="N"> {escape(block.text)}</text:span></text:p>'
            case "news":
                body += section("".join(paragraph("J", item) for item in block.items))
            case "contents":
                body += "".join(tabbed("TOC", row) for row in block.rows)
            case "pair" if pair == "tabs":
                body += "".join(tabbed("TAB", row) for row in [block.header, *zipped(block)])
            case "pair" if pair == "section":
                columns = [[head, *items] for head, items in zip(block.header, block.items)]
                columns[1] += [""] * (len(columns[0]) - len(columns[1]))
                body += section("".join(paragraph("Standard", item) for column in columns for item in column))
            case "pair":
                body += table([block.header, *zipped(block)])
            case "fields" | "sign" if pair == "tabs":
                body += "".join(tabbed("TAB", row) for row in block.rows)
            case _:
                body += table(([block.header] if block.header else []) + block.rows, block.align)
    width, tall = ("29.7cm", "21cm") if landscape else ("21cm", "29.7cm")
    return FLAT % {"font": font, "size": size, "height": height, "align": align, "hyphenate": hyphenate, "border": border, "padding": padding,
                   "bullet": bullet, "title": title, "gap": gap, "width": width, "tall": tall, "body": body,
                   "head": "<text:tab/>".join(minutes.head), "foot": "<text:tab/>".join(minutes.foot)}


def flat_by_libreoffice(text, target, filter_options=""):
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder, "page.fodt")
        source.write_text(text, encoding="utf-8")
        by_libreoffice(source, target, filter_options)


def word_by_libreoffice(minutes, target, filter_options="", **options):
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder, "page.docx")
        word(minutes, source, **options)
        by_libreoffice(source, target, filter_options)
