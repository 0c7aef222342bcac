"""Minutes set by hand and written in the manner of programs that cannot be run here: Word, Acrobat, case systems, QuarkXPress, scanners.

`Setter` decides what stands where; `write` decides how the file says it.
"""

import random
from dataclasses import dataclass, replace

from minutes import zipped


@dataclass
class Run:
    """Text from one point on; `words` is what is added to each blank of a justified line."""

    x: float
    y: float
    text: str
    bold: bool = False
    size: float = 10.0
    words: float = 0.0
    tracking: float = 0.0
    # Which column of the page or table it belongs to, for paint orders that go by column.
    column: int = 0


class Setter:
    """Sets blocks on pages of 595 by 842 points (or turned)."""

    def __init__(self, faces, size=10.0, leading=1.25, gap=9.0, rules=True, justify=False, width=595.0, height=842.0, margin=62.0, spread_title=0.0,
                 columns=1, hyphenate=False, bullet="•", leaders=True, tab=13.0):
        self.faces, self.size, self.leading, self.gap, self.rules, self.justify = faces, size, leading, gap, rules, justify
        self.width, self.height, self.margin, self.spread_title = width, height, margin, spread_title
        self.hyphenate, self.bullet, self.leaders, self.tab = hyphenate, bullet, leaders, tab
        self.columns, self.column = columns, 0
        self.pages, self.lines = [], []

    def set(self, minutes):
        self.minutes = minutes
        self.new_page()
        for block in minutes.blocks:
            self.block(block)
        return self

    @property
    def column_width(self):
        return (self.width - 2 * self.margin - 20 * (self.columns - 1)) / self.columns

    @property
    def left(self):
        return self.margin + self.column * (self.column_width + 20)

    def new_page(self):
        if self.pages and self.column + 1 < self.columns:
            self.column += 1
            self.y = self.height - self.margin - 20
            return
        self.column = 0
        self.pages.append([])
        self.lines.append([])
        head, foot = self.minutes.head, self.minutes.foot
        top, bottom = self.height - 38, 36
        self.put(self.margin, top, head[0], size=9)
        self.put(self.width / 2 - 50, top, head[1], size=9)
        self.put(self.width - self.margin - 40, top, f"{head[2]} {len(self.pages)}", size=9)
        self.put(self.margin, bottom, foot[0], size=9)
        self.put(self.width - self.margin - 100, bottom, foot[1], size=9)
        self.y = self.height - self.margin - 20

    def put(self, x, y, text, **options):
        if text:
            self.pages[-1].append(Run(x, y, text, **{"size": self.size, "column": self.column, **options}))

    def measure(self, text, size=None, bold=False):
        return self.faces[bold].width(text) * (size or self.size)

    def down(self, size=None):
        self.y -= (size or self.size) * self.leading
        if self.y < self.margin:
            self.new_page()
            self.y -= (size or self.size) * self.leading

    def wrap(self, text, width, size=None, bold=False):
        lines, line = [], ""
        words = text.split(" ")
        while words:
            word = words.pop(0)
            wider = f"{line} {word}".strip()
            if self.measure(wider, size, bold) <= width or not line:
                line = wider
                continue
            if self.hyphenate and word.isalpha() and len(word) > 8:
                at = len(word) // 2
                if self.measure(f"{line} {word[:at]}-", size, bold) <= width:
                    lines.append(f"{line} {word[:at]}-")
                    line = word[at:]
                    continue
            lines.append(line)
            line = word
        return [*lines, line]

    def paragraph(self, text, width=None, x=None, size=None, bold=False, justify=False, **options):
        width, x = width or self.column_width, x if x is not None else 0
        lines = self.wrap(text, width, size, bold)
        for place, line in enumerate(lines):
            self.down(size)
            stretch = 0.0
            if justify and place + 1 < len(lines) and " " in line:
                stretch = (width - self.measure(line, size, bold)) / line.count(" ")
            self.put(self.left + x, self.y, line, size=size or self.size, bold=bold, words=min(stretch, self.size), **options)

    def block(self, block):
        size = self.size
        match block.kind:
            case "title":
                self.paragraph(block.text, size=size + 8, bold=True, tracking=self.spread_title)
                self.y -= 6
            case "heading":
                self.y -= size
                self.paragraph(block.text, size=size + 3, bold=True)
            case "subheading":
                self.y -= size * 0.5
                self.paragraph(block.text, bold=True)
            case "line":
                self.paragraph(block.text)
                self.y -= 3
            case "text":
                self.paragraph(block.text, justify=self.justify)
                self.y -= size * 0.5
            case "note":
                self.down()
                self.put(self.left, self.y + 3, "1", size=size * 0.6)
                self.put(self.left + size * 0.5, self.y, block.text, size=size * 0.8)
            case "list":
                for item in block.items:
                    lines = self.wrap(item, self.column_width - 30)
                    for place, line in enumerate(lines):
                        self.down()
                        if place == 0 and self.bullet:
                            self.put(self.left + 8, self.y, self.bullet)
                        self.put(self.left + 8 + self.tab, self.y, line)
            case "pair":
                self.table([block.header, *zipped(block)], "ll", (), [self.column_width / 2] * 2, False)
            case "news":
                self.news(block.items)
            case "contents":
                for title, number in block.rows:
                    self.down()
                    end = self.left + self.column_width
                    self.put(self.left, self.y, title)
                    self.put(end - self.measure(number), self.y, number)
                    room = end - self.left - self.measure(title) - self.measure(number) - size
                    if self.leaders:
                        self.put(self.left + self.measure(title) + size / 2, self.y, "." * int(room / self.measure(".")))
            case "fields":
                for label, value in block.rows:
                    self.down()
                    self.put(self.left, self.y, label, bold=True)
                    self.put(self.left + 150, self.y, value)
            case "margin":
                for label, title, case in block.rows:
                    self.down()
                    self.put(self.left, self.y, label, bold=True)
                    self.put(self.left + 40, self.y, title, bold=True)
                    self.put(self.left + self.column_width - self.measure(case), self.y, case)
            case "levels":
                self.levels(block)
            case "aside":
                top = self.y
                self.paragraph(block.text, width=self.column_width - 100)
                after, self.y = self.y, top
                for item in block.items:
                    self.y -= self.size * self.leading
                    self.put(self.left + self.column_width - 80, self.y - 1.3, item, size=self.size * 0.85)
                self.y = after
            case "sign":
                for role, name in block.rows:
                    self.y -= size * 2
                    self.down()
                    self.lines[-1].append((self.left, self.y + size, self.left + 220, self.y + size))
                    self.put(self.left, self.y, role)
                    self.put(self.left + 110, self.y, name)
            case _:
                self.table(([block.header] if block.header else []) + block.rows, block.align or "l" * len(block.rows[0]), block.wrapped,
                           None, bool(block.header))

    def table(self, rows, align, wrapped, widths, has_head):
        if widths is None:
            widths = [max(self.measure(row[place], bold=has_head and row is rows[0]) for row in rows) + self.gap for place in range(len(align))]
            for place in wrapped:
                widths[place] = 60
            free = self.column_width - sum(widths)
            for place in wrapped:
                widths[place] += free / len(wrapped)
        self.y -= self.size * 0.4
        for row in rows:
            bold = has_head and row is rows[0]
            cells = [self.wrap(cell, widths[place] - self.gap, bold=bold) if place in wrapped else [cell] for place, cell in enumerate(row)]
            tall = max(len(cell) for cell in cells)
            if self.y - tall * self.size * self.leading < self.margin:
                self.new_page()
            top = self.y
            for line in range(tall):
                self.down()
                x = self.left
                for place, (cell, width, side) in enumerate(zip(cells, widths, align)):
                    text = cell[line] if line < len(cell) else ""
                    extra = width - self.gap - self.measure(text, bold=bold)
                    self.put(x + {"l": 0, "r": extra, "c": extra / 2}[side], self.y, text, bold=bold, column=place)
                    x += width
            if self.rules and has_head:
                self.lines[-1].append((self.left - 2, top - 3, self.left + sum(widths), top - 3))
        self.y -= self.size

    def levels(self, block):
        widths = [130] + [(self.column_width - 130) / 4] * 4
        self.down()
        x = self.left + widths[0]
        for cell in block.header[1:]:
            self.put(x + widths[1] - self.measure(cell, bold=True) / 2, self.y, cell, bold=True)
            x += 2 * widths[1]
        # The head that spans both rows stands between them.
        self.put(self.left, self.y - self.size * self.leading / 2, block.header[0], bold=True)
        self.table(block.rows, block.align, (), widths, False)

    def news(self, items):
        """Two columns of running text, the first filled before the second."""
        width = (self.column_width - 18) / 2
        lines = []
        for item in items:
            wrapped = self.wrap(item, width)
            lines += [(line, place + 1 < len(wrapped)) for place, line in enumerate(wrapped)]
        half = (len(lines) + 1) // 2
        if self.y - half * self.size * self.leading < self.margin:
            self.new_page()
        self.y -= self.size * 0.5
        top, lowest = self.y, self.y
        for column, part in enumerate((lines[:half], lines[half:])):
            self.y = top
            for line, goes_on in part:
                self.y -= self.size * self.leading
                stretch = (width - self.measure(line)) / line.count(" ") if goes_on and self.justify and " " in line else 0.0
                self.put(self.left + column * (width + 18), self.y, line, words=min(stretch, self.size), column=column)
            lowest = min(lowest, self.y)
        self.y = lowest - self.size


