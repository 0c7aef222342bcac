"""What a machine can check in the sources: that votes add up, that §§ rise, that what one set says of another is so."""

import re

from reading import canonical

OUTCOMES = {
    "approved", "adopted", "granted", "rejected", "postponed", "referred_back", "noted", "recommended",
    "assigned", "appointed", "discharged", "forwarded", "answered", "completed", "repealed", "other",
}
MONTHS = "januari februari mars april maj juni juli augusti september oktober november december".split()
PARTY = r"\((S|M|SD|C|V|KD|L|MP|BL)\)"
PERSON = re.compile(r"((?:[A-ZÅÄÖ][\wé-]+ ){2,3})" + PARTY)
LISTED = re.compile(r"^(Ja|Nej|Avstår)(?:-röster)?: (.*)$")
COUNTED = re.compile(r"(?:röstar (?:ja|nej)|avstår(?: från att rösta)?) \((\d+)\)", re.I)
REFERENCE = re.compile(r"(\d{4}-\d\d-\d\d),? § (\d+)|den (\d+) (\w+)(?: (\d{4}))?, § (\d+)")


def check(sets):
    """All sets of one place."""
    for minutes in sets:
        numbers = [(p.number, p.suffix) for p in minutes.paragraphs]
        assert numbers == sorted(set(numbers)), f"{minutes.path}: §§ do not rise"
        for paragraph in minutes.paragraphs:
            place = f"{minutes.path} {paragraph.label}"
            assert set(paragraph.outcomes) <= OUTCOMES, f"{place}: {paragraph.outcomes}"
            for case in paragraph.cases:
                canonical(case)
            check_votes(paragraph, place)
            check_references(minutes, paragraph, sets, place)
    check_parties(sets)


def texts(paragraph):
    return [block.text for section in paragraph.sections for block in section.blocks]


def check_votes(paragraph, place):
    """Names against the count beside them, and lists and tables against the totals stated for the expectations."""
    listed, marked = {"Ja": 0, "Nej": 0, "Avstår": 0}, {"Ja": 0, "Nej": 0, "Avstår": 0}
    for block in (block for section in paragraph.sections for block in section.blocks):
        if block.kind == "vote":
            marked[block.mark] += 1
        if found := LISTED.match(block.text):
            listed[found[1]] += len(re.findall(PARTY, found[2]))
        for sentence in re.split(r"(?<=\d\)\.) ", block.text):
            if found := COUNTED.search(sentence):
                names = len(re.findall(PARTY, sentence))
                assert names == int(found[1]), f"{place}: {names} names, says {found[1]}"
    for counted in (listed, marked):
        if sum(counted.values()):
            total = [sum(vote[i] if i < len(vote) else 0 for vote in paragraph.votes) for i in range(3)]
            assert list(counted.values()) == total, f"{place}: {counted}, stated {paragraph.votes}"


def check_references(minutes, paragraph, sets, place):
    """A date and § of another sample must be a paragraph of the same case there."""
    year = minutes.date[:4]
    for found in REFERENCE.finditer(" ".join(texts(paragraph))):
        year = found[5] or year
        date = found[1] or f"{year}-{MONTHS.index(found[4]) + 1:02}-{int(found[3]):02}"
        number = int(found[2] or found[6])
        assert date <= minutes.date, f"{place}: {found[0]} has not been yet"
        same_day = [p for other in sets if other.date == date for p in other.paragraphs]
        if same_day:
            named = [p for p in same_day if p.number == number and set(p.cases) & set(paragraph.cases)]
            assert named, f"{place}: {found[0]} is another case or none"


def check_parties(sets):
    parties = {}
    for minutes in sets:
        for name, party in PERSON.findall(minutes.path.read_text(encoding="utf-8")):
            name = re.sub(r"^(Ordföranden|Interpellation|Motion|Kommunalrådet) ", "", name.strip())
            known = parties.setdefault(name, party)
            assert known == party, f"{minutes.path}: {name} is ({party}) here and ({known}) elsewhere"
