#!/usr/bin/env python3
"""Makes the sample minutes in data/samples and what the tests expect of them. See README.md."""

import json
import sys
from pathlib import Path
from urllib.parse import quote

import as_text
from checks import check
from reading import canonical, read

HERE = Path(__file__).resolve().parent
SAMPLES = HERE.parent.parent / "data" / "samples"
PLACES = ["ekvalla", "strandkoping", "kvarnasa", "region-alvmark"]


def main(wanted):
    expected = []
    for place in PLACES:
        sets = sorted((read(path) for path in (HERE / place).glob("*.minutes")), key=lambda m: (m.date, m.body))
        check(sets)
        for minutes in sets:
            target = SAMPLES / place / minutes.file
            if not wanted or any(word in str(target) for word in wanted):
                make(minutes, target)
            expected.append(expectation(place, minutes))
        if sets:
            write_facts(place, sets)
    rows = json.dumps(expected, ensure_ascii=False, indent=1)
    (HERE / "expected.json").write_text(rows + "\n", encoding="utf-8")
    print(len(expected), "sets,", sum(len(row["paragraphs"]) for row in expected), "paragraphs")


def make(minutes, target):
    target.parent.mkdir(parents=True, exist_ok=True)
    if minutes.producer == "text":
        target.write_bytes(as_text.write(minutes).encode(minutes.get("encoding", "utf-8")))
    elif not target.name.endswith(".pdf"):
        import as_office  # Needs programs and packages that the text sets do not.

        as_office.write(minutes, target, minutes.producer)
    else:
        import as_pdf  # Needs programs and packages that the text sets do not.

        as_pdf.write(minutes, target)


def expectation(place, minutes):
    return {
        "file": f"{place}/{minutes.file}",
        "municipality": minutes.municipality,
        "body": minutes.body,
        "date": minutes.date,
        "paragraphs": [
            {
                "number": paragraph.number,
                "suffix": paragraph.suffix or None,
                "title": paragraph.title,
                "case_numbers": [canonical(case) for case in paragraph.cases],
                "outcomes": paragraph.outcomes,
                "votes": [dict(zip(("yes", "no", "abstain"), vote)) for vote in paragraph.votes],
                "adjusted_at_once": paragraph.at_once,
            }
            for paragraph in minutes.paragraphs
        ],
    }


def write_facts(place, sets):
    """Only what the register cannot tell: the place is invented. Body and date stand in the minutes themselves."""
    rows = [
        "# An invented place: example minutes that come with the project, made by tests/samples.",
        f'municipality = "{sets[0].municipality}"',
        f'source = "https://{place}.example.org/protokoll"',
    ]
    for minutes in sets:
        address = quote(minutes.file)
        rows += [f'[files."{minutes.file}"]', f'url = "https://{place}.example.org/protokoll/{address}"']
    (SAMPLES / place / "facts.toml").write_text("\n".join(rows) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