def ordered(runs, order, seed=1):
    """The runs of a page as they are painted."""
    chance = random.Random(seed)
    match order:
        case "reverse":
            return runs[::-1]
        case "columns":
            return sorted(runs, key=lambda run: (run.column, -run.y, run.x))
        case "shuffled":
            return chance.sample(runs, len(runs))
        case "odd rows":
            rows = sorted({run.y for run in runs}, reverse=True)
            places = {y: (place % 2, place) for place, y in enumerate(rows)}
            return sorted(runs, key=lambda run: (places[run.y], run.x))
        case "right first":
            return sorted(runs, key=lambda run: (-run.y, -run.x))
        case "bold first":
            return sorted(runs, key=lambda run: not run.bold)
    return runs


def split_words(run, face, keep_blanks=False):
    """Every word as a run of its own."""
    x, words = run.x, []
    for place, word in enumerate(run.text.split(" ")):
        if place:
            x += face.width(" ") * run.size + run.words + run.tracking
        if word:
            words.append(replace(run, x=x, text=word + (" " if keep_blanks else ""), words=0.0))
        x += face.width(word) * run.size + run.tracking * len(word)
    return words


def split_letters(run, face):
    x, letters = run.x, []
    for letter in run.text:
        letters.append(replace(run, x=x, text=letter, words=0.0, tracking=0.0))
        x += face.width(letter) * run.size + run.tracking + (run.words if letter == " " else 0.0)
    return letters


