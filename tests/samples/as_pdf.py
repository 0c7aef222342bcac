"""Sets one set of minutes as PDF by the program its source names, the same bytes each time.

`libreoffice` and `chromium` are programs; `weasyprint`, `typst` and `reportlab` are Python packages. All want the fonts
Liberation and Noto. Dates and identifiers in the file come from the meeting's date.
"""

import hashlib
import os
import re
import subprocess
import tempfile
from datetime import datetime, timezone
from pathlib import Path

import as_html
import as_odt
import as_typst


def write(minutes, target, producer=None):
    moment = datetime(minutes.day.year, minutes.day.month, minutes.day.day, 12, tzinfo=timezone.utc)
    os.environ["SOURCE_DATE_EPOCH"] = str(int(moment.timestamp()))
    makers = {
        "libreoffice": libreoffice, "chromium": chromium, "weasyprint": weasyprint, "typst": typst, "reportlab": reportlab,
    }
    make = makers[producer or minutes.producer]
    with tempfile.TemporaryDirectory() as folder:
        data = make(minutes, Path(folder))
    target.write_bytes(with_fixed_dates(data, moment))


def libreoffice(minutes, folder):
    source = folder / "minutes.fodt"
    source.write_text(as_odt.write(minutes), encoding="utf-8")
    run("soffice", f"-env:UserInstallation=file://{folder}/profile", "--headless", "--convert-to", "pdf", "--outdir", folder, source)
    return (folder / "minutes.pdf").read_bytes()


def chromium(minutes, folder):
    source, done = folder / "minutes.html", folder / "minutes.pdf"
    source.write_text(as_html.write(minutes, serif="'Liberation Sans'"), encoding="utf-8")
    run(
        "chromium", "--headless", "--no-sandbox", "--disable-gpu", "--disable-pdf-tagging", "--no-pdf-header-footer",
        f"--user-data-dir={folder}/profile", f"--print-to-pdf={done}", source.as_uri(),
    )
    return done.read_bytes()


def weasyprint(minutes, folder):
    from weasyprint import HTML

    return HTML(string=as_html.write(minutes)).write_pdf()


def typst(minutes, folder):
    import typst as compiler

    source = folder / "minutes.typ"
    source.write_text(as_typst.write(minutes), encoding="utf-8")
    return compiler.compile(source)


def reportlab(minutes, folder):
    import as_reportlab

    return as_reportlab.write(minutes)


def run(*command):
    subprocess.run([str(part) for part in command], check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def with_fixed_dates(data, moment):
    """Same length in place, so that the cross-reference table stays true."""
    stamp = moment.strftime("%Y%m%d%H%M%S").encode()
    data = re.sub(rb"(/(?:CreationDate|ModDate) ?\(D:)\d{14}", rb"\g<1>" + stamp, data)
    name = hashlib.sha256(stamp).hexdigest().upper().encode()[:32]
    data = re.sub(rb"(?<=/DocChecksum /)[0-9A-F]{32}", name, data)
    trailer = data.rfind(b"trailer")
    return data[:trailer] + re.sub(rb"(?<=<)[0-9A-Fa-f]{32}(?=>)", name, data[trailer:])
