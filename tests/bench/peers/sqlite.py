#!/usr/bin/python3
"""SQLite FTS5: no stems; the tokenizer `unicode61` with å ä ö kept apart from a and o; order by `bm25`."""
import sqlite3
import sys
from pathlib import Path

from adapter import SIZE, WEIGHTS, Steps, rows, serve

FIELDS = ", ".join(WEIGHTS)
RANK = ", ".join(str(float(weight)) for weight in WEIGHTS.values())


class Sqlite:
    def __init__(self, folder):
        self.path = folder / "paragraphs.db"
        self.connection = None

    def connect(self):
        self.connection = sqlite3.connect(self.path, isolation_level=None)
        # As much memory as the others take; by itself it takes 2 MB.
        self.connection.execute("PRAGMA cache_size = -262144")
        self.connection.execute("PRAGMA mmap_size = 2147483648")

    def load(self, path):
        ready, steps = rows(path), Steps()
        self.connect()
        steps.take("insert", lambda: self.insert(ready))
        steps.take("optimize", lambda: self.connection.execute("INSERT INTO paragraphs(paragraphs) VALUES ('optimize')"))
        self.close()
        return steps.answer()

    def insert(self, ready):
        tokens = "unicode61 remove_diacritics 0"
        self.connection.execute(f"CREATE VIRTUAL TABLE paragraphs USING fts5({FIELDS}, tokenize = '{tokens}')")
        self.connection.execute("BEGIN")
        self.connection.executemany(f"INSERT INTO paragraphs(rowid, {FIELDS}) VALUES (?, ?, ?, ?, ?)", ready)
        self.connection.execute("COMMIT")

    def open(self):
        self.connect()

    def prepare(self, mode, words):
        if mode == "phrase":
            return quoted(" ".join(words))
        star = " *" if mode == "prefix" else ""
        return " AND ".join(quoted(word) + star for word in words)

    def ask(self, match):
        # Faster than `ORDER BY rank`, which sorts all that is found, and than one pass with a window.
        best = f"SELECT rowid FROM paragraphs WHERE paragraphs MATCH ? ORDER BY bm25(paragraphs, {RANK}) LIMIT {SIZE}"
        keys = [key for key, in self.connection.execute(best, (match,))]
        count = "SELECT count(*) FROM paragraphs WHERE paragraphs MATCH ?"
        return self.connection.execute(count, (match,)).fetchone()[0], keys

    def close(self):
        if self.connection:
            self.connection.close()
        self.connection = None


def quoted(text):
    return '"' + text.replace('"', '""') + '"'


if __name__ == "__main__":
    serve(Sqlite(Path(sys.argv[1])))
