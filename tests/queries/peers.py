#!/usr/bin/env python3
"""Answers judged queries with other engines over the same paragraphs.

peers.py FOLDER reads FOLDER/documents.jsonl ({"id", "title", "text"}) and FOLDER/queries.jsonl ({"query", "strict"}), and
prints a line of JSON for each engine: {"peer", "rankings": [{"total", "ids"}]} in the order of the queries, or
{"peer", "missing"} where it is not installed. Each engine has its best plain mode: all words first, and where fewer than
ten paragraphs have them, any word after those; `strict` queries (what must not be found, or finds nothing) stop at all words.
"""
import json
import os
import re
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from pathlib import Path

LOOKED_AT = 10
MOST = 100
# A word of the title counts as so many of the text.
TITLE = 3
WORD = re.compile(r"\w+")


class Missing(Exception):
    """The engine is not installed."""


def ranking(strict, all_words, any_word):
    """All words first. `all_words` and `any_word` give (total, ids) when called."""
    total, ids = all_words()
    if strict or total >= LOOKED_AT:
        return {"total": total, "ids": ids}
    more, others = any_word()
    ids = ids + [other for other in others if other not in ids]
    return {"total": max(total, more), "ids": ids[:MOST]}


def sqlite(documents, queries, tokenizer, shortest):
    connection = sqlite3.connect(":memory:")
    try:
        connection.execute(f"CREATE VIRTUAL TABLE docs USING fts5(id UNINDEXED, title, text, tokenize='{tokenizer}')")
    except sqlite3.OperationalError as error:
        raise Missing(str(error)) from error
    rows = ((document["id"], document["title"], document["text"]) for document in documents)
    connection.executemany("INSERT INTO docs VALUES (?, ?, ?)", rows)

    def found(words, joiner):
        if not words:
            return 0, []
        match = joiner.join(f'"{word}"' for word in words)
        count = connection.execute("SELECT count(*) FROM docs WHERE docs MATCH ?", (match,)).fetchone()[0]
        order = f"SELECT id FROM docs WHERE docs MATCH ? ORDER BY bm25(docs, 0, {TITLE}, 1), rowid LIMIT {MOST}"
        return count, [row[0] for row in connection.execute(order, (match,))]

    for query in queries:
        words = [word for word in WORD.findall(query["query"]) if len(word) >= shortest]
        yield ranking(query["strict"], lambda: found(words, " AND "), lambda: found(words, " OR "))


def xapian_swedish(documents, queries):
    try:
        import xapian
    except ImportError as error:
        raise Missing("python3-xapian is not installed for this Python") from error
    with tempfile.TemporaryDirectory() as folder:
        database = xapian.WritableDatabase(folder, xapian.DB_CREATE_OR_OVERWRITE)
        stemmer = xapian.Stem("swedish")
        generator = xapian.TermGenerator()
        generator.set_stemmer(stemmer)
        for document in documents:
            entry = xapian.Document()
            generator.set_document(entry)
            generator.index_text(document["title"], TITLE)
            generator.increase_termpos()
            generator.index_text(document["text"])
            entry.set_data(document["id"])
            database.add_document(entry)
        database.commit()
        parser = xapian.QueryParser()
        parser.set_stemmer(stemmer)
        parser.set_stemming_strategy(xapian.QueryParser.STEM_SOME)
        parser.set_database(database)

        def found(words, operator):
            parser.set_default_op(operator)
            enquire = xapian.Enquire(database)
            # Only words: none of them is an operator.
            enquire.set_query(parser.parse_query(" ".join(words), 0))
            matches = enquire.get_mset(0, MOST, database.get_doccount())
            return matches.get_matches_estimated(), [match.document.get_data().decode() for match in matches]

        for query in queries:
            words = WORD.findall(query["query"])
            yield ranking(
                query["strict"],
                lambda: found(words, xapian.Query.OP_AND),
                lambda: found(words, xapian.Query.OP_OR),
            )


