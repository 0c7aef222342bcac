"""Sitemap, robots.txt, OpenSearch, DCAT-AP-SE and schema.org, by readers of each that we did not write."""

import json
import unittest
import urllib.robotparser
from pathlib import Path

import rdflib
from lxml import etree
from pyld import jsonld
from pyshacl import validate
from rdflib.compare import to_isomorphic
from rdflib.namespace import DCAT, RDF, SDO
from usp.tree import sitemap_from_str

import archive

HERE = Path(__file__).parent

# sitemaps.org, schemas/sitemap/0.9: what a list may hold.
SITEMAP = """<element name="{list}" ns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns="http://relaxng.org/ns/structure/1.0"
    datatypeLibrary="http://www.w3.org/2001/XMLSchema-datatypes"><oneOrMore><element name="{item}">
    <element name="loc"><data type="anyURI"><param name="minLength">12</param><param name="maxLength">2048</param></data></element>
    <optional><element name="lastmod"><choice><data type="date"/><data type="dateTime"/></choice></element></optional>
    </element></oneOrMore></element>"""
LISTS = {
    "urlset": etree.RelaxNG(etree.fromstring(SITEMAP.format(list="urlset", item="url"))),
    "sitemapindex": etree.RelaxNG(etree.fromstring(SITEMAP.format(list="sitemapindex", item="sitemap"))),
}


def local(address):
    assert address.startswith(archive.BASE_URL), address
    return address.removeprefix(archive.BASE_URL)


