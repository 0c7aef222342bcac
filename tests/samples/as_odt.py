"""Sets a flow as a flat OpenDocument text, for LibreOffice."""

from xml.sax.saxutils import escape

from layouts import flow, grouped, running_foot, running_head

NAMES = (
    "office text style table fo".split(),
    "urn:oasis:names:tc:opendocument:xmlns:%s:1.0",
)
FACES = {
    "A": ("Liberation Serif", "Liberation Sans"), "B": ("Liberation Serif", "Liberation Sans"),
    "C": ("Liberation Sans", "Liberation Sans"), "D": ("Liberation Sans", "Liberation Sans"),
}


def write(minutes):
    body_font, head_font = FACES[minutes.layout]
    spaces = " ".join(
        f'xmlns:{name}="{NAMES[1] % ("xsl-fo-compatible" if name == "fo" else name)}"' for name in NAMES[0]
    )
    body = "".join(element(minutes, kind, run) for kind, run in paged(grouped(flow(minutes))))
    return (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document {spaces} office:version="1.3" '
        'office:mimetype="application/vnd.oasis.opendocument.text">'
        f"{faces(body_font, head_font)}{styles(body_font, head_font)}{master(minutes)}"
        f"<office:body><office:text>{body}</office:text></office:body></office:document>"
    )


def faces(*names):
    rows = "".join(
        f'<style:font-face style:name="{name}" xmlns:svg="urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0" '
        f"svg:font-family=\"'{name}'\"/>" for name in sorted(set(names))
    )
    return f"<office:font-face-decls>{rows}</office:font-face-decls>"


def style(name, font, size, paragraph, text="", tabs=""):
    stops = f"<style:tab-stops>{tabs}</style:tab-stops>" if tabs else ""
    return (
        f'<style:style style:name="{name}" style:family="paragraph"><style:paragraph-properties {paragraph}>{stops}'
        f'</style:paragraph-properties><style:text-properties style:font-name="{font}" fo:font-size="{size}pt" '
        f'fo:language="sv" fo:country="SE" {text}/></style:style>'
    )


def styles(body, head):
    keep, bold = 'fo:keep-with-next="always"', 'fo:font-weight="bold"'
    right = '<style:tab-stop style:position="16cm" style:type="right"/>'
    hang = 'fo:margin-left="0.6cm" fo:text-indent="-0.6cm" fo:margin-bottom="0.08cm"'
    every = [
        style("Text", body, 11, 'fo:margin-bottom="0.25cm" fo:orphans="2" fo:widows="2"'),
        style("Line", body, 11, 'fo:margin-bottom="0cm"'),
        style("Field", body, 11, 'fo:margin-bottom="0.05cm"', tabs='<style:tab-stop style:position="5.8cm"/>'),
        style("Item", body, 11, hang, tabs='<style:tab-stop style:position="0.6cm"/>'),
        style("LastItem", body, 11, hang.replace("0.08cm", "0.25cm"), tabs='<style:tab-stop style:position="0.6cm"/>'),
        style("Cover", head, 12, 'fo:margin-bottom="0.1cm"', bold),
        style("Big", head, 18, 'fo:margin-bottom="0.2cm"', bold),
        style("Heading", head, 11, f'fo:margin-top="0.4cm" fo:margin-bottom="0.05cm" {keep}', bold),
        style("Header", head, 13, f'fo:margin-top="0.9cm" fo:margin-bottom="0.05cm" {keep}', bold, right),
        style("Title", head, 13, f'fo:margin-bottom="0.15cm" {keep}', bold),
        style("Meta", body, 11, keep),
        style("Section", head, 11, f'fo:margin-top="0.3cm" fo:margin-bottom="0.05cm" {keep}', bold),
        style("Running", head, 9, "", tabs='<style:tab-stop style:position="8cm" style:type="center"/>' + right),
        style("Break", body, 2, 'fo:break-before="page"'),
        style("Cell", body, 10.5, 'fo:margin-bottom="0cm"'),
        style("CellBold", head, 10.5, f'fo:margin-bottom="0.05cm" fo:margin-top="0.3cm" {keep}', bold),
        style("Right", body, 10.5, 'fo:text-align="end"'),
        style("Centre", body, 10.5, 'fo:text-align="center"'),
    ]
    return f"<office:styles>{''.join(every)}</office:styles>"


