"""That every format holds every hit of a search, in its order and field for field, as those read it who take it away:
pandas, polars, LibreOffice, and the validators of data packages and CSV on the Web."""

import csv
import datetime
import io
import json
import os
import subprocess
import tempfile
import unittest
import urllib.error
import warnings
import zipfile
from pathlib import Path

import archive
import csvw
import frictionless
import openpyxl
import pandas
import polars

FORMATS = [
    ("csv", None), ("csv", "excel"), ("jsonl", None), ("xlsx", None), ("parquet", None), ("zip", None),
]

# Words, phrases, prefixes, operators, fields, numbers, filters and orders, as people use them.
SEARCHES = [
    {}, {"sort": "oldest"}, {"sort": "newest"},
    {"q": "skola"}, {"q": "skolskjuts"}, {"q": "bygglov"}, {"q": "detaljplan"}, {"q": "budget"}, {"q": "avgift"},
    {"q": "motion"}, {"q": "medborgarförslag"}, {"q": "val av justerare"}, {"q": "äldreomsorg"}, {"q": "miljö"},
    {"q": "skola OR bygglov"}, {"q": "skola NOT budget"}, {"q": "-skola budget"}, {"q": "(skola ELLER väg) beslut"},
    {"q": "bygg*"}, {"q": "kommun*"}, {"q": '"enligt förslag"'}, {"q": '"till protokollet"'}, {"q": '"finns inte här"'},
    {"q": "rubrik:budget"}, {"q": "beslut:avslås"}, {"q": "beslut:antas"}, {"q": "utfall:noted"}, {"q": "år:2024"},
    {"q": "organ:kommunstyrelsen"}, {"q": "från:2024-01-01 till:2024-06-30"}, {"q": "yrkar avslag"},
    {"q": "=cmd"}, {"q": "@summa"}, {"q": "50,-"}, {"q": "C++ & <b>"}, {"q": "reservation"}, {"q": "votering"},
    {"outcome": "rejected"}, {"outcome": ["granted", "adopted"]}, {"outcome": "appointed", "sort": "oldest"},
    {"year": "2024"}, {"year": ["2023", "2024"], "sort": "newest"}, {"from": "2024-03", "to": "2024-09"},
    {"section": "decision", "q": "nämnden"}, {"section": "title", "q": "val"}, {"language": "sv", "q": "kommunen"},
    {"municipality": "kvarnasa"}, {"municipality": ["kvarnasa", "ekvalla"], "sort": "newest"},
    {"municipality": "region-alvmark", "q": "vård"}, {"municipality": "strandkoping", "sort": "oldest", "q": "plan"},
    {"q": "vattten"}, {"q": "a"},
]

DAYS = ("date", "received", "changed")
TRUTHS = ("as_proposed", "adjusted_at_once")
NUMBERS = ("number", "first_page", "last_page")


def setUpModule():
    warnings.simplefilter("ignore")


def export(search, form, dialect=None):
    parameters = dict(search, format=form)
    if dialect:
        parameters["dialect"] = dialect
    return archive.shared().get("/api/v1/export", **parameters)


def lines(search):
    """What JSON Lines say: the measure of all other formats."""
    return [json.loads(line) for line in export(search, "jsonl").splitlines()]


def ids_of_search(search):
    """The ids of every page of the API's answer."""
    # An export is never relaxed.
    asked, ids = dict(search, size=100, facets="false", relax="false"), []
    while True:
        answer = archive.shared().json("/api/v1/search", **asked)
        ids += [hit["id"] for hit in answer["hits"]]
        if not answer["next"]:
            return answer["total"], ids
        asked["cursor"] = answer["next"]


def defused(text):
    """Whether the apostrophes before what spreadsheets would take for formulas are all that differs."""
    return text.replace("'", "")


