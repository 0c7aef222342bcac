"""The description of the API is valid, its examples are of its schemas, the server answers as it says, and whatever
Schemathesis asks."""

import os
import subprocess
import sys
import unittest

import archive
import openapi_spec_validator
from jsonschema import Draft202012Validator
from referencing import Registry, Resource
from referencing.jsonschema import DRAFT202012

DESCRIPTION = "/api/v1/openapi.json"

# So many requests Schemathesis makes up for each operation, the same ones every time.
EXAMPLES = "15"


class TheDescription(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.site = archive.shared()
        cls.description = cls.site.json(DESCRIPTION)
        resource = Resource.from_contents(cls.description, default_specification=DRAFT202012)
        cls.registry = Registry().with_resource("urn:description", resource)

    def faults(self, pointer, value):
        """Where a value is not what the schema at a place in the description says."""
        validator = Draft202012Validator(
            {"$ref": f"urn:description#{pointer}"}, registry=self.registry,
            format_checker=Draft202012Validator.FORMAT_CHECKER)
        return [f"{fault.json_path}: {fault.message}" for fault in validator.iter_errors(value)]

    def operations(self):
        for path, methods in self.description["paths"].items():
            for method, operation in methods.items():
                yield f"/paths/{escaped(path)}/{method}", operation

    def test_it_is_valid_openapi(self):
        self.assertTrue(self.description["openapi"].startswith("3.1."))
        openapi_spec_validator.validate(self.description)

    def test_every_example_is_of_its_schema(self):
        checked = 0
        for place, holder in media_types_and_parameters(self.description):
            for name, example in holder.get("examples", {}).items():
                value = example["value"]
                if isinstance(value, str) and "json" not in place:
                    continue
                self.assertEqual(self.faults(f"{place}/schema", value), [], f"{place}: {name}")
                checked += 1
        self.assertGreater(checked, 100)

    def test_answers_over_the_samples_are_of_their_schemas(self):
        site = self.site
        hit = site.json("/api/v1/search", q="omröstning", section="vote")["hits"][0]
        paragraph = site.json(f"/api/v1/paragraphs/{hit['id']}")
        municipality = hit["id"].split("/")[0]
        case = next(hit["case_numbers"][0]["canonical"] for hit in site.json("/api/v1/search")["hits"] if hit["case_numbers"])
        asked = {
            "search": "/api/v1/search?q=skola&size=100",
            "suggest": "/api/v1/suggest?q=sk",
            "stats": "/api/v1/stats?q=skola&by=outcome",
            "paragraph": f"/api/v1/paragraphs/{hit['id']}",
            "meeting": f"/api/v1/meetings/{hit['id'].rsplit('/', 1)[0]}",
            "document": f"/api/v1/documents/{paragraph['source']['sha256']}",
            "officers": "/api/v1/officers?q=a",
            "status": "/api/v1/status",
            "findings": "/api/v1/findings?size=100",
            "changes": "/api/v1/changes?size=1000",
            "export_manifest": "/api/v1/export/manifest?q=skola",
            "feed_json": "/api/v1/feed.json",
            "case": f"/api/v1/cases/{municipality}/{case.replace(' ', '-').replace('/', '-').lower()}",
        }
        for place, operation in self.operations():
            address = asked.pop(operation["operationId"], None)
            if address is None or site.status_of(address) == 404:
                continue
            kind, = operation["responses"]["200"]["content"]
            schema = f"{place}/responses/200/content/{escaped(kind)}/schema"
            self.assertEqual(self.faults(schema, site.json(address))[:5], [], address)
        self.assertEqual(asked, {}, "these are not described")

    def test_schemathesis_finds_no_fault(self):
        program = os.path.join(os.path.dirname(sys.executable), "schemathesis")
        done = subprocess.run(
            [program, "run", f"{self.site.address}{DESCRIPTION}", "--phases", "examples,coverage,fuzzing",
             "--max-examples", EXAMPLES, "--generation-deterministic", "--no-color",
             # What is in an archive decides which values of a parameter are right: no schema can tell.
             "--checks", "all", "--exclude-checks", "positive_data_acceptance"],
            cwd=self.site.folder, capture_output=True, text=True, check=False)
        self.assertEqual(done.returncode, 0, done.stdout[-20_000:] + done.stderr)


def escaped(segment):
    """A key as a segment of a JSON pointer that stands in an address."""
    pointer = segment.replace("~", "~0").replace("/", "~1")
    return pointer.replace("%", "%25").replace("{", "%7B").replace("}", "%7D")


def media_types_and_parameters(value, place=""):
    """Every object with a schema and examples, with its place."""
    if isinstance(value, dict):
        if "schema" in value and "examples" in value:
            yield place, value
        for name, inner in value.items():
            if name not in ("examples", "example", "schema"):
                yield from media_types_and_parameters(inner, f"{place}/{escaped(name)}")
    elif isinstance(value, list):
        for at, inner in enumerate(value):
            yield from media_types_and_parameters(inner, f"{place}/{at}")


if __name__ == "__main__":
    unittest.main()
