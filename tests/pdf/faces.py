"""Fonts as files may hold them: named only, simple with any encoding, or composite; with and without what says which code is which letter."""

import io

import pikepdf
from fontTools import subset
from fontTools.ttLib import TTFont
from pikepdf import Array, Dictionary, Name

FONTS = "/usr/share/fonts/truetype/"


def hexadecimal(data):
    return "<" + data.hex() + ">"


class Standard:
    """One of the fonts that every reader has, not embedded."""

    is_wide = False

    def __init__(self, name, encoding="WinAnsiEncoding", differences=None):
        from reportlab.pdfbase import pdfmetrics

        self.name, self.encoding, self.differences = name, encoding, differences or {}
        self.measure = lambda text: pdfmetrics.stringWidth(text, name, 1)
        self.codec = {"WinAnsiEncoding": "cp1252", "MacRomanEncoding": "mac_roman"}[encoding]

    def width(self, text):
        return self.measure(text)

    def code(self, text):
        data = bytes(self.differences[letter][0] if letter in self.differences else letter.encode(self.codec)[0] for letter in text)
        return hexadecimal(data)

    def font(self, pdf):
        encoding = Name("/" + self.encoding)
        if self.differences:
            items = [item for code, name in sorted(self.differences.values()) for item in (code, Name("/" + name))]
            encoding = Dictionary(Type=Name.Encoding, BaseEncoding=encoding, Differences=Array(items))
        return pdf.make_indirect(Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name("/" + self.name), Encoding=encoding))


