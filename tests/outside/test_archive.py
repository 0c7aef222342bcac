"""That the server over the samples answers and holds something: without it nothing else here says anything."""

import unittest

import archive


class TheSamples(unittest.TestCase):
    def test_something_is_found(self):
        found = archive.shared().json("/api/v1/search", q="skolskjuts")
        self.assertGreater(found["total"], 0)
        self.assertEqual(len(found["hits"]), min(found["total"], 20))


if __name__ == "__main__":
    unittest.main()
