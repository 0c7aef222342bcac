"""Sets a flow as Typst source."""

import re

from as_html import anchor
from layouts import flow, grouped, running_foot, running_head

HEAD = """#set document(title: "%(title)s", date: datetime(year: %(year)d, month: %(month)d, day: %(day)d))
#let running(rows) = context {
  set text(9pt)
  let pages = counter(page).final().first()
  for row in rows { grid(columns: (1fr, auto, 1fr), align: (left, center, right), ..row.map(part => part
    .replace("{pages}", str(pages)).replace("{page}", str(counter(page).get().first())))) ; v(-4pt) }
}
#set page(paper: "a4", margin: (top: 34mm, bottom: 26mm, x: 25mm), header-ascent: 40%%, header: running(%(head)s), footer: running(%(foot)s))
#set text(font: "Noto Sans", size: 10pt, lang: "sv", region: "SE", hyphenate: %(hyphenate)s)
#set par(leading: 0.62em, spacing: 1.5em)
#let line-of(body) = block(above: 0.5em, below: 0.5em, body)
#let strong-of(size, above, body) = block(above: above, below: 0.6em, sticky: true, text(size, weight: "bold", body))
"""


def write(minutes):
    day = minutes.day
    head = HEAD % {
        "title": f"{minutes.body} {minutes.date}", "year": day.year, "month": day.month, "day": day.day,
        "head": array(running_head(minutes)), "foot": array(running_foot(minutes)),
        "hyphenate": "true" if minutes.get("hyphenate") == "yes" else "false",
    }
    return head + "\n\n".join(element(kind, run) for kind, run in grouped(flow(minutes))) + "\n"


def array(rows):
    return "(" + "".join("(" + ", ".join(f'"{part}"' for part in row) + "), " for row in rows) + ")"


def esc(text):
    return re.sub(r"([\\#$*_`<>@\[\]~-])", r"\\\1", text)


def element(kind, run):
    first = run[0]
    text = esc(first.text)
    if kind == "pagebreak":
        return "#pagebreak(weak: true)"
    if kind == "cover":
        return f"#strong-of({'18pt' if first.mark == 'big' else '12pt'}, 0.8em)[{text}]"
    if kind == "field":
        if len(max((p.mark for p in run), key=len)) > 24:
            return "\n".join(f"#line-of[{esc(p.mark)} {esc(p.text)}]" for p in run)
        cells = "".join(f"[{esc(p.mark)}], [{esc(p.text)}], " for p in run)
        return f"#grid(columns: (48mm, 1fr), row-gutter: 0.6em, {cells})"
    if kind == "line":
        return "\n".join(f"#line-of[{esc(p.text)}]" for p in run)
    if kind == "header":
        mark = f" #h(1fr) {esc(first.mark)}" if first.mark else ""
        return f"#strong-of(11pt, 2.2em)[{text}{mark} #label(\"{anchor(first.text.split(' Ärendenummer')[0])}\")]"
    if kind == "title":
        return f"#strong-of(12pt, 0.4em)[{text}]"
    if kind in ("section", "heading"):
        return f"#strong-of(10pt, 1.3em)[{text}]" if text else "#v(0.6em)"
    if kind == "item":
        return "#grid(columns: (6mm, 1fr), row-gutter: 0.6em, " + "".join(f"[{esc(p.mark)}], [{esc(p.text)}], " for p in run) + ")"
    if kind == "contents":
        return "\n".join(
            f'#grid(columns: (24mm, 1fr, 8mm), align: (left, left, right), [{esc(name)}], '
            f'[{esc(title)} #box(width: 1fr, repeat[.])], context counter(page).at(label("{anchor(name)}")).first())'
            for name, title in first.cells
        )
    if kind == "columns":
        return "#grid(columns: (1fr, 1fr), row-gutter: 0.5em, " + "".join(f"[{esc(c)}], " for p in run for c in p.cells) + ")"
    if kind == "end":
        return "#line-of[" + esc("_" * 20) + "]"
    if kind in ("row", "vote"):
        columns = "(1fr, " + "24mm, " * (len(first.cells) - 1) + ")"
        return f"#grid(columns: {columns}, row-gutter: 0.5em, " + "".join(f"[{esc(c)}], " for p in run for c in p.cells) + ")"
    return text
