"""Minutes as a web page, printed by a browser, WeasyPrint, wkhtmltopdf, LibreOffice or PyMuPDF."""

import subprocess
import tempfile
from html import escape
from pathlib import Path

from minutes import zipped

STYLE = """
body { font-family: 'Liberation Sans'; font-size: 10.5pt; line-height: 1.35 }
h1 { font-size: 18pt } h2 { font-size: 13pt } h3 { font-size: 11pt; margin-bottom: 0 } .line { margin: 0 }
table { border-collapse: collapse; width: 100%; margin: 8pt 0 } td, th { padding: 1pt 4pt; vertical-align: top }
th { text-align: left } .r { text-align: right } .c { text-align: center }
.note { font-size: 8pt } sup { font-size: 60% } ul { margin: 2pt 0 }
.grid { display: grid; grid-template-columns: 1fr 1fr; column-gap: 20pt } .flex { display: flex; gap: 3em } .flex > div { flex: 1 }
.float { float: left; width: 48% } .clear { clear: both }
.news { columns: 2; column-gap: 18pt; text-align: justify } .news p { margin: 0 0 6pt 0 }
.margin { display: flex; margin: 4pt 0 } .margin span:first-child { width: 3.2em } .margin b { flex: 1 }
.aside { float: right; width: 5.5em; font-size: 8pt; margin-left: 1.5em } .beside { margin-right: 8em }
.toc { display: flex } .toc i { flex: 1; border-bottom: 1px dotted #333; margin: 0 4pt }
"""
PAGE = """
@page { size: %s; margin: 25mm 18mm;
 @top-left { content: "%s"; font: 9pt 'Liberation Sans' } @top-center { content: "%s"; font: 9pt 'Liberation Sans' }
 @top-right { content: "%s " counter(page); font: 9pt 'Liberation Sans' }
 @bottom-left { content: "%s"; font: 9pt 'Liberation Sans' } @bottom-right { content: "%s"; font: 9pt 'Liberation Sans' } }
"""


def page(minutes, css="", pair="table", paper="A4", bordered=False, language="sv"):
    """The whole page. `pair` says by which means of the style sheet the two lists stand side by side."""
    body = "\n".join(block(part, pair) for part in minutes.blocks)
    margins = PAGE % (paper, *minutes.head, *minutes.foot)
    border = "td, th { border: 0.5pt solid #444 }" if bordered else ""
    return (f"<!doctype html><html lang={language}><meta charset=utf-8><title>Protokoll</title>"
            f"<style>{margins}{STYLE}{border}{css}</style><body>{body}</body></html>")


def block(part, pair):
    text = escape(part.text)
    match part.kind:
        case "title" | "heading" | "subheading":
            level = {"title": 1, "heading": 2, "subheading": 3}[part.kind]
            return f"<h{level}>{text}</h{level}>"
        case "line":
            return f"<p class=line>{text}</p>"
        case "text":
            return f"<p>{text}</p>"
        case "note":
            return f"<p class=note><sup>1</sup> {text}</p>"
        case "list":
            return "<ul>" + "".join(f"<li>{escape(item)}</li>" for item in part.items) + "</ul>"
        case "news":
            return "<div class=news>" + "".join(f"<p>{escape(item)}</p>" for item in part.items) + "</div>"
        case "pair":
            return side_by_side(part, pair)
        case "contents":
            rows = (f"<div class=toc><span>{escape(a)}</span><i></i><span>{escape(b)}</span></div>" for a, b in part.rows)
            return "".join(rows)
        case "margin":
            rows = "".join(f"<div class=margin><span>{escape(a)}</span><b>{escape(b)}</b><span>{escape(c)}</span></div>" for a, b, c in part.rows)
            return rows
        case "levels":
            first, *spanning = part.header
            head = f"<tr><th rowspan=2>{escape(first)}</th>" + "".join(f"<th colspan=2 class=c>{escape(cell)}</th>" for cell in spanning) + "</tr>"
            second = "<tr>" + "".join(f"<th class=r>{escape(cell)}</th>" for cell in part.rows[0][1:]) + "</tr>"
            return "<table>" + head + second + rows_of(part, part.rows[1:]) + "</table>"
        case "aside":
            return f"<div class=aside>{'<br>'.join(escape(item) for item in part.items)}</div><p class=beside>{text}</p>"
        case _:
            return table(part)


def rows_of(part, rows):
    classes = {"l": "", "r": " class=r", "c": " class=c", "": ""}
    return "".join("<tr>" + "".join(f"<td{classes[side]}>{escape(cell)}</td>" for cell, side in zip(row, part.align)) + "</tr>" for row in rows)


def table(part):
    classes = {"l": "", "r": " class=r", "c": " class=c", "": ""}
    align = part.align or "l" * len(part.rows[0])

    def row(cells, tag):
        return "<tr>" + "".join(f"<{tag}{classes[side]}>{escape(cell)}</{tag}>" for cell, side in zip(cells, align)) + "</tr>"

    head = row(part.header, "th") if part.header else ""
    return "<table>" + head + "".join(row(cells, "td") for cells in part.rows) + "</table>"


def side_by_side(part, pair):
    if pair == "table":
        rows = "".join(f"<tr><td>{escape(a)}</td><td>{escape(b)}</td></tr>" for a, b in zipped(part))
        return f"<table><tr><th>{escape(part.header[0])}</th><th>{escape(part.header[1])}</th></tr>{rows}</table>"
    columns = [f"<div><b>{escape(head)}</b>" + "".join(f"<div>{escape(item)}</div>" for item in items) + "</div>"
               for head, items in zip(part.header, part.items)]
    if pair == "float":
        return "".join(column.replace("<div>", "<div class=float>", 1) for column in columns) + "<div class=clear></div>"
    return f"<div class={pair}>" + "".join(columns) + "</div>"


def by_chromium(html, target):
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder, "page.html")
        source.write_text(html, encoding="utf-8")
        subprocess.run(["chromium", "--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer", f"--user-data-dir={folder}/profile",
                        f"--print-to-pdf={target}", source.as_uri()], check=True, capture_output=True, timeout=120)


def by_weasyprint(html, target, **options):
    import weasyprint

    weasyprint.HTML(string=html).write_pdf(str(target), **options)


def by_wkhtmltopdf(html, target, *options):
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder, "page.html")
        source.write_text(html, encoding="utf-8")
        subprocess.run(["wkhtmltopdf", "-q", *options, str(source), str(target)], check=True, capture_output=True,
                       env={"QT_QPA_PLATFORM": "offscreen", "PATH": "/usr/bin:/bin", "XDG_RUNTIME_DIR": folder})


def by_pymupdf(html, target, minutes):
    """PyMuPDF's own typesetter; it knows no columns."""
    import pymupdf

    story = pymupdf.Story(html=html)
    writer = pymupdf.DocumentWriter(str(target))
    paper = pymupdf.paper_rect("a4")
    more = True
    while more:
        device = writer.begin_page(paper)
        more, _ = story.place(paper + (60, 70, -60, -70))
        story.draw(device)
        writer.end_page()
    writer.close()
    document = pymupdf.open(target)
    for number, sheet in enumerate(document, 1):
        for x, text in zip((60, 240, 480), minutes.head):
            sheet.insert_text((x, 40), text if x < 480 else f"{text} {number}", fontsize=9)
        for x, text in zip((60, 400), minutes.foot):
            sheet.insert_text((x, 810), text, fontsize=9)
    document.saveIncr()
