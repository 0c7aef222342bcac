#!/usr/bin/python3
"""Xapian with its Swedish stemmer and BM25. Phrases are of the words as they stand: stems have no positions there."""
import json
import os
import shutil
import sys
from pathlib import Path

from adapter import SIZE, WEIGHTS, Steps, rows, serve, words_of

# Documents between two flushes; by itself it flushes after 10,000, and writes much again each time.
os.environ.setdefault("XAPIAN_FLUSH_THRESHOLD", "100000")

import xapian  # noqa: E402 (reads the environment)


class Xapian:
    def __init__(self, folder):
        self.written, self.compact = folder / "written", folder / "compact"
        self.stemmer = xapian.Stem("swedish")
        self.database = None

    def load(self, path):
        ready, steps = rows(path), Steps()
        steps.take("add", lambda: self.add(ready))
        steps.take("compact", lambda: self.make_compact())
        # It is searchable before.
        return steps.answer(uncounted=("compact",))

    def add(self, ready):
        database = xapian.WritableDatabase(str(self.written), xapian.DB_CREATE_OR_OVERWRITE)
        generator = xapian.TermGenerator()
        generator.set_stemmer(self.stemmer)
        for _, *texts in ready:
            document = xapian.Document()
            generator.set_document(document)
            for text, weight in zip(texts, WEIGHTS.values()):
                generator.index_text(text, weight)
                generator.increase_termpos()
            document.set_data(json.dumps(texts, ensure_ascii=False))
            # Numbered from 1, as the rows are.
            database.add_document(document)
        database.commit()
        database.close()

    def make_compact(self):
        database = xapian.Database(str(self.written))
        database.compact(str(self.compact))
        database.close()
        shutil.rmtree(self.written)

    def open(self):
        self.database = xapian.Database(str(self.compact))

    def prepare(self, mode, words):
        words = words_of(words)
        return (mode, words) if words else None

    def query(self, mode, words):
        if mode == "phrase":
            return xapian.Query(xapian.Query.OP_PHRASE, words)
        if mode == "prefix":
            # However many words begin so.
            return xapian.Query(xapian.Query.OP_WILDCARD, words[0], 0, xapian.Query.WILDCARD_LIMIT_ERROR)
        stems = ["Z" + self.stemmer(word).decode() for word in words]
        return xapian.Query(xapian.Query.OP_AND, stems)

    def ask(self, prepared):
        enquire = xapian.Enquire(self.database)
        enquire.set_query(self.query(*prepared))
        # Looking at all of them makes the estimate exact.
        matches = enquire.get_mset(0, SIZE, self.database.get_doccount())
        return matches.get_matches_estimated(), [match.docid for match in matches]

    def close(self):
        if self.database:
            self.database.close()
        self.database = None


if __name__ == "__main__":
    serve(Xapian(Path(sys.argv[1])))