class Embedded:
    """A TrueType font in the file.

    `manner`: `winansi`; `composite` (two bytes a glyph); `renumbered` (composite, glyph numbers shifted by a map); `subset` (codes from 1 in
    the order of use, with a map); `named` (the same, glyph names instead of a map); `odd names` (names such as g12, with a map); `symbol` (codes by
    the font's own character map); `bare` (composite, nothing but the font's own character map).
    """

    def __init__(self, path, manner="winansi", letters="", ligatures=()):
        self.manner, self.path = manner, FONTS + path
        self.ttf = TTFont(self.path)
        self.cmap, self.units = self.ttf.getBestCmap(), self.ttf["head"].unitsPerEm
        self.is_wide = manner in ("composite", "renumbered", "bare", "utf16")
        self.ligatures = {text: chr(code) for text, code in ligatures}
        self.codes = {}
        self.used = set()

    def letter_width(self, letter):
        return self.ttf["hmtx"][self.cmap[ord(letter)]][0] / self.units

    def width(self, text):
        return sum(self.letter_width(letter) for letter in text)

    def code(self, text):
        for letters, sign in self.ligatures.items():
            text = text.replace(letters, sign)
        self.used |= set(text)
        return hexadecimal(b"".join(self.code_of(letter) for letter in text))

    def code_of(self, letter):
        if self.is_wide:
            number = self.ttf.getGlyphID(self.cmap[ord(letter)])
            return (number + 7 if self.manner == "renumbered" else ord(letter) if self.manner == "utf16" else number).to_bytes(2, "big")
        if self.manner == "winansi":
            return letter.encode("cp1252") if letter not in "ﬁﬂ" else bytes([{"ﬁ": 1, "ﬂ": 2}[letter]])
        return bytes([self.codes.setdefault(letter, 32 if letter == " " else next_code(self.codes))])

    def program(self, pdf):
        options = subset.Options(retain_gids=True, notdef_outline=True, glyph_names=True, drop_tables=["GSUB", "GPOS", "GDEF", "kern"])
        font = TTFont(self.path)
        cutter = subset.Subsetter(options)
        cutter.populate(unicodes=[ord(letter) for letter in self.used])
        cutter.subset(font)
        if self.manner == "symbol":
            from fontTools.ttLib.tables._c_m_a_p import CmapSubtable

            table = CmapSubtable.newSubtable(4)
            table.platformID, table.platEncID, table.language = 3, 0, 0
            table.cmap = {0xF000 + code: self.cmap[ord(letter)] for letter, code in self.codes.items()}
            font["cmap"].tables = [table]
        elif self.manner not in ("bare", "winansi"):
            del font["cmap"]
        if self.manner not in ("symbol",):
            font["post"].formatType = 3.0
        data = io.BytesIO()
        font.save(data)
        return pdf.make_stream(data.getvalue(), Length1=len(data.getvalue()))

    def font(self, pdf):
        name = Name("/ABCDEF+" + self.ttf["name"].getDebugName(6))
        symbolic = self.manner != "winansi"
        box = [round(self.ttf["head"].xMin * 1000 / self.units), round(self.ttf["head"].yMin * 1000 / self.units),
               round(self.ttf["head"].xMax * 1000 / self.units), round(self.ttf["head"].yMax * 1000 / self.units)]
        descriptor = pdf.make_indirect(Dictionary(
            Type=Name.FontDescriptor, FontName=name, Flags=4 if symbolic else 32, FontBBox=Array(box), ItalicAngle=0, Ascent=905, Descent=-212,
            CapHeight=716, StemV=80, FontFile2=self.program(pdf)))
        font = self.composite(pdf, name, descriptor) if self.is_wide else self.simple(name, descriptor)
        if self.manner in ("composite", "renumbered", "subset", "odd names"):
            font.ToUnicode = pdf.make_stream(self.to_unicode())
        return pdf.make_indirect(font)

    def composite(self, pdf, name, descriptor):
        numbers = {letter: int.from_bytes(self.code_of(letter), "big") for letter in self.used}
        widths = [item for letter, glyph in sorted(numbers.items(), key=lambda pair: pair[1])
                  for item in (glyph, Array([round(self.letter_width(letter) * 1000)]))]
        mapping = Name.Identity
        if self.manner in ("renumbered", "utf16"):
            table = bytearray(2 * (max(numbers.values()) + 1))
            for letter, number in numbers.items():
                table[2 * number : 2 * number + 2] = self.ttf.getGlyphID(self.cmap[ord(letter)]).to_bytes(2, "big")
            mapping = pdf.make_stream(bytes(table))
        system = Dictionary(Registry=pikepdf.String("Adobe"), Ordering=pikepdf.String("Identity"), Supplement=0)
        descendant = Dictionary(Type=Name.Font, Subtype=Name.CIDFontType2, BaseFont=name, CIDSystemInfo=system, FontDescriptor=descriptor, DW=1000,
                                W=Array(widths), CIDToGIDMap=mapping)
        encoding = Name("/UniGB-UTF16-H") if self.manner == "utf16" else Name("/Identity-H")
        return Dictionary(Type=Name.Font, Subtype=Name.Type0, BaseFont=name, Encoding=encoding,
                          DescendantFonts=Array([pdf.make_indirect(descendant)]))

    def simple(self, name, descriptor):
        codes = {letter: self.code_of(letter)[0] for letter in self.used}
        first, last = min(codes.values()), max(codes.values())
        by_code = {code: letter for letter, code in codes.items()}
        widths = [round(self.letter_width(by_code[code]) * 1000) if code in by_code else 0 for code in range(first, last + 1)]
        font = Dictionary(Type=Name.Font, Subtype=Name.TrueType, BaseFont=name, FirstChar=first, LastChar=last, Widths=Array(widths),
                          FontDescriptor=descriptor)
        if self.manner == "winansi":
            font.Encoding = Name.WinAnsiEncoding
        elif self.manner in ("named", "odd names"):
            names = [item for code, letter in sorted(by_code.items()) for item in (code, Name("/" + self.glyph_name(letter, code)))]
            font.Encoding = Dictionary(Type=Name.Encoding, Differences=Array(names))
        return font

    def glyph_name(self, letter, code):
        if self.manner == "odd names":
            return f"g{code}"
        known = {"ﬁ": "f_i", "ﬂ": "f_l", "ﬃ": "f_f_i", "ﬀ": "f_f", "–": "endash", "§": "section", " ": "space"}
        return known.get(letter) or (f"uni{ord(letter):04X}" if ord(letter) > 126 else AGL.get(letter, f"u{ord(letter):04X}"))

    def to_unicode(self):
        length = 4 if self.is_wide else 2
        spelled = {"ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬀ": "ff"}
        rows = [f"<{int.from_bytes(self.code_of(letter), 'big'):0{length}X}> <{spelled.get(letter, letter).encode('utf-16-be').hex().upper()}>"
                for letter in sorted(self.used)]
        parts = [rows[at : at + 100] for at in range(0, len(rows), 100)]
        body = "\n".join(f"{len(part)} beginbfchar\n" + "\n".join(part) + "\nendbfchar" for part in parts)
        space = "<0000> <FFFF>" if self.is_wide else "<00> <FF>"
        return (f"/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapType 2 def\n1 begincodespacerange {space} endcodespacerange\n"
                f"{body}\nendcmap end end").encode()


AGL = {letter: letter for letter in "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"} | {
    ",": "comma", ".": "period", "-": "hyphen", "(": "parenleft", ")": "parenright", ":": "colon", ";": "semicolon", "/": "slash", "%": "percent",
    **{str(place): name for place, name in enumerate("zero one two three four five six seven eight nine".split())}}


def next_code(codes):
    code = 1 + len(codes)
    return code if code < 32 else code + 1