def plain(name, value):
    """A value of a typed file as JSON Lines have it."""
    if value is None or value is pandas.NaT or (isinstance(value, float) and pandas.isna(value)):
        return None
    if isinstance(value, (datetime.datetime, pandas.Timestamp)):
        return value.date().isoformat()
    if isinstance(value, datetime.date):
        return value.isoformat()
    if name in TRUTHS:
        return bool(value)
    if name in NUMBERS:
        return int(value)
    return value


def records(frame):
    """Rows of a frame of pandas or polars as JSON Lines have them."""
    rows = frame.to_dict("records") if isinstance(frame, pandas.DataFrame) else frame.to_dicts()
    return [{name: plain(name, value) for name, value in row.items()} for row in rows]


def from_csv(text, delimiter):
    """Rows of a CSV file with the types that its columns have; formulas are still defused."""
    rows = []
    for row in csv.DictReader(io.StringIO(text, newline=""), delimiter=delimiter):
        for name, value in row.items():
            if value == "":
                row[name] = None
            elif name in TRUTHS:
                row[name] = {"true": True, "false": False}[value]
            elif name in NUMBERS:
                row[name] = int(value)
        rows.append(row)
    return rows


class EveryFormat(unittest.TestCase):
    maxDiff = 2000

    def same(self, rows, expected, what):
        self.assertEqual([row["id"] for row in rows], [row["id"] for row in expected], what)
        self.assertEqual(rows, expected, what)

    def same_but_defused(self, rows, expected, what):
        self.assertEqual([row["id"] for row in rows], [row["id"] for row in expected], what)
        for row, line in zip(rows, expected):
            self.assertEqual(list(row), list(line), what)
            for name, value in row.items():
                if isinstance(value, str):
                    self.assertEqual(defused(value), defused(line[name]), f"{what} {name}")
                else:
                    self.assertEqual(value, line[name], f"{what} {name}")

    def test_holds_every_hit_in_order_and_field_for_field(self):
        self.assertGreaterEqual(len(SEARCHES), 50)
        found = 0
        for search in SEARCHES:
            with self.subTest(search=search):
                total, ids = ids_of_search(search)
                expected = lines(search)
                found += len(expected)
                self.assertEqual(len(expected), total)
                self.assertEqual([line["id"] for line in expected], ids)
                plain_csv = export(search, "csv").decode("utf-8")
                self.same_but_defused(from_csv(plain_csv, ","), expected, "csv")
                excel = export(search, "csv", "excel").decode("utf-8-sig")
                self.same_but_defused(from_csv(excel, ";"), expected, "excel")
                parquet = io.BytesIO(export(search, "parquet"))
                self.same(records(pandas.read_parquet(parquet)), expected, "parquet")
                book = export(search, "xlsx")
                sheet = openpyxl.load_workbook(io.BytesIO(book), read_only=True)["paragraphs"]
                names, *cells = sheet.iter_rows(values_only=True)
                rows = [{name: plain(name, cell) for name, cell in zip(names, row)} for row in cells]
                self.same(rows, expected, "xlsx")
                packed = zipfile.ZipFile(io.BytesIO(export(search, "zip")))
                self.assertIsNone(packed.testzip())
                self.assertEqual(packed.read("paragraphs.csv").decode("utf-8"), plain_csv)
        self.assertGreater(found, 500)

    def test_says_in_its_head_how_many_rows_there_are_and_in_its_manifest_what_it_is(self):
        import hashlib
        for form, dialect in FORMATS:
            parameters = {"q": "kommun*", "format": form} | ({"dialect": dialect} if dialect else {})
            with archive.shared().open("/api/v1/export", **parameters) as answer:
                body, total = answer.read(), int(answer.headers["X-Total-Count"])
            manifest = archive.shared().json("/api/v1/export/manifest", **parameters)
            self.assertEqual(manifest["sha256"], hashlib.sha256(body).hexdigest(), form)
            self.assertEqual((manifest["rows"], manifest["total"]), (total, total), form)
            self.assertEqual(len(manifest["row_digests"]), 32 * total, form)


