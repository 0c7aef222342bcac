"""Sets a flow as HTML with paged-media styles, for WeasyPrint and Chromium."""

import html

from layouts import flow, grouped, running_foot, running_head

STYLE = """
@page { size: A4; margin: 30mm 25mm 24mm 25mm;
  @top-left { content: %(top_left)s; white-space: pre; vertical-align: top; padding-top: 12mm; font: 9pt %(sans)s; text-align: left }
  @top-right { content: %(top_right)s; white-space: pre; vertical-align: top; padding-top: 12mm; font: 9pt %(sans)s; text-align: right }
  @bottom-left { content: %(bottom_left)s; font: 9pt %(sans)s }
  @bottom-right { content: %(bottom_right)s; font: 9pt %(sans)s } }
body { font: 11pt/1.35 %(serif)s; margin: 0 }
p { margin: 0 0 7pt; orphans: 2; widows: 2 }
.cover { font: bold 12pt %(sans)s; margin: 0 0 2pt } .big { font-size: 20pt; margin: 0 0 4pt }
.heading { font: bold 11pt %(sans)s; margin: 12pt 0 2pt; break-after: avoid; min-height: 1pt }
.line { margin: 0 }
.field { margin: 0 } .field b { font-weight: normal; display: inline-block; min-width: 42mm }
h2 { font: bold 12pt %(sans)s; margin: 22pt 0 0; break-after: avoid }
h3 { font: bold 12pt/1.25 %(sans)s; margin: 2pt 0 6pt; break-after: avoid }
h4 { font: bold 11pt %(sans)s; margin: 10pt 0 2pt; break-after: avoid }
ol, ul { margin: 0 0 7pt; padding-left: 6mm } li { margin: 0 0 2pt }
.break { break-before: page }
.contents { margin: 0 0 3pt; font: 10pt/1.3 %(sans)s }
.contents a { color: inherit; text-decoration: none } .contents b { font-weight: normal; display: inline-block; width: 18mm }
.contents a::after { content: leader('.') target-counter(attr(href), page) }
table { border-collapse: collapse; width: 100%%; margin: 0 0 8pt } td { padding: 1pt 4pt 1pt 0; vertical-align: top }
.numbers td + td { text-align: right } .columns td { width: 50%% } .columns tr:first-child { font-weight: bold }
h2 span { float: right } ul { list-style-type: '- ' }
"""


def write(minutes, serif="'Liberation Serif'", sans="'Liberation Sans'"):
    (top, foot) = (running_head(minutes), running_foot(minutes))
    style = STYLE % {
        "serif": serif, "sans": sans,
        "top_left": content([row[0] for row in top]), "top_right": content([row[2] for row in top]),
        "bottom_left": content([row[0] for row in foot]), "bottom_right": content([row[2] for row in foot]),
    }
    body = "\n".join(element(kind, run) for kind, run in grouped(flow(minutes)))
    title = html.escape(f"{minutes.body} {minutes.date}")
    return (
        f'<!DOCTYPE html><html lang="sv"><head><meta charset="utf-8"><title>{title}</title>'
        f"<style>{style}</style></head><body>{body}</body></html>"
    )


def content(rows):
    """A CSS content value; the two counters are CSS's own."""
    text = "\\A ".join(row for row in rows if row)
    parts = text.replace("{page}", '" counter(page) "').replace("{pages}", '" counter(pages) "')
    return f'"{parts}"'


def element(kind, run):
    first = run[0]
    text, mark = html.escape(first.text), html.escape(first.mark)
    if kind == "pagebreak":
        return '<div class="break"></div>'
    if kind == "cover":
        return f'<p class="cover {mark}">{text}</p>'
    if kind == "field":
        return "".join(f'<p class="field"><b>{html.escape(p.mark)}</b> {html.escape(p.text)}</p>' for p in run)
    if kind == "line":
        return "".join(f'<p class="line">{html.escape(p.text)}</p>' for p in run)
    if kind == "header":
        side = f"<span>{mark}</span>" if mark else ""
        return f'<h2 id="{anchor(first.text.split(" Ärendenummer")[0])}">{text}{side}</h2>'
    if kind in ("title", "section"):
        return f"<{'h3' if kind == 'title' else 'h4'}>{text}</{'h3' if kind == 'title' else 'h4'}>"
    if kind == "item":
        return items(run)
    if kind == "contents":
        return "".join(
            f'<p class="contents"><a href="#{anchor(name)}"><b>{html.escape(name)}</b>{html.escape(title)} </a></p>'
            for name, title in first.cells
        )
    if kind in ("row", "vote", "columns"):
        name = "columns" if kind == "columns" else "numbers"
        return f'<table class="{name}">' + "".join(row(p.cells) for p in run) + "</table>"
    return f'<p class="{kind}">{text}</p>'


def items(run):
    """A list that begins anew within the run, or goes on after another, is a list of its own."""
    for place, piece in enumerate(run[1:], 1):
        if piece.mark in ("1.", "a)") or (piece.mark == "-") != (run[0].mark == "-"):
            return items(run[:place]) + items(run[place:])
    tag = "ol" if run[0].mark[0].isdigit() else "ul"
    return f"<{tag}>" + "".join(f"<li>{html.escape(p.text)}</li>" for p in run) + f"</{tag}>"


def row(cells):
    return "<tr>" + "".join(f"<td>{html.escape(cell)}</td>" for cell in cells) + "</tr>"


def anchor(label):
    return "p" + "".join(c for c in label if c.isalnum())
