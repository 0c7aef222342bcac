"""The programs on the page of recipes run as they are printed there, and print what the archive holds."""

import csv
import html.parser
import json
import os
import pathlib
import re
import subprocess
import sys
import tempfile
import unittest

import archive


class Recipes(html.parser.HTMLParser):
    """What stands in each `pre` of the page, by its id."""

    def __init__(self, page):
        super().__init__()
        self.programs = {}
        self._open = None
        self.feed(page)

    def handle_starttag(self, tag, attributes):
        if tag == "pre":
            self._open = dict(attributes)["id"]
            self.programs[self._open] = ""

    def handle_endtag(self, tag):
        if tag == "pre":
            self._open = None

    def handle_data(self, data):
        if self._open:
            self.programs[self._open] += data


# Minutes in which none of the recipes finds what it looks for.
NOTHING_ASKED_FOR = """Tallnäs kommun
Kommunstyrelsen
SAMMANTRÄDESPROTOKOLL
2024-03-05

§ 1
Vindkraft vid kusten
KS 2024/7
Beslut
Kommunstyrelsen godkänner yttrandet.
"""

INTERPRETERS = {"sh": "sh", "py": sys.executable, "r": "Rscript"}


class TheRecipes(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.site = archive.shared()
        page = cls.site.get("/api/recept").decode()
        cls.programs = Recipes(page).programs
        with tempfile.TemporaryDirectory() as folder:
            with open(os.path.join(folder, "protokoll.txt"), "w", encoding="utf-8") as file:
                file.write(NOTHING_ASKED_FOR)
            cls.other = archive.Site([folder])
        cls.addClassCleanup(cls.other.close)
        cls.ran = set()

    @classmethod
    def tearDownClass(cls):
        left = cls.programs.keys() - cls.ran
        assert not left, f"nobody ran {left}"

    def run_printed(self, name, folder=None, status=0, site=None):
        """Runs a program in a folder as somebody would who copied it from the page, and gives what it printed.

        The archive's address is the one thing that is not as printed: the server of the tests has none in the world.
        """
        self.ran.add(name)
        printed = self.programs[name]
        self.assertIn(archive.BASE_URL, printed, name)
        printed = printed.replace(archive.BASE_URL, (site or self.site).address)
        if folder is None:
            folder = tempfile.mkdtemp(prefix="paragraf-recipe-")
        file = os.path.join(folder, name)
        with open(file, "w", encoding="utf-8") as written:
            written.write(printed)
        interpreter = INTERPRETERS[name.rsplit("-", 1)[1]]
        surroundings = {**os.environ, "LC_ALL": "C.UTF-8", "COLUMNS": "400"}
        done = subprocess.run([interpreter, file], cwd=folder, env=surroundings, capture_output=True, text=True, check=False)
        self.assertEqual(done.returncode, status, f"{name}\n{done.stdout}{done.stderr}")
        self.assertNotIn("Warning", done.stderr, name)
        return done.stdout

    def total(self, q):
        return self.site.json("/api/v1/search", q=q, relax="false")["total"]

    def test_a_search_is_read_page_by_page(self):
        total = self.total("skola")
        self.assertGreater(total, 20, "one page would do")
        self.assertEqual(self.run_printed("sokning-sh").strip(), f"{-(-total // 20)} sidor")
        for name in ("sokning-py", "sokning-r"):
            self.assertIn(f"{total} av {total} träffar", self.run_printed(name))

    def test_all_hits_become_a_table(self):
        total = self.total("budget")
        self.assertGreater(total, 0)
        with tempfile.TemporaryDirectory() as folder:
            self.assertEqual(self.run_printed("tabell-sh", folder).strip(), "beslut.csv: OK")
            with open(os.path.join(folder, "beslut.csv"), encoding="utf-8", newline="") as file:
                rows = list(csv.DictReader(file))
        self.assertEqual(len(rows), total)
        years = {row["date"][:4] for row in rows}
        for name in ("tabell-py", "tabell-r"):
            printed = self.run_printed(name)
            self.assertIn(f"{total} av {total} rader", printed)
            for year in years:
                self.assertRegex(printed, rf"(?m)^\s*{year}\s", name)

    def test_a_list_of_numbers_is_looked_up(self):
        printed = self.run_printed("nummer-sh")
        self.assertEqual(re.findall(r'"status":"(\w+)"', printed), ["found", "found", "not_found"])
        for name in ("nummer-py", "nummer-r"):
            lines = [line for line in self.run_printed(name).splitlines() if "found" in line]
            self.assertEqual(len(lines), 3, name)
            self.assertRegex(lines[0], r"STK-2023-00574\s+found\s+STK 2023/574", name)
            self.assertRegex(lines[1], r"sbn 318/2021\s+found\s+SBN 2021/318", name)
            self.assertRegex(lines[2], r"Dnr 1999-1\s+not_found", name)

    def test_the_votes_of_a_meeting_are_told(self):
        found = self.site.json("/api/v1/search", q="omröstning", section="vote", sort="newest", size=1)
        meeting = found["hits"][0]["id"].rsplit("/", 1)[0]
        told = []
        for paragraph in self.site.json(f"/api/v1/meetings/{meeting}")["paragraphs"]:
            votes = self.site.json(f"/api/v1/paragraphs/{paragraph['id']}")["votes"]
            told += [f"{paragraph['id']} ja: {vote['yes']} nej: {vote['no']}" for vote in votes]
        self.assertGreater(len(told), 0)
        for name in ("omrostningar-py", "omrostningar-r"):
            lines = [line.strip() for line in self.run_printed(name).splitlines() if " ja: " in line]
            self.assertEqual(lines, told, name)

    def test_a_feed_tells_each_decision_once(self):
        items = self.site.json("/api/v1/feed.json", q="skola")["items"]
        self.assertGreater(len(items), 0)
        with tempfile.TemporaryDirectory() as folder:
            self.assertEqual(self.run_printed("flode-sh", folder).strip(), "200")
            first = os.path.getsize(os.path.join(folder, "flode.atom"))
            self.assertEqual(self.run_printed("flode-sh", folder).strip(), "304")
            self.assertEqual(os.path.getsize(os.path.join(folder, "flode.atom")), first)
        for name in ("flode-py", "flode-r"):
            with tempfile.TemporaryDirectory() as folder:
                printed = self.run_printed(name, folder)
                for item in items:
                    self.assertIn(item["url"], printed, name)
                self.assertEqual(self.run_printed(name, folder).strip(), "", name)

    def test_each_ends_well_where_nothing_is_found(self):
        last = self.other.json("/api/v1/changes", after=0, size=1)["last"]
        expected = {
            "sokning-sh": r"^1 sidor$",
            "sokning-py": r"(?m)^0 av 0 träffar$",
            "sokning-r": r"^0 av 0 träffar$",
            "tabell-sh": r"^beslut\.csv: OK$",
            "tabell-py": r"(?m)^0 av 0 rader$",
            "tabell-r": r"(?m)^0 av 0 rader$",
            "nummer-sh": r'("status":"not_found".*){3}',
            "nummer-py": r"(?s)(not_found.*){3}",
            "nummer-r": r"(?s)(not_found.*){3}",
            "omrostningar-py": r"^Ingen omröstning hittades\.$",
            "omrostningar-r": r"^Ingen omröstning hittades\.$",
            "flode-sh": r"^200$",
            "flode-py": r"^$",
            "flode-r": r"^$",
            "andringar-sh": rf"^{last}$",
            "andringar-py": rf"^1 paragrafer, till och med ändring {last}$",
            "andringar-r": rf"till och med ändring {last}$",
        }
        self.assertEqual(set(expected), set(self.programs))
        for q in ("skola", "budget", "omröstning"):
            self.assertEqual(self.other.json("/api/v1/search", q=q)["total"], 0, q)
        for name, told in expected.items():
            with self.subTest(name):
                self.assertRegex(self.run_printed(name, site=self.other).strip(), told)

    def test_more_changes_than_one_answer_holds_come_in_one_run(self):
        last = self.site.json("/api/v1/changes", after=0, size=1)["last"]
        self.assertGreater(last, 20)
        name = "andringar-sh"
        printed = self.programs[name]
        self.assertIn("size=1000", printed)
        self.programs[name] = printed.replace("size=1000", "size=10")
        self.addCleanup(self.programs.__setitem__, name, printed)
        with tempfile.TemporaryDirectory() as folder:
            self.assertEqual(self.run_printed(name, folder).strip(), str(last))
            kept = [file for file in os.listdir(folder) if file.startswith("andringar-") and file.endswith(".json")]
            changes = []
            for file in kept:
                with open(os.path.join(folder, file), encoding="utf-8") as opened:
                    changes += json.load(opened)["changes"]
        told, after = [], 0
        while page := self.site.json("/api/v1/changes", after=after, size=1000):
            told += page["changes"]
            after = page["next"]
            if not page["changes"]:
                break
        self.assertEqual(len(changes), len(told))

    def test_a_copy_follows_the_changes(self):
        last = self.site.json("/api/v1/changes", after=0, size=1)["last"]
        total = self.total("")
        for name, told in (
            ("andringar-sh", str(last)),
            ("andringar-py", f"{total} paragrafer, till och med ändring {last}"),
            ("andringar-r", f"till och med ändring {last}"),
        ):
            with tempfile.TemporaryDirectory() as folder:
                for _ in range(2):
                    self.assertIn(told, self.run_printed(name, folder), name)

    def test_a_copy_begins_anew_where_the_archive_was_restored(self):
        total = self.total("")
        for changed in ({"historia": "en annan"}, {"senast": 999999}):
            with tempfile.TemporaryDirectory() as folder:
                self.run_printed("andringar-py", folder)
                held = pathlib.Path(folder, "kopia.json")
                copy = json.loads(held.read_text("utf-8"))
                copy["paragrafer"]["finns/inte/2024-01-01/1"] = {}
                held.write_text(json.dumps({**copy, **changed}), "utf-8")
                self.assertIn(f"{total} paragrafer", self.run_printed("andringar-py", folder), changed)
        for name, held, other in (
            ("andringar-sh", "historia.txt", "en annan\n"),
            ("andringar-r", "senast.txt", "1\nen annan\n"),
        ):
            with tempfile.TemporaryDirectory() as folder:
                self.run_printed(name, folder)
                pathlib.Path(folder, held).write_text(other, "utf-8")
                self.run_printed(name, folder, status=1)


if __name__ == "__main__":
    unittest.main()
