#!/usr/bin/env python3
"""Makes PDFs of known text by many programs, and NAME.gt.json with what must be found in each. See README.md."""

import json
import logging
import sys
from pathlib import Path

import as_html
import as_library
import as_office
import as_typeset
import remade
from by_hand import Setter, ordered
from faces import Embedded, Standard
from minutes import minutes, truth

ALL = ("pair", "fields", "votes", "accounts", "note", "sign")
SANS, SANS_BOLD = "liberation/LiberationSans-Regular.ttf", "liberation/LiberationSans-Bold.ttf"
SERIF, SERIF_BOLD = "liberation/LiberationSerif-Regular.ttf", "liberation/LiberationSerif-Bold.ttf"


class Maker:
    """Makes the files whose names hold one of the wanted words; all if none is given."""

    def __init__(self, folder, wanted):
        self.folder, self.wanted, self.made, self.failed = folder, wanted, 0, []

    def make(self, name, text, write, **signs):
        if name.startswith(("chr_", "wk_", "x_chr_")):
            # Browsers draw the bullets of lists.
            signs = {**signs, "bullet": ""}
        if self.wanted and not any(word in name for word in self.wanted):
            return
        target = self.folder / f"{name}.pdf"
        try:
            write(target)
            self.write_truth(name, truth(text, pages_of(target), **signs))
            self.made += 1
        except Exception as trouble:  # noqa: BLE001  One program that is missing must not keep the others back.
            target.unlink(missing_ok=True)
            self.failed.append(f"{name}: {type(trouble).__name__} {str(trouble)[:300]}")

    def remake(self, name, source, write, **changes):
        """Makes a file from another one; the same must be found in it, but for the changes."""
        if self.wanted and not any(word in name for word in self.wanted):
            return
        origin = self.folder / f"{source}.pdf"
        try:
            write(origin, self.folder / f"{name}.pdf")
            known = json.loads((self.folder / f"{source}.gt.json").read_text(encoding="utf-8"))
            self.write_truth(name, known | changes)
            self.made += 1
        except Exception as trouble:  # noqa: BLE001
            self.failed.append(f"{name}: {type(trouble).__name__} {str(trouble)[:300]}")

    def write_truth(self, name, known):
        text = json.dumps(known, ensure_ascii=False, indent=0)
        (self.folder / f"{name}.gt.json").write_text(text + "\n", encoding="utf-8")


def pages_of(target):
    import pikepdf

    with pikepdf.open(target) as pdf:
        return len(pdf.pages)