class Postgres:
    """A database of its own in a temporary folder, reached by a socket there."""

    def __init__(self, folder):
        programs = sorted(Path("/usr/lib/postgresql").glob("*/bin"))
        if not programs or not shutil.which("psql"):
            raise Missing("postgresql is not installed")
        self.programs, self.folder = programs[-1], folder
        # The server refuses to run as root.
        self.who = ["runuser", "-u", "postgres", "--"] if os.getuid() == 0 else []
        if self.who:
            shutil.chown(folder, "postgres")
        self.run([self.programs / "initdb", "-D", folder / "data", "-E", "UTF8", "--no-locale", "-A", "trust"])
        options = f"-k {folder} -c listen_addresses='' -c fsync=off"
        self.run([self.programs / "pg_ctl", "-D", folder / "data", "-w", "-l", folder / "log", "-o", options, "start"])

    def run(self, command):
        subprocess.run([*self.who, *map(str, command)], check=True, stdout=subprocess.DEVNULL, cwd="/")

    def ask(self, script):
        command = [*self.who, "psql", "-h", str(self.folder), "-d", "postgres", "-qAtX", "-v", "ON_ERROR_STOP=1"]
        done = subprocess.run(command, input=script, capture_output=True, text=True, check=True, cwd="/")
        return done.stdout.splitlines()

    def stop(self):
        self.run([self.programs / "pg_ctl", "-D", self.folder / "data", "-m", "immediate", "stop"])


def quoted(text):
    return "'" + text.replace("'", "''") + "'"


def postgres_swedish(documents, queries):
    with tempfile.TemporaryDirectory() as folder:
        os.chmod(folder, 0o755)
        database = Postgres(Path(folder))
        try:
            yield from postgres_answers(database, documents, queries)
        finally:
            database.stop()


def postgres_answers(database, documents, queries):
    # Titles have the weight A, texts D, of which the defaults (1.0, 0.1) are the engine's own idea of the difference.
    script = ["SET standard_conforming_strings = on;", "CREATE TABLE docs (id text, words tsvector);"]
    for document in documents:
        title, text = quoted(document["title"]), quoted(document["text"])
        words = f"setweight(to_tsvector('swedish', {title}), 'A') || to_tsvector('swedish', {text})"
        script.append(f"INSERT INTO docs VALUES ({quoted(document['id'])}, {words});")
    database.ask("\n".join(script))
    script = []
    for query in queries:
        all_words = f"plainto_tsquery('swedish', {quoted(query['query'])})"
        any_word = f"replace({all_words}::text, '&', '|')::tsquery"
        for words in (all_words, any_word):
            script.append(
                f"SELECT json_build_object('total', (SELECT count(*) FROM docs WHERE words @@ {words}), 'ids', coalesce("
                f"(SELECT json_agg(id) FROM (SELECT id FROM docs WHERE words @@ {words}"
                f" ORDER BY ts_rank(words, {words}, 1) DESC, id LIMIT {MOST}) best), '[]'::json));"
            )
    answers = [json.loads(line) for line in database.ask("\n".join(script))]
    both = zip(answers[::2], answers[1::2])
    for query, (strict, loose) in zip(queries, both):
        yield ranking(
            query["strict"],
            lambda: (strict["total"], strict["ids"]),
            lambda: (loose["total"], loose["ids"]),
        )


PEERS = [
    ("SQLite FTS5 unicode61", lambda documents, queries: sqlite(documents, queries, "unicode61", 1)),
    # Shorter words are no trigram, and would find nothing.
    ("SQLite FTS5 trigram", lambda documents, queries: sqlite(documents, queries, "trigram", 3)),
    ("PostgreSQL swedish", postgres_swedish),
    ("Xapian swedish", xapian_swedish),
]


def lines(path):
    with open(path, encoding="utf-8") as file:
        return [json.loads(line) for line in file]


def main():
    folder = Path(sys.argv[1])
    documents, queries = lines(folder / "documents.jsonl"), lines(folder / "queries.jsonl")
    for name, answer in PEERS:
        try:
            print(json.dumps({"peer": name, "rankings": list(answer(documents, queries))}), flush=True)
        except Missing as missing:
            print(json.dumps({"peer": name, "missing": str(missing)}), flush=True)
        except subprocess.CalledProcessError as failed:
            print(json.dumps({"peer": name, "missing": f"failed: {failed}: {failed.stderr}"}), flush=True)


if __name__ == "__main__":
    main()
