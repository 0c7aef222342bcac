"""Minutes by typesetting programs: pdfTeX, Typst, groff."""

import subprocess
import tempfile
from pathlib import Path

from minutes import zipped

TEX_SIGNS = {"&": r"\&", "%": r"\%", "#": r"\#", "_": r"\_", "§": r"\S{}", "–": "--", "µ": r"\textmu{}"}


def tex_text(text):
    return "".join(TEX_SIGNS.get(letter, letter) for letter in text)


def tex(minutes, packages=r"\usepackage[T1]{fontenc}\usepackage{lmodern}", options="11pt", pair="tabular", table="tabular", twocolumn=False,
        stretch="1.0"):
    """A LaTeX source. `table` is `tabular`, `longtable` or `booktabs`."""
    out = [rf"\documentclass[{options}]{{article}}\usepackage[utf8]{{inputenc}}\usepackage[swedish]{{babel}}{packages}",
           r"\usepackage{textcomp,longtable,booktabs,multicol,fancyhdr,array}\usepackage[a4paper,margin=25mm]{geometry}\pagestyle{fancy}\fancyhf{}",
           rf"\lhead{{{tex_text(minutes.head[0])}}}\chead{{{tex_text(minutes.head[1])}}}\rhead{{{tex_text(minutes.head[2])} \thepage}}",
           rf"\lfoot{{{tex_text(minutes.foot[0])}}}\rfoot{{{tex_text(minutes.foot[1])}}}\setlength{{\parindent}}{{0pt}}\linespread{{{stretch}}}\begin{{document}}"]
    if twocolumn:
        out.append(r"\begin{multicols}{2}")

    def rows(header, body, align, kind, wrapped):
        widths = "".join("p{32mm}" if place in wrapped else side for place, side in enumerate(align))
        lines = [" & ".join(tex_text(cell) for cell in row) + r" \\" for row in body]
        head = [" & ".join(rf"\textbf{{{tex_text(cell)}}}" for cell in header) + r" \\"] if header else []
        rule = {"booktabs": (r"\toprule", r"\midrule", r"\bottomrule")}.get(kind, (r"\hline",) * 3)
        name = "longtable" if kind == "longtable" else "tabular"
        return [r"\par\smallskip", rf"\begin{{{name}}}{{{widths}}}", rule[0], *head, rule[1], *lines, rule[2], rf"\end{{{name}}}", r"\par\smallskip"]

    for block in minutes.blocks:
        text = tex_text(block.text)
        match block.kind:
            case "title":
                out.append(rf"{{\LARGE\bfseries {text}\par}}\medskip")
            case "heading":
                out.append(rf"\par\bigskip{{\large\bfseries {text}\par}}")
            case "subheading":
                out.append(rf"\par\medskip{{\bfseries {text}\par}}")
            case "line" | "text":
                out.append(text + r"\par\smallskip")
            case "note":
                out.append(rf"\par{{\footnotesize $^1$ {text}\par}}")
            case "list":
                out.append(r"\begin{itemize}" + "".join(rf"\item {tex_text(item)}" for item in block.items) + r"\end{itemize}")
            case "news":
                out.append(r"\begin{multicols}{2}" + r"\par ".join(tex_text(item) for item in block.items) + r"\end{multicols}")
            case "contents":
                out += [rf"{tex_text(title)}\dotfill {number}\par" for title, number in block.rows]
            case "pair" if pair == "minipage":
                columns = [r"\begin{minipage}[t]{0.48\textwidth}" + r"\\ ".join(tex_text(item) for item in [head, *items]) + r"\end{minipage}"
                           for head, items in zip(block.header, block.items)]
                out.append(r"\par\medskip " + r"\hfill ".join(columns) + r"\par\medskip")
            case "pair":
                out += rows(block.header, zipped(block), "ll", "tabular", ())
            case _:
                out += rows(block.header, block.rows, block.align or "l" * len(block.rows[0]), table, block.wrapped)
    if twocolumn:
        out.append(r"\end{multicols}")
    return "\n".join(out) + r"\end{document}"


def by_pdftex(source, target, program="pdflatex"):
    with tempfile.TemporaryDirectory() as folder:
        Path(folder, "page.tex").write_text(source, encoding="utf-8")
        for _ in range(2):
            made = subprocess.run([program, "-interaction=nonstopmode", "page.tex"], cwd=folder, capture_output=True)
        if not Path(folder, "page.pdf").exists():
            raise RuntimeError(made.stdout.decode(errors="replace")[-500:])
        target.write_bytes(Path(folder, "page.pdf").read_bytes())