def web(maker):
    chromium, weasy = as_html.by_chromium, as_html.by_weasyprint
    text = minutes(101, parts=(*ALL, "attendance"))
    maker.make("chr_table", text, lambda target: chromium(as_html.page(text), target))
    grid = minutes(102, parts=("pair", "contents", "votes", "wrapping", "accounts"))
    maker.make("chr_grid", grid, lambda target: chromium(as_html.page(grid, pair="grid", bordered=True), target))
    flex = minutes(103, parts=("pair", "accounts", "news"))
    css = "body { font-family: 'Noto Sans'; font-size: 9pt } h1, h2 { font-variant: small-caps; letter-spacing: 0 }"
    maker.make("chr_flex_news", flex, lambda target: chromium(as_html.page(flex, css, pair="flex"), target))
    tight = minutes(104, parts=("attendance", "wrapping", "accounts"))
    css = "body { font: 12pt/1.05 'Liberation Sans Narrow' } h1 { letter-spacing: 4pt; text-transform: none } td, th { padding: 0 3pt } table { width: auto }"
    maker.make("chr_tight", tight, lambda target: chromium(as_html.page(tight, css, bordered=True), target))
    wide = minutes(105, parts=("attendance", "accounts", "votes"))
    maker.make("chr_landscape", wide, lambda target: chromium(as_html.page(wide, paper="A4 landscape", css="body { font-family: Carlito }"), target))
    columns = minutes(106, parts=("votes",), length=4)
    css = "body { columns: 2; text-align: justify; hyphens: auto; font-family: Caladea } h1 { column-span: all } h2, h3 { text-align: left }"
    maker.make("chr_columns", columns, lambda target: chromium(as_html.page(columns, css), target), longest=30)
    text = minutes(111, parts=(*ALL, "wrapping"))
    maker.make("weasy_table", text, lambda target: weasy(as_html.page(text), target))
    floats = minutes(112, parts=("pair", "accounts", "fields"))
    css = "body { text-align: justify; hyphens: auto; font-family: 'Liberation Serif' } p::first-letter { font-size: 100% } h2 { text-decoration: underline }"
    maker.make("weasy_float_hyphens", floats, lambda target: weasy(as_html.page(floats, css, pair="float"), target))
    archive = minutes(113, parts=("attendance", "news", "accounts"))
    maker.make("weasy_pdfa_news", archive, lambda target: weasy(as_html.page(archive, bordered=True), target, pdf_variant="pdf/a-3b"))
    tagged = minutes(114, parts=("pair", "votes", "sign"))
    css = "body { font: 13pt/1.6 'FreeSerif' } td { padding: 0 2pt }"
    maker.make("weasy_tagged", tagged, lambda target: weasy(as_html.page(tagged, css), target, pdf_variant="pdf/ua-1"))
    text = without_furniture(minutes(121, parts=(*ALL, "attendance")))
    maker.make("wk_table", text, lambda target: as_html.by_wkhtmltopdf(as_html.page(text), target))
    text2 = without_furniture(minutes(122, parts=("pair", "accounts")))
    maker.make("wk_small_float", text2, lambda target: as_html.by_wkhtmltopdf(
        as_html.page(text2, css="body { font-family: 'DejaVu Sans' }", pair="float"), target, "--zoom", "0.8"))
    story = minutes(123, parts=())
    maker.make("mu_story", story, lambda target: as_html.by_pymupdf(as_html.page(story, css="@page { margin: 0 }"), target, story))


def office(maker):
    flat, by_flat, by_word = as_office.flat, as_office.flat_by_libreoffice, as_office.word_by_libreoffice
    text = minutes(201, parts=(*ALL, "attendance"))
    maker.make("lo_table", text, lambda target: by_flat(flat(text), target), bullet="–")
    tabs = minutes(202, parts=(*ALL, "contents"))
    maker.make("lo_tabs", tabs, lambda target: by_flat(flat(tabs, pair="tabs", font="Carlito", align="justify", bullet="•"), target))
    section = minutes(203, parts=("pair", "news", "accounts"))
    style = 'fo:letter-spacing="0.15cm"'
    maker.make("lo_section_news", section, lambda target: by_flat(flat(
        section, pair="section", align="justify", hyphenate="true", title=style, bullet="•"), target, '{"SelectPdfVersion":{"type":"long","value":"2"}}'))
    narrow = minutes(204, parts=("attendance", "wrapping", "votes"))
    maker.make("lo_borderless", narrow, lambda target: by_flat(flat(
        narrow, border="none", padding="0.02cm", font="Liberation Sans Narrow", height="100%", bullet="•"), target, '{"UseTaggedPDF":{"type":"boolean","value":"true"}}'))
    wide = minutes(205, parts=("accounts", "attendance"))
    maker.make("lo_landscape", wide, lambda target: by_flat(flat(wide, landscape=True, size=9, font="DejaVu Sans", bullet="•"), target))
    docx = minutes(206, parts=(*ALL, "attendance"))
    maker.make("lo_docx_table", docx, lambda target: by_word(docx, target, size=8))
    docx_tabs = minutes(207, parts=(*ALL, "wrapping"))
    maker.make("lo_docx_tabs", docx_tabs, lambda target: by_word(docx_tabs, target, font="Liberation Serif", size=9, pair="tabs", bordered=False, justify=True, tracking=40))
    cells = minutes(208, parts=("pair", "votes"))
    maker.make("lo_docx_cells", cells, lambda target: by_word(cells, target, pair="cell", size=9, spacing=1.5, font="Caladea"))
    page = without_furniture(minutes(209, parts=("pair", "accounts")))
    maker.make("lo_html", page, lambda target: as_office.html_by_libreoffice(as_html.page(page), target))


