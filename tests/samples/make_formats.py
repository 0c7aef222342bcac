#!/usr/bin/env python3
"""Makes tests/formats: some sets in every format, to read the same from each. See README.md."""

import sys
from pathlib import Path

import as_office
import as_pdf
import as_text
from reading import read

HERE = Path(__file__).resolve().parent
FORMATS = HERE.parent / "formats"

# One of each layout: attendance in one column and in two, votes by name, contents lists.
SETS = ["ekvalla/bun_2023-03-21", "strandkoping/ks_2025-01-29", "kvarnasa/kf_2020-11-09", "region-alvmark/hsn_2025-09-10"]

OFFICE = {
    "libreoffice.docx": "libreoffice-docx", "word.docx": "word", "libreoffice.odt": "libreoffice-odt", "flat.fodt": "flat-odt",
    "website.html": "website", "libreoffice.html": "libreoffice-html",
}
PDF = ["libreoffice", "chromium", "weasyprint", "typst", "reportlab"]


def main(wanted):
    for name in SETS:
        minutes = read(HERE / f"{name}.minutes")
        folder = FORMATS / name.split("/")[0]
        folder.mkdir(parents=True, exist_ok=True)
        for file, make in makers(minutes).items():
            if not wanted or any(word in f"{folder}/{file}" for word in wanted):
                make(folder / file)
        facts = f'# An invented place, which the register cannot tell.\nmunicipality = "{minutes.municipality}"\n'
        (folder / "facts.toml").write_text(facts, encoding="utf-8")


def makers(minutes):
    made = {"text.txt": lambda target: target.write_text(as_text.write(minutes), encoding="utf-8")}
    for producer in PDF:
        made[f"{producer}.pdf"] = lambda target, producer=producer: as_pdf.write(minutes, target, producer)
    for file, producer in OFFICE.items():
        made[file] = lambda target, producer=producer: as_office.write(minutes, target, producer)
    return made


if __name__ == "__main__":
    main(sys.argv[1:])
