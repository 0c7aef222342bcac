"""Sets a flow as a page of a municipality's website: menus and side columns around semantic HTML."""

import html

from layouts import flow, grouped

MENU = ("Barn och utbildning", "Omsorg och hjälp", "Bygga och bo", "Kommun och politik")


def write(minutes):
    title = html.escape(f"{minutes.body} {minutes.date} - {minutes.municipality}")
    menu = "".join(f'<li><a href="/{place}">{name}</a></li>' for place, name in enumerate(MENU))
    body = "\n".join(element(minutes, kind, run) for kind, run in grouped(flow(minutes)))
    return (
        f'<!DOCTYPE html>\n<html lang="sv">\n<head>\n<meta charset="utf-8">\n<title>{title}</title>\n'
        "<style>.dold { display: none }</style>\n<script>window.besok = [];</script>\n</head>\n<body>\n"
        f'<a class="hoppa" href="#innehall">Till innehållet</a>\n<header><p>{html.escape(minutes.municipality)}</p>'
        f'<nav aria-label="Huvudmeny"><ul>{menu}</ul></nav></header>\n'
        f'<main id="innehall">\n<nav aria-label="Brödsmulor"><a href="/">Start</a> / <a href="/3">{MENU[3]}</a></nav>\n'
        f"<article>\n{body}\n</article>\n</main>\n"
        "<aside><h2>Kontakt</h2><p>Kontaktcenter, 0900-123 45</p></aside>\n"
        "<footer><p>Om webbplatsen</p><p hidden>Sidan är ett exempel.</p></footer>\n</body>\n</html>\n"
    )


def element(minutes, kind, run):
    first = run[0]
    text = html.escape(first.text)
    if kind == "pagebreak":
        return ""
    if kind == "cover":
        return f"<h1>{text}</h1>" if first.mark == "big" else f'<p class="ingress">{text}</p>'
    if kind == "field":
        return fields(minutes, run)
    if kind == "line":
        return "<p>" + "<br>\n".join(html.escape(piece.text) for piece in run) + "</p>"
    if kind == "heading" and not text:
        return ""
    if kind == "header":
        mark = f" <span>{html.escape(first.mark)}</span>" if first.mark else ""
        return f"<h2>{text}{mark}</h2>"
    if kind in ("title", "heading", "section"):
        return f"<h3>{text}</h3>" if kind == "title" else f"<h4>{text}</h4>"
    if kind == "item":
        return items(run)
    if kind == "contents":
        rows = "".join(f'<li><a href="#p{place}">{html.escape(f"{name} {title}")}</a></li>' for place, (name, title) in enumerate(first.cells))
        return f"<ul>{rows}</ul>"
    if kind in ("columns", "row", "vote"):
        return table(run, kind)
    if kind == "end":
        return "<hr>"
    return f"<p>{text}</p>"


def fields(minutes, run):
    pairs = [(html.escape(piece.mark), html.escape(piece.text)) for piece in run]
    if minutes.layout == "C":
        return "<table>" + "".join(f'<tr><th scope="row">{mark}</th><td>{text}</td></tr>' for mark, text in pairs) + "</table>"
    if minutes.layout == "D":
        return "<dl>" + "".join(f"<dt>{mark}</dt><dd>{text}</dd>" for mark, text in pairs) + "</dl>"
    return "".join(f"<p><strong>{mark}</strong> {text}</p>" for mark, text in pairs)


def items(run):
    done, place = "", 0
    while place < len(run):
        kind = kind_of(run[place])
        end = place + 1
        while end < len(run) and kind_of(run[end]) == kind and run[end].mark not in ("1.", "a)"):
            end += 1
        tag, attributes = {"-": ("ul", ""), "a": ("ol", ' type="a"'), "1": ("ol", "")}[kind]
        if kind == "1" and run[place].mark != "1.":
            attributes = f' start="{run[place].mark[:-1]}"'
        rows = "".join(f"<li>{html.escape(piece.text)}</li>" for piece in run[place:end])
        done += f"<{tag}{attributes}>{rows}</{tag}>"
        place = end
    return done


def kind_of(piece):
    return "1" if piece.mark[0].isdigit() else "a" if piece.mark[0].isalpha() else "-"


def table(run, kind):
    rows = []
    for place, piece in enumerate(run):
        tag = "th" if place == 0 and kind != "row" else "td"
        rows.append("<tr>" + "".join(f"<{tag}>{html.escape(cell)}</{tag}>" for cell in piece.cells) + "</tr>")
    return "<table>" + "\n".join(rows) + "</table>"