def without_furniture(text):
    """Without heads and feet: Debian's wkhtmltopdf cannot write them, LibreOffice does not take them from a web page."""
    text.head, text.foot = ["", "", ""], ["", ""]
    return text


def typeset(maker):
    tex, pdftex = as_typeset.tex, as_typeset.by_pdftex
    lm = minutes(301, parts=(*ALL, "wrapping"), latin=True)
    maker.make("tex_lmodern", lm, lambda target: pdftex(tex(lm), target))
    ot1 = minutes(302, parts=("pair", "accounts", "votes"), latin=True)
    maker.make("tex_ot1", ot1, lambda target: pdftex(tex(ot1, packages="", pair="minipage"), target))
    type3 = minutes(303, parts=("attendance", "accounts"), latin=True)
    bitmaps = r"\usepackage[T1]{fontenc}\pdfmapfile{}\pdfmapline{}"
    maker.make("tex_type3", type3, lambda target: pdftex(tex(type3, packages=bitmaps, table="booktabs"), target))
    times = minutes(304, parts=("attendance", "contents", "accounts"), latin=True)
    maker.make("tex_times_longtable", times, lambda target: pdftex(tex(times, packages=r"\usepackage[T1]{fontenc}\usepackage{times}", table="longtable"), target))
    columns = minutes(305, parts=("note",), length=4, latin=True)
    maker.make("tex_multicol", columns, lambda target: pdftex(tex(columns, twocolumn=True, options="10pt"), target), longest=22)
    palatino = minutes(306, parts=("news", "votes", "sign"), latin=True)
    fonts = r"\usepackage[T1]{fontenc}\usepackage{mathpazo}\usepackage[expansion,protrusion]{microtype}"
    maker.make("tex_palatino_news", palatino, lambda target: pdftex(tex(palatino, packages=fonts, stretch="1.5", pair="minipage"), target))
    typst, by_typst = as_typeset.typst, as_typeset.by_typst
    text = minutes(311, parts=(*ALL, "wrapping"))
    maker.make("typst_grid", text, lambda target: by_typst(typst(text), target))
    just = minutes(312, parts=("pair", "news", "attendance", "contents"))
    setup = '#set text(font: "Noto Sans", size: 9pt, lang: "sv", hyphenate: true)\n#set par(justify: true)'
    maker.make("typst_justified_news", just, lambda target: by_typst(typst(just, setup, pair="table", stroke="none"), target, pdf_standards=["a-2b"]))
    roff = minutes(321, parts=("pair", "accounts", "votes"), latin=True)
    maker.make("groff_pdf", roff, lambda target: as_typeset.by_groff(as_typeset.groff(roff), target))
    roff_ps = minutes(322, parts=("attendance", "accounts"), latin=True)
    maker.make("groff_ps", roff_ps, lambda target: as_typeset.by_groff(as_typeset.groff(roff_ps), target, "ps"))


def library(maker):
    text = minutes(401, parts=(*ALL, "wrapping"), latin=True)
    maker.make("rl_helvetica", text, lambda target: as_library.by_reportlab(text, target))
    times = minutes(402, parts=("attendance", "accounts", "pair"), latin=True)
    maker.make("rl_times_tight", times, lambda target: as_library.by_reportlab(times, target, "Times-Roman", "Times-Bold", 11, 1.02, grid=False, justify=True))
    serif = minutes(403, parts=(*ALL, "attendance"))
    maker.make("rl_truetype", serif, lambda target: as_library.by_reportlab(serif, target, "noto/NotoSans-Regular.ttf", "noto/NotoSans-Bold.ttf", 9, 1.6))
    wide = minutes(404, parts=("attendance", "wrapping"), latin=True)
    maker.make("rl_courier_landscape", wide, lambda target: as_library.by_reportlab(wide, target, "Courier", "Courier-Bold", 9, landscape=True))
    fpdf = minutes(411, parts=(*ALL, "attendance"))
    maker.make("fpdf_table", fpdf, lambda target: as_library.by_fpdf2(fpdf, target))
    news = minutes(412, parts=("pair", "news"))
    maker.make("fpdf_news", news, lambda target: as_library.by_fpdf2(news, target, "liberation/LiberationSerif", 11, justify=False))