class Pandas(unittest.TestCase):
    def test_reads_each_format_alike(self):
        expected = lines({"sort": "oldest"})
        text = {name: str for name in expected[0] if name not in DAYS + TRUTHS + NUMBERS}
        frame = pandas.read_csv(io.BytesIO(export({"sort": "oldest"}, "csv")), dtype=text, parse_dates=list(DAYS))
        self.assertEqual(len(frame), len(expected))
        self.assertEqual(list(frame["id"]), [line["id"] for line in expected])
        self.assertEqual(str(frame["date"].dtype)[:10], "datetime64")
        excel = pandas.read_csv(
            io.BytesIO(export({"sort": "oldest"}, "csv", "excel")), sep=";", dtype=text, parse_dates=list(DAYS))
        pandas.testing.assert_frame_equal(frame, excel)
        sheets = pandas.read_excel(io.BytesIO(export({"sort": "oldest"}, "xlsx")), sheet_name=None, dtype=text)
        self.assertEqual(
            list(sheets),
            ["paragraphs", "case_numbers", "votes", "ballots", "reservations", "meetings", "attendance", "about"])
        self.assertEqual(list(sheets["paragraphs"]["id"]), list(frame["id"]))
        self.assertEqual(str(sheets["paragraphs"]["date"].dtype)[:10], "datetime64")

    def test_joins_the_tables_of_a_zip(self):
        packed = zipfile.ZipFile(io.BytesIO(export({}, "zip")))
        table = {name[:-4]: pandas.read_csv(packed.open(name)) for name in packed.namelist() if name.endswith(".csv")}
        ids, meetings = set(table["paragraphs"]["id"]), set(table["meetings"]["meeting_id"])
        for name in ("case_numbers", "votes", "ballots", "reservations"):
            self.assertGreater(len(table[name]), 0, name)
            self.assertLessEqual(set(table[name]["paragraph_id"]), ids, name)
        self.assertEqual(set(table["paragraphs"]["meeting_id"]), meetings)
        self.assertEqual(set(table["attendance"]["meeting_id"]) - meetings, set())
        # Named ballots add up to the totals, where the minutes name every one.
        counted = table["ballots"].groupby(["paragraph_id", "vote", "ballot"]).size().unstack(fill_value=0)
        votes = table["votes"].set_index(["paragraph_id", "vote"])
        both = votes.join(counted, rsuffix="_named", how="inner")
        whole = both[(both["yes"] == both["yes_named"]) & (both["no"] == both["no_named"])]
        self.assertGreater(len(whole), 0)


class Polars(unittest.TestCase):
    def test_reads_parquet_csv_lines_and_sheets(self):
        expected = lines({"q": "kommun*"})
        frame = polars.read_parquet(io.BytesIO(export({"q": "kommun*"}, "parquet")))
        self.assertEqual(frame.schema["date"], polars.Date)
        self.assertEqual(frame.schema["number"], polars.Int64)
        self.assertEqual(frame.schema["as_proposed"], polars.Boolean)
        self.assertEqual(records(frame), expected)
        text = {name: polars.String for name in expected[0] if name not in DAYS + TRUTHS + NUMBERS}
        from_text = polars.read_csv(
            io.BytesIO(export({"q": "kommun*"}, "csv")), schema_overrides=text, try_parse_dates=True)
        self.assertEqual(from_text.schema["date"], polars.Date)
        self.assertEqual(from_text["id"].to_list(), [line["id"] for line in expected])
        ndjson = polars.read_ndjson(io.BytesIO(export({"q": "kommun*"}, "jsonl")), infer_schema_length=None)
        self.assertEqual(ndjson["id"].to_list(), [line["id"] for line in expected])
        sheet = polars.read_excel(io.BytesIO(export({"q": "kommun*"}, "xlsx")), sheet_name="paragraphs")
        self.assertEqual(sheet["id"].to_list(), [line["id"] for line in expected])
        self.assertEqual(sheet["decision"].to_list(), [line["decision"] for line in expected])