def typst_text(text):
    return "".join("\\" + letter if letter in "#$*_`@<>[]=~-+/" else letter for letter in text)


def typst(minutes, setup='#set text(font: "Liberation Serif", size: 10.5pt, lang: "sv")', pair="grid", stroke="0.5pt", news_columns=2):
    def cells(header, rows, align, stroke):
        sides = {"l": "left", "r": "right", "c": "center"}
        count = len(align)
        content = "".join(f"[*{typst_text(cell)}*], " for cell in header) + "".join(f"[{typst_text(cell)}], " for row in rows for cell in row)
        return f"#table(columns: {count}, stroke: {stroke}, align: ({', '.join(sides[side] for side in align)}), {content})"

    head = "".join(f"[{typst_text(text)}], " for text in minutes.head[:2]) + f"[{typst_text(minutes.head[2])} #context counter(page).display()]"
    foot = ", ".join(f"[{typst_text(text)}]" for text in minutes.foot)
    out = [f"#set page(paper: \"a4\", header: grid(columns: (1fr, 1fr, auto), {head}), footer: grid(columns: (1fr, auto), {foot}))", setup]
    for block in minutes.blocks:
        text = typst_text(block.text)
        match block.kind:
            case "title":
                out.append(f"#text(size: 18pt, weight: \"bold\")[{text}]")
            case "heading":
                out.append(f"#v(6pt)#text(size: 13pt, weight: \"bold\")[{text}]")
            case "subheading":
                out.append(f"#strong[{text}]")
            case "line" | "text":
                out.append(text)
            case "note":
                out.append(f"#super[1] #text(size: 8pt)[{text}]")
            case "list":
                out.append("\n".join(f"- {typst_text(item)}" for item in block.items))
            case "news":
                out.append(f"#block(height: 360pt)[#columns({news_columns})[" + "\n\n".join(typst_text(item) for item in block.items) + "]]")
            case "contents":
                out.append("\\\n".join(f"{typst_text(title)} #box(width: 1fr, repeat[.]) {number}" for title, number in block.rows))
            case "pair" if pair == "grid":
                columns = [" \\ ".join(typst_text(item) for item in [head, *items]) for head, items in zip(block.header, block.items)]
                out.append(f"#grid(columns: (1fr, 1fr), [{columns[0]}], [{columns[1]}])")
            case "pair":
                out.append(cells(block.header, zipped(block), "ll", "none"))
            case _:
                out.append(cells(block.header, block.rows, block.align or "l" * len(block.rows[0]), stroke))
    return "\n\n".join(out)


def by_typst(source, target, **options):
    import typst as compiler

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "page.typ")
        path.write_text(source, encoding="utf-8")
        target.write_bytes(compiler.compile(str(path), **options))


def groff(minutes):
    """Tables by tbl, running text filled and adjusted to both margins."""

    def table(rows, align):
        lines = ["\t".join(row) for row in rows]
        return [".TS", " ".join(align) + ".", *lines, ".TE", ".sp 1"]

    out = [".pl 29.7c", ".po 2.2c", ".ll 16.5c", ".nr step 0", f".ds LH {minutes.head[0]}", f".ds CH {minutes.head[1]}", f".ds RH {minutes.head[2]} %",
           f".ds LF {minutes.foot[0]}", ".ds CF", f".ds RF {minutes.foot[1]}", ".nr HM 2c", ".P1"]
    for block in minutes.blocks:
        match block.kind:
            case "title":
                out += [".LP", ".ps 18", f".B \"{block.text}\"", ".br", ".ps 10"]
            case "heading":
                out += [".SH", block.text]
            case "subheading":
                out += [".LP", f".B \"{block.text}\""]
            case "line" | "text":
                out += [".LP", block.text]
            case "note":
                out += [".LP", rf"\*{{1\*}} {block.text}"]
            case "list":
                out += [line for item in block.items for line in (".IP \\(bu 2", item)]
            case "pair":
                out += [".LP", *table([block.header, *zipped(block)], "ll")]
            case "news" | "contents":
                out += [line for item in block.items for line in (".LP", item)]
            case _:
                out += [".LP", *table(([block.header] if block.header else []) + block.rows, block.align or "l" * len(block.rows[0]))]
    return "\n".join(out) + "\n"


def by_groff(source, target, device="pdf"):
    made = subprocess.run(["groff", "-k", "-t", "-ms", f"-T{device}"], input=source.encode(), capture_output=True, check=True).stdout
    if device == "ps":
        made = subprocess.run(["ps2pdf", "-", "-"], input=made, capture_output=True, check=True).stdout
    target.write_bytes(made)
