"""Reads one source (`*.minutes`) into plain Python values.

The markup is described in README.md. Everything that the layouts need is a value here; nothing is laid out.
"""

import datetime
import re
from dataclasses import dataclass, field
from pathlib import Path

# Below these headings each line of the source is a line of its own.
LINEWISE = ("Beslutsunderlag", "Underlag", "Handling", "Protokollsutdrag", "Beslutet skickas", "Expedieras", "Kopia till")


@dataclass
class Block:
    """`text`, `item` (with its mark), `line` (kept alone on a line), `row` (cells), `vote` (name and choice)."""

    kind: str
    text: str = ""
    mark: str = ""
    cells: list = field(default_factory=list)


@dataclass
class Section:
    heading: str | None
    blocks: list


@dataclass
class Paragraph:
    number: int
    suffix: str
    title: str
    cases: list
    officers: list
    outcomes: list
    votes: list
    at_once: bool
    sections: list

    @property
    def label(self):
        return f"§ {self.number}" + (f" {self.suffix}" if self.suffix else "")


@dataclass
class Minutes:
    path: Path
    fields: dict
    lists: dict
    paragraphs: list

    def __getattr__(self, name):
        try:
            return self.fields[name]
        except KeyError:
            raise AttributeError(f"{self.path}: no field {name}") from None

    def get(self, name, otherwise=""):
        return self.fields.get(name, otherwise)

    @property
    def day(self):
        return datetime.date.fromisoformat(self.date)


def read(path):
    head, _, rest = path.read_text(encoding="utf-8").partition("\n§ ")
    fields, lists = read_head(head)
    parts = re.split(r"^§ ", rest, flags=re.M)
    return Minutes(path, fields, lists, [read_paragraph(part, path) for part in parts])


def read_head(text):
    """`name: value`, or `name:` and one indented entry a line."""
    fields, lists, current = {}, {}, None
    for line in text.splitlines():
        if line.startswith("  ") and current:
            lists[current].append(line.strip())
        elif ":" in line:
            name, _, value = line.partition(":")
            current = name if not value.strip() else None
            if current:
                lists[current] = []
            else:
                fields[name] = value.strip()
    return fields, lists


def read_paragraph(text, path):
    first, *lines = text.splitlines()
    number, suffix, title = re.match(r"(\d+)(?: ([a-z])(?= ))? (.*)", first).groups()
    meta = {}
    while lines and (found := re.match(r"(case|officers|outcomes|votes|at_once): *(.*)", lines[0])):
        meta[found[1]] = found[2]
        lines.pop(0)
    return Paragraph(
        int(number), suffix or "", title,
        split(meta.get("case"), ","), split(meta.get("officers"), ","), split(meta.get("outcomes"), ","),
        [[int(part) for part in vote.split("-")] for vote in split(meta.get("votes"), ",")],
        meta.get("at_once") == "yes", read_sections(lines, f"{path.name} § {number}"),
    )


def split(value, mark):
    return [part.strip() for part in value.split(mark)] if value else []


def read_sections(lines, place):
    sections, block = [Section(None, [])], None
    for line in lines:
        blocks = sections[-1].blocks
        if not line.strip():
            block = None
        elif line.startswith("## "):
            sections.append(Section(line[3:].strip(), []))
            block = None
        elif line.startswith("> "):
            blocks.append(Block("line", line[2:].strip()))
            block = None
        elif line.startswith("| "):
            blocks.append(Block("row", cells=[cell.strip() for cell in line[2:].split("|")]))
            block = None
        elif line.startswith("! "):
            name, _, choice = line[2:].rpartition("=")
            blocks.append(Block("vote", name.strip(), choice.strip()))
            block = None
        elif found := re.match(r"(-|\d+\.|[a-d]\)) +(.*)", line):
            block = Block("item", found[2], found[1])
            blocks.append(block)
        elif (sections[-1].heading or "").startswith(LINEWISE):
            blocks.append(Block("line", line.strip()))
        elif block:
            block.text += " " + line.strip()
        else:
            block = Block("text", line.strip())
            blocks.append(block)
    assert "§" not in "".join(s.heading or "" for s in sections), place
    return [section for section in sections if section.heading or section.blocks]


def canonical(printed):
    """`Ks 596/2020`, `STK-2024-00012`, `2020-00275`, `RS/2025:298` -> `REGISTRY YEAR/SERIAL`."""
    printed = re.sub(r"[: ]-?\d+$", "", printed) if re.search(r"-\d{5}:-?\d+$", printed) else printed
    for form in (
        r"(?P<registry>\w+) (?P<serial>\d+)/(?P<year>\d{4})",
        r"(?:(?P<registry>[A-ZÅÄÖ]+)-)?(?P<year>\d{4})-(?P<serial>\d+)",
        r"(?P<registry>[A-ZÅÄÖ]+)/(?P<year>\d{4}):(?P<serial>\d+)",
    ):
        if found := re.fullmatch(form, printed):
            registry = found["registry"]
            number = f"{found['year']}/{int(found['serial'])}"
            return f"{registry.upper()} {number}" if registry else number
    raise ValueError(f"no case number: {printed}")