class LibreOffice(unittest.TestCase):
    """Headless, all files in one start: it takes some seconds."""

    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.TemporaryDirectory(prefix="paragraf-office-")
        cls.place = Path(cls.folder.name)
        for at, search in enumerate(SEARCHES):
            (cls.place / f"{at}.xlsx").write_bytes(export(search, "xlsx"))
            (cls.place / f"{at}.csv").write_bytes(export(search, "csv"))
        # Separator comma (44), quote (34), UTF-8 (76), all cells as text where read, as shown where written.
        cls.convert("xlsx", 'csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,1')
        cls.convert("csv", "ods")

    @classmethod
    def tearDownClass(cls):
        cls.folder.cleanup()

    @classmethod
    def convert(cls, ending, form):
        files = sorted(str(path) for path in cls.place.glob(f"*.{ending}"))
        words = ["soffice", f"-env:UserInstallation=file://{cls.place}/profile", "--headless"]
        if ending == "csv":
            words += ["--infilter=CSV:44,34,76,1"]
        done = subprocess.run(
            [*words, "--convert-to", form, "--outdir", str(cls.place / f"from-{ending}"), *files],
            capture_output=True, text=True, timeout=300, check=False)
        assert done.returncode == 0, done.stdout + done.stderr

    def test_opens_every_workbook_with_all_its_rows(self):
        for at, search in enumerate(SEARCHES):
            expected = lines(search)
            found = list((self.place / "from-xlsx").glob(f"{at}-paragraphs.csv")) or [
                self.place / "from-xlsx" / f"{at}.csv"]
            rows = from_csv_of_office(found[0])
            self.assertEqual([row["id"] for row in rows], [line["id"] for line in expected], search)
            for row, line in zip(rows, expected):
                self.assertEqual(row["date"], line["date"])
                self.assertEqual(row["title"], line["title"] or "")
                self.assertEqual(row["decision"].replace("\r\n", "\n"), line["decision"] or "")

    def test_sees_no_formula_in_any_csv_file(self):
        for at, search in enumerate(SEARCHES):
            content = zipfile.ZipFile(self.place / "from-csv" / f"{at}.ods").read("content.xml").decode("utf-8")
            self.assertIn("table:table-cell", content)
            self.assertNotIn("table:formula", content, search)


def from_csv_of_office(path):
    text = path.read_text(encoding="utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline="")))


class Descriptions(unittest.TestCase):
    def test_are_valid_data_packages_and_csv_on_the_web(self):
        for search in ({}, {"q": "skola OR bygglov"}, {"q": '"finns inte här"'}):
            with tempfile.TemporaryDirectory() as folder:
                zipfile.ZipFile(io.BytesIO(export(search, "zip"))).extractall(folder)
                report = frictionless.validate(os.path.join(folder, "datapackage.json"))
                self.assertTrue(report.valid, report.flatten(["name", "type", "message"])[:5])
                self.assertEqual(len(report.tasks), 7)
                described = csvw.CSVW(os.path.join(folder, "csv-metadata.json"), validate=True)
                with warnings.catch_warnings(record=True) as told:
                    warnings.simplefilter("always")
                    self.assertTrue(described.is_valid, [str(one.message) for one in told][:5])

    def test_a_wrong_description_would_be_found(self):
        with tempfile.TemporaryDirectory() as folder:
            zipfile.ZipFile(io.BytesIO(export({"q": "skola"}, "zip"))).extractall(folder)
            path = Path(folder) / "paragraphs.csv"
            path.write_text(path.read_text(encoding="utf-8").replace("2024-", "årtal-"), encoding="utf-8")
            self.assertFalse(frictionless.validate(os.path.join(folder, "datapackage.json")).valid)


if __name__ == "__main__":
    unittest.main()