def table_styles():
    """LibreOffice takes these only among the automatic styles."""
    widths = {"Half": "8cm", "Wide": "8.5cm", "Slim": "2.5cm"}
    return (
        '<style:style style:name="Table" style:family="table"><style:table-properties style:width="16cm" '
        'fo:margin-bottom="0.25cm" table:align="left" style:may-break-between-rows="false"/></style:style>'
    ) + "".join(
        f'<style:style style:name="{name}" style:family="table-column">'
        f'<style:table-column-properties style:column-width="{width}"/></style:style>' for name, width in widths.items()
    )


def master(minutes):
    layout = (
        f'<office:automatic-styles>{table_styles()}<style:page-layout style:name="A4"><style:page-layout-properties fo:page-width="21cm" '
        'fo:page-height="29.7cm" fo:margin-top="1.4cm" fo:margin-bottom="1.2cm" fo:margin-left="2.5cm" fo:margin-right="2.5cm"/>'
        '<style:header-style><style:header-footer-properties fo:margin-bottom="0.7cm" fo:min-height="1cm"/></style:header-style>'
        '<style:footer-style><style:header-footer-properties fo:margin-top="0.6cm" fo:min-height="0.8cm"/></style:footer-style>'
        "</style:page-layout></office:automatic-styles>"
    )
    head, foot = (running(rows) for rows in (running_head(minutes), running_foot(minutes)))
    return layout + (
        '<office:master-styles><style:master-page style:name="Standard" style:page-layout-name="A4">'
        f"<style:header>{head}</style:header><style:footer>{foot}</style:footer></style:master-page></office:master-styles>"
    )


def running(rows):
    done = []
    for row in rows:
        text = "<text:tab/>".join(escape(part) for part in row)
        text = text.replace("{pages}", "<text:page-count>1</text:page-count>")
        text = text.replace("{page}", '<text:page-number text:select-page="current">1</text:page-number>')
        done.append(paragraph("Running", text))
    return "".join(done)


def paragraph(name, text):
    return f'<text:p text:style-name="{name}">{text}</text:p>'


def paged(groups):
    """A page break belongs to the paragraph after it, so that no empty line begins the page."""
    pending = False
    for kind, run in groups:
        if kind == "pagebreak":
            pending = True
            continue
        if pending:
            yield "pagebreak", run[:1]
        pending = False
        yield kind, run


def element(minutes, kind, run):
    first = run[0]
    text = escape(first.text)
    if kind == "pagebreak":
        return paragraph("Break", "")
    if kind == "cover":
        return paragraph("Big" if first.mark == "big" else "Cover", text)
    if kind == "field":
        gap = "<text:tab/>" if minutes.layout in "CD" else " "
        return "".join(paragraph("Field", escape(p.mark) + gap + escape(p.text)) for p in run)
    if kind == "line":
        return "".join(paragraph("Line", escape(p.text)) for p in run)
    if kind == "item":
        names = ["Item"] * (len(run) - 1) + ["LastItem"]
        return "".join(paragraph(name, escape(p.mark) + "<text:tab/>" + escape(p.text)) for name, p in zip(names, run))
    if kind == "header":
        return paragraph("Header", text + (f"<text:tab/>{escape(first.mark)}" if first.mark else ""))
    if kind == "columns":
        rows = [[paragraph("CellBold" if p.text else "Cell", escape(cell)) for cell in p.cells] for p in run]
        return table(["Half", "Half"], rows)
    if kind in ("row", "vote"):
        side = "Right" if kind == "row" else "Centre"
        rows = [[paragraph("Cell", escape(p.cells[0]))] + [paragraph(side, escape(c)) for c in p.cells[1:]] for p in run]
        return table(["Wide"] + ["Slim"] * (len(first.cells) - 1), rows)
    if kind == "contents":
        return "".join(paragraph("Field", escape(name) + "<text:tab/>" + escape(title)) for name, title in first.cells)
    if kind == "end":
        return paragraph("Line", "_" * 20)
    return paragraph({"heading": "Heading", "title": "Title", "meta": "Meta", "section": "Section"}.get(kind, "Text"), text)


def table(columns, rows):
    heads = "".join(f'<table:table-column table:style-name="{name}"/>' for name in columns)
    body = "".join(
        "<table:table-row>" + "".join(f"<table:table-cell>{cell}</table:table-cell>" for cell in row) + "</table:table-row>"
        for row in rows
    )
    return f'<table:table table:style-name="Table">{heads}{body}</table:table>'
