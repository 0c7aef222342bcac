"""Sets a flow as plain text: pages of 52 lines, a head and a foot on each, form feeds between them."""

import re
import textwrap

from layouts import flow, running_foot, running_head

WIDTH, BODY_LINES, COLUMN = 84, 46, 42


def pages(minutes):
    """Two passes: the contents list needs the pages it tells of."""
    first = paginate(minutes, {})
    return paginate(minutes, pages_by_label(minutes, first))


def write(minutes):
    done = pages(minutes)
    sheets = []
    for number, body in enumerate(done, 1):
        head = [three(row, number, len(done)) for row in running_head(minutes)]
        foot = [three(row, number, len(done)) for row in running_foot(minutes)]
        sheets.append("\n".join(head + ["", ""] + body + ["", ""] + foot) + "\n")
    return "\f".join(sheets)


def three(row, page, pages):
    left, middle, right = (part.replace("{page}", str(page)).replace("{pages}", str(pages)) for part in row)
    line = left.ljust(max(COLUMN - len(middle) // 2, len(left) + 3)) + middle if middle else left
    return (line.ljust(max(WIDTH - len(right), len(line) + 3)) + right if right else line).rstrip()


def paginate(minutes, known):
    """Each group of lines stays together; a group is a heading with what follows it, or one block."""
    sheets, sheet = [], []
    for group in groups(minutes, known):
        if group is None:
            if sheet:
                sheets.append(sheet)
            sheet = []
            continue
        group = spaced(sheet, group)
        if len(group) > 6 and len(sheet) + len(group) > BODY_LINES >= len(sheet) + 4:
            room = BODY_LINES - len(sheet)
            sheets.append(sheet + group[:room])
            sheet = group[room:]
            continue
        if len(sheet) + len(group) > BODY_LINES:
            sheets.append(sheet)
            sheet = []
        sheet = sheet + group if sheet else drop_leading_blank(group)
    return [strip_end(sheet) for sheet in sheets + [sheet]]


def spaced(sheet, group):
    """Blank lines that end the sheet count towards those that begin the group."""
    for line in reversed(sheet):
        if line or not group or group[0]:
            break
        group = group[1:]
    return group


def groups(minutes, known):
    held, before = [], None
    for piece in flow(minutes):
        if piece.kind == "pagebreak":
            yield None
            continue
        if piece.kind == "contents":
            yield held + [""]
            held = []
            yield from contents(piece, known)
            continue
        # What follows a list stands apart from its last item.
        held += ([""] if before == "item" and piece.kind == "text" else []) + lines_of(piece)
        before = piece.kind
        if piece.kind not in ("header", "title", "meta", "section", "heading"):
            yield held
            held = []


def contents(piece, known):
    for name, title in piece.cells:
        page = str(known.get(name, 0))
        rows = textwrap.wrap(title, WIDTH - 18)
        rows = [name.ljust(10) + rows[0]] + [" " * 10 + row for row in rows[1:]]
        rows[-1] += " " + "." * (WIDTH - len(rows[-1]) - len(page) - 2) + " " + page
        yield rows


def pages_by_label(minutes, done):
    found = {}
    wanted = [piece for piece in flow(minutes) if piece.kind == "contents"]
    for name, _ in (wanted[0].cells if wanted else []):
        for number, body in enumerate(done, 1):
            if any(line == name or line.startswith(name + " ") for line in body) and number > 2:
                found.setdefault(name, number)
    return found


def lines_of(piece):
    text, mark = piece.text, piece.mark
    if piece.kind in ("cover", "line", "meta"):
        return [text] if piece.kind != "meta" else wrap(text)
    if piece.kind == "field":
        label = mark if mark.endswith((":", " den", "Paragraf")) else mark.ljust(34)
        return wrap(f"{label} {text}", hang=35 if label.endswith("  ") else 0)
    if piece.kind == "columns":
        return (["", ""] if text else [])[:1] + side_by_side(*piece.cells)
    if piece.kind == "header":
        return ["", ""] + (two_margins(text, mark) if mark else wrap(text))
    if piece.kind == "title":
        return wrap(text)
    if piece.kind in ("section", "heading"):
        return ["", text] if text else [""]
    if piece.kind == "item":
        return wrap(text, first=mark + " ", hang=len(mark) + 1)
    if piece.kind == "row":
        return [row_of(piece.cells)]
    if piece.kind == "vote":
        return [piece.cells[0].ljust(44) + "".join(cell.center(10) for cell in piece.cells[1:]).rstrip()]
    if piece.kind == "end":
        return ["", "_" * 20]
    return wrap(text) + [""]


def two_margins(left, right):
    return [left.ljust(WIDTH - len(right)) + right]


def side_by_side(left, right):
    """A long cell on the right wraps, and its second line stands between the left column's names."""
    wrapped = textwrap.wrap(right, WIDTH - COLUMN, break_on_hyphens=False) or [""]
    ends = [left] + [""] * (len(wrapped) - 1)
    return [(one.ljust(COLUMN) + other).rstrip() for one, other in zip(ends, wrapped)]


def row_of(cells):
    first, *rest = cells
    width = 44 if len(rest) < 4 else 32
    return first.ljust(width) + "".join(cell.rjust((WIDTH - width) // max(len(rest), 1)) for cell in rest)


def wrap(text, first="", hang=0):
    """A section sign stays with its number, and the thousands of a sum with the rest of it."""
    bound = re.sub(r"(?<=§) (?=\d)|(?<=\d) (?=\d{3}\b)", "\u00a0", text)
    rows = textwrap.wrap(
        bound, WIDTH, initial_indent=first, subsequent_indent=" " * hang, break_long_words=False, break_on_hyphens=False
    )
    return [row.replace("\u00a0", " ") for row in rows] or [""]


def drop_leading_blank(group):
    while group and not group[0]:
        group = group[1:]
    return group


def strip_end(sheet):
    while sheet and not sheet[-1]:
        sheet = sheet[:-1]
    return sheet