def hand(maker):
    def standard(name="Helvetica", **options):
        return [Standard(name, **options), Standard(name + "-Bold" if name != "Times-Roman" else "Times-Bold", **options)]

    def embedded(manner, regular=SANS, bold=SANS_BOLD, **options):
        return [Embedded(regular, manner, **options), Embedded(bold, manner, **options)]

    def make(name, seed, parts, faces, setting=None, order="natural", bullet="•", longest=200, **manner):
        text = minutes(seed, parts=parts, latin=not isinstance(faces[0], Embedded) or faces[0].manner == "winansi")
        setter = Setter(faces, bullet=bullet, **(setting or {})).set(text)
        maker.make(name, text, lambda target: remade.by_hand(setter, target, lambda runs: ordered(runs, order), **manner), bullet=bullet,
                   longest=longest)
        return setter

    # Word's own printing: runs end inside words, blanks alone, two bytes a glyph.
    make("word_runs", 501, (*ALL, "attendance"), embedded("composite"), {"size": 11}, manner="anywhere", marked=True)
    make("word_runs_justified", 502, (*ALL, "wrapping"), embedded("composite", SERIF, SERIF_BOLD), {"justify": True, "size": 11.04}, manner="anywhere")
    make("word_simple", 503, (*ALL, "accounts"), embedded("winansi", "crosextra/Carlito-Regular.ttf", "crosextra/Carlito-Bold.ttf"), {"justify": True}, manner="line")
    make("print_to_pdf", 504, (*ALL, "attendance"), embedded("renumbered"), {"size": 10.5}, manner="letters", scale=0.24)
    make("print_words", 505, (*ALL, "wrapping"), embedded("composite"), {"justify": True}, manner="words", flip=True)
    # Acrobat's and InDesign's: kerning in arrays, codes of their own, ligatures.
    ligatures = (("fi", 0xFB01), ("fl", 0xFB02))
    make("indesign_kerned", 511, (*ALL, "news"), embedded("subset", SERIF, SERIF_BOLD, ligatures=ligatures),
         {"justify": True, "hyphenate": True, "spread_title": 3.0}, manner="kerned")
    make("quark_named", 512, ("pair", "attendance", "news"), embedded("named", ligatures=ligatures), {"justify": True, "spread_title": 2.0}, manner="line")
    make("odd_names", 513, ("pair", "accounts", "votes"), embedded("odd names"), manner="line")
    make("symbol_codes", 514, ("pair", "accounts", "fields"), embedded("symbol", SERIF, SERIF_BOLD), manner="words and blanks")
    make("bare_composite", 515, ("attendance", "accounts", "sign"), embedded("bare"), manner="kerned")
    make("utf16_codes", 516, ("pair", "votes", "sign"), embedded("utf16"), manner="line")
    make("type1_mac", 517, ("pair", "accounts", "fields"), standard("Times-Roman", encoding="MacRomanEncoding"), {"justify": True}, manner="line")
    moved = {"å": (1, "aring"), "ä": (2, "adieresis"), "ö": (3, "odieresis"), "§": (4, "section"), "–": (5, "endash"), "Å": (6, "Aring"), "Ö": (7, "Odieresis"), "•": (8, "bullet")}
    make("case_system", 518, ("fields", "attendance", "accounts"), standard(differences=moved), {"rules": False, "gap": 14}, manner="padded")
    # Report programs.
    make("report_relative", 521, ("fields", "attendance", "votes"), standard(), {"size": 8, "leading": 1.5, "gap": 12}, manner="relative")
    make("report_columns_first", 522, ("attendance", "accounts", "pair"), standard(), {"gap": 12}, order="columns", manner="line")
    make("report_reverse", 523, ("attendance", "accounts", "pair"), standard("Times-Roman"), {"size": 12, "gap": 10}, order="reverse", manner="line")
    make("report_shuffled", 524, ("attendance", "wrapping", "accounts"), standard(), {"gap": 10}, order="shuffled", manner="words")
    make("report_odd_rows", 525, ("attendance", "votes", "pair"), standard("Courier"), {"size": 9}, order="odd rows", manner="words and blanks")
    make("report_right_first", 526, ("accounts", "pair", "sign"), standard(), order="right first", manner="kerned")
    make("report_bold_first", 527, ("accounts", "attendance", "wrapping"), standard("Times-Roman"), {"leading": 1.05, "gap": 7}, order="bold first", manner="line")
    # Settings.
    make("tight_table", 531, ("attendance", "accounts", "votes"), embedded("composite"), {"gap": 6, "size": 12, "leading": 1.1}, manner="line")
    make("tight_lines", 532, ("pair", "accounts", "note"), standard(), {"leading": 1.0, "size": 11}, manner="line")
    make("loose_lines", 533, ("pair", "accounts", "note"), standard("Times-Roman"), {"leading": 2.0}, manner="line")
    make("condensed", 534, ("pair", "accounts", "contents"), standard(), {"size": 11}, manner="line", tz=100)
    make("newspaper", 535, ("news", "note"), standard("Times-Roman"), {"size": 9, "justify": True, "hyphenate": True, "columns": 2}, manner="line", longest=30)
    make("newspaper_three", 536, ("note",), embedded("subset", SERIF, SERIF_BOLD), {"size": 8, "columns": 3, "margin": 40, "hyphenate": True}, manner="anywhere", longest=18)
    make("newspaper_words", 537, ("pair", "news"), embedded("composite"), {"justify": True, "hyphenate": True}, manner="words")
    make("newspaper_shuffled", 538, ("news", "votes"), standard(), {"justify": True}, order="shuffled", manner="line")
    make("big_small", 539, ("pair", "accounts", "note", "sign"), embedded("composite", SERIF, SERIF_BOLD), {"size": 14, "leading": 1.15, "gap": 12}, manner="anywhere")
    make("tiny", 540, (*ALL, "attendance"), standard(), {"size": 6, "gap": 8}, manner="words", scale=6)
    make("dash_bullets", 541, ("contents", "pair", "wrapping"), standard("Times-Roman"), {"tab": 10, "leaders": True}, bullet="–", manner="relative")
    make("landscape_wrapped", 542, ("wrapping", "accounts", "attendance"), embedded("composite"), {"width": 842, "height": 595, "gap": 8}, manner="line")

    form = minutes(551, parts=("fields", "votes"), latin=True)
    setter = Setter(standard()).set(form)
    change = remade.filled_form(setter)

    def filled(target):
        remade.by_hand(setter, target)
        remade.saved(target, target.with_suffix(".tmp"), change)
        target.with_suffix(".tmp").replace(target)

    maker.make("filled_form", form, filled)
    for name, seed, skew, jitter in (("ocr_layer", 561, 0.0, 0.3), ("ocr_skewed", 562, 1.3, 0.4), ("ocr_skewed_back", 563, -0.8, 0.5)):
        text = minutes(seed, parts=("pair", "accounts", "sign"), latin=True, paragraphs=3)
        set_text = Setter(standard(), size=10.5).set(text)

        def scan(target, set_text=set_text, skew=skew, jitter=jitter):
            remade.by_hand(set_text, target)
            remade.with_recognised_text(set_text, target, target.with_suffix(".tmp"), skew, jitter)
            target.with_suffix(".tmp").replace(target)

        maker.make(name, text, scan)


