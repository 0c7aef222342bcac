"""Makes the small pictures that the tests of page pictures read: one shape in each way of storing it.

Needs Pillow. The shape is not symmetric in any direction: a bar at the left, a foot to the right, a dot above.
"""

import io
import struct

from PIL import Image, ImageOps

WIDTH, HEIGHT = 24, 12


def shape():
    picture = Image.new("L", (WIDTH, HEIGHT), 255)
    for x, y, width, height in [(2, 1, 4, 10), (6, 8, 12, 3), (18, 1, 3, 3)]:
        picture.paste(0, (x, y, x + width, y + height))
    return picture


def fax(picture, compression, options):
    file = io.BytesIO()
    tags = {278: HEIGHT, 292: options} if compression == "group3" else {278: HEIGHT}
    # Written so that a black run is a black pixel, as PDF has it.
    black_and_white = ImageOps.invert(picture).convert("1")
    black_and_white.save(file, "TIFF", compression=compression, tiffinfo=tags)
    table = Image.open(io.BytesIO(file.getvalue())).tag_v2
    return file.getvalue()[table[273][0] : table[273][0] + table[279][0]]


def jbig2(picture):
    def segment(number, kind, data):
        return struct.pack(">IBBBI", number, kind, 0, 1, len(data)) + data

    page = struct.pack(">IIIIBH", WIDTH, HEIGHT, 0, 0, 0, 0)
    region = struct.pack(">IIIIB", WIDTH, HEIGHT, 0, 0, 0) + b"\x01" + fax(picture, "group4", 0)
    return segment(0, 48, page) + segment(1, 38, region) + segment(2, 49, b"")


def write(name, data):
    with open(name, "wb") as file:
        file.write(data)


picture = shape()
picture.save("grey.jpg", quality=90)
picture.convert("RGB").save("colour.jpg", quality=90)
picture.convert("RGB").save("progressive.jpg", quality=90, progressive=True)
picture.convert("RGB").convert("CMYK").save("inks.jpg", quality=90)
picture.convert("RGB").save("colour.jp2", irreversible=False)
write("group4.fax", fax(picture, "group4", 0))
write("group3.fax", fax(picture, "group3", 0))
write("group3_two_dimensional.fax", fax(picture, "group3", 1))
write("region.jbig2", jbig2(picture))
