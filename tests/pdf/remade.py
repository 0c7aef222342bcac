"""What happens to files after they were made: encryption, other structure, scanning, damage."""

import io
import random
import re
import subprocess
import tempfile
from pathlib import Path

import pikepdf
from pikepdf import Array, Dictionary, Name

from by_hand import content


def by_hand(setter, target, order=lambda runs: runs, **manner):
    """Writes set pages. The content comes first, because a font holds what its codes were asked for."""
    faces = setter.faces
    streams = []
    for runs, lines in zip(setter.pages, setter.lines):
        streams.append(content(order(runs), lines, faces, flipped=setter.height if manner.get("flip") else None,
                               **{key: value for key, value in manner.items() if key != "flip"}))
    pdf = pikepdf.Pdf.new()
    fonts = Dictionary(F1=faces[False].font(pdf), F2=faces[True].font(pdf))
    for stream in streams:
        page = pdf.add_blank_page(page_size=(setter.width, setter.height))
        page.Contents = pdf.make_stream(stream.encode("latin-1"))
        page.Resources = Dictionary(Font=fonts)
    pdf.save(target)


def encrypted(source, target, revision, aes):
    options = pikepdf.Encryption(owner="hemligt", user="", R=revision, aes=aes, metadata=aes)
    with pikepdf.open(source) as pdf:
        pdf.save(target, encryption=options)


def saved(source, target, change=None, **options):
    with pikepdf.open(source) as pdf:
        if change:
            change(pdf)
        pdf.save(target, **options)


def turned(degrees):
    def change(pdf):
        for page in pdf.pages:
            page.rotate(degrees, relative=True)

    return change


def turned_by_content(pdf):
    """The page lies on its side and /Rotate sets it up again, as scanning programs and landscape tables do."""
    for page in pdf.pages:
        box = [float(side) for side in page.mediabox]
        data = b"q 0 1 -1 0 %d 0 cm\n" % box[3] + b"".join(part.read_bytes() + b"\n" for part in as_list(page.Contents)) + b"Q"
        page.Contents = pdf.make_stream(data)
        page.mediabox = [0, 0, box[3], box[2]]
        page.Rotate = 90


def as_list(contents):
    return list(contents) if isinstance(contents, pikepdf.Array) else [contents]


def wrapped_in_forms(pdf):
    for page in pdf.pages:
        data = b"".join(part.read_bytes() + b"\n" for part in as_list(page.Contents))
        form = pdf.make_stream(data, Type=Name.XObject, Subtype=Name.Form, BBox=page.mediabox, Resources=page.Resources, Matrix=Array([0.5, 0, 0, 0.5, 10, 0]))
        page.Contents = pdf.make_stream(b"q 2 0 0 2 -20 0 cm /Fm0 Do Q")
        page.Resources = Dictionary(XObject=Dictionary(Fm0=form))


def without_maps(pdf):
    for item in pdf.objects:
        if isinstance(item, pikepdf.Dictionary) and item.get("/Type") == Name.Font and "/ToUnicode" in item:
            del item.ToUnicode


def cropped(pdf):
    for page in pdf.pages:
        left, bottom, right, top = (float(side) for side in page.mediabox)
        page.mediabox = [left - 100, bottom - 50, right + 30, top + 80]
        page.cropbox = [left, bottom, right, top]


def split_contents(pdf):
    """A page's content in several streams, cut between operations."""
    for page in pdf.pages:
        data = b"".join(part.read_bytes() + b"\n" for part in as_list(page.Contents))
        lines = data.split(b"\n")
        third = len(lines) // 3
        parts = (lines[:third], lines[third : 2 * third], lines[2 * third :])
        page.Contents = Array([pdf.make_stream(b"\n".join(part)) for part in parts])


def filled_form(setter):
    """Takes the values of form fields out of the pages and gives them back as fields with appearances."""
    values = []
    for page in setter.pages:
        for run in [run for run in page if abs(run.x - setter.margin - 150) < 0.1]:
            page.remove(run)
            values.append(run)

    def change(pdf):
        font = pdf.pages[0].Resources.Font.F1
        fields = []
        for place, run in enumerate(values):
            code = setter.faces[False].code(run.text)
            width = setter.measure(run.text) + 8
            look = pdf.make_stream(f"/Tx BMC q BT /F1 {run.size} Tf 2 4 Td {code} Tj ET Q EMC".encode(), Type=Name.XObject, Subtype=Name.Form,
                                   BBox=Array([0, 0, width, 16]), Resources=Dictionary(Font=Dictionary(F1=font)))
            fields.append(pdf.make_indirect(Dictionary(
                Type=Name.Annot, Subtype=Name.Widget, FT=Name.Tx, T=pikepdf.String(f"falt{place}"), V=pikepdf.String(run.text), F=4,
                Rect=Array([run.x - 2, run.y - 4, run.x - 2 + width, run.y + 12]), AP=Dictionary(N=look), DA=pikepdf.String("/F1 10 Tf 0 g"))))
        pdf.pages[0].Annots = Array(fields)
        pdf.Root.AcroForm = Dictionary(Fields=Array(fields), DR=Dictionary(Font=Dictionary(F1=font)))

    return change


