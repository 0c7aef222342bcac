"""Feeds: feedparser and a strict reading of RFC 4287, RFC 5005 and JSON Feed 1.1 find nothing amiss."""

import json
import time
import unittest
import urllib.error
import urllib.request
from email.utils import parsedate_to_datetime
from urllib.parse import urlsplit

import feedparser
import jsonschema
from lxml import etree

import archive

ATOM = "{http://www.w3.org/2005/Atom}"

# RFC 4287, appendix B, as far as it concerns what we write: elements, how often, and what they hold.
SCHEMA = etree.RelaxNG(etree.fromstring(b"""
<grammar xmlns="http://relaxng.org/ns/structure/1.0" ns="http://www.w3.org/2005/Atom"
         datatypeLibrary="http://www.w3.org/2001/XMLSchema-datatypes">
  <start><element name="feed"><attribute name="xml:lang"/><interleave>
    <oneOrMore><ref name="author"/></oneOrMore>
    <optional><element name="generator"><attribute name="version"/><text/></element></optional>
    <ref name="id"/><zeroOrMore><ref name="link"/></zeroOrMore><ref name="title"/>
    <optional><element name="subtitle"><text/></element></optional><ref name="updated"/>
    <zeroOrMore><ref name="entry"/></zeroOrMore></interleave></element></start>
  <define name="entry"><element name="entry"><interleave>
    <zeroOrMore><ref name="author"/></zeroOrMore><zeroOrMore><ref name="category"/></zeroOrMore>
    <optional><element name="content"><attribute name="type"><value>html</value></attribute><text/></element></optional>
    <ref name="id"/><zeroOrMore><ref name="link"/></zeroOrMore><ref name="title"/><ref name="updated"/>
  </interleave></element></define>
  <define name="author"><element name="author"><element name="name"><data type="token">
    <param name="minLength">1</param></data></element></element></define>
  <define name="category"><element name="category"><attribute name="term"/><attribute name="label"/></element></define>
  <define name="id"><element name="id"><data type="anyURI"><param name="pattern">urn:uuid:[0-9a-f-]{36}</param></data>
    </element></define>
  <define name="link"><element name="link"><attribute name="rel"><choice><value>self</value><value>alternate</value>
    <value>first</value><value>next</value></choice></attribute><attribute name="type"/>
    <attribute name="href"><data type="anyURI"><param name="pattern">https://.+</param></data></attribute></element></define>
  <define name="title"><element name="title"><data type="string"><param name="minLength">1</param></data></element></define>
  <define name="updated"><element name="updated"><data type="dateTime">
    <param name="pattern">\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d+)?Z</param></data></element></define>
</grammar>"""))

# jsonfeed.org/version/1.1, of what we write. No null anywhere, as that page has it.
JSON_FEED = {
    "type": "object", "additionalProperties": False,
    "required": ["version", "title", "items"],
    "properties": {
        "version": {"const": "https://jsonfeed.org/version/1.1"},
        "title": {"type": "string", "minLength": 1}, "description": {"type": "string"},
        "home_page_url": {"$ref": "#/$defs/url"}, "feed_url": {"$ref": "#/$defs/url"}, "next_url": {"$ref": "#/$defs/url"},
        "language": {"const": "sv"}, "authors": {"$ref": "#/$defs/authors"},
        "items": {"type": "array", "maxItems": 50, "items": {
            "type": "object", "additionalProperties": False, "required": ["id", "url", "content_html"],
            "properties": {
                "id": {"type": "string", "pattern": "^urn:uuid:"}, "url": {"$ref": "#/$defs/url"},
                "title": {"type": "string"}, "content_html": {"type": "string", "minLength": 1},
                "date_modified": {"type": "string", "format": "date-time"},
                "tags": {"type": "array", "items": {"type": "string"}}, "authors": {"$ref": "#/$defs/authors"}}}}},
    "$defs": {
        "url": {"type": "string", "pattern": "^https://"},
        "authors": {"type": "array", "items": {"type": "object", "required": ["name"]}}},
}


def local(address):
    """The same address at the server of the test."""
    parts = urlsplit(address)
    assert f"{parts.scheme}://{parts.netloc}" == archive.BASE_URL, address
    return parts.path + (f"?{parts.query}" if parts.query else "")


def chain(site, first, after):
    """Every page from the first on, each with what `after` finds of the next."""
    address, pages = first, []
    while address:
        page = site.get(address)
        pages.append((address, page))
        following = after(page)
        address = local(following) if following else None
    return pages


def next_of_atom(page):
    link = etree.fromstring(page).find(f"{ATOM}link[@rel='next']")
    return None if link is None else link.get("href")