def second(maker):
    """Made after the reader had been fitted to the others, to see what it does with what it has not seen."""
    chromium, weasy = as_html.by_chromium, as_html.by_weasyprint
    extra = ("margin", "levels", "aside", "sign")

    def web_page(name, seed, parts, by, css="", **options):
        text = minutes(seed, parts=parts)
        maker.make(name, text, lambda target: by(as_html.page(text, css, **options), target))

    web_page("x_chr_middle", 601, ("pair", *extra, "wrapping"), chromium, "td, th { vertical-align: middle; padding: 1pt 2pt }", bordered=True)
    web_page("x_chr_caps", 602, ("attendance", *extra), chromium,
             "h1, h2 { font-variant: small-caps; letter-spacing: .12em } p:first-of-type::first-letter { font-size: 260%; float: left; line-height: 0.8 } body { font-family: 'FreeSerif' }")
    web_page("x_chr_dense", 603, ("accounts", *extra), chromium, "body { font-size: 7.5pt } table { width: auto } td, th { padding: 0 2.5pt }")
    web_page("x_chr_big", 604, ("accounts", "votes", "margin"), chromium, "body { font: 15pt 'DejaVu Serif' } td, th { padding: 0 4pt; white-space: nowrap }")
    web_page("x_weasy_middle", 605, ("pair", *extra, "accounts"), weasy, "td, th { vertical-align: bottom } h2 { text-decoration: underline; text-align: right }")
    web_page("x_weasy_mono", 606, ("attendance", "accounts", "margin"), weasy, "body { font: 9pt 'DejaVu Sans Mono' } table { width: auto } td, th { padding: 0 4pt }")
    web_page("x_weasy_justified", 607, ("votes", "news", "aside"), weasy,
             "body { text-align: justify; hyphens: auto; font: 10pt 'Caladea' } .news { columns: 3; column-gap: 12pt }")
    web_page("x_weasy_word_spacing", 608, ("pair", "accounts", "margin"), weasy, "p, li, td { word-spacing: -0.08em; letter-spacing: -0.01em }")

    def hand_made(name, seed, parts, faces, setting=None, order="natural", longest=200, **manner):
        text = minutes(seed, parts=parts, latin=True)
        setter = Setter(faces, **(setting or {})).set(text)
        maker.make(name, text, lambda target: remade.by_hand(setter, target, lambda runs: ordered(runs, order), **manner), longest=longest)

    def standard(name="Helvetica", bold="Helvetica-Bold"):
        return [Standard(name), Standard(bold)]

    def embedded(manner, name="crosextra/Carlito"):
        return [Embedded(f"{name}-Regular.ttf", manner), Embedded(f"{name}-Bold.ttf", manner)]

    hand_made("x_word", 611, ("pair", *extra), embedded("composite"), {"size": 12, "gap": 11}, manner="anywhere", marked=True)
    hand_made("x_word_justified", 612, ("attendance", *extra), embedded("composite", "crosextra/Caladea"), {"justify": True}, manner="anywhere")
    hand_made("x_words", 613, ("accounts", *extra), embedded("subset"), {"gap": 8}, manner="words")
    hand_made("x_letters", 614, ("accounts", "votes", *extra), embedded("composite"), {"gap": 9, "spread_title": 1.5}, manner="letters")
    hand_made("x_letters_reverse", 615, ("pair", "news", "levels"), standard(), {"gap": 9}, order="reverse", manner="letters")
    hand_made("x_relative_times", 616, ("accounts", "attendance", "margin"), standard("Times-Roman", "Times-Bold"), {"gap": 7}, manner="relative")
    hand_made("x_padded_courier", 617, ("accounts", "votes", *extra), standard("Courier", "Courier-Bold"), {"size": 8}, manner="padded")
    hand_made("x_columns_first", 618, ("levels", "accounts", "pair"), standard("Times-Roman", "Times-Bold"), {"gap": 8}, order="columns", manner="words and blanks")
    hand_made("x_kerned_news", 619, ("news", "levels"), embedded("odd names"), {"justify": True, "hyphenate": True, "size": 9}, order="reverse", manner="kerned")
    hand_made("x_four_columns", 620, ("note",), standard("Times-Roman", "Times-Bold"), {"columns": 4, "width": 842, "height": 595, "margin": 40, "size": 7.5}, manner="words and blanks", longest=24)
    hand_made("x_odd_rows_tight", 621, ("accounts", "levels", "votes"), embedded("winansi", "liberation/LiberationSansNarrow"), {"gap": 6, "leading": 1.0}, order="odd rows", manner="line")
    hand_made("x_bold_first_kerned", 622, ("accounts", "pair", *extra), embedded("subset"), order="bold first", manner="kerned")
    text = minutes(623, parts=("pair", "accounts", "votes"))
    maker.make("x_lo_sans", text, lambda target: as_office.flat_by_libreoffice(as_office.flat(
        text, font="Noto Sans", size=10, border="none", padding="0.1cm", align="justify", bullet="•", pair="tabs"), target))


