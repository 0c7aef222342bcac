"""Citations: parsers of BibTeX, RIS and CSL that we did not write read what we hand out, and all say the same."""

import json
import subprocess
import unittest
import warnings

import bibtexparser
import rispy
from citeproc import Citation, CitationItem, CitationStylesBibliography, CitationStylesStyle, formatter
from citeproc.source.json import CiteProcJSON

import archive


class Citations(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.site = archive.shared()
        cls.hits = []
        cursor = None
        while len(cls.hits) < 300:
            more = {"cursor": cursor} if cursor else {}
            page = cls.site.json("/api/v1/search", size=100, facets="false", sort="newest", **more)
            cls.hits += page["hits"]
            cursor = page["next"]
            if not cursor:
                break
        cls.ids = [hit["id"] for hit in cls.hits]

    def cite(self, form):
        return subprocess.run(self.site.command("cite", "--format", form, *self.ids),
                              capture_output=True, check=True).stdout.decode("utf-8")

    def test_bibtexparser_reads_every_entry_and_gives_the_title_back(self):
        library = bibtexparser.parse_string(self.cite("bibtex"))
        self.assertEqual(library.failed_blocks, [])
        self.assertEqual(len(library.entries), len(self.ids))
        for entry, hit in zip(library.entries, self.hits):
            self.assertEqual(entry.key, hit["id"].replace("/", "-"))
            fields = entry.fields_dict
            self.assertEqual(fields["url"].value, f"{archive.BASE_URL}/{hit['id']}")
            self.assertEqual(fields["year"].value, hit["date"][:4])
            self.assertIn("SHA-256: ", fields["note"].value)
            title = unescaped(fields["title"].value).removeprefix("{").removesuffix("}")
            self.assertEqual(title, title_of(hit))

    def test_rispy_reads_every_reference_and_gives_the_title_back(self):
        references = rispy.loads(self.cite("ris"))
        self.assertEqual(len(references), len(self.ids))
        for reference, hit in zip(references, self.hits):
            self.assertEqual(reference["type_of_reference"], "GOVDOC")
            self.assertEqual(reference["id"], hit["id"].replace("/", "-"))
            self.assertEqual(reference["title"], title_of(hit))
            self.assertEqual(reference["date"], hit["date"].replace("-", "/"))
            self.assertEqual(reference["urls"], [f"{archive.BASE_URL}/{hit['id']}"])
            self.assertEqual(reference["authors"], [f"{hit['body']} i {hit['municipality']}"])
            self.assertTrue(any(note.startswith("SHA-256: ") for note in reference["notes"]))

    def test_citeproc_formats_every_item(self):
        items = self.site.json(f"/api/v1/citations/{self.ids[0]}", format="csl")
        self.assertEqual(len(items), 1)
        items = json.loads(self.cite("csl"))
        with warnings.catch_warnings():
            # It warns of every field that its own styles have no use for.
            warnings.simplefilter("ignore")
            source = CiteProcJSON(items)
            style = CitationStylesStyle("harvard-cite-them-right", validate=False)
            bibliography = CitationStylesBibliography(style, source, formatter.plain)
            for item in items:
                bibliography.register(Citation([CitationItem(item["id"])]))
            written = [str(entry) for entry in bibliography.bibliography()]
        self.assertEqual(len(written), len({hit["id"] for hit in self.hits}))
        together = "\n".join(written)
        for hit in self.hits:
            self.assertIn(f"{hit['body']} i {hit['municipality']}", together)
            self.assertIn(f"{archive.BASE_URL}/{hit['id']}", together)

    def test_api_and_command_say_the_same(self):
        for form in ["text", "bibtex", "ris", "csl"]:
            api = self.site.get(f"/api/v1/citations/{self.ids[0]}", format=form)
            command = subprocess.run(self.site.command("cite", "--format", form, self.ids[0]),
                                     capture_output=True, check=True).stdout
            self.assertEqual(api, command, form)


def title_of(hit):
    number = f"{hit['number']} {hit['suffix']}" if hit["suffix"] else str(hit["number"])
    title = " ".join((hit["title"] or "").split())
    return f"§ {number} {title}".strip()


def unescaped(text):
    """What LaTeX would set."""
    for written, meant in [
        (r"\textbraceleft{}", "\x01"), (r"\textbraceright{}", "\x02"), (r"\textasciicircum{}", "^"),
        (r"\textasciitilde{}", "~"), (r"\textless{}", "<"), (r"\textgreater{}", ">"), (r"\textbar{}", "|"),
        (r"\textquotedbl{}", '"'), (r"\%", "%"), (r"\&", "&"), (r"\#", "#"), (r"\$", "$"), (r"\_", "_"),
        (r"\textbackslash{}", "\\"), ("\x01", "{"), ("\x02", "}"),
    ]:
        text = text.replace(written, meant)
    return text


if __name__ == "__main__":
    unittest.main()