class Feeds(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.site = archive.shared()
        cls.hit = cls.site.json("/api/v1/search", size=1, sort="newest")["hits"][0]

    def questions(self):
        case = next(hit for hit in self.site.json("/api/v1/search", size=100)["hits"] if hit["case_numbers"])
        number = case["case_numbers"][0]["canonical"]
        municipality = case["id"].split("/")[0]
        officers = self.site.json("/api/v1/search")["facets"]["officer"]
        yield "", {}
        yield "a search", {"q": "skola OR budget"}
        yield "a case", {"municipality": municipality, "case": number}
        yield "a body", {"municipality": municipality, "body": case["id"].split("/")[1]}
        yield "two facets", {"municipality": municipality, "outcome": ["rejected", "approved"]}
        yield "an officer", {"officer": officers[0]["value"]}
        yield "nothing", {"q": "rymdhissbyggnadsnämnd"}

    def test_feedparser_and_the_schema_take_every_atom_feed(self):
        for what, question in self.questions():
            with self.subTest(what):
                body = self.site.get("/api/v1/feed.atom", **question)
                SCHEMA.assertValid(etree.fromstring(body))
                parsed = feedparser.parse(body)
                self.assertFalse(parsed.bozo, parsed.get("bozo_exception"))
                self.assertEqual(parsed.version, "atom10")
                total = self.site.json("/api/v1/search", relax="false", facets="false", **question)["total"]
                self.assertEqual(len(parsed.entries), min(total, 50))
                for entry in parsed.entries:
                    self.assertTrue(entry.updated_parsed and entry.id and entry.link and entry.title)
                    self.assertLessEqual(entry.updated_parsed, parsed.feed.updated_parsed)

    def test_json_feeds_keep_their_own_rules_and_say_what_atom_says(self):
        for what, question in self.questions():
            with self.subTest(what):
                feed = self.site.json("/api/v1/feed.json", **question)
                jsonschema.validate(feed, JSON_FEED, format_checker=jsonschema.FormatChecker())
                atom = feedparser.parse(self.site.get("/api/v1/feed.atom", **question))
                self.assertEqual([item["id"] for item in feed["items"]], [entry.id for entry in atom.entries])
                self.assertEqual([item["title"] for item in feed["items"]], [entry.title for entry in atom.entries])

    def test_pages_lead_through_every_hit_once(self):
        total = self.site.json("/api/v1/search")["total"]
        self.assertGreater(total, 100)
        atom = chain(self.site, "/api/v1/feed.atom", next_of_atom)
        entries = [entry for _, page in atom for entry in feedparser.parse(page).entries]
        self.assertEqual(len(entries), total)
        self.assertEqual(len({entry.id for entry in entries}), total)
        self.assertEqual(len({etree.fromstring(page).findtext(f"{ATOM}id") for _, page in atom}), 1)
        for address, page in atom:
            SCHEMA.assertValid(etree.fromstring(page))
            own = etree.fromstring(page).find(f"{ATOM}link[@rel='self']").get("href")
            self.assertEqual(local(own), address)
        pages = chain(self.site, "/api/v1/feed.json", lambda page: json.loads(page).get("next_url"))
        items = [item["id"] for _, page in pages for item in json.loads(page)["items"]]
        self.assertEqual(items, [entry.id for entry in entries])

    def test_feedparser_is_told_that_nothing_is_new(self):
        address = f"{self.site.address}/api/v1/feed.atom?q=skola"
        first = feedparser.parse(address)
        self.assertEqual(first.status, 200)
        parsedate_to_datetime(first.headers["last-modified"])
        again = feedparser.parse(address, etag=first.etag)
        self.assertEqual((again.status, len(again.entries)), (304, 0))

    def test_a_page_names_both_its_feeds(self):
        page = etree.HTML(self.site.get("/sok", q="skola").decode("utf-8"))
        links = {link.get("type"): link.get("href") for link in page.findall(".//link[@rel='alternate']")}
        self.assertEqual(set(links), {"application/atom+xml", "application/feed+json"})
        self.assertFalse(feedparser.parse(self.site.get(links["application/atom+xml"])).bozo)
        jsonschema.validate(json.loads(self.site.get(links["application/feed+json"])), JSON_FEED)


class Withdrawn(unittest.TestCase):
    def test_what_is_withdrawn_leaves_the_feed_and_the_others_stay_as_they_are(self):
        site = archive.Site()
        self.addCleanup(site.close)
        before = site.json("/api/v1/feed.json")
        gone = before["items"][3]
        site.run("withdraw", gone["url"], "--reason", "prov", "--by", "Prov Provsson")
        for _ in range(60):
            after = site.json("/api/v1/feed.json")
            if all(item["id"] != gone["id"] for item in after["items"]):
                break
            time.sleep(0.2)
        left = {item["id"]: item for item in before["items"] if item["id"] != gone["id"]}
        for item in after["items"]:
            if item["id"] in left:
                self.assertEqual(item, left[item["id"]])
        self.assertNotIn(gone["id"], [item["id"] for item in after["items"]])
        with self.assertRaises(urllib.error.HTTPError) as error:
            urllib.request.urlopen(site.address + local(gone["url"]))
        self.assertEqual(error.exception.code, 410)
        error.exception.close()


if __name__ == "__main__":
    unittest.main()