def ghostscript(source, target, *options):
    subprocess.run(["gs", "-q", "-dNOPAUSE", "-dBATCH", "-sDEVICE=pdfwrite", *options, f"-sOutputFile={target}", str(source)], check=True,
                   capture_output=True)


def through_postscript(source, target):
    with tempfile.TemporaryDirectory() as folder:
        between = Path(folder, "page.ps")
        subprocess.run(["pdftops", str(source), str(between)], check=True, capture_output=True)
        subprocess.run(["ps2pdf", str(between), str(target)], check=True, capture_output=True)


def by_cairo(source, target):
    subprocess.run(["pdftocairo", "-pdf", str(source), str(target)], check=True, capture_output=True)


def pictures(source, resolution=150, skew=0.0):
    import pymupdf
    from PIL import Image

    for page in pymupdf.open(source):
        pixels = page.get_pixmap(dpi=resolution, colorspace="gray")
        picture = Image.frombytes("L", (pixels.width, pixels.height), pixels.samples)
        yield picture.rotate(skew, fillcolor=255, resample=Image.Resampling.BICUBIC), page.rect


def scanned(source, target, resolution=150):
    first, *others = [picture for picture, _ in pictures(source, resolution)]
    first.save(target, save_all=True, append_images=others, resolution=resolution, quality=40)


def with_recognised_text(setter, source, target, skew=0.0, jitter=0.0, seed=3):
    """A scan with text that cannot be seen over it, word by word, in the way of programs that recognise text: every word is scaled to its place."""
    from math import cos, radians, sin

    chance = random.Random(seed)
    pdf = pikepdf.Pdf.new()
    font = pdf.make_indirect(Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name("/Times-Roman"), Encoding=Name.WinAnsiEncoding))
    from reportlab.pdfbase.pdfmetrics import stringWidth

    from by_hand import split_words

    for runs, (picture, box) in zip(setter.pages, pictures(source, 110, skew)):
        data = io.BytesIO()
        picture.save(data, "JPEG", quality=35)
        page = pdf.add_blank_page(page_size=(box.width, box.height))
        image = pdf.make_stream(data.getvalue(), Type=Name.XObject, Subtype=Name.Image, Width=picture.width, Height=picture.height,
                                ColorSpace=Name.DeviceGray, BitsPerComponent=8, Filter=Name.DCTDecode)
        out = [f"q {box.width} 0 0 {box.height} 0 0 cm /Im0 Do Q BT 3 Tr"]
        c, s = cos(radians(skew)), sin(radians(skew))
        middle = box.width / 2, box.height / 2
        for run in runs:
            face = setter.faces[run.bold]
            for word in split_words(run, face):
                x, y = word.x - middle[0] + chance.uniform(-1, 1) * jitter, word.y - middle[1] + chance.uniform(-1, 1) * jitter
                x, y = middle[0] + x * c - y * s, middle[1] + x * s + y * c
                size = round(word.size * chance.uniform(0.92, 1.08), 1)
                stretch = face.width(word.text) * word.size / (stringWidth(word.text, "Times-Roman", 1) * size) * 100
                out.append(f"/F1 {size} Tf {stretch:.2f} Tz {c:.5f} {s:.5f} {-s:.5f} {c:.5f} {x:.2f} {y:.2f} Tm <{word.text.encode('cp1252').hex()}20> Tj")
        page.Contents = pdf.make_stream("\n".join([*out, "ET"]).encode())
        page.Resources = Dictionary(Font=Dictionary(F1=font), XObject=Dictionary(Im0=image))
    pdf.save(target)


def recognised(source, target):
    subprocess.run(["ocrmypdf", "-l", "swe", "--output-type", "pdf", "--optimize", "0", "-q", str(source), str(target)], check=True, capture_output=True)


DAMAGE = {
    "startxref": lambda data: re.sub(rb"startxref\s+\d+", b"startxref\n17", data),
    "no trailer": lambda data: data[: data.rfind(b"trailer") if b"trailer" in data else data.rfind(b"startxref")],
    "no table": lambda data: data[: data.rfind(b"xref\n0 ") if b"xref\n0 " in data else -40],
    "junk before": lambda data: b"HTTP/1.1 200 OK\r\nContent-Type: application/pdf\r\n\r\n" + data,
    "junk after": lambda data: data + b"\x00" * 3000 + b"<html><body>tack</body></html>",
    "shifted": lambda data: data[:9] + b"%" + b"x" * 37 + b"\n" + data[9:],
    "line ends": lambda data: data.replace(b"endobj\n", b"endobj\r\n"),
    "no ends": lambda data: data.replace(b"endobj\n", b"\n"),
    "lengths": lambda data: re.sub(rb"/Length \d+", b"/Length 12", data),
}


def damaged(source, target, how):
    target.write_bytes(DAMAGE[how](source.read_bytes()))