def again(maker):
    for name, source, revision, aes in (("enc_rc4_40", "lo_table", 2, False), ("enc_rc4_128", "tex_lmodern", 3, False), ("enc_aes_128", "chr_table", 4, True),
                                        ("enc_aes_256", "word_runs", 6, True)):
        maker.remake(name, source, lambda origin, target, revision=revision, aes=aes: remade.encrypted(origin, target, revision, aes))
    generate, preserve = remade.pikepdf.ObjectStreamMode.generate, remade.pikepdf.ObjectStreamMode.preserve
    maker.remake("qpdf_linear", "typst_grid", lambda origin, target: remade.saved(origin, target, linearize=True))
    maker.remake("qpdf_object_streams", "lo_docx_table", lambda origin, target: remade.saved(origin, target, object_stream_mode=generate, recompress_flate=True))
    maker.remake("qpdf_qdf", "weasy_table", lambda origin, target: remade.saved(origin, target, qdf=True, object_stream_mode=preserve))
    maker.remake("turned_90", "chr_grid", lambda origin, target: remade.saved(origin, target, remade.turned(90)))
    maker.remake("turned_content", "rl_truetype", lambda origin, target: remade.saved(origin, target, remade.turned_by_content))
    maker.remake("in_forms", "lo_tabs", lambda origin, target: remade.saved(origin, target, remade.wrapped_in_forms))
    maker.remake("cropped", "rl_helvetica", lambda origin, target: remade.saved(origin, target, remade.cropped))
    maker.remake("split_contents", "word_simple", lambda origin, target: remade.saved(origin, target, remade.split_contents))
    maker.remake("gs_lo", "lo_docx_tabs", lambda origin, target: remade.ghostscript(origin, target))
    maker.remake("gs_chr", "chr_table", lambda origin, target: remade.ghostscript(origin, target, "-dCompatibilityLevel=1.3"))
    maker.remake("gs_tex_ot1", "tex_ot1", lambda origin, target: remade.ghostscript(origin, target))
    maker.remake("ps_word", "word_simple", remade.through_postscript)
    maker.remake("ps_weasy", "weasy_float_hyphens", remade.through_postscript)
    maker.remake("cairo_lo", "lo_table", remade.by_cairo)
    maker.remake("cairo_typst", "typst_justified_news", remade.by_cairo)
    for source in ("lo_docx_table", "chr_table", "tex_lmodern", "typst_grid", "rl_truetype"):
        maker.remake(f"nomap_{source}", source, lambda origin, target: remade.saved(origin, target, remade.without_maps))
    for how, source in (("startxref", "rl_helvetica"), ("no trailer", "fpdf_table"), ("no table", "wk_table"), ("junk before", "lo_landscape"), ("junk after", "tex_times_longtable"),
                        ("shifted", "report_relative"), ("line ends", "case_system"), ("no ends", "indesign_kerned"), ("lengths", "print_words")):
        maker.remake("dmg_" + how.replace(" ", "_"), source, lambda origin, target, how=how: remade.damaged(origin, target, how))
    maker.remake("scan", "lo_docx_cells", remade.scanned)
    maker.remake("ocr_tesseract", "lo_docx_cells", lambda origin, target: recognised(origin, target))


def recognised(origin, target):
    between = target.with_suffix(".tmp.pdf")
    remade.scanned(origin, between, 200)
    remade.recognised(between, target)
    between.unlink()


def main(arguments):
    if not arguments:
        sys.exit("usage: make_pdfs.py FOLDER [WORD…]   (makes the files whose names hold one of the words)")
    logging.disable(logging.WARNING)
    folder = Path(arguments[0])
    folder.mkdir(parents=True, exist_ok=True)
    maker = Maker(folder.resolve(), arguments[1:])
    for part in (web, office, typeset, library, hand, second, again):
        part(maker)
    print(maker.made, "files")
    for trouble in maker.failed:
        print("failed:", trouble, file=sys.stderr)


main(sys.argv[1:])
