"""Sets one set of minutes as DOCX, ODT or HTML: by LibreOffice, as Word saves it, or as a website publishes it.

The same bytes each time: the entries of the containers get the meeting's date.
"""

import re
import tempfile
import zipfile
from pathlib import Path

import as_odt
import as_page
from as_pdf import run


def write(minutes, target, producer):
    make = {
        "libreoffice-docx": lambda folder: converted(minutes, folder, "docx"),
        "libreoffice-odt": lambda folder: converted(minutes, folder, "odt"),
        "libreoffice-html": lambda folder: converted(minutes, folder, "html"),
        "flat-odt": lambda folder: as_odt.write(minutes).encode(),
        "word": lambda folder: word(minutes, folder),
        "website": lambda folder: as_page.write(minutes).encode(),
    }[producer]
    with tempfile.TemporaryDirectory() as folder:
        data = make(Path(folder))
    if data.startswith(b"PK"):
        data = with_fixed_dates(data, minutes)
    target.write_bytes(data)


def converted(minutes, folder, kind):
    source = folder / "minutes.fodt"
    source.write_text(as_odt.write(minutes), encoding="utf-8")
    run("soffice", f"-env:UserInstallation=file://{folder}/profile", "--headless", "--convert-to", kind, "--outdir", folder, source)
    return (folder / f"minutes.{kind}").read_bytes()


def word(minutes, folder):
    import as_docx

    as_docx.write(minutes, folder / "minutes.docx")
    return (folder / "minutes.docx").read_bytes()


def with_fixed_dates(data, minutes):
    """Rewrites the container: dates in its directory and those of now in its parts."""
    import io

    done = io.BytesIO()
    moment = (minutes.day.year, minutes.day.month, minutes.day.day, 12, 0, 0)
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(done, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as target:
        for entry in source.infolist():
            if entry.filename.startswith("Thumbnails/"):
                continue
            content = source.read(entry)
            if entry.filename in ("meta.xml", "docProps/core.xml"):
                content = re.sub(rb"\d{4}-\d\d-\d\dT[\d:.]+Z?", f"{minutes.date}T12:00:00Z".encode(), content)
            made = zipfile.ZipInfo(entry.filename, moment)
            made.compress_type = entry.compress_type
            made.external_attr = 0o644 << 16
            target.writestr(made, content)
    return done.getvalue()