def split_anywhere(run, face, chance):
    """As Word does: runs end inside words, blanks stand alone."""
    letters, pieces, at = split_letters(run, face), [], 0
    while at < len(letters):
        count = 1 if letters[at].text == " " else chance.randint(1, 9)
        part = []
        while at < len(letters) and len(part) < count and (letters[at].text != " " or not part):
            part.append(letters[at])
            at += 1
        pieces.append(replace(part[0], text="".join(letter.text for letter in part)))
    return pieces


def number(value):
    return f"{value:.3f}".rstrip("0").rstrip(".") or "0"


def content(runs, lines, faces, manner="line", seed=1, scale=1.0, flipped=None, tz=100.0, marked=False):
    """The content stream of one page.

    `manner`: `line`, `words`, `words and blanks`, `letters`, `kerned`, `anywhere`, `padded`, `relative`.
    `scale` divides the font size and multiplies the matrix; `flipped` is the page's height where content counts downwards, as browsers do.
    """
    chance = random.Random(seed)
    out = [f"q 0.4 w 0.3 G {' '.join(f'{number(a)} {number(b)} m {number(c)} {number(d)} l S' for a, b, c, d in lines)} Q"]
    if flipped:
        out.append(f"1 0 0 -1 0 {number(flipped)} cm")
    if tz != 100.0:
        out.append(f"{number(tz)} Tz")
    for run in runs:
        face = faces[run.bold]
        pieces = {"words": lambda: split_words(run, face), "words and blanks": lambda: split_words(run, face, True),
                  "letters": lambda: [piece for piece in split_letters(run, face) if piece.text != " "],
                  "anywhere": lambda: split_anywhere(run, face, chance)}.get(manner, lambda: [run])()
        if manner == "relative":
            out.append(relative(run, face, chance))
            continue
        for piece in pieces:
            name = f"/F{int(run.bold) + 1} {number(piece.size / scale)} Tf"
            up = -1 if flipped else 1
            y = flipped - piece.y if flipped else piece.y
            place = f"{number(scale)} 0 0 {number(scale * up)} {number(piece.x)} {number(y)} Tm"
            spacing = f"{number(piece.tracking / scale)} Tc {number(piece.words / scale) if not face.is_wide else 0} Tw"
            show = shown(piece, face, manner, chance, scale)
            span = "/Span <</MCID 0>> BDC " if marked else ""
            out.append(f"{span}BT {name} {spacing} {place} {show} ET{' EMC' if marked else ''}")
    return "\n".join(out)


def shown(piece, face, manner, chance, scale):
    text = piece.text
    if manner == "padded":
        text += " " * chance.randint(1, 6)
    if manner == "kerned" or (face.is_wide and piece.words):
        parts = []
        for place, letter in enumerate(text):
            if letter == " " and manner == "kerned":
                parts.append(number(-(face.width(" ") + piece.words / piece.size) * 1000))
                continue
            parts.append(face.code(letter))
            if letter == " ":
                parts.append(number(-piece.words / piece.size * 1000))
            elif manner == "kerned" and place % 3 == 1:
                parts.append(str(chance.choice([-14, -6, 5, 12, 38])))
        return "[" + " ".join(parts) + "] TJ"
    if manner == "anywhere" and len(text) > 2:
        at = len(text) // 2
        return f"[{face.code(text[:at])} {chance.choice([-3, -2, 1, 3])} {face.code(text[at:])}] TJ"
    return f"{face.code(text)} Tj"


def relative(run, face, chance):
    """Word by word with Td, the way of many report programs."""
    words = split_words(run, face)
    out = [f"BT /F{int(run.bold) + 1} {number(run.size)} Tf 1 0 0 1 0 0 Tm 0 Tc 0 Tw"]
    x = y = 0.0
    for word in words:
        out.append(f"{number(word.x - x)} {number(word.y - y)} Td {face.code(word.text)} Tj")
        x, y = word.x, word.y
    return " ".join(out) + " ET"