class Sitemap(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.site = archive.shared()
        robots = urllib.robotparser.RobotFileParser()
        robots.parse(cls.site.get("/robots.txt").decode("utf-8").splitlines())
        cls.robots = robots
        cls.parts = {}
        for sitemap in robots.site_maps():
            index = cls.site.get(local(sitemap))
            cls.parts[sitemap] = index
            for part in etree.fromstring(index).iter("{*}loc"):
                cls.parts[part.text] = cls.site.get(local(part.text))

    def addresses(self):
        for name, body in self.parts.items():
            if not name.endswith("/sitemap.xml"):
                for page in sitemap_from_str(body.decode("utf-8")).all_pages():
                    yield page

    def test_every_part_keeps_the_schema_and_its_bounds(self):
        self.assertGreater(len(self.parts), 3)
        for name, body in self.parts.items():
            document = etree.fromstring(body)
            LISTS[etree.QName(document).localname].assertValid(document)
            self.assertLessEqual(len(document), 50_000, name)
            self.assertLessEqual(len(body), 50 * 1024 * 1024, name)

    def test_a_crawler_finds_every_paragraph_once_with_its_time(self):
        pages = list(self.addresses())
        listed = {page.url: page.last_modified for page in pages}
        self.assertEqual(len(listed), len(pages))
        cursor, held = None, []
        while True:
            more = {"cursor": cursor} if cursor else {}
            answer = self.site.json("/api/v1/search", size=100, facets="false", sort="newest", **more)
            held += answer["hits"]
            cursor = answer["next"]
            if not cursor:
                break
        masked = 0
        for hit in held:
            address = archive.BASE_URL + hit["url"]
            if address not in listed:
                page = self.site.get(hit["url"]).decode("utf-8")
                self.assertIn('<meta name="robots" content="noindex">', page, address)
                masked += 1
                continue
            self.assertTrue(self.robots.can_fetch("*", address))
        self.assertLess(masked, len(held) / 2)
        for hit in held[:20]:
            changed = self.site.json(f"/api/v1/paragraphs/{hit['id']}")["changed_at"]
            listed_at = listed.get(archive.BASE_URL + hit["url"])
            if listed_at:
                self.assertEqual(listed_at.strftime("%Y-%m-%dT%H:%M:%S"), changed[:19])

    def test_what_has_no_end_is_not_to_be_walked(self):
        for path in ["/sok?q=a", "/hamta?q=a", "/statistik", "/api/v1/search", "/api/v1/export", "/originalfil/0"]:
            self.assertFalse(self.robots.can_fetch("*", archive.BASE_URL + path), path)
        for page in self.addresses():
            self.assertTrue(self.robots.can_fetch("*", page.url), page.url)


class OpenSearch(unittest.TestCase):
    NAMES = {"o": "http://a9.com/-/spec/opensearch/1.1/"}

    def test_the_description_keeps_the_bounds_of_the_specification(self):
        site = archive.shared()
        page = etree.HTML(site.get("/om").decode("utf-8"))
        link = page.find(".//link[@rel='search']")
        self.assertEqual(link.get("type"), "application/opensearchdescription+xml")
        description = etree.fromstring(site.get(link.get("href")))
        text = lambda name: description.findtext(f"o:{name}", namespaces=self.NAMES)
        self.assertLessEqual(len(text("ShortName")), 16)
        self.assertLessEqual(len(text("LongName")), 48)
        self.assertLessEqual(len(text("Description")), 1024)
        self.assertLessEqual(len(text("Tags")), 256)
        urls = description.findall("o:Url", self.NAMES)
        self.assertIn(("results", "text/html"), {(url.get("rel"), url.get("type")) for url in urls})
        for url in urls:
            address = local(url.get("template").replace("{searchTerms}", "sk%C3%B6vde%20skola"))
            with site.open(address) as answer:
                self.assertEqual(answer.status, 200)
                self.assertEqual(answer.headers.get_content_type(), url.get("type"))

    def test_completions_have_the_form_that_browsers_take(self):
        site = archive.shared()
        typed, texts, labels, addresses = site.json("/opensearch/forslag", q="kommun")
        self.assertEqual(typed, "kommun")
        self.assertTrue(texts)
        self.assertTrue(len(texts) == len(labels) == len(addresses))
        self.assertTrue(all(isinstance(one, str) for one in texts + labels + addresses))


class Catalogue(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.site = archive.shared()
        cls.turtle = rdflib.Graph().parse(data=cls.site.get("/catalog.ttl"), format="turtle")
        cls.xml = rdflib.Graph().parse(data=cls.site.get("/catalog.rdf"), format="xml")

    def test_both_formats_say_the_same(self):
        self.assertGreater(len(self.turtle), 100)
        self.assertEqual(to_isomorphic(self.turtle), to_isomorphic(self.xml))

    def test_it_keeps_what_the_swedish_profile_asks(self):
        conforms, _, report = validate(self.turtle, shacl_graph=str(HERE / "dcat-ap-se.ttl"), advanced=True)
        self.assertTrue(conforms, report)

    def test_the_shapes_see_what_is_missing(self):
        for dropped in [DCAT.accessURL, rdflib.DCTERMS.publisher, DCAT.endpointURL, rdflib.DCTERMS.title]:
            graph = rdflib.Graph() + self.turtle
            graph.remove((None, dropped, None))
            conforms, _, _ = validate(graph, shacl_graph=str(HERE / "dcat-ap-se.ttl"), advanced=True)
            self.assertFalse(conforms, dropped)

    def test_the_words_are_words_of_their_vocabularies(self):
        for predicate in set(self.turtle.predicates()) | set(self.turtle.objects(None, RDF.type)):
            for vocabulary in [DCAT, rdflib.DCTERMS, rdflib.FOAF, rdflib.SKOS]:
                if str(predicate).startswith(str(vocabulary)):
                    self.assertIn(predicate, vocabulary)

    def test_there_is_a_data_set_for_each_municipality_and_one_for_all(self):
        held = self.site.json("/api/v1/search")["facets"]["municipality"]
        datasets = list(self.turtle.subjects(RDF.type, DCAT.Dataset))
        self.assertGreater(len(held), 1)
        self.assertEqual(len(datasets), len(held) + 1)

    def test_every_file_can_be_fetched_and_holds_what_its_data_set_says(self):
        total = self.site.json("/api/v1/search")["total"]
        for way in self.turtle.subjects(RDF.type, DCAT.Distribution):
            address = local(str(self.turtle.value(way, DCAT.accessURL)))
            with self.site.open(address) as answer:
                self.assertEqual(answer.status, 200, address)
                if address.endswith("format=jsonl"):
                    self.assertEqual(len(answer.read().splitlines()), total)


class SchemaOrg(unittest.TestCase):
    def data_of(self, path):
        page = etree.HTML(archive.shared().get(path).decode("utf-8"))
        return [json.loads(script.text) for script in page.iter("script") if script.get("type") == "application/ld+json"]

    def test_every_page_speaks_in_words_of_schema_org(self):
        site = archive.shared()
        hit = next(hit for hit in site.json("/api/v1/search", size=100)["hits"] if hit["case_numbers"])
        meeting = "/" + "/".join(hit["id"].split("/")[:3])
        paths = ["/", "/hamta", "/tackning", "/om", "/sok?q=skola", meeting, hit["url"], hit["case_numbers"][0]["url"],
                 meeting.rsplit("/", 1)[0], meeting.rsplit("/", 2)[0]]
        found = set()
        for path in paths:
            with self.subTest(path):
                blocks = self.data_of(path)
                self.assertEqual(len(blocks), 1)
                triples = self.triples(blocks[0])
                self.assertGreater(len(triples), 3)
                for subject, predicate, value in triples:
                    if predicate != RDF.type:
                        # What a searcher fills in is named after the property that it fills (schema.org/docs/actions.html).
                        self.assertIn(rdflib.URIRef(predicate.removesuffix("-input")), SDO, predicate)
                    else:
                        found.add(str(value))
                        self.assertIn(rdflib.URIRef(value), SDO, value)
        for kind in ["DataCatalog", "Dataset", "DataDownload", "WebSite", "DigitalDocument", "Event",
                     "GovernmentOrganization", "BreadcrumbList"]:
            self.assertIn(str(SDO[kind]), found)

    def test_data_sets_have_what_search_engines_for_data_ask(self):
        for path in ["/", "/hamta"]:
            graph = rdflib.Graph()
            for triple in self.triples(self.data_of(path)[0]):
                graph.add(triple)
            datasets = list(graph.subjects(RDF.type, SDO.Dataset))
            self.assertEqual(len(datasets), 1, path)
            for wanted in [SDO.name, SDO.description, SDO.license, SDO.creator, SDO.distribution, SDO.url]:
                self.assertTrue(list(graph.objects(datasets[0], wanted)), f"{path} {wanted}")
            description = str(graph.value(datasets[0], SDO.description))
            self.assertGreater(len(description), 50 if path == "/" else 20)
            for download in graph.objects(datasets[0], SDO.distribution):
                address = str(graph.value(download, SDO.contentUrl))
                with archive.shared().open(local(address)) as answer:
                    self.assertEqual(answer.status, 200)

    def triples(self, data):
        """As a JSON-LD processor reads it. The vocabulary is known without asking for it."""
        def loader(address, _):
            assert address.startswith("https://schema.org"), address
            context = {"@context": {"@vocab": str(SDO), "url": {"@type": "@id"}, "id": "@id", "type": "@type"}}
            return {"contentType": "application/ld+json", "contextUrl": None, "documentUrl": address, "document": context}
        statements = jsonld.to_rdf(data, {"documentLoader": loader, "format": "application/n-quads",
                                          "base": archive.BASE_URL})
        graph = rdflib.Graph().parse(data=statements, format="nt")
        return list(graph)


if __name__ == "__main__":
    unittest.main()
